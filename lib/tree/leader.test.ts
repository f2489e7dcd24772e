/** Who leads while a run is under way. */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, type SearchState, type StrategyName } from '@/lib/search';
import { runToy, toySpec } from '../search/testing/run-search';
import { leaderOf } from './leader';

/** States after each decision. */
async function decided(strategy: StrategyName, seed: number): Promise<readonly SearchState[]> {
  const { events } = await runToy(toySpec(strategy, {}, seed));
  return events.flatMap((event, i) =>
    event.type === 'round-decided' ? [applyEvents(initialState, events.slice(0, i + 1))] : [],
  );
}

describe('the leader', () => {
  it('is a candidate that lives on, also where rounds are followed by rollouts', async () => {
    const [first] = await decided('lookahead', 1);
    const leader = first!.nodes.get(leaderOf(first!) ?? '');
    expect(leader?.decision?.fate).toBe('kept');
    expect(leader?.decision?.value).toBe(
      Math.max(
        ...[...first!.nodes.values()].flatMap(({ decision }) => (decision?.fate === 'kept' ? [decision.value!] : [])),
      ),
    );
  });

  it('is never a solution that was drawn away', async () => {
    let drawnAway = 0;
    for (let seed = 1; seed <= 20; seed++)
      for (const state of await decided('particle-filter', seed)) {
        drawnAway += [...state.nodes.values()].filter(({ weight }) => weight === 0).length;
        const leader = leaderOf(state);
        if (leader !== undefined) expect(state.nodes.get(leader)!.weight).toBeGreaterThan(0);
      }
    expect(drawnAway).toBeGreaterThan(0);
  });
});
