/**
 * What must hold of a policy on servers that do less than vLLM (llama-server, llama-cpp-python): the same steps and ends, by
 * text, one a request. The chat template is the model's own, applied here.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { applyEvents, initialState, logVersion, search, searchConfigSchema, solutionsOf } from '@/lib/search';
import type { Policy, Proposal, ProposeRequest, SearchEvent } from '@/lib/search';
import { createPolicy, resolveModel } from '../../index';
import { collect, neverAborted, policyAt, proposeRequest } from '../setup';
import { probeUntilKnown, type Check, type Target } from './check';

const asked = { text: 'What is $3 + 4 \\times 5$?' };
const { chat_template: chatTemplate } = JSON.parse(
  readFileSync(new URL('../../../../models/policy/tokenizer_config.json', import.meta.url), 'utf8'),
) as { readonly chat_template: string };

async function prepared({ url, context }: Target): Promise<{
  policy: Policy;
  request: (fields?: Partial<ProposeRequest>) => ReturnType<typeof proposeRequest>;
}> {
  const policy = createPolicy(
    await resolveModel(policyAt(url, { model: undefined, chatTemplate }), context, neverAborted),
    context,
    'interactive',
  );
  const prompt = await policy.prepare(asked, neverAborted);
  return {
    policy,
    request: (fields) => proposeRequest(prompt, { temperature: 0, maxTokens: 120, seed: 11, ...fields }),
  };
}

interface Written {
  readonly text: string;
  readonly finish: string;
}

async function written(policy: Policy, request: ProposeRequest): Promise<readonly Written[]> {
  const { proposals, error } = await collect(policy.propose(request, neverAborted));
  expect(error).toBeUndefined();
  return Array.from({ length: request.count }, (_, index) => {
    const own = proposals.filter((proposal) => proposal.index === index);
    expect(own.map(({ type }) => type).indexOf('finish')).toBe(own.length - 1);
    const textOf = (proposal: Proposal) => (proposal.type === 'text' ? proposal.text : '');
    return {
      text: own.map(textOf).join(''),
      finish: own.flatMap((proposal) => (proposal.type === 'finish' ? [proposal.finish] : []))[0]!,
    };
  });
}

function checksOf(server: 'llama-server' | 'llama-cpp-python'): readonly Check[] {
  return [
    {
      name: `${server}: the probe tells what it cannot do`,
      server,
      async run({ url, context }) {
        const status = await probeUntilKnown(policyAt(url, { model: undefined }), context);
        expect(status).toMatchObject({
          isReachable: true,
          capabilities: { completions: true, tokenOut: false, stopTold: false, stopKept: false },
        });
      },
    },
    {
      name: `${server}: a solution comes to its end, step by step and in one piece`,
      server,
      async run(target) {
        const { policy, request } = await prepared(target);
        const steps: Written[] = [];
        while (steps.length < 8 && steps.at(-1)?.finish !== 'eos')
          steps.push((await written(policy, request({ prefix: steps.map(({ text }) => ({ text })) })))[0]!);
        expect(steps.map(({ finish }) => finish)).toEqual([...steps.slice(1).map(() => 'step'), 'eos']);
        for (const { text } of steps.slice(0, -1)) expect(text).toMatch(/^## Step \d[^]*[^\n]\n\n$/);
        // Not the same text: what is sent back as text may be split into other tokens.
        expect(await written(policy, request({ stop: [], maxTokens: 400 }))).toMatchObject([
          { finish: 'eos', text: expect.stringContaining('I hope it is correct.') as unknown },
        ]);
      },
    },
    {
      name: `${server}: several samples of one prompt, each with its end`,
      server,
      async run(target) {
        const { policy, request } = await prepared(target);
        const three = request({ count: 3, temperature: 1.5 });
        const samples = await written(policy, three);
        expect(new Set(samples.map(({ text }) => text)).size).toBeGreaterThan(1);
        for (const { text, finish } of samples) if (finish === 'step') expect(text.endsWith('\n\n')).toBe(true);
        const calls = three.notices.filter(({ type }) => type === 'sent' || type === 'usage');
        expect(calls.map(({ type }) => type)).toEqual(['sent', 'usage']);
        // What is simpler about it is told beside the calls.
        expect(three.notices.map(({ type }) => type)).toContain('habit');
      },
    },
    {
      name: `${server}: a limit is told from an end`,
      server,
      async run(target) {
        const { policy, request } = await prepared(target);
        expect(await written(policy, request({ maxTokens: 3 }))).toMatchObject([{ finish: 'length' }]);
      },
    },
    {
      name: `${server}: a search from its start to its answer`,
      server,
      isLiveOnly: true,
      async run(target) {
        const { policy } = await prepared(target);
        const spec = {
          problem: { ...asked, answer: '23' },
          strategy: 'majority' as const,
          seed: 3,
          policy: policy.ref,
          config: searchConfigSchema.parse({ n: 8, maxTokens: 300 }),
        };
        const started: SearchEvent = { type: 'run-started', version: logVersion, spec };
        const events: SearchEvent[] = [started];
        for await (const turn of search({
          state: applyEvents(initialState, [started]),
          policy,
          verifier: undefined,
          signal: neverAborted,
        }))
          events.push(...turn);
        const state = applyEvents(initialState, events);
        expect(solutionsOf(state).length).toBeGreaterThan(3);
        expect(state.selected.majority).toBeDefined();
        expect(state.calls.every(({ failure }) => failure === undefined)).toBe(true);
      },
    },
  ];
}

/** llama-cpp-python breaks its stream off here, and answers nothing any more (0.3.36). */
const fullContext: Check = {
  name: 'llama-server: a full context ends a path, a problem that does not fit is said so',
  server: 'llama-server',
  async run(target) {
    const { policy, request } = await prepared(target);
    const long = { text: 'z'.repeat(1_100) };
    expect(await written(policy, request({ prefix: [long] }))).toMatchObject([{ finish: 'length' }]);
    const { error } = await collect(policy.propose(proposeRequest(long), neverAborted));
    expect(error).toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('does not fit the model’s context') as unknown,
    });
  },
};

export const simpleChecks: readonly Check[] = [
  ...checksOf('llama-server'),
  fullContext,
  ...checksOf('llama-cpp-python'),
];
