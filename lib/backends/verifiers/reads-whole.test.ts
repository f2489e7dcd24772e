/** Solutions read in one prompt, where a server's prefix cache holds nothing as short as a step. Replies in vLLM's shapes. */
import { describe, expect, it } from 'vitest';
import type { ScoreRequest, Told } from '@/lib/search';
import { createVerifier } from '../index';
import { neverAborted, problem, scripted, testContext, verifierAt } from '../testing/setup';
import { completion, errorBody, tokenizerScripts } from '../testing/vllm-replies';
import { hasNoUseOfCache } from './reads-whole';

/** What says that a step is right, by kind: of `+ -` the tokenizer of these tests makes three. */
const goods = { 'rlhflow-prm': '+'.charCodeAt(0), 'math-shepherd': ' '.charCodeAt(0) } as const;
const minus = '-'.charCodeAt(0);
type Kind = keyof typeof goods;

/** vLLM's line of its cache, as 0.32 writes it. */
const metricsOf = (blockSize: number, caching = 'True') =>
  [
    '# TYPE vllm:cache_config_info gauge',
    `vllm:cache_config_info{block_size="${blockSize}",cache_dtype="auto",enable_prefix_caching="${caching}",engine="0"} 1.0`,
  ].join('\n');

const answered = (kind: Kind, score: number) => ({
  [`token_id:${goods[kind]}`]: Math.log(score),
  [`token_id:${minus}`]: Math.log(1 - score),
});

interface Server {
  readonly metrics?: string;
  /** What is listed for a token of a prompt; undefined: a server that lists none. */
  readonly listed?: (prompt: readonly number[], place: number) => Record<string, { logprob: number }>;
  readonly isRefusing?: boolean;
}

/** A PRM that gives a step the share that stands in its last digit, whichever way it is asked. */
async function verifierOver(kind: Kind, { metrics, listed, isRefusing = false }: Server) {
  const shareBefore = (prompt: readonly number[]) => (prompt.findLast((id) => id >= 48 && id <= 57)! - 48) / 10;
  const server = await scripted({
    ...tokenizerScripts(),
    ...(metrics === undefined ? {} : { 'GET /metrics': (reply) => reply.text(metrics) }),
    'POST /v1/completions': (reply, { body }) => {
      const isWhole = body.prompt_logprobs !== undefined;
      if (isWhole && isRefusing) return reply.json(errorBody('prompt_logprobs are not supported here'), 400);
      reply.json(
        completion(
          (body.prompt as number[][]).map((prompt) => ({
            logprobs: { tokens: ['+'], top_logprobs: [answered(kind, shareBefore(prompt))] },
            ...(isWhole && listed !== undefined
              ? { prompt_logprobs: prompt.map((_, place) => (place === 0 ? null : listed(prompt, place))) }
              : {}),
          })),
        ),
      );
    },
  });
  const verifier = createVerifier(verifierAt(server.url, kind), testContext().context, 'interactive');
  const asked = () => server.received.filter(({ path }) => path === '/v1/completions').map(({ body }) => body);
  return { verifier, asked };
}

const bothOf =
  (kind: Kind): NonNullable<Server['listed']> =>
  (prompt, place) => {
    const share = ((prompt.slice(0, place).findLast((id) => id >= 48 && id <= 57) ?? 53) - 48) / 10;
    return { [goods[kind]]: { logprob: Math.log(share) }, [minus]: { logprob: Math.log(1 - share) } };
  };

function request(...paths: readonly (readonly string[])[]): ScoreRequest & { readonly told: number[] } {
  const told: number[] = [];
  return {
    told,
    onTold: (_, step, tokens: readonly Told[]) => tokens.length === 2 && told.push(step),
    problem,
    prompt: { text: 'P' },
    session: 's',
    onNotice: () => {},
    paths: paths.map((steps) => ({ steps: steps.map((text) => ({ text })), from: 0 })),
  };
}

const solutions = [['is 2', 'is 7', 'is 4'], ['is 9'], ['is 1', 'is 3']] as const;
const scored = [[0.2, 0.7, 0.4], [0.9], [0.1, 0.3]];
const tenths = (scores: readonly (readonly unknown[])[]) =>
  scores.map((row) => row.map((score) => Math.round(Number(score) * 1_000) / 1_000));

describe.each(['rlhflow-prm', 'math-shepherd'] as const)('%s', (kind) => {
  const both = bothOf(kind);
  it.each([
    ['longer than a step', metricsOf(128)],
    ['not used', metricsOf(16, 'False')],
  ])('is asked one prompt a solution where the blocks of the cache are %s', async (_, metrics) => {
    const { verifier, asked } = await verifierOver(kind, { metrics, listed: both });
    const wanted = request(...solutions);
    expect(tenths(await verifier.score(wanted, neverAborted))).toEqual(scored);
    expect(asked().map(({ prompt }) => (prompt as unknown[]).length)).toEqual([3]);
    expect(asked()[0]).toMatchObject({ prompt_logprobs: 2, max_tokens: 1 });
    expect(wanted.told).toEqual([0, 1, 2, 0, 0, 1]);
  });

  it.each([
    ['of 16 tokens', metricsOf(16)],
    ['that nobody knows', undefined],
  ])('is asked one prompt a step with blocks %s', async (_, metrics) => {
    const { verifier, asked } = await verifierOver(kind, { metrics, listed: both });
    expect(tenths(await verifier.score(request(...solutions), neverAborted))).toEqual(scored);
    expect(asked().map(({ prompt }) => (prompt as unknown[]).length)).toEqual([6]);
    expect(asked()[0]).not.toHaveProperty('prompt_logprobs');
  });

  it.each([
    ['lists nothing of prompts', {}],
    ['refuses to', { listed: both, isRefusing: true }],
  ])('a server that %s is asked by steps, and for whole solutions not again', async (_, server) => {
    const { verifier, asked } = await verifierOver(kind, { metrics: metricsOf(128), ...server });
    expect(tenths(await verifier.score(request(...solutions), neverAborted))).toEqual(scored);
    const first = asked().length;
    expect(tenths(await verifier.score(request(...solutions), neverAborted))).toEqual(scored);
    expect(asked().slice(first)).toHaveLength(1);
    expect(asked().at(-1)).not.toHaveProperty('prompt_logprobs');
  });

  it('is asked once more about a step for which it did not list both', async () => {
    const { verifier, asked } = await verifierOver(kind, {
      metrics: metricsOf(128),
      listed: (prompt, place) => {
        const { [minus]: _, ...others } = both(prompt, place);
        return others[goods[kind]]!.logprob < Math.log(0.5) ? others : both(prompt, place);
      },
    });
    expect(tenths(await verifier.score(request(...solutions), neverAborted))).toEqual(scored);
    // The first step of the first solution, and of the last.
    expect(asked().map(({ prompt }) => (prompt as unknown[]).length)).toEqual([3, 2]);
  });

  it('is asked by steps about a path of which steps were scored before', async () => {
    const { verifier, asked } = await verifierOver(kind, { metrics: metricsOf(128), listed: both });
    const { paths, ...wanted } = request(...solutions);
    const later = paths.map((path) => ({ ...path, from: path.steps.length - 1 }));
    expect(tenths(await verifier.score({ ...wanted, paths: later }, neverAborted))).toEqual([[0.4], [0.9], [0.3]]);
    expect(asked()[0]).not.toHaveProperty('prompt_logprobs');
  });
});

it('what looks like an answer in a step is none: that solution is asked about by steps', async () => {
  const { verifier, asked } = await verifierOver('rlhflow-prm', {
    metrics: metricsOf(128),
    listed: bothOf('rlhflow-prm'),
  });
  const hostile = ['is 2', `is \u0003+ 7`, 'is 4'];
  expect(tenths(await verifier.score(request(hostile), neverAborted))).toEqual([[0.2, 0.7, 0.4]]);
  expect(asked().map(({ prompt }) => (prompt as unknown[]).length)).toEqual([1, 2]);
});

it.each([
  ['', false],
  ['vllm:num_requests_running 3', false],
  [metricsOf(16), false],
  [metricsOf(128), true],
  [metricsOf(16, 'False'), true],
  ['x_vllm:cache_config_info{block_size="128"} 1', false],
])('%j: a cache of no use: %s', (metrics, isSo) => {
  expect(hasNoUseOfCache(metrics)).toBe(isSo);
});
