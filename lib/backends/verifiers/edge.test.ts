/**
 * Paths at the very end of a verifier's context, on servers that refuse as vLLM 0.32 was seen to: `/pooling` reads as many
 * tokens as its context has, a completion of one token needs one more. One token over is a fate of that path alone.
 */
import { describe, expect, it } from 'vitest';
import { createVerifier } from '../index';
import type { Reply, Script } from '../testing/scripted-server';
import { neverAborted, problem, scripted, testContext, verifierAt } from '../testing/setup';
import { completion, errorBody, tokenizerScripts } from '../testing/vllm-replies';

/** vLLM's words, for a prompt without and with room for itself. */
const overWords = (limit: number, prompt: number) =>
  prompt > limit
    ? `This model's maximum context length is ${limit} tokens. However, your prompt contains at least ${prompt} input tokens, which exceeds this limit even without any output tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=${prompt})`
    : 'max_tokens must be at least 1, got 0. (parameter=max_tokens, value=0)';

interface Edge {
  readonly kind: string;
  readonly path: string;
  /** Tokens that it writes. */
  readonly written: number;
  readonly answer: (inputs: readonly (readonly number[])[]) => unknown;
}

const generating = {
  path: '/v1/completions',
  written: 1,
  answer: (inputs: readonly (readonly number[])[]) =>
    completion(
      inputs.map((ids) => ({
        logprobs: { tokens: ['+'], top_logprobs: [{ 'token_id:43': -0.1, 'token_id:45': -2.4 }] },
        prompt_logprobs: ids.map((id, at) => (at === 0 ? null : { [String(id)]: { logprob: -0.1 } })),
      })),
    ),
};
const pooled = (path: string, resultOf: (ids: readonly number[]) => object): Omit<Edge, 'kind'> => ({
  path,
  written: 0,
  answer: (inputs) => ({ data: inputs.map((ids, index) => ({ index, ...resultOf(ids) })) }),
});

const edges: readonly Edge[] = [
  { kind: 'rlhflow-prm', ...generating },
  { kind: 'math-shepherd', ...generating },
  { kind: 'likelihood', ...generating },
  { kind: 'qwen-prm', ...pooled('/pooling', () => ({ data: [[0.2, 0.8]] })) },
  { kind: 'outcome-rm', ...pooled('/classify', () => ({ probs: [0.8] })) },
  { kind: 'skywork-prm', ...pooled('/v1/embeddings', (ids) => ({ embedding: ids.map(() => 0.8) })) },
];

/** What it says of a short path, a long one and a short one, and the longest input that it was sent. */
async function scored({ kind, path, written, answer }: Edge, limit: number, isTold: boolean) {
  let longest = 0;
  const refuse = (reply: Reply, prompt: number) => reply.json(errorBody(overWords(limit, prompt)), 400);
  const works: Script = (reply, { body }) => {
    const inputs = (body.prompt ?? body.input) as readonly (readonly number[])[];
    const most = Math.max(...inputs.map((ids) => ids.length));
    if (most + written > limit) return refuse(reply, most);
    longest = Math.max(longest, most);
    reply.json(answer(inputs));
  };
  const server = await scripted({ ...tokenizerScripts(isTold ? limit : 0), [`POST ${path}`]: works });
  const verifier = createVerifier(verifierAt(server.url, kind), testContext().context, 'interactive');
  const paths = ['short', `long${'g'.repeat(200)}`, 'other'].map((text) => ({ steps: [{ text }], from: 0 }));
  const request = { problem, prompt: { text: 'P' }, session: 's', onNotice: () => {}, paths };
  const scores = await verifier.score(request, neverAborted);
  const fates = scores.map(([score]) => (typeof score === 'number' ? 'scored' : (score?.reason ?? 'none')));
  return { fates, longest };
}

describe.each([
  ['that the server tells', true],
  ['that only its refusals tell', false],
] as const)('a context %s', (_, isTold) => {
  it.each(edges)('is filled to its last token, and one more is too long, for that path alone: $kind', async (edge) => {
    const { longest } = await scored(edge, 100_000, isTold);
    const needed = longest + edge.written;
    const all = ['scored', 'scored', 'scored'];
    expect((await scored(edge, needed + 1, isTold)).fates).toEqual(all);
    expect((await scored(edge, needed, isTold)).fates).toEqual(all);
    expect((await scored(edge, needed - 1, isTold)).fates).toEqual(['scored', 'too-long', 'scored']);
  });
});
