/** Which hands a step offers, and that each of them is taken. */
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  forkOf,
  initialState,
  strategyNames,
  type NodeState,
  type SearchEvent,
  type SearchState,
} from '@/lib/search';
import { goOn, runToy, startOf, toySpec } from '@/lib/search/testing/run-search';
import { handsAt } from './hands';

const fold = (events: readonly SearchEvent[]): SearchState => applyEvents(initialState, events);
const typesAt = (state: SearchState, source: NodeState) => {
  const { cut, keep, more } = handsAt(state, source);
  return { cut: cut?.type, keep: keep?.(1).type, more: more?.(1).type };
};
const withFate = (state: SearchState, fate: string) =>
  [...state.nodes.values()].find(({ decision, finish }) => decision?.fate === fate && finish !== 'eos')!;

describe('a step offers', () => {
  it('what its decision allows', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 4 }));
    const state = fold(events);
    const kept = withFate(state, 'kept');
    expect(typesAt(state, kept)).toEqual({ cut: 'cut', keep: undefined, more: 'keep' });
    expect(handsAt(state, kept).more?.(3)).toEqual({
      type: 'keep',
      node: kept.id,
      children: kept.decision!.children! + 3,
    });
    expect(typesAt(state, withFate(state, 'cut'))).toEqual({ cut: undefined, keep: 'keep', more: undefined });
  });

  it('what the decision that is due would allow, where the search stands before it', async () => {
    const asked: SearchEvent = { type: 'breakpoints-set', breakpoints: { closerThan: 1 } };
    const { events } = await goOn([...startOf(toySpec('beam-search', { n: 8, beamWidth: 4 })), asked]);
    const state = fold(events);
    const types = state.groups[0]!.rounds[0]!.nodes.map((id) => typesAt(state, state.nodes.get(id)!));
    expect(types).toContainEqual({ cut: 'cut', keep: undefined, more: 'keep' });
    expect(types).toContainEqual({ cut: undefined, keep: 'keep', more: undefined });
  });

  it('beside the search: within a solution, at its end, and at the problem', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 2 }));
    const state = fold(events);
    expect(typesAt(state, state.nodes.get('0.0')!)).toEqual({ cut: 'exclude', keep: undefined, more: 'continue' });
    const end = [...state.nodes.values()].find(({ finish }) => finish === 'eos')!;
    expect(typesAt(state, end)).toEqual({ cut: 'exclude', keep: undefined, more: undefined });
    expect(typesAt(state, state.nodes.get('0')!)).toEqual({ cut: undefined, keep: undefined, more: 'continue' });
    expect(handsAt(state, state.nodes.get('0')!).canBeWritten).toBe(false);
  });

  it.each(strategyNames)('%s: one of them at each step that may yet be voted for', async (strategy) => {
    const { events } = await runToy(toySpec(strategy, { n: 4, beamWidth: 2, loops: 2, aggregated: 2, share: 2 }));
    const state = fold(events);
    for (const source of state.nodes.values()) {
      const { cut, keep, more } = handsAt(state, source);
      if (source.isRollout) expect([cut, keep, more]).toEqual([undefined, undefined, undefined]);
      if (source.decision?.fate !== 'kept') continue;
      for (const edit of [cut!, more!(2)]) expect(() => forkOf(events, { parent: 'p', edit })).not.toThrow();
    }
  });
});
