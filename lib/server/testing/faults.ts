/**
 * For tests: everything that a model server is known to do wrong while it generates, one entry a fault, with what must
 * come of it for the policy and for the verifier, when it happens once and when it goes on.
 */
import type { Reply } from '../../backends/testing/scripted-server';
import { chunk, completion, done, errorBody, event, idsOf } from '../../backends/testing/vllm-replies';
import type { FaultScript } from './model-servers';

/** `well`: tried again, and well; `cut`: no failure, paths end there; otherwise how the run fails. */
export type Outcome = 'well' | 'cut' | Failing;

interface Failing {
  readonly kind: string;
  readonly words: RegExp;
  /** Or well: several inputs that are refused together are asked for again in parts. */
  readonly isPerhapsWell?: true;
  /** Nothing is left to be gone on with. */
  readonly isFinal?: true;
}

interface PerServer {
  readonly policy: Outcome;
  readonly verifier: Outcome;
}

export interface Fault {
  readonly name: string;
  readonly script: FaultScript;
  /** What the verifier's server does, where one JSON reply goes wrong in another way than a stream. */
  readonly verifierScript?: FaultScript;
  readonly once: PerServer;
  readonly always: PerServer;
}

const both = (outcome: Outcome): PerServer => ({ policy: outcome, verifier: outcome });
/** Goes away when it happens once, and fails so when it goes on. */
const transient = (kind: string, words: RegExp) => ({ once: both('well'), always: both({ kind, words }) });
/** Trying again could change nothing. */
const lasting = (kind: string, words: RegExp) => ({
  once: { policy: { kind, words }, verifier: { kind, words, isPerhapsWell: true } } as const,
  always: both({ kind, words }),
});
/** What the policy wrote stands and is gone on from, so that paths get to their limits; a verifier's half reply is nothing. */
const halfway = (kind: string, words: RegExp) => ({
  once: both('well'),
  always: { policy: 'cut', verifier: { kind, words } } as const,
});

const halfJson = '{"id":"cmpl-1","object":"text_completion","choices":[{"ind';
const begun = chunk({ text: 'So far, so good, and then we s', token_ids: idsOf('So far, so good, and then we s') });
const raw =
  (text: string): FaultScript =>
  (reply) =>
    reply.text(text, 200, { 'content-type': 'application/json' });
const streamed =
  (...pieces: readonly string[]): FaultScript =>
  (reply) => {
    reply.stream(...pieces);
    reply.end();
  };
const refusal =
  (status: number, message: string, type?: string): FaultScript =>
  (reply) =>
    reply.json(errorBody(message, status, type), status);
const cutSoon = (reply: Reply) => {
  setTimeout(() => reply.cut(), 20);
};
/** Writes `piece` over and over. */
const endless = (reply: Reply, write: () => void) => {
  const timer = setInterval(write, 2);
  reply.onClose(() => clearInterval(timer));
};
const silence = /sent nothing for 10 s.*timeoutSeconds/s;
const tooLong = { kind: 'bad-reply', words: /longer than 64 MB/ };

export const faults: readonly Fault[] = [
  {
    name: 'refused',
    script: (_reply, _received, { server }) => {
      void server.close().then(() =>
        setTimeout(() => {
          void server.reopen();
        }, 60),
      );
    },
    ...transient('unreachable', /refused the connection.*Start it/s),
  },
  {
    name: 'reset before the first byte',
    script: (reply) => reply.cut(),
    ...transient('unreachable', /closed the connection without an answer/),
  },
  {
    name: 'reset after the first byte',
    ...halfway('cut', /broke off in the middle of its answer.*Resume when it is back/s),
    script: (reply) => {
      reply.stream(begun);
      cutSoon(reply);
    },
    verifierScript: (reply) => {
      reply.begin(halfJson);
      cutSoon(reply);
    },
  },
  { name: 'stall before the first byte', script: () => {}, ...transient('timeout', silence) },
  {
    name: 'stall after the first byte',
    ...halfway('timeout', silence),
    script: (reply) => reply.stream(begun),
    verifierScript: (reply) => reply.begin(halfJson),
  },
  {
    name: '400, context too long',
    script: refusal(
      400,
      "This model's maximum context length is 1000 tokens. However, your prompt contains 1100 input tokens.",
    ),
    once: { policy: { kind: 'rejected', words: /does not fit the model’s context/ }, verifier: 'well' },
    always: {
      policy: { kind: 'rejected', words: /does not fit the model’s context/ },
      verifier: { kind: 'unscored', words: /could score none of.*maximum context length is 1000/s, isFinal: true },
    },
  },
  {
    name: '400, a bad value',
    script: refusal(400, 'temperature must be non-negative, got -1.0.'),
    ...lasting('rejected', /rejected the request: status 400, “temperature must be non-negative/),
  },
  {
    name: '400, an unknown field (vLLM before 0.6.5)',
    once: both('well'),
    always: both('well'),
    script: (reply, { body }, { goOn }) => {
      const message = "[{'type': 'extra_forbidden', 'loc': ('body', 'x'), 'msg': 'Extra inputs are not permitted'}]";
      if ('return_token_ids' in body || 'logprob_token_ids' in body)
        reply.json({ object: 'error', message, type: 'BadRequestError', param: null, code: 400 }, 400);
      else goOn();
    },
  },
  {
    name: '401',
    script: (reply) => reply.json({ error: 'Unauthorized' }, 401),
    ...lasting('unauthorized', /wants an API key.*apiKeyEnv/s),
  },
  {
    name: '404, the model',
    script: refusal(404, 'The model `tiny` does not exist.', 'NotFoundError'),
    ...lasting('not-found', /does not serve the model “tiny”.*\.model/s),
  },
  {
    name: '404, the path',
    script: (reply) => reply.json({ detail: 'Not Found' }, 404),
    ...lasting('not-found', /has no \/v1\/completions.*\.url/s),
  },
  {
    name: '429 with Retry-After',
    script: (reply) => reply.json(errorBody('slow down', 429), 429, { 'retry-after': '1' }),
    ...transient('overloaded', /overloaded or not ready: status 429.*maxConcurrency/s),
  },
  {
    name: '500',
    script: refusal(500, 'EngineCore encountered an issue.', 'InternalServerError'),
    ...transient('server-error', /failed: status 500, “EngineCore encountered an issue\.”/),
  },
  {
    name: '503',
    script: refusal(503, 'The engine is currently busy and cannot accept new requests.'),
    ...transient('overloaded', /overloaded or not ready: status 503/),
  },
  {
    name: 'garbage, a page of HTML',
    script: (reply) => reply.text('<html>hello</html>', 200, { 'content-type': 'text/html' }),
    ...lasting('bad-reply', /an HTML page|not JSON/),
  },
  {
    name: 'garbage, bytes',
    script: streamed('data: \u0000\u0001{oops}\n\n'),
    verifierScript: raw('\u0000\u0001{oops}'),
    ...lasting('bad-reply', /not JSON/),
  },
  {
    name: 'half a JSON line',
    script: streamed(`data: ${halfJson}\n\n`),
    verifierScript: raw(halfJson),
    ...lasting('bad-reply', /not JSON/),
  },
  {
    name: 'an error inside the stream',
    script: streamed(event(errorBody('KV transfer failed', 500)), done),
    verifierScript: raw(JSON.stringify(errorBody('KV transfer failed', 500))),
    ...transient('server-error', /failed: status 500, “KV transfer failed”/),
  },
  {
    name: 'a stream without its end',
    ...halfway('bad-reply', /not JSON/),
    once: { policy: 'well', verifier: { kind: 'bad-reply', words: /not JSON/, isPerhapsWell: true } },
    script: streamed(begun),
    verifierScript: raw(JSON.stringify(completion([])).slice(0, -1)),
  },
  {
    name: 'a stream that never ends',
    once: { policy: 'cut', verifier: { ...tooLong, isPerhapsWell: true } },
    always: { policy: 'cut', verifier: tooLong },
    script: (reply, { body }) =>
      endless(reply, () =>
        reply.stream(
          ...Array.from({ length: Number(body.n) }, (_, index) => chunk({ index, text: 'more ', token_ids: [109] })),
        ),
      ),
    verifierScript: (reply) => endless(reply, () => reply.begin(' '.repeat(1_048_576))),
  },
  {
    name: 'wrong counts',
    script: streamed(chunk({ index: 7, text: 'x', token_ids: [120] }), done),
    verifierScript: (reply) => reply.json(completion([])),
    ...lasting('bad-reply', /a choice 7, of \d|0 results for \d+ prompts/),
  },
  {
    name: 'NaN',
    script: streamed('data: {"choices":[{"index":0,"text":"a","token_ids":[NaN]}]}\n\n'),
    ...lasting('bad-reply', /holds NaN/),
    verifierScript: raw(
      '{"choices":[{"index":0,"text":"+","logprobs":{"tokens":["+"],"top_logprobs":[{"token_id:43":NaN,"token_id:45":NaN}]}}]}',
    ),
  },
];
