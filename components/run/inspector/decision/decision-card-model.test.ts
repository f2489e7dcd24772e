/** The decision on a round laid open, over strategies that share by weights, draw by chance, and merge duplicates. */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, type EventOf, type SearchConfig, type StrategyName } from '@/lib/search';
import { runToy, toySpec } from '../../../../lib/search/testing/run-search';
import { cardOf, outcomeOf, type Card } from './decision-card-model';

interface Decided {
  readonly card: Card;
  readonly event: EventOf<'round-decided'>;
  readonly before: Parameters<typeof cardOf>[0];
}

/** Every decision of a run. */
async function cardsOf(strategy: StrategyName, config: Partial<SearchConfig> = {}, seed = 2): Promise<Decided[]> {
  const { events } = await runToy(toySpec(strategy, { n: 12, beamWidth: 4, ...config }, seed));
  return events.flatMap((event, i): Decided[] => {
    if (event.type !== 'round-decided') return [];
    const before = applyEvents(initialState, events.slice(0, i));
    return [{ card: cardOf(before, event), event, before }];
  });
}

describe.each(['rebase', 'particle-filter', 'entropic-particles'] as const)('a round of %s', (strategy) => {
  it('tells of each candidate the share that its score earned, what it got and how often it votes', async () => {
    let shared = 0;
    for (const seed of [2, 3, 4])
      for (const { card, event } of await cardsOf(strategy, {}, seed)) {
        const decisions = new Map(event.decisions.map((decision) => [decision.node, decision]));
        for (const row of card.rows) {
          const { share, children, weight, value, fate } = decisions.get(row.node)!;
          expect(row).toMatchObject({ share, children, weight, value, fate });
        }
        const told = card.rows.flatMap(({ node, duplicates }) => [node, ...duplicates]);
        expect(told.toSorted()).toEqual([...decisions.keys()].toSorted());
        // Solutions earn shares too; where candidates are ranked they stand behind these.
        const shares = card.rows.flatMap(({ share }) => share ?? []);
        const compared = event.ranked === 0 ? card.rows : card.rows.filter(({ rank }) => rank !== undefined);
        if (compared.length < 2) continue;
        shared++;
        // Of one that stands for duplicates it is that of all of them.
        const each = compared.map(({ share = 0, duplicates }) =>
          event.ranked === 0 ? share : share / (1 + duplicates.length),
        );
        for (const [i, share] of each.entries()) expect(share).toBeLessThanOrEqual((each[i - 1] ?? 1) + 1e-12);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
        // Drawn or rounded: the places that were given are whole, and no more than the budget.
        const places = card.rows.reduce((sum, { children = 0 }) => sum + children, 0);
        expect(places).toBeLessThanOrEqual(12);
        expect(card.measures).toEqual(event.measures);
      }
    expect(shared).toBeGreaterThan(0);
  });

  it('has no M to ask for, and where it is drawn no ranks and no line', async () => {
    for (const { card, event } of await cardsOf(strategy)) {
      expect(card.width).toBeUndefined();
      if (event.ranked > 0) continue;
      expect(card.line).toBeUndefined();
      expect(card.rows.every(({ rank, tie }) => rank === undefined && tie === undefined)).toBe(true);
    }
  });
});

describe('a round of beam search', () => {
  it('stands in the order of its ranks, and duplicates with the one whose places they took', async () => {
    let merged = 0;
    for (const seed of [1, 2, 3, 4])
      for (const { card, event } of await cardsOf('beam-search', {}, seed)) {
        const ranks = card.rows.flatMap(({ rank }) => rank ?? []);
        expect(ranks).toEqual(ranks.map((_, i) => i + 1));
        expect(card.line).toBe(event.line);
        for (const { node, duplicates } of card.rows) {
          if (duplicates.length === 0) continue;
          merged++;
          const fates = event.decisions.filter((decision) => duplicates.includes(decision.node));
          expect(fates.map(({ fate }) => fate)).toEqual(duplicates.map(() => 'duplicate'));
          expect(card.rows.map((row) => row.node)).toContain(node);
        }
      }
    expect(merged).toBeGreaterThan(0);
  });

  it('can be asked by any M up to its budget: the same at its own, and never more by a wider one', async () => {
    const all = await cardsOf('beam-search');
    expect(all.length).toBeGreaterThan(0);
    for (const { card, before, event } of all) {
      expect(card.width).toEqual({ own: 4, most: 12 });
      const by = (beamWidth: number) => outcomeOf(before, event, { beamWidth });
      expect(by(4)).toMatchObject({ lives: [], dies: [], isSharedOtherwise: false });
      const net = Array.from({ length: 12 }, (_, i) => by(i + 1)).map(({ lives, dies }) => lives.length - dies.length);
      expect(net).toEqual(net.toSorted((a, b) => b - a));
      for (const other of card.others)
        if (other.rule.beamWidth !== undefined) expect(by(other.rule.beamWidth)).toEqual(other);
    }
  });
});
