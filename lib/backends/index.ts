/**
 * The clients of policy and verifier servers behind the ports of the search, their configuration, and what can be found
 * out about a server. The wire shapes of those servers stay in here.
 */
export { policyKinds, verifierKinds } from './config/backend';
export type { Backend, PolicyBackend, PolicyKind, VerifierBackend, VerifierKind } from './config/backend';
export { BackendConfigError, readBackends } from './config/config';
export type { Backends, ReadOptions } from './config/config';
export { backendsConfigSchema } from './config/config-schema';
export type { BackendsConfig } from './config/config-schema';
export { createBackendContext } from './context';
export type { BackendContext } from './context';
export { createPolicy, createVerifier } from './create';
export { priorities } from './admission/limiter';
export type { Priority } from './admission/limiter';
export { probeBackend } from './check/probe';
export { resolveModel } from './check/served-model';
export { tryBackend } from './check/trial';
