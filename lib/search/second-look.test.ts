/** Rounds looked at again: by the rule that decided them they are decided so again; by another as a search by it decides. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  decideAgain,
  initialState,
  standingsOf,
  strategyNames,
  strategyOf,
  type SearchEvent,
} from './index';
import { runToy, toySpec } from './testing/run-search';

/** Every decided round with the state right before. */
function decisionsIn(events: readonly SearchEvent[]) {
  return events.flatMap((event, i) =>
    event.type === 'round-decided' ? [{ event, before: applyEvents(initialState, events.slice(0, i)) }] : [],
  );
}

describe('a second look at a round', () => {
  it.each(strategyNames)('%s: E-1 by the rule that decided it, is decided as the log says', async (strategy) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000), async (seed) => {
        const { events } = await runToy(toySpec(strategy, { beamWidth: 2 }, seed));
        for (const { event, before } of decisionsIn(events)) expect(decideAgain(before, event, {})).toEqual(event);
      }),
      { numRuns: 5 },
    );
  });

  it.each(strategyNames.filter((name) => strategyOf(name).isStepwise))(
    '%s: A-3 ranks are those of the decision, and what stands behind is no better',
    async (strategy) => {
      const { events } = await runToy(toySpec(strategy, { n: 12, beamWidth: 2, aggregation: 'min' }, 4));
      for (const { event, before } of decisionsIn(events)) {
        const rankOf = new Map(event.decisions.map(({ node, rank }) => [node, rank]));
        const fateOf = new Map(event.decisions.map(({ node, fate }) => [node, fate]));
        const valueOf = new Map(event.decisions.map(({ node, value }) => [node, value]));
        const standings = standingsOf(before, event);
        if (event.ranked > 0)
          expect(standings.map(({ node }) => rankOf.get(node))).toEqual(standings.map((_, i) => i + 1));
        standings.forEach(({ node, by, copies, duplicates }, i) => {
          expect(copies).toBe(1 + duplicates.length);
          for (const duplicate of duplicates) expect(fateOf.get(duplicate)).toBe('duplicate');
          if (i === 0) expect(by).toBeUndefined();
          else if (by === 'value') expect(valueOf.get(node)!).toBeLessThan(valueOf.get(standings[i - 1]!.node)!);
          else expect(valueOf.get(node)).toBe(valueOf.get(standings[i - 1]!.node));
        });
      }
    },
  );

  it('B-2 by another M keeps as many as a search with that M', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 4 }, 2));
    const [first] = decisionsIn(events);
    const kept = (beamWidth: number) =>
      decideAgain(first!.before, first!.event, { beamWidth }).decisions.filter(({ fate }) => fate === 'kept').length;
    const [other] = decisionsIn((await runToy(toySpec('beam-search', { n: 8, beamWidth: 2 }, 2))).events);
    expect(kept(4)).toBe(first!.event.decisions.filter(({ fate }) => fate === 'kept').length);
    expect(kept(2)).toBe(other!.event.decisions.filter(({ fate }) => fate === 'kept').length);
  });

  it('A-6 by another aggregation values are by it', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 2, aggregation: 'min' }, 2));
    const last = decisionsIn(events).at(-2)!;
    const again = decideAgain(last.before, last.event, { aggregation: 'last' });
    for (const { node, value } of again.decisions) {
      const score = last.before.nodes.get(node)?.score;
      if (score !== undefined) expect(value).toBe(score);
    }
  });
});
