/** The fold event by event: what each leaves in the state, and which do not fit (L-3). */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, LogError, logVersion, reduce, type EventOf, type SearchEvent } from '..';
import { toySpec } from '../testing/run-search';

const failure = { kind: 'cut', message: 'The server broke off.' };
const started: SearchEvent = { type: 'run-started', version: logVersion, spec: toySpec('beam-search') };
const prompt: SearchEvent = { type: 'prompt-built', prompt: { text: 'p' } };
const fold = (events: readonly SearchEvent[]) => applyEvents(initialState, [started, ...events]);

function opened(fields: Partial<EventOf<'round-opened'>> = {}): SearchEvent {
  const expansions = [{ parent: '0', firstChild: 0, children: 2 }];
  return { type: 'round-opened', group: 0, round: 0, isWhole: false, expansions, ...fields };
}
const extending = (parent: string, fields = {}) =>
  opened({ expansions: [{ parent, firstChild: 0, children: 1, ...fields }] });
const node = (id: string, round = 0, group = 0): SearchEvent => ({ type: 'node-opened', node: id, group, round });
const closed = (id: string, finish: EventOf<'node-closed'>['finish'] = 'step'): SearchEvent => ({
  type: 'node-closed',
  node: id,
  finish,
});
const scored = (id: string, fields = {}): SearchEvent => ({ type: 'node-scored', node: id, score: 0.5, ...fields });
function decided(decisions: EventOf<'round-decided'>['decisions'], fields = {}): SearchEvent {
  return { type: 'round-decided', group: 0, round: 0, decisions, ranked: decisions.length, ...fields };
}
const call = (number: number, fields = {}): SearchEvent => ({
  type: 'call-opened',
  call: number,
  role: 'policy',
  nodes: ['0.0'],
  url: 'http://a',
  body: { n: 2 },
  ...fields,
});
const answer = (fields = {}): SearchEvent => ({ type: 'answer-selected', selection: 'best', ...fields });

/** One round of two steps, both closed. */
const two = [opened(), node('0.0'), node('0.1'), closed('0.0'), closed('0.1')];
/** The first is kept, the second cut. */
const kept = [
  ...two,
  decided([
    { node: '0.0', fate: 'kept', children: 1 },
    { node: '0.1', fate: 'cut' },
  ]),
];
const solved = [opened(), node('0.0'), closed('0.0', 'eos'), decided([{ node: '0.0', fate: 'finished' }])];

describe('L-3: what does not fit is refused, in words', () => {
  it.each<readonly [string, readonly SearchEvent[], SearchEvent, RegExp]>([
    ['a second prompt', [prompt], prompt, /the prompt was built before/],
    ['a call out of turn', [call(0)], call(2), /the next call is 1/],
    ['the number of a call again', [call(0)], call(0), /the next call is 1/],
    [
      'a retry of no call',
      [],
      { type: 'call-retried', call: 0, attempt: 2, delayMs: 1, reason: failure },
      /never opened/,
    ],
    [
      'a retry of a call that is over',
      [call(0), { type: 'call-closed', call: 0, promptTokens: 0, completionTokens: 0 }],
      { type: 'call-retried', call: 0, attempt: 2, delayMs: 1, reason: failure },
      /it is done already/,
    ],
    ['an answer selected twice', [answer()], answer(), /the best answer was selected before/],
    ['an answer at no node', [], answer({ node: '0.7', answer: '1' }), /there is no node 0\.7/],
    ['a round out of turn', [], opened({ round: 1 }), /the next round of this group is 0/],
    ['a round that is there', kept, opened(), /the next round of this group is 1/],
    ['children of no node', [], extending('0.3'), /there is no node 0\.3 to extend/],
    [
      'children of a solution',
      solved,
      opened({ round: 1, expansions: [{ parent: '0.0', firstChild: 0, children: 1 }] }),
      /node 0\.0 cannot be extended, it ended with eos/,
    ],
    [
      'children of a node that is being written in another group',
      [opened(), node('0.0')],
      opened({ group: 1, expansions: [{ parent: '0.0', firstChild: 0, children: 1 }] }),
      /it ended with nothing yet/,
    ],
    [
      'a child before its range',
      [opened({ expansions: [{ parent: '0', firstChild: 2, children: 2 }] })],
      node('0.1'),
      /did not ask/,
    ],
    ['a child after its range', [opened()], node('0.2'), /did not ask/],
    ['a child of another parent', kept, node('0.1.0', 0), /its round is decided already/],
    ['a node of no round', [opened()], node('0.0', 1), /its round was never opened/],
    ['a node of no group', [opened()], node('0.0', 0, 3), /its round was never opened/],
    ['text for no node', [], { type: 'node-text', node: '0.0', text: 'x', tokens: 1 }, /never opened/],
    ['text for the root', [], { type: 'node-text', node: '0', text: 'x', tokens: 1 }, /it is closed/],
    ['an end of no node', [], closed('0.0'), /never opened/],
    ['an end of the root', [], closed('0'), /closed before/],
    ['a score of no node', [], scored('0.0'), /never opened/],
    ['a score of the root', [], scored('0'), /not closed yet/],
    [
      'a score of a child’s copy',
      [
        ...kept,
        opened({ round: 1, expansions: [{ parent: '0.0', firstChild: 0, children: 1 }] }),
        node('0.0.0', 1),
        closed('0.0.0'),
      ],
      scored('0.0.0', { duplicateOf: '0.1' }),
      /0\.1 is not a sibling/,
    ],
    ['a score of a copy of nothing', two, scored('0.1', { duplicateOf: '0.5' }), /0\.5 is not a sibling/],
    ['a score after no rollout', two, scored('0.0', { rolloutEnd: '0.1' }), /0\.1 ends no rollout/],
    ['a decision of no round', [], decided([]), /its round was never opened/],
    ['a second decision', kept, decided([]), /its round is decided already/],
    ['a decision on no node', two, decided([{ node: '0.5', fate: 'cut' }]), /node 0\.5, which was never opened/],
    ['a decision on another round’s', two, decided([{ node: '0', fate: 'cut' }]), /node 0 belongs to another round/],
    [
      'a node decided on twice',
      two,
      decided([
        { node: '0.0', fate: 'cut' },
        { node: '0.0', fate: 'cut' },
      ]),
      /node 0\.0 is decided on twice/,
    ],
    ['kept without children', two, decided([{ node: '0.0', fate: 'kept' }]), /children go with kept/],
    ['cut with children', two, decided([{ node: '0.0', fate: 'cut', children: 1 }]), /children go with kept/],
    ['cut with a weight', two, decided([{ node: '0.0', fate: 'cut', weight: 2 }]), /a weight goes with finished/],
    [
      'a weight of what is no solution',
      two,
      decided([], { weights: [{ node: '0.0', weight: 2 }] }),
      /no solution of this group/,
    ],
  ])('%s', (_, before, event, words) => {
    const state = fold(before);
    const attempt = () => applyEvents(state, [event]);
    expect(attempt).toThrow(LogError);
    expect(attempt).toThrow(words);
  });
});

describe('calls', () => {
  const closedCall = (number: number, fields = {}): SearchEvent => ({
    type: 'call-closed',
    call: number,
    promptTokens: 10,
    completionTokens: 3,
    ...fields,
  });
  const retried: EventOf<'call-retried'> = { type: 'call-retried', call: 0, attempt: 2, delayMs: 5, reason: failure };

  it('are open with what was sent, count their tries, and are done or failed with what they cost', () => {
    expect(fold([call(0)]).calls).toEqual([
      {
        call: 0,
        role: 'policy',
        nodes: ['0.0'],
        url: 'http://a',
        body: { n: 2 },
        isPrefixed: false,
        attempts: 1,
        retry: undefined,
        status: 'open',
        promptTokens: 0,
        cachedTokens: 0,
        completionTokens: 0,
        failure: undefined,
      },
    ]);
    expect(fold([call(0), retried]).calls[0]).toMatchObject({ attempts: 2, retry: failure, status: 'open' });
    const { calls, totals } = fold([
      call(0),
      call(1),
      call(2, { role: 'verifier' }),
      retried,
      closedCall(1, { failure }),
      closedCall(0, { cachedTokens: 4 }),
      closedCall(2),
    ]);
    expect(calls.map(({ status, retry, failure: why }) => [status, retry, why])).toEqual([
      ['done', undefined, undefined],
      ['failed', undefined, failure],
      ['done', undefined, undefined],
    ]);
    expect(calls[0]).toMatchObject({ attempts: 2, promptTokens: 10, cachedTokens: 4, completionTokens: 3 });
    expect(totals).toEqual({
      policy: { calls: 2, failedCalls: 1, promptTokens: 20, cachedTokens: 4, completionTokens: 6 },
      verifier: { calls: 1, failedCalls: 0, promptTokens: 10, cachedTokens: 0, completionTokens: 3 },
    });
  });

  it.each<readonly [string, SearchEvent]>([
    ['a pause', { type: 'run-paused' }],
    ['a take-over', { type: 'run-recovered' }],
    ['the end', { type: 'run-ended', status: 'failed', failure }],
  ])('that are open at %s are lost; those that are over stay as they are', (_, event) => {
    const { calls } = fold([call(0), closedCall(0), call(1), { ...retried, call: 1 }, event]);
    expect(calls.map(({ status, retry }) => [status, retry])).toEqual([
      ['done', undefined],
      ['lost', undefined],
    ]);
  });
});

describe('L-2: what may come is a matter of how the run stands', () => {
  const nexts = {
    'run-started': started,
    'run-paused': { type: 'run-paused' },
    'run-resumed': { type: 'run-resumed' },
    'run-recovered': { type: 'run-recovered' },
    'run-ended': { type: 'run-ended', status: 'finished' },
    'prompt-built': prompt,
    'round-opened': opened(),
    'breakpoints-set': { type: 'breakpoints-set', breakpoints: { closerThan: 0.1 } },
  } as const satisfies Partial<Record<SearchEvent['type'], SearchEvent>>;
  it.each<readonly [string, readonly SearchEvent[], readonly (keyof typeof nexts)[]]>([
    ['has not begun', [], ['run-started']],
    [
      'goes on',
      [started],
      ['run-paused', 'run-recovered', 'run-ended', 'prompt-built', 'round-opened', 'breakpoints-set'],
    ],
    ['is paused', [started, nexts['run-paused']], ['run-resumed', 'run-recovered', 'run-ended', 'breakpoints-set']],
    ['has failed', [started, { type: 'run-ended', status: 'failed', failure }], ['run-resumed']],
    ['has finished', [started, nexts['run-ended']], []],
    ['was cancelled', [started, { type: 'run-ended', status: 'cancelled' }], []],
  ])('a run that %s', (_, before, may) => {
    const state = applyEvents(initialState, before);
    const taken = Object.entries(nexts).flatMap(([type, event]) => {
      try {
        reduce(state, event);
        return [type];
      } catch (error) {
        expect(error).toBeInstanceOf(LogError);
        return [];
      }
    });
    expect(taken).toEqual(Object.keys(nexts).filter((type) => may.some((each) => each === type)));
  });
});

describe('a run that has begun', () => {
  it('has a root, which is a step that anything may follow', () => {
    const state = fold([]);
    expect(state).toMatchObject({ status: 'running', failure: undefined });
    expect([...state.nodes.values()]).toEqual([
      {
        id: '0',
        parent: undefined,
        group: -1,
        round: -1,
        depth: 0,
        text: '',
        tokenIds: [],
        tokens: 0,
        finish: 'step',
        score: undefined,
        thought: '',
        unscored: undefined,
        duplicateOf: undefined,
        textBefore: undefined,
        rolloutEnd: undefined,
        isRollout: false,
        isExcluded: false,
        told: undefined,
        attempts: undefined,
        decision: undefined,
        weight: 1,
        children: [],
      },
    ]);
    expect(applyEvents(state, [])).toBe(state);
  });
});

describe('steps of a paused run', () => {
  it('count from where each group stands, and end with a plain resume', () => {
    const other = [opened({ group: 1, expansions: [{ parent: '0', firstChild: 2, children: 1 }] })];
    const paused = [...kept, ...other, { type: 'run-paused' } as const];
    const stepped = fold([...paused, { type: 'run-resumed', rounds: 2 }]);
    expect([stepped.roundLimit, ...stepped.groups.map(({ roundLimit }) => roundLimit)]).toEqual([2, 3, 2]);
    const lookingAhead = [
      opened(),
      node('0.0'),
      closed('0.0'),
      opened({ round: 1, isRollout: true, expansions: [{ parent: '0.0', firstChild: 0, children: 1 }] }),
      node('0.0.0', 1),
      closed('0.0.0'),
      decided([{ node: '0.0', fate: 'kept', children: 1 }]),
    ];
    const [group] = fold([...lookingAhead, { type: 'run-paused' }, { type: 'run-resumed', rounds: 1 }]).groups;
    expect(group!.rounds.map(({ isRollout, isDecided }) => [isRollout, isDecided])).toEqual([
      [false, true],
      [true, true],
    ]);
    // A rollout is no round of its own.
    expect(group!.roundLimit).toBe(2);
    const resumed = fold([
      ...paused,
      { type: 'run-resumed', rounds: 2 },
      { type: 'run-paused' },
      { type: 'run-resumed' },
    ]);
    expect([resumed.roundLimit, ...resumed.groups.map(({ roundLimit }) => roundLimit)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('answers and prompts', () => {
  it('stand as they were logged', () => {
    const state = fold([prompt, ...solved, answer({ node: '0.0', answer: '7' }), answer({ selection: 'majority' })]);
    expect(state.prompt).toEqual({ text: 'p' });
    expect(state.selected).toEqual({
      best: { node: '0.0', answer: '7' },
      majority: { node: undefined, answer: undefined },
    });
  });

  it('of several attempts are kept by what they show, once each', () => {
    const turn = (attempts: string[], text: string): SearchEvent => ({
      type: 'prompt-built',
      prompt: { text },
      attempts,
    });
    const state = fold([prompt, ...solved, turn(['0.0'], 'again')]);
    expect([...state.turns.values()]).toEqual([{ text: 'again' }]);
    expect(state.prompt).toEqual({ text: 'p' });
    expect(() => applyEvents(state, [turn(['0.0'], 'more')])).toThrow(/was built before/);
    expect(() => applyEvents(state, [turn(['0.9'], 'more')])).toThrow(/there is no attempt 0\.9/);
  });
});
