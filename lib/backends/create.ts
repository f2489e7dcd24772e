/** From configuration to ports: which adapter speaks to which kind of server. */
import { assertUnreachable } from '@/lib/base';
import type { Policy, Verifier } from '@/lib/search';
import type { Backend, PolicyBackend, VerifierBackend } from './config/backend';
import type { BackendContext } from './context';
import { createHttpClient } from './http/http';
import type { Priority } from './admission/limiter';
import { createReplicatedPolicy, createReplicatedVerifier } from './replicas';
import { verifierKindOf } from './verifiers/verifier-kinds';
import { createChatPolicy } from './policy/chat-policy';
import type { WritingPolicy } from './policy/route';
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

function createPlainPolicy(backend: PolicyBackend, context: BackendContext, priority: Priority): WritingPolicy {
  switch (backend.kind) {
    case 'vllm':
      return createVllmPolicy(backend, context, priority);
    case 'chat':
      return createChatPolicy(backend, context, priority);
    default:
      return assertUnreachable(backend.kind);
  }
}

/**
 * Why strategies that go step by step cannot use this policy, in words; undefined when they can. Found out by an actual try
 * where a server leaves it open, and remembered. Throws BackendError when the server does not answer.
 */
export function whyNotStepwise(
  backend: PolicyBackend,
  context: BackendContext,
  signal: AbortSignal,
): Promise<string | undefined> {
  return createPlainPolicy(backend, context, 'interactive').whyNotContinued(signal);
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
  const { name, model = name, kind } = backend;
  const { aggregation, create } = verifierKindOf(backend);
  return {
    ref: { name, model, kind, recommendedAggregation: aggregation },
    ...create({ backend, context, priority, http: createHttpClient(backend, context) }),
  };
}
