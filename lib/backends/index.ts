/**
 * The clients of policy and verifier servers behind the ports of the search, their configuration, and what can be found
 * out about a server. The wire shapes of those servers stay in here.
 */
export { policyKinds, verifierKinds } from './backend';
export type { Backend, PolicyBackend, PolicyKind, VerifierBackend, VerifierKind } from './backend';
export { BackendConfigError, readBackends } from './config';
export type { Backends, ReadOptions } from './config';
export { backendsConfigSchema } from './config-schema';
export type { BackendsConfig } from './config-schema';
export { createBackendContext } from './context';
export type { BackendContext, ContextOptions } from './context';
export { createPolicy, createVerifier } from './create';
export { priorities } from './limiter';
export type { Priority } from './limiter';
export { probeBackend } from './probe';
export { resolveModel } from './served-model';
export { tryBackend } from './trial';
