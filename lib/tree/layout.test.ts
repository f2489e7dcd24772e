import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, strategyNames, type SearchState } from '@/lib/search';
import { layoutFor, type Layout, type Slot } from './layout';
import { simulateLog, type SimulatedRun } from './testing/simulate-log';

const runs = fc.record({
  strategy: fc.constantFrom(...strategyNames),
  n: fc.integer({ min: 1, max: 24 }),
  beamWidth: fc.integer({ min: 1, max: 5 }),
  steps: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(1_000_000),
  pieces: fc.constant(1),
  mishap: fc.constantFrom(0, 0.3),
}) satisfies fc.Arbitrary<SimulatedRun>;
const options = { numRuns: 60, seed: 20 };

function statesOf(run: SimulatedRun): SearchState[] {
  let state = initialState;
  return simulateLog(run).map(({ event }) => (state = applyEvents(state, [event])));
}

function lanesOf(layout: Layout): Map<string, number> {
  return new Map(layout.slots.map((slot) => [slot.id, slot.lane]));
}

function byColumn(layout: Layout): Slot[][] {
  const columns: Slot[][] = [];
  for (const slot of layout.slots) (columns[slot.depth] ??= []).push(slot);
  return columns.map((column) => column.toSorted((a, b) => a.lane - b.lane));
}

describe('layout', () => {
  it('nothing ever moves when events arrive', () => {
    fc.assert(
      fc.property(runs, (run) => {
        let layout: Layout | undefined;
        let before = new Map<string, number>();
        for (const state of statesOf(run)) {
          layout = layoutFor(state, layout);
          const now = lanesOf(layout);
          for (const [id, lane] of before) expect(now.get(id)).toBe(lane);
          before = now;
        }
      }),
      options,
    );
  });

  it('is the same from scratch at any cursor as grown event by event', () => {
    fc.assert(
      fc.property(runs, fc.double({ min: 0, max: 1, noNaN: true }), (run, at) => {
        const states = statesOf(run);
        const state = states[Math.floor(at * (states.length - 1))]!;
        let grown: Layout | undefined;
        for (const each of states) grown = layoutFor(each, grown);
        const fresh = layoutFor(state);
        for (const slot of fresh.slots)
          expect(grown!.slots[grown!.indexOf.get(slot.id)!]!.lane).toBeCloseTo(slot.lane, 9);
      }),
      options,
    );
  });

  it('no two nodes of a column overlap', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const layout = layoutFor(statesOf(run).at(-1)!);
        for (const column of byColumn(layout)) {
          for (let i = 1; i < column.length; i++)
            expect(column[i]!.lane - column[i - 1]!.lane).toBeGreaterThan(1 - 1e-6);
        }
      }),
      options,
    );
  });

  it('no edges of a group cross', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const layout = layoutFor(statesOf(run).at(-1)!);
        for (const column of byColumn(layout)) {
          const groups = new Map<number, number[]>();
          for (const slot of column)
            if (slot.parent >= 0)
              groups.set(slot.group, [...(groups.get(slot.group) ?? []), layout.slots[slot.parent]!.lane]);
          for (const parents of groups.values()) expect(parents).toEqual(parents.toSorted((a, b) => a - b));
        }
      }),
      options,
    );
  });

  it('stays inside the lanes set aside for the run', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const layout = layoutFor(statesOf(run).at(-1)!);
        for (const slot of layout.slots) {
          expect(slot.lane).toBeGreaterThanOrEqual(layout.top);
          expect(slot.lane).toBeLessThanOrEqual(layout.bottom);
        }
      }),
      options,
    );
  });

  it('keeps each DVTS subtree in a band of its own', () => {
    const layout = layoutFor(statesOf({ strategy: 'dvts', n: 16, beamWidth: 4, steps: 6, seed: 3, pieces: 1 }).at(-1)!);
    const bands = Array.from({ length: 4 }, (_, group) =>
      layout.slots.filter((slot) => slot.depth > 0 && slot.group === group).map((slot) => slot.lane),
    );
    for (let i = 1; i < bands.length; i++)
      expect(Math.min(...bands[i]!)).toBeGreaterThan(Math.max(...bands[i - 1]!) + 1);
  });

  it('gives a best-of-n chain one lane from start to end', () => {
    const layout = layoutFor(statesOf({ strategy: 'best-of-n', n: 8, steps: 5, seed: 1, pieces: 1 }).at(-1)!);
    const lanes = new Map<number, Set<number>>();
    for (const slot of layout.slots)
      if (slot.depth > 0) lanes.set(slot.group, (lanes.get(slot.group) ?? new Set()).add(slot.lane));
    expect([...lanes.values()].map((set) => set.size)).toEqual(Array.from({ length: 8 }, () => 1));
  });
});
