/**
 * What must hold of a policy behind other doors than its own raw route: vLLM's chat, where it goes on with what was begun,
 * and proxies and routers in front of it. Whole searches, so nothing of it can be played back.
 */
import { expect } from 'vitest';
import { applyEvents, initialState, logVersion, search, searchConfigSchema, solutionsOf, textOf } from '@/lib/search';
import type { RunSpec, SearchEvent, SearchState, StrategyName } from '@/lib/search';
import { createPolicy, createVerifier, resolveModel, whyNotStepwise } from '../../index';
import { neverAborted, policyAt, verifierAt } from '../setup';
import { probeUntilKnown, type Check, type Target } from './check';
import { urlOf } from './servers';
import type { ServerName } from './servers';

const problem = { text: 'What is $3 + 4 \\times 5$?', answer: '23' };

/** A search from its start to its end; steps are scored by the bundled PRM's likelihood on the raw route of `policy`. */
export async function searchedOver(
  { url, context }: Target,
  strategy: StrategyName,
  fields: Readonly<Record<string, unknown>>,
): Promise<SearchState> {
  const backend = await resolveModel(policyAt(url, { model: undefined, ...fields }), context, neverAborted);
  expect(await whyNotStepwise(backend, context, neverAborted)).toBeUndefined();
  const policy = createPolicy(backend, context, 'interactive');
  const scorer = await resolveModel(
    verifierAt(urlOf('policy'), 'likelihood', { model: undefined }),
    context,
    neverAborted,
  );
  const verifier = createVerifier(scorer, context, 'interactive');
  const spec: RunSpec = {
    problem,
    strategy,
    seed: 3,
    policy: policy.ref,
    verifier: verifier.ref,
    config: searchConfigSchema.parse({ n: 8, beamWidth: 2, maxTokens: 400 }),
  };
  const started: SearchEvent = { type: 'run-started', version: logVersion, spec };
  const events: SearchEvent[] = [started];
  const state = applyEvents(initialState, [started]);
  for await (const turn of search({ state, policy, verifier, signal: neverAborted })) events.push(...turn);
  return applyEvents(initialState, events);
}

/** No solution was begun anew in its middle; a model this small may miscount beyond the first step. */
function expectSteps(state: SearchState): void {
  const solutions = solutionsOf(state);
  expect(solutions.length).toBeGreaterThan(3);
  for (const { node } of solutions) {
    expect(textOf(state, node).match(/## Step 1:/g)?.length ?? 0).toBeLessThan(2);
  }
  expect(state.calls.flatMap(({ failure }) => failure ?? [])).toEqual([]);
}

function checksOf(server: ServerName, fields: Readonly<Record<string, unknown>>): readonly Check[] {
  const how = fields.kind === 'chat' ? 'its chat' : 'its raw route';
  return (['best-of-n', 'beam-search'] as const).map((strategy) => ({
    name: `${server}: ${strategy} over ${how}, step by step`,
    server,
    isLiveOnly: true,
    async run(target) {
      expectSteps(await searchedOver(target, strategy, fields));
    },
  }));
}

const recognised = (server: ServerName, fields: Readonly<Record<string, unknown>>, software: string): Check => ({
  name: `${server}: the probe tells what it is`,
  server,
  isLiveOnly: true,
  async run({ url, context }) {
    const status = await probeUntilKnown(policyAt(url, { model: undefined, ...fields }), context);
    expect(status).toMatchObject({ isReachable: true, capabilities: { completions: true } });
    expect(JSON.stringify(status)).toContain(software);
  },
});

/** The key that a proxy in front of the servers is started with. */
const keyed = { apiKeyEnv: 'LIVE_KEY' };

export const chatChecks: readonly Check[] = [
  ...checksOf('policy', { kind: 'chat' }),
  recognised('litellm', keyed, 'LiteLLM'),
  ...checksOf('litellm', keyed),
  ...checksOf('litellm', { ...keyed, kind: 'chat' }),
  recognised('vllm-router', {}, 'vLLM'),
  ...checksOf('vllm-router', {}),
];
