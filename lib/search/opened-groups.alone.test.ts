/** Groups that a decision opens. The strategy that does so is made up for the test. Test names quote the rules of SPEC.md. */
import { expect, it, vi } from 'vitest';
import { applyEvents, initialState, type Strategy, type StrategyName } from './index';
import { goOn, runToy, toySpec } from './testing/run-search';
import type * as Registry from './strategies/registry';

const opener = 'opener' as StrategyName;

vi.mock('./strategies/registry', async (original) => {
  const registry = await original<typeof Registry>();
  const bestOfN = registry.strategyOf('best-of-n');
  // Two solutions first, then a beam search and two more solutions.
  const strategy: Strategy = {
    ...bestOfN,
    groups: () => [{ n: 2 }],
    allocate: (view, config) => ({
      ...bestOfN.allocate(view, config),
      opens: [
        { strategy: 'beam-search', config: { ...config, n: 4, beamWidth: 2 } },
        { strategy: 'majority', config: { ...config, n: 2 } },
      ],
    }),
  };
  return {
    ...registry,
    strategyOf: (name: StrategyName) => (name === opener ? strategy : registry.strategyOf(name)),
  };
});

it('G-6: groups that a decision opens come after all others, with children of the root and a method of their own', async () => {
  const { events, outcome } = await runToy(toySpec(opener));
  const state = applyEvents(initialState, events);
  expect(outcome).toBe('complete');
  expect(state.groups.map(({ rounds }) => rounds[0]!.expansions)).toEqual(
    [
      { parent: '0', firstChild: 0, children: 2 },
      { parent: '0', firstChild: 2, children: 4 },
      { parent: '0', firstChild: 6, children: 1 },
      { parent: '0', firstChild: 7, children: 1 },
    ].map((expansion) => [expansion]),
  );
  expect(state.groups.map(({ rounds }) => rounds[0]!.isWhole)).toEqual([true, false, true, true]);
  // The majority vote scores nothing.
  expect(state.nodes.get('0.0')?.score).toBeDefined();
  expect(state.nodes.get('0.6')?.score).toBeUndefined();
});

it('G-6: a search that was cut anywhere opens the same groups', async () => {
  const { events } = await runToy(toySpec(opener));
  const whole = applyEvents(initialState, events);
  for (let cut = 2; cut < events.length; cut += 9) {
    const resumed = await goOn([...events.slice(0, cut), { type: 'run-recovered' }]);
    expect(applyEvents(initialState, resumed.events).opened).toEqual(whole.opened);
    expect(applyEvents(initialState, resumed.events).selected).toEqual(whole.selected);
  }
});
