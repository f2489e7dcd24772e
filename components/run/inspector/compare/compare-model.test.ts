import { describe, expect, it } from 'vitest';
import { applyEvents, initialState } from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { buildTreeView, pathTo } from '@/lib/tree';
import { compare } from './compare-model';

const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 2 }, 3));
const view = buildTreeView(applyEvents(initialState, events));
const ends = [...view.nodes.values()].filter(({ depth }) => depth >= 2).map(({ id }) => id);

describe('two candidates beside each other', () => {
  it('have in common what their paths say alike from the first step on, and no step is left out', () => {
    for (const one of ends)
      for (const other of ends.slice(0, 12)) {
        const { common, rest, scores, left, right } = compare(view, one, other)!;
        expect([left.id, right.id]).toEqual([one, other]);
        for (const step of common) expect(step.left?.source?.text).toBe(step.right?.source?.text);
        const [first] = rest;
        if (first !== undefined) expect(first.left?.source?.text).not.toBe(first.right?.source?.text);
        expect([...common, ...rest].map(({ depth }) => depth)).toEqual(
          Array.from({ length: Math.max(left.depth, right.depth) }, (_, i) => i + 1),
        );
        expect(scores.left).toHaveLength(pathTo(one).size - 1);
      }
  });

  it('show the words of the first step that differs, each side whole', () => {
    const [one, other] = ends as [string, string];
    const { rest, difference } = compare(
      view,
      one,
      ends.find((id) => compare(view, one, id)!.rest.length > 0) ?? other,
    )!;
    const side = (but: string) =>
      difference!
        .filter(({ kind }) => kind !== but)
        .map(({ text }) => text)
        .join('');
    expect(side('added')).toBe(rest[0]!.left!.source!.text.trim());
    expect(side('removed')).toBe(rest[0]!.right!.source!.text.trim());
  });

  it('are not compared before both are there', () => {
    expect(compare(view, ends[0]!, '0.999')).toBeUndefined();
    expect(compare(view, '0', ends[0]!)).toBeUndefined();
  });
});
