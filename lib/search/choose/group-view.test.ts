/** What a strategy sees of a round, and what became of paths that are no solutions: from logs that are written down here. */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, lostPathsOf, solutionsOf, truncatedEnds, type SearchEvent } from '..';
import { viewOf } from './group-view';
import { startOf, toySpec } from '../testing/run-search';
import type { Finish } from '../shapes/decision';
import type { SearchConfig } from '../shapes/config';

interface Written {
  readonly id: string;
  readonly text: string;
  readonly finish?: Finish;
  readonly score?: number;
  readonly tokens?: number;
}

function opening(round: number, expansions: readonly (readonly [parent: string, children: number])[], more: object) {
  const placed = expansions.map(([parent, children]) => ({ parent, children, firstChild: 0 }));
  return { type: 'round-opened', group: 0, round, isWhole: false, ...more, expansions: placed } as SearchEvent;
}

function written(round: number, nodes: readonly Written[]): SearchEvent[] {
  return nodes.flatMap(({ id, text, finish = 'step', score, tokens = 3 }): SearchEvent[] => [
    { type: 'node-opened', node: id, group: 0, round },
    { type: 'node-text', node: id, text, tokens },
    { type: 'node-closed', node: id, finish },
    ...(score === undefined ? [] : [{ type: 'node-scored', node: id, score } as const]),
  ]);
}

function stateOf(config: Partial<SearchConfig>, events: readonly SearchEvent[]) {
  return applyEvents(initialState, [...startOf(toySpec('beam-search', config)), ...events]);
}

function seen(state: ReturnType<typeof stateOf>, round: number, heads: readonly string[]) {
  const group = state.groups[0]!;
  return viewOf(state, group, group.rounds[round]!, { n: 4, heads });
}

describe('a candidate', () => {
  it('G-9: of several steps is the last of them, says all of them, and was extended from where the first was', () => {
    const state = stateOf({ stepsPerRound: 2 }, [
      opening(0, [['0', 2]], { steps: 2 }),
      ...written(0, [
        { id: '0.0', text: 'a\n\n', score: 0.2 },
        { id: '0.0.0', text: 'b\n\n', score: 0.6 },
        { id: '0.1', text: 'c', finish: 'eos', score: 0.9 },
      ]),
    ]);
    const { candidates } = seen(state, 0, ['0.0', '0.1']);
    expect(candidates).toMatchObject([
      { id: '0.0.0', parent: '0', text: 'a\n\nb', finish: 'step', value: 0.6, lastScore: 0.6, isSpent: false },
      { id: '0.1', parent: '0', text: 'c', finish: 'eos', value: 0.9 },
    ]);
  });

  it('of one step says its own, whatever stands before it', () => {
    const first: SearchEvent[] = [
      opening(0, [['0', 1]], {}),
      ...written(0, [{ id: '0.0', text: 'a\n\n', score: 0.2 }]),
      {
        type: 'round-decided',
        group: 0,
        round: 0,
        ranked: 1,
        decisions: [{ node: '0.0', fate: 'kept', children: 1 }],
      },
    ];
    const state = stateOf({}, [
      ...first,
      opening(1, [['0.0', 1]], {}),
      ...written(1, [{ id: '0.0.0', text: 'b\n\n', score: 0.4 }]),
    ]);
    expect(seen(state, 1, ['0.0.0']).candidates).toMatchObject([{ id: '0.0.0', parent: '0.0', text: 'b' }]);
  });

  it('that is whole says its last step, which follows the one before it', () => {
    const state = stateOf({}, [
      opening(0, [['0', 1]], { isWhole: true }),
      ...written(0, [
        { id: '0.0', text: 'a\n\n', score: 0.2 },
        { id: '0.0.0', text: 'b', finish: 'eos', score: 0.4 },
      ]),
    ]);
    expect(seen(state, 0, ['0.0']).candidates).toMatchObject([{ id: '0.0.0', parent: '0.0', text: 'b' }]);
  });

  it.each([
    ['is spent when its solution has no token left', { maxTokens: 6 }, false, true],
    ['is not while there is one', { maxTokens: 7 }, false, false],
    ['is not for the limit of a step, which the next one has anew', { maxTokens: 60, maxStepTokens: 6 }, false, false],
    ['that is whole is never spent', { maxTokens: 6 }, true, false],
  ] as const)('%s', (_, config, isWhole, isSpent) => {
    const state = stateOf(config, [
      opening(0, [['0', 1]], { isWhole }),
      ...written(0, [{ id: '0.0', text: 'a\n\n', score: 0.2, tokens: 6, finish: isWhole ? 'eos' : 'step' }]),
    ]);
    expect(seen(state, 0, ['0.0']).candidates[0]?.isSpent).toBe(isSpent);
  });
});

describe('what waits', () => {
  it('is seen in id order, each as the candidate that it was in its own round', () => {
    const state = stateOf({ stepsPerRound: 2 }, [
      opening(0, [['0', 3]], { steps: 2 }),
      ...written(0, [
        { id: '0.0', text: 'a\n\n', score: 0.2 },
        { id: '0.0.0', text: 'b\n\n', score: 0.3 },
        { id: '0.1', text: 'c\n\n', score: 0.5 },
        { id: '0.1.0', text: 'd\n\n', score: 0.6 },
        { id: '0.2', text: 'e\n\n', score: 0.7 },
        { id: '0.2.0', text: 'f\n\n', score: 0.8 },
      ]),
      {
        type: 'round-decided',
        group: 0,
        round: 0,
        ranked: 3,
        decisions: [
          { node: '0.1.0', fate: 'waiting' },
          { node: '0.0.0', fate: 'waiting' },
          { node: '0.2.0', fate: 'kept', children: 1 },
        ],
      },
      opening(1, [['0.2.0', 1]], { steps: 2 }),
      ...written(1, [{ id: '0.2.0.0', text: 'g', finish: 'eos', score: 0.9 }]),
    ]);
    const { waiting, candidates } = seen(state, 1, ['0.2.0.0']);
    expect(waiting).toMatchObject([
      { id: '0.0.0', parent: '0', text: 'a\n\nb', value: 0.3 },
      { id: '0.1.0', parent: '0', text: 'c\n\nd', value: 0.6 },
    ]);
    expect(candidates).toMatchObject([{ id: '0.2.0.0', parent: '0.2.0', text: 'g' }]);
  });
});

describe('V-2: paths that are no solutions', () => {
  const state = stateOf({ n: 8 }, [
    opening(0, [['0', 8]], {}),
    ...written(0, [
      { id: '0.0', text: 'cut inside', finish: 'length' },
      { id: '0.1', text: 'cut between\n\n', score: 0.2 },
      { id: '0.2', text: 'lost', finish: 'dropped' },
      { id: '0.3', text: 'right \\boxed{3}', finish: 'eos', score: 0.9 },
      { id: '0.4', text: 'late \\boxed{3}', finish: 'length' },
      { id: '0.5', text: '\n\n' },
      { id: '0.6', text: 'cut\n\n', score: 0.1 },
      { id: '0.7', text: 'kept\n\n', score: 0.9 },
    ]),
    {
      type: 'round-decided',
      group: 0,
      round: 0,
      ranked: 2,
      decisions: [
        { node: '0.0', fate: 'truncated' },
        { node: '0.1', fate: 'truncated' },
        { node: '0.2', fate: 'dropped' },
        { node: '0.3', fate: 'finished' },
        { node: '0.4', fate: 'stopped' },
        { node: '0.5', fate: 'empty' },
        { node: '0.6', fate: 'cut' },
        { node: '0.7', fate: 'kept', children: 1 },
      ],
    },
    opening(1, [['0.7', 1]], {}),
    ...written(1, [{ id: '0.7.0', text: 'undecided', finish: 'length' }]),
  ]);

  it('are told apart; what came too late to matter, and what was cut or kept, is none of them', () => {
    expect(truncatedEnds(state).map(({ id }) => id)).toEqual(['0.0', '0.1', '0.7.0']);
    expect(lostPathsOf(state)).toEqual({ truncated: 3, thinking: 0, dropped: 1, empty: 1, unscored: 0 });
  });

  it('leave the one solution alone, which is of no chain', () => {
    expect(solutionsOf(state)).toMatchObject([{ node: '0.3', answer: '3', chain: undefined }]);
    expect(solutionsOf(initialState)).toEqual([]);
  });

  it('are not looked for in rollouts', () => {
    const ahead = stateOf({ n: 1 }, [
      opening(0, [['0', 1]], {}),
      ...written(0, [{ id: '0.0', text: 'a\n\n' }]),
      {
        type: 'round-opened',
        group: 0,
        round: 1,
        isWhole: false,
        isRollout: true,
        expansions: [{ parent: '0.0', firstChild: 1024, children: 1 }],
      },
      ...written(1, [{ id: '0.0.1024', text: 'looked', finish: 'length' }]),
    ]);
    expect(truncatedEnds(ahead)).toEqual([]);
    expect(lostPathsOf(ahead)).toEqual({ truncated: 0, thinking: 0, dropped: 0, empty: 0, unscored: 0 });
  });
});
