/** A whole search over real servers. What it sends depends on who answers first, so it cannot be played back. */
import { expect } from 'vitest';
import { applyEvents, initialState, logVersion, search, searchConfigSchema, solutionsOf } from '@/lib/search';
import type { RunSpec, SearchEvent, StrategyName } from '@/lib/search';
import { createPolicy, createVerifier, resolveModel } from '../../index';
import { neverAborted, policyAt, verifierAt } from '../setup';
import type { Check } from './check';

const strategies: readonly StrategyName[] = ['best-of-n', 'beam-search', 'dvts'];

export const searchChecks: readonly Check[] = strategies.map((strategy) => ({
  name: `a search from its start to its answer: ${strategy}`,
  server: 'policy',
  isLiveOnly: true,
  async run({ url, context }) {
    const policy = createPolicy(
      await resolveModel(policyAt(url, { model: undefined }), context, neverAborted),
      context,
      'interactive',
    );
    const verifier = createVerifier(
      await resolveModel(verifierAt(url, 'likelihood', { model: undefined }), context, neverAborted),
      context,
      'interactive',
    );
    const spec: RunSpec = {
      problem: { text: 'What is $3 + 4 \\times 5$?', answer: '23' },
      strategy,
      seed: 3,
      policy: policy.ref,
      verifier: verifier.ref,
      config: searchConfigSchema.parse({ n: 16, beamWidth: 4, maxTokens: 600 }),
    };
    const started: SearchEvent = { type: 'run-started', version: logVersion, spec };
    const events: SearchEvent[] = [started];
    for await (const turn of search({
      state: applyEvents(initialState, [started]),
      policy,
      verifier,
      signal: neverAborted,
    }))
      events.push(...turn);
    const state = applyEvents(initialState, events);
    expect(solutionsOf(state).length).toBeGreaterThan(3);
    expect(Object.keys(state.selected).toSorted()).toEqual(['best', 'majority', 'weighted']);
    expect(state.calls.every(({ failure }) => failure === undefined)).toBe(true);
    expect(context.limiters.of(policyAt(url)).inFlight).toBe(0);
  },
}));
