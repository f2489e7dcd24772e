/** From configuration to ports: which adapter speaks to which kind of server. The one place that lists them. */
import { assertUnreachable } from '@/lib/base';
import type { Policy, Verifier } from '@/lib/search';
import type { PolicyBackend, VerifierBackend } from './backend';
import type { BackendContext } from './context';
import { createLikelihoodVerifier } from './likelihood-verifier';
import type { Priority } from './limiter';
import { createRlhflowPrm } from './rlhflow-prm';
import { createVllmPolicy } from './vllm-policy';

/**
 * The policy that `backend` configures; nothing is sent yet. `ref.model` is the configured model, so pass the result of
 * `resolveModel` to have the log name what the server serves.
 */
export function createPolicy(backend: PolicyBackend, context: BackendContext, priority: Priority): Policy {
  switch (backend.kind) {
    case 'vllm': return createVllmPolicy(backend, context, priority);
    default: return assertUnreachable(backend.kind);
  }
}

/** The verifier that `backend` configures; nothing is sent yet. See `createPolicy` for `ref.model`. */
export function createVerifier(backend: VerifierBackend, context: BackendContext, priority: Priority): Verifier {
  switch (backend.kind) {
    case 'likelihood': return createLikelihoodVerifier(backend, context, priority);
    case 'rlhflow-prm': return createRlhflowPrm(backend, context, priority);
    default: return assertUnreachable(backend.kind);
  }
}
