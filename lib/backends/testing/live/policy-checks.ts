/** What must hold of a policy behind a real server: tokens in and out, ends, samples, seeds, aborts, limits. */
import { expect } from 'vitest';
import type { Policy, Proposal, ProposeRequest } from '@/lib/search';
import { createPolicy, resolveModel } from '../../index';
import type { PolicyBackend } from '../../index';
import { collect, neverAborted, policyAt, proposeRequest } from '../setup';
import { probeUntilKnown, type Check, type Target } from './check';

const asked = { text: 'What is $3 + 4 \\times 5$?' };
const separator = '\n\n';

/** The policy at the target, with the prompt for the problem that all checks ask. */
async function prepared({ url, context }: Target): Promise<{
  policy: Policy;
  backend: PolicyBackend;
  request: (fields?: Partial<ProposeRequest>) => ReturnType<typeof proposeRequest>;
}> {
  const backend = await resolveModel(policyAt(url, { model: undefined }), context, neverAborted);
  const policy = createPolicy(backend, context, 'interactive');
  const prompt = await policy.prepare(asked, neverAborted);
  return {
    policy,
    backend,
    request: (fields) => proposeRequest(prompt, { temperature: 1, maxTokens: 120, seed: 11, ...fields }),
  };
}

interface Written {
  readonly text: string;
  readonly tokenIds: readonly number[];
  readonly finish: string;
}

/** One entry per continuation; every one has exactly one end. */
function writtenOf(proposals: readonly Proposal[], count: number): readonly Written[] {
  return Array.from({ length: count }, (_, index) => {
    const own = proposals.filter((proposal) => proposal.index === index);
    const ends = own.flatMap((proposal) => (proposal.type === 'finish' ? [proposal.finish] : []));
    expect(ends).toHaveLength(1);
    expect(own.at(-1)!.type).toBe('finish');
    const pieces = own.flatMap((proposal) => (proposal.type === 'text' ? [proposal] : []));
    return {
      text: pieces.map(({ text }) => text).join(''),
      tokenIds: pieces.flatMap(({ tokenIds }) => tokenIds ?? []),
      finish: ends[0]!,
    };
  });
}

async function written(policy: Policy, request: ProposeRequest): Promise<readonly Written[]> {
  const { proposals, error } = await collect(policy.propose(request, neverAborted));
  expect(error).toBeUndefined();
  return writtenOf(proposals, request.count);
}

export const policyChecks: readonly Check[] = [
  {
    name: 'the probe tells what it is and can do',
    server: 'policy',
    async run({ url, context }) {
      const status = await probeUntilKnown(policyAt(url, { model: undefined }), context);
      expect(status).toMatchObject({
        isReachable: true,
        model: expect.any(String) as unknown,
        version: expect.stringMatching(/^\d/) as unknown,
        maxModelLength: 1_024,
        capabilities: { completions: true, tokenize: true, tokenIn: true, tokenOut: true, logprobs: true },
        load: {
          running: expect.any(Number) as unknown,
          waiting: expect.any(Number) as unknown,
          cacheUse: expect.any(Number) as unknown,
        },
      });
    },
  },
  {
    name: 'a prompt is ids and text, and is asked for once',
    server: 'policy',
    async run(target) {
      const { policy, backend } = await prepared(target);
      const prompt = await policy.prepare(asked, neverAborted);
      expect(prompt.tokenIds!.length).toBeGreaterThan(5);
      expect(prompt.text).toContain(asked.text);
      expect(prompt.maxModelLength).toBe(1_024);
      expect(backend.model).not.toBe('');
    },
  },
  {
    name: 'a step ends with its separator and is gone on from by its ids',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const first = request();
      const [step] = await written(policy, first);
      expect(step).toMatchObject({ finish: 'step', text: expect.stringMatching(/\n\n$/) as unknown });
      const usage = first.notices.find((notice) => notice.type === 'usage')!;
      expect(usage).toMatchObject({
        promptTokens: first.prompt.tokenIds!.length,
        completionTokens: step!.tokenIds.length,
      });
      const second = request({ prefix: [step!], seed: 12 });
      const [next] = await written(policy, second);
      expect(next!.text).not.toBe('');
      expect(second.notices.find((notice) => notice.type === 'usage')).toMatchObject({
        promptTokens: first.prompt.tokenIds!.length + step!.tokenIds.length,
      });
    },
  },
  {
    name: 'a solution ends with the end token, which is no text',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const [solution] = await written(policy, request({ stop: [], temperature: 0, maxTokens: 900 }));
      expect(solution).toMatchObject({ finish: 'eos', text: expect.stringContaining('final answer') as unknown });
      expect(solution!.text).not.toContain('<|');
    },
  },
  {
    name: 'a limit is told from an end',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const [short] = await written(policy, request({ maxTokens: 3 }));
      expect([short!.finish, short!.tokenIds.length]).toEqual(['length', 3]);
    },
  },
  {
    name: 'what comes at once is what comes piece by piece, each token with its step',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const solutions = { stop: [], maxTokens: 400, count: 3 };
      const streamed = await written(policy, request(solutions));
      const atOnce = request({ ...solutions, atOnce: { separator } });
      const { proposals, error } = await collect(policy.propose(atOnce, neverAborted));
      expect(error).toBeUndefined();
      expect(atOnce.notices[0]).toMatchObject({ type: 'sent', body: { stream: false } });
      expect(writtenOf(proposals, 3)).toEqual(streamed);
      for (let index = 0; index < 3; index++) {
        const pieces = proposals.flatMap((each) => (each.type === 'text' && each.index === index ? [each.text] : []));
        expect(pieces.length).toBeGreaterThan(1);
        for (const piece of pieces.slice(0, -1)) expect(piece.split(separator)).toHaveLength(2);
      }
      expect(await written(policy, request({ atOnce: { separator } }))).toEqual(await written(policy, request()));
    },
  },
  {
    name: 'several samples come interleaved, counted together',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const four = request({ count: 4, temperature: 1.5 });
      const samples = await written(policy, four);
      expect(new Set(samples.map(({ text }) => text)).size).toBeGreaterThan(1);
      expect(four.notices.at(-1)).toMatchObject({
        type: 'usage',
        completionTokens: samples.reduce((sum, { tokenIds }) => sum + tokenIds.length, 0),
      });
    },
  },
  {
    name: 'sample i of seed s is sample 0 of seed s + i',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const three = await written(policy, request({ count: 3, temperature: 1.5, seed: 40 }));
      const [alone] = await written(policy, request({ temperature: 1.5, seed: 42 }));
      // Only their beginnings: rounding differs with the size of the batch.
      expect(three[2]!.tokenIds.slice(0, 8)).toEqual(alone!.tokenIds.slice(0, 8));
      expect(three[0]!.text).not.toBe(alone!.text);
    },
  },
  {
    name: 'leaving frees the server',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      // Some 24,000 tokens if they were all written. (0.32 does not count them as aborted in its metrics.)
      for await (const proposals of policy.propose(
        request({ count: 256, stop: [], temperature: 2, maxTokens: 900 }),
        neverAborted,
      )) {
        if (proposals.some(({ type }) => type === 'text')) break;
      }
      const before = await metric(target.url, 'generation_tokens_total');
      await expect.poll(() => metric(target.url, 'num_requests_running'), { timeout: 10_000, interval: 250 }).toBe(0);
      expect((await metric(target.url, 'generation_tokens_total')) - before).toBeLessThan(2_000);
    },
  },
  {
    name: 'a full context ends a path, a problem that does not fit is said so',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const { prompt } = request();
      const filler = { text: 'a'.repeat(1_020), tokenIds: Array.from({ length: 1_020 }, () => prompt.tokenIds![2]!) };
      // The client knows the length, and does not ask.
      expect(await written(policy, request({ prefix: [filler], count: 2 }))).toMatchObject([
        { finish: 'length' },
        { finish: 'length' },
      ]);
      // The client does not know the length: the server says so.
      const unaware = { ...prompt, maxModelLength: undefined };
      expect(await written(policy, { ...request({ prefix: [filler] }), prompt: unaware })).toMatchObject([
        { finish: 'length' },
      ]);
      const long = { text: 'x', tokenIds: Array.from({ length: 1_100 }, () => prompt.tokenIds![2]!) };
      const { error } = await collect(policy.propose(proposeRequest(long), neverAborted));
      expect(error).toMatchObject({
        kind: 'rejected',
        isRetryable: false,
        message: expect.stringContaining('does not fit the model’s context') as unknown,
      });
    },
  },
  {
    name: 'a context that ends in the middle of a step cuts it there',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const { prompt } = request();
      const filler = {
        text: 'a',
        tokenIds: Array.from({ length: 1_024 - prompt.tokenIds!.length - 2 }, () => prompt.tokenIds![2]!),
      };
      const [cut] = await written(policy, {
        ...request({ prefix: [filler], temperature: 2, stop: [] }),
        prompt: { ...prompt, maxModelLength: undefined },
      });
      expect(cut!.finish).toBe('length');
    },
  },
  {
    name: 'a model that is not served is named',
    server: 'policy',
    async run({ url, context }) {
      const policy = createPolicy(policyAt(url, { model: 'nope' }), context, 'interactive');
      const words = /does not serve the model “nope”: status 404.*policies\[0\]\.model/s;
      await expect(policy.prepare(asked, neverAborted)).rejects.toMatchObject({
        kind: 'not-found',
        isRetryable: false,
        message: expect.stringMatching(words) as unknown,
      });
      const { error } = await collect(policy.propose(proposeRequest({ text: 'x', tokenIds: [1] }), neverAborted));
      expect(error).toMatchObject({ kind: 'not-found', message: expect.stringMatching(words) as unknown });
    },
  },
  {
    name: 'a value that the server refuses is quoted',
    server: 'policy',
    async run(target) {
      const { policy, request } = await prepared(target);
      const { error } = await collect(policy.propose(request({ temperature: -1 }), neverAborted));
      expect(error).toMatchObject({
        kind: 'rejected',
        isRetryable: false,
        message: expect.stringContaining('temperature must be non-negative') as unknown,
      });
      const many = await collect(policy.propose(request({ stop: ['a', 'b', 'c', 'd', 'e'] }), neverAborted));
      expect(many.error).toMatchObject({ kind: 'rejected', message: expect.stringContaining('at most 4') as unknown });
    },
  },
];

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^vllm:${name}\\{[^}]*\\} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
}
