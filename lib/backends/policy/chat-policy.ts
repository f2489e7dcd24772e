/**
 * The policy port over `/v1/chat/completions`, for servers that take no raw text. Knows nothing of searches; whether it can
 * carry one that goes step by step is asked before it begins.
 */
import type { Priority } from '../admission/limiter';
import type { PolicyBackend } from '../config/backend';
import type { BackendContext } from '../context';
import { createHttpClient } from '../http/http';
import { knownOf } from '../server-habits';
import { chatRoute, promptOf } from './chat-route';
import type { WritingPolicy } from './route';
import { servedLength } from './served-length';
import { conversation } from './turn-messages';
import { createWriter } from './writer';

/** A policy that is only chatted with. */
export function createChatPolicy(backend: PolicyBackend, context: BackendContext, priority: Priority): WritingPolicy {
  const http = createHttpClient(backend, context);
  const known = knownOf(context.habits, backend);
  const route = chatRoute({ backend, http, known });
  return {
    ref: { name: backend.name, model: backend.model ?? backend.name },
    async prepare(problem, signal, turn) {
      const text = promptOf(conversation(backend, problem, turn));
      return { text, maxModelLength: await servedLength(backend, http, signal) };
    },
    propose: createWriter({ backend, context, priority, http, route }),
    whyNotContinued: (signal) => route.whyNotContinued(signal),
  };
}
