/** What each event of the tree leaves in the state, and the others that do not fit (L-3). */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, LogError, logVersion, type EventOf, type SearchEvent } from '..';
import { maxThoughtLength } from './events';
import { toySpec } from '../testing/run-search';

const started: SearchEvent = { type: 'run-started', version: logVersion, spec: toySpec('beam-search') };
const fold = (events: readonly SearchEvent[]) => applyEvents(initialState, [started, ...events]);
const nodeIn = (events: readonly SearchEvent[], id: string) => fold(events).nodes.get(id)!;
const roundIn = (events: readonly SearchEvent[], round: number) => fold(events).groups[0]!.rounds[round]!;

type Fields<T extends SearchEvent['type']> = Partial<EventOf<T>>;
function opened(parent: string, children: number, fields: Fields<'round-opened'> = {}): SearchEvent {
  const expansions = [{ parent, firstChild: 0, children }];
  return { type: 'round-opened', group: 0, round: 0, isWhole: false, expansions, ...fields };
}
const rollout = (parent: string, firstChild = 100): SearchEvent =>
  opened(parent, 1, { round: 1, isRollout: true, expansions: [{ parent, firstChild, children: 1 }] });
const node = (id: string, round = 0, group = 0): SearchEvent => ({ type: 'node-opened', node: id, group, round });
const text = (id: string, piece: string, fields: Fields<'node-text'> = {}): SearchEvent => ({
  type: 'node-text',
  node: id,
  text: piece,
  tokens: 1,
  ...fields,
});
const thought = (id: string, piece: string, fields: Fields<'node-thought'> = {}): SearchEvent => ({
  type: 'node-thought',
  node: id,
  text: piece,
  ...fields,
});
const closed = (id: string, fields: Fields<'node-closed'> = {}): SearchEvent => ({
  type: 'node-closed',
  node: id,
  finish: 'step',
  ...fields,
});
const scored = (id: string, fields: Fields<'node-scored'> = {}): SearchEvent => ({
  type: 'node-scored',
  node: id,
  score: 0.5,
  ...fields,
});
const unscored = (id: string, fields: Fields<'node-unscored'> = {}): SearchEvent => ({
  type: 'node-unscored',
  node: id,
  reason: 'too-long',
  message: 'It does not fit.',
  ...fields,
});
const rewritten = (id: string, words: string): SearchEvent => ({ type: 'node-rewritten', node: id, text: words });
function decided(decisions: EventOf<'round-decided'>['decisions'], fields: Fields<'round-decided'> = {}): SearchEvent {
  return { type: 'round-decided', group: 0, round: 0, decisions, ranked: decisions.length, ...fields };
}

const groupFrom = (from: string): SearchEvent => ({
  type: 'group-opened',
  group: { from, n: 1, strategy: 'best-of-n', config: toySpec('best-of-n').config },
});

const two = [opened('0', 2), node('0.0'), node('0.1'), closed('0.0'), closed('0.1')];
const solved = [
  opened('0', 2),
  node('0.0'),
  node('0.1'),
  closed('0.0', { finish: 'eos' }),
  closed('0.1', { finish: 'eos' }),
  decided([
    { node: '0.0', fate: 'finished' },
    { node: '0.1', fate: 'finished', weight: 3 },
  ]),
];

describe('L-3: more that does not fit is refused, in words', () => {
  it.each<readonly [string, readonly SearchEvent[], SearchEvent, RegExp]>([
    ['a group out of turn', [], opened('0', 2, { group: 1 }), /group 0 must be opened first/],
    ['a node to exclude that is not there', two, { type: 'node-excluded', node: '0.7' }, /never opened/],
    ['the problem to be excluded', two, { type: 'node-excluded', node: '0' }, /it is the problem/],
    ['a group that begins behind the end of a solution', solved, groupFrom('0.0'), /it ended with eos/],
    ['a group that begins nowhere', two, groupFrom('0.7'), /nothing yet/],
    ['a round before the one before is decided', two, opened('0.0', 1, { round: 1 }), /is not decided/],
    ['a rollout without a round', [], opened('0', 1, { isRollout: true }), /from a round that is open/],
    [
      'a rollout of a round that is decided',
      [...two, decided([])],
      rollout('0.0'),
      /looks ahead from a round that is open/,
    ],
    [
      'a rollout of a rollout',
      [...two, rollout('0.0')],
      opened('0.1', 1, { round: 2, isRollout: true }),
      /looks ahead from a round that is open/,
    ],
    [
      'attempts with another than the root',
      [...two, decided([{ node: '0.0', fate: 'kept', children: 1 }])],
      opened('0.0', 1, { round: 1, expansions: [{ parent: '0.0', firstChild: 0, children: 1, attempts: ['0.1'] }] }),
      /attempts go with the root, not with node 0\.0/,
    ],
    [
      'a step as an attempt',
      [...two, decided([])],
      opened('0', 1, { round: 1, expansions: [{ parent: '0', firstChild: 2, children: 1, attempts: ['0.1'] }] }),
      /node 0\.1 is the end of no attempt/,
    ],
    [
      'an attempt that is being written',
      [opened('0', 1), node('0.0')],
      opened('0', 1, {
        group: 1,
        expansions: [{ parent: '0', firstChild: 2, children: 1, attempts: ['0.0'] }],
      }),
      /node 0\.0 is the end of no attempt/,
    ],
    [
      'children that are there',
      [...two, decided([])],
      opened('0', 2, { round: 1, expansions: [{ parent: '0', firstChild: 1, children: 2 }] }),
      /node 0\.1 exists already/,
    ],
    ['a node of no parent', [opened('0', 2)], node('0.0.0'), /its parent was never opened/],
    ['the root again', [opened('0', 2)], node('0'), /its parent was never opened/],
    ['a node that is there', [opened('0', 2), node('0.0')], node('0.0'), /opened before/],
    ['a second step of a proposal of one', two, node('0.0.0'), /did not ask for it/],
    [
      'a next step while the one before is written',
      [opened('0', 1, { steps: 2 }), node('0.0')],
      node('0.0.0'),
      /did not ask for it/,
    ],
    [
      'a next step behind the end',
      [opened('0', 1, { steps: 2 }), node('0.0'), closed('0.0', { finish: 'eos' })],
      node('0.0.0'),
      /did not ask for it/,
    ],
    ['two next steps', [opened('0', 1, { steps: 2 }), node('0.0'), closed('0.0')], node('0.0.1'), /did not ask for it/],
    [
      'a next step of a proposal of the round before',
      [
        opened('0', 2, { steps: 2 }),
        node('0.0'),
        node('0.1'),
        closed('0.0'),
        closed('0.1'),
        decided([{ node: '0.1', fate: 'kept', children: 1 }]),
        opened('0.1', 1, { round: 1, steps: 2 }),
      ],
      node('0.0.0', 1),
      /did not ask for it/,
    ],
    [
      'a next step of a proposal of another group',
      [
        opened('0', 1, { steps: 2 }),
        node('0.0'),
        closed('0.0'),
        opened('0', 1, { group: 1, steps: 2, expansions: [{ parent: '0', firstChild: 2, children: 1 }] }),
      ],
      node('0.0.0', 0, 1),
      /did not ask for it/,
    ],
    ['text for a step that is closed', two, text('0.0', 'x'), /it is closed/],
    ['a thought of no node', [], thought('0.0', 'x'), /never opened/],
    ['a thought of the root', [], thought('0', 'x'), /it is closed/],
    ['a thought of a step that is closed', two, thought('0.0', 'x'), /it is closed/],
    [
      'thoughts without end',
      [opened('0', 1), node('0.0'), thought('0.0', 'x'.repeat(maxThoughtLength))],
      thought('0.0', 'x'),
      /longer than \d+ characters/,
    ],
    ['a second end', two, closed('0.0'), /closed before/],
    ['other words for no node', [], rewritten('0.0', 'x'), /never opened/],
    ['other words for the root', [], rewritten('0', 'x'), /not closed yet/],
    [
      'other words for a step that is being written',
      [opened('0', 1), node('0.0')],
      rewritten('0.0', 'x'),
      /not closed/,
    ],
    ['other words for a step that is scored', [...two, scored('0.0')], rewritten('0.0', 'x'), /scored or decided on/],
    ['other words for a step that is unscored', [...two, unscored('0.0')], rewritten('0.0', 'x'), /scored or decided/],
    [
      'other words for a step that is decided on',
      [...two, decided([{ node: '0.0', fate: 'cut' }])],
      rewritten('0.0', 'x'),
      /scored or decided on already/,
    ],
    [
      'other words for what was written on',
      [opened('0', 1, { steps: 2 }), node('0.0'), closed('0.0'), node('0.0.0')],
      rewritten('0.0', 'x'),
      /something was written after it/,
    ],
    ['a score of a step that is being written', [opened('0', 1), node('0.0')], scored('0.0'), /not closed yet/],
    ['a second score', [...two, scored('0.0')], scored('0.0'), /scored before/],
    ['a score of what is unscored', [...two, unscored('0.0')], scored('0.0'), /scored before/],
    ['no score of what has one', [...two, scored('0.0')], unscored('0.0'), /scored before/],
    ['a score after what is no node', two, scored('0.0', { rolloutEnd: '0.7' }), /0\.7 ends no rollout/],
    ['a decision while a step is written', two.slice(0, 4), decided([]), /node 0\.1 is still open/],
    [
      'a decision while something is looked ahead',
      [...two, rollout('0.0'), node('0.0.100', 1)],
      decided([]),
      /node 0\.0\.100 is still open/,
    ],
    [
      'a decision on the node of another group',
      [...two, opened('0', 1, { group: 1, expansions: [{ parent: '0', firstChild: 2, children: 1 }] })],
      decided([{ node: '0.0', fate: 'cut' }], { group: 1 }),
      /node 0\.0 belongs to another round/,
    ],
    [
      'a decision on the node of a round before, which does not wait',
      [...two, decided([{ node: '0.0', fate: 'kept', children: 1 }]), opened('0.0', 1, { round: 1 })],
      decided([{ node: '0.1', fate: 'cut' }], { round: 1 }),
      /node 0\.1 belongs to another round/,
    ],
    [
      'a weight of a solution of another group',
      [...solved, opened('0', 1, { group: 1, expansions: [{ parent: '0', firstChild: 2, children: 1 }] })],
      decided([], { group: 1, weights: [{ node: '0.0', weight: 2 }] }),
      /node 0\.0 is no solution of this group/,
    ],
    [
      'a weight of no node',
      solved.slice(0, 5),
      decided([], { weights: [{ node: '0.7', weight: 2 }] }),
      /0\.7 is no sol/,
    ],
  ])('%s', (_, before, event, words) => {
    const state = fold(before);
    const attempt = () => applyEvents(state, [event]);
    expect(attempt).toThrow(LogError);
    expect(attempt).toThrow(words);
  });
});

describe('a round that opens', () => {
  it('is of one step each, undecided and empty, unless it says otherwise', () => {
    expect(roundIn([opened('0', 2)], 0)).toEqual({
      round: 0,
      isWhole: false,
      steps: 1,
      temperature: undefined,
      isRollout: false,
      expansions: [{ parent: '0', firstChild: 0, children: 2 }],
      nodes: [],
      isDecided: false,
      ranked: 0,
      line: undefined,
      next: [],
      measures: {},
    });
    expect(roundIn([opened('0', 2, { isWhole: true, steps: 3 })], 0).steps).toBe(Infinity);
    expect(roundIn([opened('0', 2, { steps: 3, temperature: 0.2 })], 0)).toMatchObject({ steps: 3, temperature: 0.2 });
    expect(roundIn([...two, rollout('0.0')], 1)).toMatchObject({ isRollout: true, isDecided: false });
  });

  it('begins its group, or stands behind the rounds of it', () => {
    const [group, other] = fold([
      ...two,
      decided([{ node: '0.0', fate: 'kept', children: 1 }]),
      opened('0.0', 1, { round: 1 }),
      opened('0', 1, { group: 1, expansions: [{ parent: '0', firstChild: 2, children: 1 }] }),
    ]).groups;
    expect(group!.rounds.map(({ round, isDecided }) => [round, isDecided])).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(other).toMatchObject({ index: 1, rounds: [{ round: 0 }], finished: [], waiting: [], roundLimit: undefined });
  });

  it('may show whole solutions as attempts to what begins anew', () => {
    const again = opened('0', 1, {
      round: 1,
      expansions: [{ parent: '0', firstChild: 2, children: 1, attempts: ['0.0', '0.1'] }],
    });
    expect(nodeIn([...solved, again, node('0.2', 1)], '0.2').attempts).toEqual(['0.0', '0.1']);
    expect(nodeIn(two, '0.0').attempts).toBeUndefined();
  });
});

describe('a node', () => {
  it('that is excluded votes nowhere, nor what comes after it, whatever is decided', () => {
    const out: SearchEvent = { type: 'node-excluded', node: '0.1' };
    const early = fold([
      ...two,
      out,
      decided([
        { node: '0.0', fate: 'finished' },
        { node: '0.1', fate: 'finished', weight: 3 },
      ]),
    ]);
    const late = fold([...solved, out]);
    for (const state of [early, late]) expect(['0.0', '0.1'].map((id) => state.nodes.get(id)!.weight)).toEqual([1, 0]);
    const chain = [opened('0', 1, { isWhole: true }), node('0.0'), closed('0.0')];
    const [before, after] = [
      fold([...chain, node('0.0.0'), { ...out, node: '0.0' }]),
      fold([...chain, { ...out, node: '0.0' }, node('0.0.0')]),
    ];
    expect(before.nodes.get('0.0.0')).toEqual(after.nodes.get('0.0.0'));
    expect(after.nodes.get('0.0.0')).toMatchObject({ weight: 0, isExcluded: true });
  });

  it('that opens is empty, belongs to its round, and is a child in the order of ids', () => {
    const state = fold([opened('0', 3), node('0.2'), node('0.0')]);
    expect(state.nodes.get('0.2')).toEqual({
      id: '0.2',
      parent: '0',
      group: 0,
      round: 0,
      depth: 1,
      text: '',
      thought: '',
      tokenIds: [],
      tokens: 0,
      finish: undefined,
      score: undefined,
      unscored: undefined,
      duplicateOf: undefined,
      textBefore: undefined,
      rolloutEnd: undefined,
      isRollout: false,
      attempts: undefined,
      decision: undefined,
      weight: 1,
      isExcluded: false,
      children: [],
    });
    expect(state.nodes.get('0')!.children).toEqual(['0.0', '0.2']);
    expect(state.groups[0]!.rounds[0]!.nodes).toEqual(['0.0', '0.2']);
  });

  it('may be the next step of a proposal of several, a step deeper', () => {
    const state = fold([opened('0', 1, { steps: 2 }), node('0.0'), closed('0.0'), node('0.0.0')]);
    expect(state.nodes.get('0.0.0')).toMatchObject({ parent: '0.0', depth: 2, round: 0 });
    expect(state.groups[0]!.rounds[0]!.nodes).toEqual(['0.0', '0.0.0']);
  });

  it('of a rollout is one', () => {
    const ahead = [...two, rollout('0.0'), node('0.0.100', 1)];
    expect([nodeIn(ahead, '0.0.100').isRollout, nodeIn(ahead, '0.0').isRollout]).toEqual([true, false]);
  });

  const writing = [opened('0', 1), node('0.0')];

  it('gathers text, tokens and ids, and has no ids once a piece had none', () => {
    const pieces = [text('0.0', 'a', { tokens: 2, tokenIds: [1, 2] }), text('0.0', 'b', { tokenIds: [3] })];
    expect(nodeIn([...writing, ...pieces], '0.0')).toMatchObject({ text: 'ab', tokens: 3, tokenIds: [1, 2, 3] });
    const without = nodeIn([...writing, ...pieces, text('0.0', 'c'), text('0.0', 'd', { tokenIds: [4] })], '0.0');
    expect([without.text, without.tokens, without.tokenIds]).toEqual(['abcd', 5, undefined]);
  });

  it('gathers thoughts, which may begin anew', () => {
    const thoughts = [thought('0.0', 'a'), thought('0.0', 'b')];
    expect(nodeIn([...writing, ...thoughts], '0.0')).toMatchObject({ thought: 'ab', text: '', tokens: 0 });
    expect(nodeIn([...writing, ...thoughts, thought('0.0', 'c', { isAnew: true })], '0.0').thought).toBe('c');
    const longest = thought('0.0', 'x'.repeat(maxThoughtLength), { isAnew: true });
    expect(nodeIn([...writing, ...thoughts, longest], '0.0').thought).toHaveLength(maxThoughtLength);
  });

  it('that closes has its finish, and the tokens that nobody saw', () => {
    const text1 = text('0.0', 'a', { tokenIds: [1] });
    expect(nodeIn([...writing, text1, closed('0.0')], '0.0')).toMatchObject({
      finish: 'step',
      tokens: 1,
      tokenIds: [1],
    });
    const ended = closed('0.0', { finish: 'eos', tokens: 1, tokenIds: [2] });
    expect(nodeIn([...writing, text1, ended], '0.0')).toMatchObject({ finish: 'eos', tokens: 2, tokenIds: [1, 2] });
    expect(nodeIn([...writing, text1, closed('0.0', { tokens: 1 })], '0.0').tokenIds).toBeUndefined();
  });

  it('that is rewritten is a step of other words, and remembers the first it had', () => {
    const ended = [...writing, text('0.0', 'a', { tokenIds: [1] }), closed('0.0', { finish: 'eos' })];
    expect(nodeIn([...ended, rewritten('0.0', 'b')], '0.0')).toMatchObject({
      text: 'b',
      textBefore: 'a',
      tokenIds: undefined,
      finish: 'step',
    });
    expect(nodeIn([...ended, rewritten('0.0', 'b'), rewritten('0.0', 'c')], '0.0')).toMatchObject({
      text: 'c',
      textBefore: 'a',
    });
  });

  it('has its score, with what it copies and what was looked ahead', () => {
    expect(nodeIn([...two, scored('0.1', { score: 0.25 })], '0.1')).toMatchObject({ score: 0.25, unscored: undefined });
    expect(nodeIn([...two, scored('0.1', { duplicateOf: '0.0' })], '0.1').duplicateOf).toBe('0.0');
    const ahead = [...two, rollout('0.0'), node('0.0.100', 1), closed('0.0.100')];
    expect(nodeIn([...ahead, scored('0.0', { rolloutEnd: '0.0.100' })], '0.0').rolloutEnd).toBe('0.0.100');
  });

  it('has none where the verifier could not read it, with the reason', () => {
    expect(nodeIn([...two, unscored('0.1', { duplicateOf: '0.0' })], '0.1')).toMatchObject({
      score: undefined,
      unscored: { reason: 'too-long', message: 'It does not fit.' },
      duplicateOf: '0.0',
    });
  });
});

describe('a round that is decided', () => {
  it('has its numbers, and says what is next: those who were kept, then what begins anew', () => {
    const events = [
      ...two,
      decided(
        [
          { node: '0.0', fate: 'cut' },
          { node: '0.1', fate: 'kept', children: 3 },
        ],
        { ranked: 1, line: 0.4, measures: { mean: 0.5 }, expansions: [{ parent: '0', children: 2 }] },
      ),
    ];
    expect(roundIn(events, 0)).toMatchObject({
      isDecided: true,
      ranked: 1,
      line: 0.4,
      next: [
        { parent: '0.1', children: 3 },
        { parent: '0', children: 2 },
      ],
      measures: { mean: 0.5 },
    });
    expect(nodeIn(events, '0.1').decision).toEqual({ node: '0.1', fate: 'kept', children: 3 });
    expect(roundIn([...two, decided([])], 0)).toMatchObject({ line: undefined, next: [], measures: {} });
    // None of these is a solution, and none waits.
    expect(fold(events).groups[0]).toMatchObject({ finished: [], waiting: [] });
  });

  it('adds its solutions to its group, of a weight of one or of what was decided, and of none where it stopped', () => {
    const state = fold(solved);
    expect(state.groups[0]!.finished).toEqual(['0.0', '0.1']);
    expect([state.nodes.get('0.0')!.weight, state.nodes.get('0.1')!.weight]).toEqual([1, 3]);
    expect(nodeIn([...two, decided([{ node: '0.0', fate: 'stopped' }])], '0.0').weight).toBe(0);
    expect(nodeIn([...two, decided([{ node: '0.0', fate: 'cut' }])], '0.0').weight).toBe(1);
  });

  it('may give solutions of its group another weight', () => {
    const next = opened('0', 1, { round: 1, expansions: [{ parent: '0', firstChild: 2, children: 1 }] });
    const again = decided([], { round: 1, weights: [{ node: '0.1', weight: 2 }] });
    expect(nodeIn([...solved, next, again], '0.1').weight).toBe(2);
    // Also those that it decided on itself.
    const whole = solved.slice(0, 5);
    const own = decided([{ node: '0.0', fate: 'finished' }], { weights: [{ node: '0.0', weight: 5 }] });
    expect(nodeIn([...whole, own], '0.0').weight).toBe(5);
  });

  it('decides the rollouts that looked ahead from it, too', () => {
    const events = [...two, rollout('0.0'), node('0.0.100', 1), closed('0.0.100'), decided([])];
    expect(fold(events).groups[0]!.rounds.map(({ isDecided, isRollout }) => [isDecided, isRollout])).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  it('has some wait, until a later round decides on them', () => {
    const waiting = [
      ...two,
      decided([
        { node: '0.0', fate: 'waiting' },
        { node: '0.1', fate: 'waiting' },
      ]),
      opened('0', 1, { round: 1, expansions: [{ parent: '0', firstChild: 2, children: 1 }] }),
      node('0.2', 1),
      closed('0.2'),
    ];
    const waitingAfter = (...decisions: EventOf<'round-decided'>['decisions']) =>
      fold([...waiting, decided(decisions, { round: 1 })]).groups[0]!.waiting;
    expect(fold(waiting).groups[0]!.waiting).toEqual(['0.0', '0.1']);
    expect(waitingAfter({ node: '0.2', fate: 'waiting' })).toEqual(['0.0', '0.1', '0.2']);
    expect(waitingAfter({ node: '0.0', fate: 'kept', children: 1 })).toEqual(['0.1']);
    expect(waitingAfter({ node: '0.0', fate: 'waiting' }, { node: '0.1', fate: 'cut' })).toEqual(['0.0']);
    expect(waitingAfter({ node: '0.2', fate: 'waiting' }, { node: '0.2', fate: 'cut' })).toEqual(['0.0', '0.1']);
  });

  it('may open groups', () => {
    const groups: EventOf<'round-decided'>['groups'] = [
      { n: 4, strategy: 'best-of-n', config: toySpec('best-of-n').config },
    ];
    expect(fold([...two, decided([], { groups })]).opened).toEqual(groups);
    expect(fold([...two, decided([])]).opened).toEqual([]);
  });
});
