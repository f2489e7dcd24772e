/** Right before a decision: what is found in it, and what is not. Rules H-1 and H-3 of SPEC.md. */
import { describe, expect, it } from 'vitest';
import { breakBefore } from './break-before';
import type { Decision } from '../shapes/decision';
import { applyEvents, initialState, type Break, type Breakpoints, type SearchEvent } from '..';
import { toySpec } from '../testing/run-search';

interface Step {
  readonly text?: string;
  readonly score?: number;
  /** A text with a box in it ends, unless it says otherwise. */
  readonly finish?: 'step' | 'eos';
}

const write = (node: string, round: number, { text = 'Step.\n\n', score, finish }: Step): readonly SearchEvent[] => [
  { type: 'node-opened', node, group: 0, round },
  { type: 'node-text', node, text, tokens: 1 },
  { type: 'node-closed', node, finish: finish ?? (text.includes('boxed') ? 'eos' : 'step') },
  ...(score === undefined ? [] : [{ type: 'node-scored', node, score } as const]),
];
const open = (round: number, parent: string, children: number, isRollout = false): SearchEvent => ({
  type: 'round-opened',
  group: 0,
  round,
  isWhole: false,
  expansions: [{ parent, firstChild: isRollout ? 100 : 0, children }],
  ...(isRollout ? { isRollout: true } : {}),
});

/** A round of these steps, all children of the root, that waits for its decision. */
function waiting(steps: readonly Step[], breakpoints: Breakpoints | undefined, answer: string | undefined = '42') {
  const spec = { ...toySpec('beam-search', { n: 4, beamWidth: 2 }), problem: { text: 'A problem.', answer } };
  return applyEvents(initialState, [
    { type: 'run-started', version: 2, spec },
    { type: 'prompt-built', prompt: { text: 'p' } },
    ...(breakpoints === undefined ? [] : [{ type: 'breakpoints-set', breakpoints } as const]),
    open(0, '0', steps.length),
    ...steps.flatMap((step, i) => write(`0.${i}`, 0, step)),
  ]);
}

const decided = (...decisions: readonly Partial<Decision>[]): readonly Decision[] =>
  decisions.map((decision, i) => ({ node: `0.${i}`, fate: 'kept', ...decision }));
const pending = (decisions: readonly Decision[]) => ({ group: 0, round: 0, decisions });

describe('H-1 the two best', () => {
  const found = (closerThan: number | undefined, ...decisions: readonly Partial<Decision>[]) =>
    breakBefore(waiting([{}, {}, {}], closerThan === undefined ? {} : { closerThan }), pending(decided(...decisions)));

  it('are told where they are closer than was asked, and at that distance they are not', () => {
    const values = [{ value: 0.25 }, { value: 0.75 }, { value: 0.5 }];
    expect(found(0.3, ...values)).toEqual({ kind: 'close', group: 0, round: 0, nodes: ['0.1', '0.2'], amount: 0.25 });
    expect(found(0.25, ...values)).toBeUndefined();
    expect(found(undefined, ...values)).toBeUndefined();
  });

  it('have values, and are no duplicates', () => {
    expect(found(0.1, { value: 0.9 }, { value: 0.9, fate: 'duplicate' }, {})).toBeUndefined();
    expect(found(0.1, { value: 0.9 }, {}, {})).toBeUndefined();
    expect(found(0.1, {}, {}, {})).toBeUndefined();
  });

  it('of equal values are those that the round ranks first', () => {
    const equal = { value: 0.5 };
    const nodes = (...ranks: readonly (number | undefined)[]) =>
      found(0.1, ...ranks.map((rank) => ({ ...equal, ...(rank === undefined ? {} : { rank }) })))?.nodes;
    expect(nodes(3, 1, 2)).toEqual(['0.1', '0.2']);
    expect(nodes(2, undefined, 1)).toEqual(['0.2', '0.0']);
    expect(nodes(undefined, 2, 1)).toEqual(['0.2', '0.1']);
  });
});

describe('H-1 a fall', () => {
  /** A second round, of steps after one that scored 0.8. */
  function after(scores: readonly (number | undefined)[], fallsBy: number | undefined, before: number | null = 0.8) {
    const state = applyEvents(
      waiting([before === null ? {} : { score: before }], fallsBy === undefined ? {} : { fallsBy }),
      [
        {
          type: 'round-decided',
          group: 0,
          round: 0,
          ranked: 1,
          decisions: [{ node: '0.0', fate: 'kept', children: scores.length }],
        },
        open(1, '0.0', scores.length),
        ...scores.flatMap((score, i) => write(`0.0.${i}`, 1, score === undefined ? {} : { score })),
      ],
    );
    return breakBefore(state, { group: 0, round: 1, decisions: [] });
  }

  it('by more than was asked is told, of several the farthest, of equal ones the first', () => {
    expect(after([0.5, 0.25, 0.25], 0.25)).toMatchObject({ kind: 'fall', group: 0, round: 1, nodes: ['0.0.1'] });
    expect(after([0.5, 0.25], 0.25)?.amount).toBeCloseTo(0.55);
    expect(after([0.9, 0.8], 0)).toBeUndefined();
    expect(after([0.25], undefined)).toBeUndefined();
  });

  it('by just so much is none', () => {
    expect(after([0.5], 0.25, 0.75)).toBeUndefined();
    expect(after([0.49], 0.25, 0.75)).toBeDefined();
  });

  it('needs both scores', () => {
    expect(after([undefined], 0)).toBeUndefined();
    expect(after([0.1], 0, null)).toBeUndefined();
    // A first step has nothing before it.
    expect(breakBefore(waiting([{ score: 0 }], { fallsBy: 0 }), pending([]))).toBeUndefined();
  });
});

describe('H-1 the reference answer', () => {
  const isFound = (text: string, answer: string | undefined = '42', fate: Decision['fate'] = 'cut') =>
    breakBefore(waiting([{ text: `${text}\n\n` }], { losesReference: true }, answer), pending(decided({ fate }))) !==
    undefined;

  it.each([
    ['So it is 42', true],
    ['42', true],
    ['It is 42, and 7 more', true],
    ['It is 42.', true],
    ['Not 142 but 42', true],
    ['So it is 142', false],
    ['So it is 421', false],
    ['So it is 42.5', false],
    ['So it is .42', false],
    ['So it is x42', false],
    ['So it is 42x', false],
    ['The 42nd. Or 42: both', true],
    ['So it is 7', false],
  ])('stands as a word of its own: %s', (text, expected) => {
    expect(isFound(text)).toBe(expected);
  });

  it('stands in a box in other words', () => {
    expect(isFound('It is $\\boxed{\\frac{84}{2}}$')).toBe(true);
    expect(isFound('It is $\\boxed{\\frac{86}{2}}$')).toBe(false);
    expect(isFound('It is $\\boxed{ 0.5 }$', '\\frac{1}{2}')).toBe(true);
  });

  it.each([
    ['So it is 1/2 of all.', true],
    ['So it is 0.5, that is all.', true],
    ['So $x = \\frac12$ and no more.', true],
    ['So \\(\\frac{2}{4}\\) is left.', true],
    ['So it is 11/2.', false],
    ['So it is 1/23.', false],
    ['So $x = \\frac{3}{2}$.', false],
    ['From $\\frac12 + y$ it follows that nothing does.', false],
  ])('stands in other words in a formula and as a number: %s', (text, expected) => {
    expect(isFound(text, '\\frac{1}{2}')).toBe(expected);
  });

  it('stands anywhere on the branch, as long as no other goes on from there', () => {
    const two = applyEvents(waiting([{ text: 'So it is 42.\n\n' }, {}], { losesReference: true }), [
      {
        type: 'round-decided',
        group: 0,
        round: 0,
        ranked: 2,
        decisions: [
          { node: '0.0', fate: 'kept', children: 2 },
          { node: '0.1', fate: 'kept', children: 2 },
        ],
      },
      {
        ...open(1, '0.0', 2),
        expansions: [
          { parent: '0.0', firstChild: 0, children: 2 },
          { parent: '0.1', firstChild: 0, children: 2 },
        ],
      } as SearchEvent,
      ...['0.0.0', '0.0.1', '0.1.0', '0.1.1'].flatMap((node) => write(node, 1, { text: 'Let me check.\n\n' })),
    ]);
    const fates = (...all: readonly Decision['fate'][]) => ({
      group: 0,
      round: 1,
      decisions: ['0.0.0', '0.0.1', '0.1.0', '0.1.1'].map((node, i) => ({ node, fate: all[i]! })),
    });
    expect(breakBefore(two, fates('cut', 'cut', 'kept', 'cut'))?.nodes).toEqual(['0.0.0']);
    expect(breakBefore(two, fates('cut', 'kept', 'cut', 'cut'))).toBeUndefined();
    expect(breakBefore(two, fates('finished', 'cut', 'cut', 'kept'))).toBeUndefined();
    expect(breakBefore(two, fates('kept', 'duplicate', 'cut', 'cut'))).toBeUndefined();
  });

  it('is lost only by what is cut, and only where it is known and asked for', () => {
    expect(isFound('So it is 42', '42', 'kept')).toBe(false);
    const state = waiting([{ text: 'So it is 42\n\n' }], {});
    expect(breakBefore(state, pending(decided({ fate: 'cut' })))).toBeUndefined();
    const unknown = { ...state, spec: { ...state.spec!, problem: { text: 'A problem.' } } };
    const asked = { ...unknown, breakpoints: { losesReference: true } as const };
    expect(breakBefore(asked, pending(decided({ fate: 'cut' })))).toBeUndefined();
  });

  it('is read in what was looked ahead of a candidate, too', () => {
    const ahead = (text: string) =>
      applyEvents(waiting([{}], { losesReference: true }), [
        open(1, '0.0', 1, true),
        ...write('0.0.100', 1, { text, score: 0.5 }),
        { type: 'node-scored', node: '0.0', score: 0.5, rolloutEnd: '0.0.100' },
      ]);
    expect(breakBefore(ahead('It will be 42.\n\n'), pending(decided({ fate: 'cut' })))?.nodes).toEqual(['0.0']);
    expect(breakBefore(ahead('It will be 43.\n\n'), pending(decided({ fate: 'cut' })))).toBeUndefined();
  });
});

describe('H-1 a wanted answer', () => {
  const holder = (steps: readonly Step[], holdsAnswer: string | undefined) =>
    breakBefore(
      waiting(steps, holdsAnswer === undefined ? {} : { holdsAnswer }),
      pending(decided(...steps.map(() => ({})))),
    )?.nodes;
  const written = [
    { text: 'It is $\\boxed{7}$' },
    { text: 'It is $\\boxed{\\frac{84}{2}}$' },
    { text: 'It is $\\boxed{42}$' },
  ];

  it('is held by the first solution that comes to it, however it is written', () => {
    expect(holder(written, '42')).toEqual(['0.1']);
    expect(holder(written, ' 42.0 ')).toEqual(['0.1']);
    expect(holder(written, '7')).toEqual(['0.0']);
    expect(holder(written, '8')).toBeUndefined();
    expect(holder(written, undefined)).toBeUndefined();
  });

  it('is held by none that has not ended, nor by one without an answer', () => {
    expect(holder([{ text: 'It is $\\boxed{42}$\n\n', finish: 'step' }], '42')).toBeUndefined();
    expect(holder([{ text: 'There is no telling.', finish: 'eos' }], '42')).toBeUndefined();
  });
});

describe('H-3 it pauses once', () => {
  const close = { nodes: ['0.0', '0.1'], amount: 0 };
  const values = decided({ value: 0.5 }, { value: 0.5 });
  const after = (...past: readonly Pick<Break, 'kind' | 'group' | 'round'>[]) => ({
    ...waiting([{}, {}], { closerThan: 0.1 }),
    breaks: past.map((each) => ({ ...close, ...each })),
  });

  it('for each kind in a round of a group', () => {
    expect(breakBefore(after({ kind: 'close', group: 0, round: 0 }), pending(values))).toBeUndefined();
    for (const other of [
      { kind: 'fall', group: 0, round: 0 },
      { kind: 'close', group: 1, round: 0 },
      { kind: 'close', group: 0, round: 1 },
      { kind: 'fall', group: 1, round: 0 },
    ] as const)
      expect(breakBefore(after(other), pending(values))).toMatchObject({ kind: 'close', ...close });
  });

  it('and never where nothing was asked', () => {
    expect(breakBefore(waiting([{}, {}], undefined), pending(values))).toBeUndefined();
  });
});
