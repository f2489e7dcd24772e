/** Folding over simulated runs of every strategy: nothing is lost, nothing overlaps, and what matters stays in sight. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, strategyNames } from '@/lib/search';
import { buildTreeView, bundleWords, foldView, isDead, type TreeNode, type TreeView } from './index';
import { simulateLog, type SimulatedRun } from './testing/simulate-log';

const runs = fc.record({
  strategy: fc.constantFrom(...strategyNames),
  n: fc.integer({ min: 2, max: 24 }),
  beamWidth: fc.integer({ min: 1, max: 4 }),
  steps: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(1_000_000),
  pieces: fc.constant(1),
  mishap: fc.constantFrom(0, 0.4),
}) satisfies fc.Arbitrary<SimulatedRun>;
const options = { numRuns: 80, seed: 16 };
const none = { opened: new Set<string>(), held: [] };

function viewOf(run: SimulatedRun, share = 1): TreeView {
  const entries = simulateLog(run);
  const events = entries.slice(0, Math.ceil(share * entries.length)).map(({ event }) => event);
  return buildTreeView(applyEvents(initialState, events));
}

/** Beam search that cuts most of what it tries. */
const beam = viewOf({ strategy: 'beam-search', n: 16, beamWidth: 4, steps: 4, seed: 3, mishap: 0.3 });

describe('a folded view', () => {
  it('loses nothing: what is not shown is counted by a bundle, or looks ahead from what one holds', () => {
    fc.assert(
      fc.property(runs, fc.double({ min: 0.1, max: 1, noNaN: true }), (run, share) => {
        const view = viewOf(run, share);
        const folded = foldView(view, none);
        const counted = new Set([...folded.bundles.values()].flatMap(({ nodes }) => nodes.map(({ id }) => id)));
        for (const node of view.nodes.values())
          expect(folded.nodes.has(node.id) || counted.has(node.id) || node.isRollout).toBe(true);
        for (const { nodes } of folded.bundles.values()) {
          expect(nodes.length).toBeGreaterThan(1);
          expect(new Set(nodes.map(({ parent, group }) => `${parent} ${group}`)).size).toBe(1);
        }
      }),
      options,
    );
  });

  it('shows by itself what is chosen, leads, lives, is being written or is looked at, and whatever leads to it', () => {
    fc.assert(
      fc.property(runs, fc.double({ min: 0.1, max: 1, noNaN: true }), fc.nat(), (run, share, pick) => {
        const view = viewOf(run, share);
        const held = [...view.nodes.values()].filter(({ isRollout }) => !isRollout)[pick % view.nodes.size]?.id ?? '0';
        const folded = foldView(view, { ...none, held: [held] });
        const alone = (id: string) => {
          const node = folded.nodes.get(id);
          return node !== undefined && !folded.bundles.has(node.index);
        };
        expect(alone(held)).toBe(true);
        for (const node of view.nodes.values()) {
          if (node.isRollout) continue;
          if (node.isChosen || node.isLeader || (!isDead(node.state) && node.state !== 'finished'))
            expect(alone(node.id)).toBe(true);
        }
        for (const { parent } of folded.nodes.values())
          expect(parent === undefined || folded.nodes.has(parent)).toBe(true);
      }),
      options,
    );
  });

  it('no two nodes of a column overlap, siblings keep their order, and all lie within its lanes', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const view = viewOf(run);
        const folded = foldView(view, none);
        if (folded === view) return;
        const columns: TreeNode[][] = [];
        for (const node of folded.nodes.values()) if (!node.isRollout) (columns[node.column] ??= []).push(node);
        for (const nodes of Object.values(columns)) {
          const sorted = nodes.toSorted((a, b) => a.lane - b.lane);
          for (let i = 1; i < sorted.length; i++) {
            const [above, below] = [sorted[i - 1]!, sorted[i]!];
            expect(below.lane - above.lane).toBeGreaterThan(1 - 1e-6);
            if (above.parent === below.parent)
              expect(view.order[above.index]!.lane).toBeLessThan(view.order[below.index]!.lane);
          }
          expect(sorted[0]!.lane).toBeGreaterThanOrEqual(folded.layout.top);
          expect(sorted.at(-1)!.lane).toBeLessThanOrEqual(folded.layout.bottom);
        }
        expect(folded.layout.bottom - folded.layout.top).toBeLessThanOrEqual(
          view.layout.bottom - view.layout.top + 1e-6,
        );
      }),
      options,
    );
  });

  it('needs fewer lanes, opens a bundle by its name, and is the view itself once all lie open', () => {
    const folded = foldView(beam, none);
    const [first] = folded.bundles.values();
    expect(folded.layout.bottom - folded.layout.top).toBeLessThan((beam.layout.bottom - beam.layout.top) * 0.7);
    const opened = foldView(beam, { opened: new Set([first!.id]), held: [] });
    expect(opened.bundles.size).toBe(folded.bundles.size - 1);
    for (const { id } of first!.nodes) expect(opened.nodes.has(id)).toBe(true);
    const all = new Set([...folded.bundles.values()].map(({ id }) => id));
    expect(foldView(beam, { opened: all, held: [] })).toBe(beam);
  });

  it('keeps places and what looks the same where the same is folded', () => {
    const folded = foldView(beam, none);
    const again = foldView({ ...beam }, none, folded);
    expect(again.layout).toBe(folded.layout);
    again.order.forEach((node, index) => expect(node).toBe(folded.order[index]));
  });

  it('says what a bundle holds', () => {
    const ended = [...foldView(beam, none).bundles.values()].find(({ kind }) => kind === 'ended')!;
    expect(bundleWords(ended)).toMatch(new RegExp(`^${ended.nodes.length} tries that led nowhere: \\d+ `));
  });
});
