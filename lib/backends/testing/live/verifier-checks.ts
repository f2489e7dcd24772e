/** What must hold of verifiers behind real servers: one score per new step, the right ones, checked against another way to them. */
import { expect } from 'vitest';
import type { CallNotice, ScoreRequest, Verifier } from '@/lib/search';
import { createVerifier, resolveModel } from '../../index';
import { neverAborted, verifierAt } from '../setup';
import { probeUntilKnown, type Check, type Target } from './check';

const problem = { text: 'What is $3 + 4 \\times 5$?' };
const steps = [
  '## Step 1: Multiply\n$4 \\times 5 = 20$.\n\n',
  '## Step 2: Add\n$3 + 20 = 23$.\n\n',
  'Therefore, the final answer is: $\\boxed{23}$. I hope it is correct.',
];
const wrong = ['## Step 1: Add\n$3 + 4 = 8$.\n\n'];

function requestOf(
  paths: readonly (readonly [steps: readonly string[], from: number])[],
): ScoreRequest & { readonly notices: CallNotice[] } {
  const notices: CallNotice[] = [];
  return {
    problem,
    prompt: { text: '' },
    session: 'live',
    notices,
    onNotice: (notice) => notices.push(notice),
    paths: paths.map(([texts, from]) => ({ steps: texts.map((text) => ({ text })), from })),
  };
}

async function verifierOver(
  { url, context }: Target,
  kind: string,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Verifier> {
  return createVerifier(
    await resolveModel(verifierAt(url, kind, { model: undefined, ...fields }), context, neverAborted),
    context,
    'interactive',
  );
}

/** Not a number where a step is unscored. */
function numbers(scores: Awaited<ReturnType<Verifier['score']>>): readonly (readonly number[])[] {
  return scores.map((path) => path.map(Number));
}

/** Whole paths, new ends of them, and nothing new, in one request; scores of the same step agree. */
async function expectConsistent(verifier: Verifier): Promise<readonly (readonly number[])[]> {
  const request = requestOf([
    [steps, 0],
    [steps, 2],
    [wrong, 0],
    [steps, 3],
  ]);
  const scores = numbers(await verifier.score(request, neverAborted));
  expect(scores.map((path) => path.length)).toEqual([3, 1, 1, 0]);
  for (const score of scores.flat()) expect(score).toSatisfy((value: number) => value >= 0 && value <= 1);
  expect(scores[1]![0]).toBeCloseTo(scores[0]![2]!, 3);
  expect(request.notices.map(({ type }) => type)).toEqual(['sent', 'usage']);
  expect((request.notices[1] as { promptTokens: number }).promptTokens).toBeGreaterThan(50);
  return scores;
}

export const verifierChecks: readonly Check[] = [
  {
    name: 'RLHFlow: P(+) against P(-) is what the server itself computes',
    server: 'policy',
    async run(target) {
      const scores = await expectConsistent(await verifierOver(target, 'rlhflow-prm'));
      const prompt = (await ask(target, '/tokenize', {
        messages: [{ role: 'user', content: `${problem.text} ${steps[0]!.trim()}` }],
        add_generation_prompt: true,
        add_special_tokens: false,
      })) as { tokens: number[] };
      const labels = await Promise.all(
        ['+', '-'].map(async (prompt_) =>
          (
            (await ask(target, '/tokenize', { prompt: prompt_, add_special_tokens: false })) as { tokens: number[] }
          ).tokens.at(-1)!,
        ),
      );
      const reply = (await ask(target, '/generative_scoring', {
        query: prompt.tokens.slice(0, -1),
        items: [prompt.tokens.slice(-1)],
        label_token_ids: labels,
        apply_softmax: true,
        item_first: false,
        add_special_tokens: false,
      })) as { data: { score: number }[] };
      expect(scores[0]![0]).toBeCloseTo(reply.data[0]!.score, 4);
    },
  },
  {
    name: 'RLHFlow: the bundled PRM tells right from wrong',
    server: 'prm',
    async run(target) {
      const verifier = await verifierOver(target, 'rlhflow-prm');
      const text = 'Simplify $3x + 14 + 2x - 12$.';
      const first = '## Step 1: Collect the $x$ terms\n$3 + 2 = 5$, so we get $5x$.\n\n';
      const paths = [
        [first, '## Step 2: Collect the constants\n$14 - 12 = 2$.\n\n'],
        [first.replaceAll('5', '6')],
      ] as const;
      const [right, bad] = numbers(
        await verifier.score({ ...requestOf(paths.map((texts) => [texts, 0])), problem: { text } }, neverAborted),
      );
      expect(Math.min(...right!)).toBeGreaterThan(0.5);
      expect(bad![0]).toBeLessThan(0.5);
    },
  },
  {
    name: 'Math-Shepherd: the token after the tag',
    server: 'policy',
    run: async (target) => {
      await expectConsistent(await verifierOver(target, 'math-shepherd'));
    },
  },
  {
    name: 'likelihood: the tokens of a step, from prompt log-probabilities',
    server: 'policy',
    run: async (target) => {
      await expectConsistent(await verifierOver(target, 'likelihood'));
    },
  },
  {
    name: 'Qwen2.5-Math-PRM: the second of each pair, by /pooling',
    server: 'qwen-prm',
    async run(target) {
      const scores = await expectConsistent(await verifierOver(target, 'qwen-prm'));
      const messages = [
        { role: 'system', content: 'Please reason step by step, and put your final answer within \\boxed{}.' },
        { role: 'user', content: problem.text },
        { role: 'assistant', content: steps.map((step) => `${step.trim()}<extra_0>`).join('') },
      ];
      const reply = (await ask(target, '/pooling', { task: 'token_classify', messages })) as {
        data: { data: number[][] }[];
      };
      // Asked with messages the server applies the template itself.
      reply.data[0]!.data.forEach(([, good], k) => expect(scores[0]![k]).toBeCloseTo(good!, 4));
    },
  },
  {
    name: 'Qwen2.5-Math-PRM: a solution that does not fit is said so',
    server: 'qwen-prm',
    async run(target) {
      const verifier = await verifierOver(target, 'qwen-prm');
      const [[score] = []] = await verifier.score(requestOf([[['1 '.repeat(800)], 0]]), neverAborted);
      expect(score).toMatchObject({
        reason: 'too-long',
        message: expect.stringMatching(/reads 1024 tokens; problem and solution have \d+/) as unknown,
      });
    },
  },
  {
    name: 'an outcome reward model judges each beginning, by /classify',
    server: 'outcome-rm',
    async run(target) {
      const scores = await expectConsistent(await verifierOver(target, 'outcome-rm'));
      expect(new Set(scores[0]).size).toBe(3);
    },
  },
  ...(['qwen-prm', 'outcome-rm'] as const).map((kind): Check => ({
    name: `the probe has a step scored: ${kind}`,
    server: kind,
    async run({ url, context }) {
      const status = await probeUntilKnown(verifierAt(url, kind, { model: undefined }), context);
      expect(status).toMatchObject({
        isReachable: true,
        version: expect.stringMatching(/^\d/) as unknown,
        capabilities: { scores: true },
      });
    },
  })),
  {
    name: 'a kind that the server is not is told by the probe',
    server: 'outcome-rm',
    async run({ url, context }) {
      const status = await probeUntilKnown(verifierAt(url, 'rlhflow-prm', { model: undefined }), context);
      expect(status).toMatchObject({ isReachable: true, capabilities: { completions: false } });
    },
  },
  {
    // The bundled models know no JSON: held to it, they write white space without an end.
    name: 'a judge that comes to no end is told so',
    server: 'keyed',
    async run(target) {
      const verifier = await verifierOver(target, 'judge', { apiKeyEnv: 'LIVE_KEY' });
      await expect(verifier.score(requestOf([[steps, 0]]), neverAborted)).rejects.toMatchObject({
        kind: 'bad-reply',
        message: expect.stringContaining('did not come to an end within 100 tokens') as unknown,
      });
    },
  },
];

async function ask({ url }: Target, path: string, body: object): Promise<unknown> {
  const reply = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(reply.status).toBe(200);
  return reply.json();
}
