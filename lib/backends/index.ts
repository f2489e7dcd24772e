/**
 * The clients of policy and verifier servers behind the ports of the search, their configuration, and what can be found
 * out about a server. The wire shapes of those servers stay in here.
 */
export { policyKinds, verifierKinds } from './backend';
export type { Backend, PolicyBackend, PolicyKind, VerifierBackend, VerifierKind } from './backend';
export { BackendConfigError, backendsConfigSchema, readBackends } from './config';
export type { Backends, BackendsConfig, ReadOptions } from './config';
export { createBackendContext } from './context';
export type { BackendContext, ContextOptions } from './context';
export { createPolicy, createVerifier } from './create';
export { priorities } from './limiter';
export type { Priority } from './limiter';
export { probeBackend, resolveModel } from './probe';
