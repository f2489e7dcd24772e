/** The fold's strictness, steps, aggregation, selection and ids. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import {
  aggregate,
  applyEvents,
  compareIds,
  initialState,
  LogError,
  selectAnswer,
  type SearchEvent,
  type Solution,
} from './index';
import { cutPiece, isBlank, keepPiece, stepEnd, withoutSeparator } from './log/steps';
import { toySpec } from './testing/run-search';

const start: SearchEvent[] = [
  { type: 'run-started', version: 1, spec: toySpec('beam-search') },
  {
    type: 'round-opened',
    group: 0,
    round: 0,
    isWhole: false,
    expansions: [{ parent: '0', firstChild: 0, children: 2 }],
  },
  { type: 'node-opened', node: '0.0', group: 0, round: 0 },
];
const closed: SearchEvent[] = [
  ...start,
  { type: 'node-text', node: '0.0', text: 'x\n\n', tokens: 2 },
  { type: 'node-closed', node: '0.0', finish: 'step' },
];

describe('L-2, L-3: an event that cannot follow is refused, with its name', () => {
  it.each<readonly [string, readonly SearchEvent[], SearchEvent]>([
    ['a log that does not begin', [], { type: 'run-paused' }],
    ['a second beginning', start, start[0]!],
    ['a node without its parent', start, { type: 'node-opened', node: '0.0.0', group: 0, round: 0 }],
    ['a node nobody asked for', start, { type: 'node-opened', node: '0.5', group: 0, round: 0 }],
    ['a node twice', start, { type: 'node-opened', node: '0.0', group: 0, round: 0 }],
    ['text for a closed node', closed, { type: 'node-text', node: '0.0', text: 'y', tokens: 1 }],
    ['a node closed twice', closed, { type: 'node-closed', node: '0.0', finish: 'eos' }],
    ['a score before the end', start, { type: 'node-scored', node: '0.0', score: 0.5 }],
    [
      'a second score',
      [...closed, { type: 'node-scored', node: '0.0', score: 0.5 }],
      { type: 'node-scored', node: '0.0', score: 0.6 },
    ],
    [
      'a decision with a node still open',
      start,
      { type: 'round-decided', group: 0, round: 0, decisions: [], ranked: 0 },
    ],
    [
      'the round after an undecided one',
      closed,
      {
        type: 'round-opened',
        group: 0,
        round: 1,
        isWhole: false,
        expansions: [{ parent: '0.0', firstChild: 0, children: 1 }],
      },
    ],
    [
      'a group before the one before it',
      start,
      { type: 'round-opened', group: 2, round: 0, isWhole: false, expansions: [] },
    ],
    [
      'a call closed that was never opened',
      start,
      { type: 'call-closed', call: 0, promptTokens: 0, completionTokens: 0 },
    ],
    ['text while paused', [...start, { type: 'run-paused' }], { type: 'node-text', node: '0.0', text: 'y', tokens: 1 }],
    ['anything after the end', [...start, { type: 'run-ended', status: 'cancelled' }], { type: 'run-resumed' }],
    [
      'anything but resume after a failure',
      [...start, { type: 'run-ended', status: 'failed' }],
      { type: 'run-paused' },
    ],
  ])('%s', (_, before, event) => {
    const state = applyEvents(initialState, before);
    expect(() => applyEvents(state, [event])).toThrow(LogError);
    expect(() => applyEvents(state, [event])).toThrow(event.type);
  });

  it('a failed run may be resumed', () => {
    expect(
      applyEvents(initialState, [
        ...start,
        { type: 'run-ended', status: 'failed', failure: { kind: 'cut', message: 'x' } },
        { type: 'run-resumed' },
      ]),
    ).toMatchObject({ status: 'running', failure: undefined });
  });

  it('L-5: what an event does not touch stays the same object', () => {
    const before = applyEvents(initialState, closed);
    const after = applyEvents(before, [{ type: 'node-opened', node: '0.1', group: 0, round: 0 }]);
    expect(after.nodes.get('0.0')).toBe(before.nodes.get('0.0'));
    expect(before.nodes.has('0.1')).toBe(false);
  });
});

describe('steps', () => {
  it.each([
    ['a\n\nb', false, 3],
    ['a', false, undefined],
    ['\n\na', false, undefined],
    ['\n\na\n\nb', false, 5],
    ['\n\na\n\n', true, 5],
    ['\n\n\na\n\n', true, 6],
    [' \n\n \n\n', true, undefined],
    [' \n\n \n\n', false, undefined],
    ['\n\n'.repeat(20), true, undefined],
    ['\n\n'.repeat(20), false, 16],
    [' \n\n'.repeat(8), false, 24],
    ['\n\n'.repeat(7) + 'a\n\n', false, 17],
  ] as const)('P-3, P-4: the first step of %j (whole: %s) ends at %s', (text, isWhole, end) => {
    expect(stepEnd(text, '\n\n', { isWhole })).toBe(end);
  });
  it('P-6: a cut divides tokens in proportion and loses none', () => {
    const [first, second] = cutPiece({ text: 'abcdef', tokens: 3, tokenIds: [1, 2, 3] }, 2);
    expect([first, second]).toEqual([
      { text: 'ab', tokens: 1, tokenIds: [1] },
      { text: 'cdef', tokens: 2, tokenIds: [2, 3] },
    ]);
    expect(keepPiece({ text: 'abcdef', tokens: 3, tokenIds: [1, 2, 3] }, 2).tokenIds).toBeUndefined();
    expect(keepPiece({ text: 'ab', tokens: 1, tokenIds: [9] }, 1)).toEqual({ text: 'a', tokens: 1, tokenIds: [9] });
  });
  it('blank is separators and white space only', () => {
    expect([isBlank(' \n\n ', '\n\n'), isBlank('x', '\n\n')]).toEqual([true, false]);
  });
});

describe('aggregation', () => {
  it.each([
    ['last', 0.5],
    ['min', 0.2],
    ['prod', 0.08],
    ['mean', 0.5],
  ] as const)('A-6: %s', (name, value) => {
    expect(aggregate([0.8, 0.2, 0.5], name)).toBeCloseTo(value, 10);
    expect(aggregate([], name)).toBeUndefined();
  });
});

function solution(node: string, answer: string | undefined, value?: number): Solution {
  return { node, text: '', answer, key: answer, scores: [], unscored: undefined, value, weight: 1, chain: undefined };
}

describe('selection', () => {
  const solutions = [
    solution('0.0', '1', 0.2),
    solution('0.1', '2', 0.5),
    solution('0.2', '2', 0.1),
    solution('0.3', '3', 0.9),
    solution('0.4', undefined, 1),
    solution('0.5', '1', 0.2),
  ];
  it.each([
    ['majority', '1', '0.0'],
    ['best', '3', '0.3'],
    ['weighted', '3', '0.3'],
  ] as const)('%s', (name, answer, node) => {
    expect(selectAnswer(solutions, name)).toMatchObject({ answer, node, unreadable: 1 });
  });
  it('V-4: under majority and weighted equal strength goes to the group whose first member comes first', () => {
    expect(selectAnswer([solution('0.0', 'a'), solution('0.1', 'b')], 'majority').answer).toBe('a');
    const even = [solution('0.0', 'a', 0.5), solution('0.1', 'b', 0.75), solution('0.2', 'a', 0.25)];
    expect(selectAnswer(even, 'weighted')).toMatchObject({ answer: 'a', node: '0.0' });
  });
  it('V-4: best is the first solution of the highest value, whatever else gives its answer', () => {
    const oldest = [solution('0.0', '5', 0.1), solution('0.1', '7', 1), solution('0.2', '5', 1)];
    expect(selectAnswer(oldest, 'best')).toMatchObject({ answer: '7', node: '0.1' });
    expect(selectAnswer(oldest, 'best').votes.map(({ answer, node }) => [answer, node])).toEqual([
      ['7', '0.1'],
      ['5', '0.2'],
    ]);
    expect(selectAnswer(oldest, 'majority').answer).toBe('5');
  });
  it('V-4: among solutions of equal value the one with the higher last score is the best', () => {
    const equal = [
      { ...solution('0.0', 'a', 0.5), scores: [0.5, 0.6] },
      { ...solution('0.1', 'b', 0.5), scores: [0.5, 0.9] },
      { ...solution('0.2', 'a', 0.5), scores: [0.5, 0.8] },
    ];
    expect(selectAnswer(equal, 'best').votes.map(({ answer, node }) => [answer, node])).toEqual([
      ['b', '0.1'],
      ['a', '0.2'],
    ]);
  });
  it('V-5: a group is shown as its best solution writes it', () => {
    const [vote] = selectAnswer(
      [
        { ...solution('0.0', '0.5', 0.1), key: 'half' },
        { ...solution('0.1', '1/2', 0.9), key: 'half' },
      ],
      'majority',
    ).votes;
    expect(vote).toMatchObject({ answer: '1/2', node: '0.1', count: 2 });
  });
  it('V-6: without scores best and weighted select nothing', () => {
    for (const name of ['best', 'weighted'] as const)
      expect(selectAnswer([solution('0.0', '1')], name)).toMatchObject({ answer: undefined, node: undefined });
  });
  it('V-3: no readable answer at all selects nothing', () => {
    expect(selectAnswer([solution('0.0', undefined, 1)], 'weighted')).toMatchObject({
      answer: undefined,
      unreadable: 1,
      votes: [],
    });
  });
});

describe('ids', () => {
  it('are ordered as numbers along the path, parents first', () => {
    expect(['0.10', '0.9', '0', '0.9.0', '0.1'].sort(compareIds)).toEqual(['0', '0.1', '0.9', '0.9.0', '0.10']);
  });
});

describe('a step', () => {
  it.each([
    ['a\n\n', 'a'],
    ['a', 'a'],
    ['\n\na', '\n\na'],
    ['\n\na\n\n', '\n\na'],
    ['\n\n', ''],
  ])('P-3: %j without the separator that closes it is %j', (text, bare) => {
    expect(withoutSeparator(text, '\n\n')).toBe(bare);
  });

  it('P-3: ends at the first separator, wherever in it the text was broken off before', () => {
    for (let known = 0; known <= 5; known++)
      expect(stepEnd('abc\n\nd', '\n\n', { isWhole: false, known: Math.min(known, 4) })).toBe(5);
    expect(stepEnd('abc\n\nd\n\n', '\n\n', { isWhole: false, known: 6 })).toBe(8);
    expect(stepEnd('abc', '\n\n', { isWhole: false })).toBeUndefined();
  });
});
