/** From configuration to ports: which adapter speaks to which kind of server. The one place that lists them. */
import { assertUnreachable } from '@/lib/base';
import type { Policy, Verifier } from '@/lib/search';
import type { Backend, PolicyBackend, VerifierBackend } from './config/backend';
import type { BackendContext } from './context';
import { createHttpClient } from './http/http';
import { createJudge } from './verifiers/judge';
import { createLikelihoodVerifier } from './verifiers/likelihood-verifier';
import type { Priority } from './admission/limiter';
import { createMathShepherd } from './verifiers/math-shepherd';
import { createOutcomeRm } from './verifiers/outcome-rm';
import { createReplicatedPolicy, createReplicatedVerifier } from './replicas';
import { createQwenPrm } from './verifiers/qwen-prm';
import { createRlhflowPrm } from './verifiers/rlhflow-prm';
import { createScoreApi } from './verifiers/score-api';
import { createSkyworkPrm } from './verifiers/skywork-prm';
import { createThinkPrm } from './verifiers/think-prm';
import { createVllmPolicy } from './policy/vllm-policy';

/**
 * The policy that `backend` configures; nothing is sent yet. `ref.model` is the configured model, so pass the result of
 * `resolveModel` to have the log name what the server serves.
 */
export function createPolicy(backend: PolicyBackend, context: BackendContext, priority: Priority): Policy {
  if (isReplicated(backend))
    return createReplicatedPolicy(backend, context, (own) => createPlainPolicy(own, context, priority));
  return createPlainPolicy(backend, context, priority);
}

function createPlainPolicy(backend: PolicyBackend, context: BackendContext, priority: Priority): Policy {
  switch (backend.kind) {
    case 'vllm':
      return createVllmPolicy(backend, context, priority);
    default:
      return assertUnreachable(backend.kind);
  }
}

/** The verifier that `backend` configures; nothing is sent yet. See `createPolicy` for `ref.model`. */
export function createVerifier(backend: VerifierBackend, context: BackendContext, priority: Priority): Verifier {
  if (isReplicated(backend))
    return createReplicatedVerifier(backend, context, (own) => createPlainVerifier(own, context, priority));
  return createPlainVerifier(backend, context, priority);
}

/** Also a single address whose subtrees go their own ways: behind it may be a router that reads X-Session-ID. */
function isReplicated({ urls, affinity }: Backend): boolean {
  return urls.length > 1 || affinity === 'subtree';
}

function createPlainVerifier(backend: VerifierBackend, context: BackendContext, priority: Priority): Verifier {
  const scoring = { backend, context, priority, http: createHttpClient(backend, context) };
  switch (backend.kind) {
    case 'likelihood':
      return createLikelihoodVerifier(scoring);
    case 'rlhflow-prm':
      return createRlhflowPrm(scoring);
    case 'math-shepherd':
      return createMathShepherd(scoring);
    case 'qwen-prm':
      return createQwenPrm(scoring);
    case 'skywork-prm':
      return createSkyworkPrm(scoring);
    case 'think-prm':
      return createThinkPrm(scoring);
    case 'judge':
      return createJudge(scoring);
    case 'outcome-rm':
      return createOutcomeRm(scoring);
    case 'score-api':
      return createScoreApi(scoring);
    default:
      return assertUnreachable(backend.kind);
  }
}
