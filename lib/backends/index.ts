/**
 * The clients of policy and verifier servers behind the ports of the search, their configuration, and what can be found
 * out about a server. The wire shapes of those servers stay in here.
 */
export type { Backend, PolicyBackend, VerifierBackend } from './config/backend';
export { BackendConfigError, readBackends } from './reading/config';
export type { Backends, ReadOptions } from './reading/config';
export type { BackendsConfig } from './reading/config-schema';
export { createBackendContext } from './context';
export type { BackendContext } from './context';
export type { Sharing } from './admission/share';
export { createPolicy, createVerifier, whyNotStepwise } from './create';
export type { Priority } from './admission/limiter';
export { discoverServers, findServer } from './check/find';
export { probeBackend } from './check/probe';
export { resolveModel } from './check/served-model';
export { tryBackend } from './check/trial';
