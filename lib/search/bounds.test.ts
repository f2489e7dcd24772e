/** Numbers of a log that do not fit it: what they add up to, and the ranges they name. */
import { describe, expect, it } from 'vitest';
import { applyEvents, Draft, foldInto, initialState, maxTokens, searchEventSchema, type SearchEvent } from './index';
import { maxBodyDepth } from './log/events';
import { toySpec } from './testing/run-search';

const started: SearchEvent = { type: 'run-started', version: 1, spec: toySpec('best-of-n') };
const opened = (round: { group: number; firstChild: number; children: number }): SearchEvent => ({
  type: 'round-opened',
  group: round.group,
  round: 0,
  isWhole: true,
  expansions: [{ parent: '0', firstChild: round.firstChild, children: round.children }],
});
const call = (number: number, promptTokens: number): readonly SearchEvent[] => [
  { type: 'call-opened', call: number, role: 'policy', nodes: [], url: '', body: {} },
  { type: 'call-closed', call: number, promptTokens, completionTokens: 0 },
];
const node = (id: string, group: number): SearchEvent => ({ type: 'node-opened', node: id, group, round: 0 });
const text = (tokens: number): SearchEvent => ({ type: 'node-text', node: '0.0', text: 'x', tokens });

describe('sums', () => {
  it.each([
    ['calls', [...call(0, maxTokens), ...call(1, 1)], /call-closed of call 1: promptTokens of all policy calls add up/],
    [
      'pieces',
      [opened({ group: 0, firstChild: 0, children: 1 }), node('0.0', 0), text(maxTokens), text(1)],
      /node 0\.0/,
    ],
  ])('of %s that are more than any run can spend are refused with the entry', (_, events, words) => {
    for (const event of events) expect(searchEventSchema.safeParse(event).success).toBe(true);
    expect(() => applyEvents(initialState, [started, ...events])).toThrow(words);
    expect(() => applyEvents(initialState, [started, ...events.slice(0, -1)])).not.toThrow();
  });
});

describe('what a server told of itself', () => {
  it.each([
    ['a context of -1', { maxModelLength: -1 }],
    ['a context longer than any', { maxModelLength: maxTokens + 1 }],
    ['an id of -1', { tokenIds: [1, -1] }],
  ])('L-7: %s keeps no log from being read', (_, fields) => {
    const built = searchEventSchema.parse({ type: 'prompt-built', prompt: { text: 'p', ...fields } });
    expect(applyEvents(initialState, [started, built]).prompt).toMatchObject(fields);
  });
});

describe('what a call sent', () => {
  const nested = (levels: number): unknown => (levels === 0 ? null : [nested(levels - 1)]);
  const isRead = (body: Record<string, unknown>) =>
    searchEventSchema.safeParse({ type: 'call-opened', call: 0, role: 'policy', nodes: [], url: '', body }).success;

  it('is nested no deeper than JSON can be written again, in any of its fields', () => {
    expect(isRead({ flat: 'x', none: null, deep: nested(maxBodyDepth - 1) })).toBe(true);
    expect(isRead({ deep: nested(maxBodyDepth) })).toBe(false);
    expect(isRead({ first: 1, deep: { a: nested(maxBodyDepth - 2), b: nested(maxBodyDepth - 1) } })).toBe(false);
  });
});

describe('ranges of children', () => {
  const before = [
    started,
    opened({ group: 0, firstChild: 0, children: 2 }),
    opened({ group: 1, firstChild: 4, children: 2 }),
    node('0.5', 1),
    node('0.1', 0),
  ];
  it.each([
    [0, 1, undefined],
    [0, 2, /node 0\.1 exists already/],
    [2, 3, undefined],
    [2, 4, /node 0\.5 exists already/],
    [5, 1, /node 0\.5 exists already/],
    [0, 1024, /exists already/],
    [6, 1024, undefined],
  ])('from %i, %i of them', (firstChild, children, words) => {
    const fold = () => applyEvents(initialState, [...before, opened({ group: 2, firstChild, children })]);
    if (words === undefined) expect(fold).not.toThrow();
    else expect(fold).toThrow(words);
  });
});

describe('L-9: a log that costs too much is refused with the entry', () => {
  const rounds = (count: number) =>
    Array.from({ length: count }, (_, group): SearchEvent => opened({ group, firstChild: 0, children: 1 }));
  const paused: readonly SearchEvent[] = [{ type: 'run-paused' }, { type: 'run-resumed', rounds: 1 }];
  const policyOf = (i: number): SearchEvent => ({
    type: 'run-forked',
    parent: 'run',
    seq: 1,
    spec: { ...toySpec('best-of-n'), policy: { name: `policy ${i % 2}`, model: 'model' } },
  });
  const times = (count: number, eventsOf: (i: number) => readonly SearchEvent[]) =>
    Array.from({ length: count }, (_, i) => eventsOf(i)).flat();

  it.each([
    ['many groups, again and again', [...rounds(2_000), ...times(1_251, () => paused)], /run-resumed/],
    [
      'children of many rounds, none of which is opened',
      times(11, (group) => [
        {
          type: 'round-opened',
          group,
          round: 0,
          isWhole: true,
          expansions: Array.from({ length: 1_024 }, () => ({ parent: '0', firstChild: 0, children: 1_024 })),
        },
      ]),
      /round-opened of group 9/,
    ],
    [
      'many nodes, given to another policy again and again',
      [
        ...times(5, (group) => [opened({ group, firstChild: group * 1_024, children: 1_024 })]),
        ...times(5_120, (i) => [node(`0.${i}`, Math.floor(i / 1_024))]),
        ...times(2_000, (i) => [policyOf(i)]),
      ],
      /run-forked/,
    ],
  ])('%s', (_, events, words) => {
    const fold = () => applyEvents(initialState, [started, ...events]);
    expect(fold).toThrow(words);
    expect(fold).toThrow(/far longer than any search/);
  });

  it('counts alike however the log is cut', () => {
    const events = [started, ...rounds(20), ...times(5, () => paused), policyOf(1)];
    const whole = applyEvents(initialState, events);
    expect(whole.effort).toBeGreaterThan(0);
    expect(events.reduce((state, event) => applyEvents(state, [event]), initialState).effort).toBe(whole.effort);
  });

  it('the largest search that can be asked for is far below', () => {
    const n = 1_024;
    const events = times(200, (round) => [
      {
        type: 'round-opened',
        group: 0,
        round,
        isWhole: false,
        expansions: [{ parent: '0', firstChild: round * n, children: n }],
      },
      { type: 'round-decided', group: 0, round, ranked: 0, decisions: [] },
      ...paused,
    ]);
    expect(applyEvents(initialState, [started, ...events]).effort).toBeLessThan(500_000);
  });
});

describe('L-4: ids in order', () => {
  it.each<readonly [string, (i: number, all: number) => number]>([
    ['backwards', (i, all) => all - 1 - i],
    ['from both ends', (i, all) => (i % 2 === 0 ? i / 2 : all - (i + 1) / 2)],
    ['by leaps', (i, all) => (i * 7) % all],
  ])('whatever opens %s, at once and one by one', (_, childAt) => {
    const count = 25;
    const events = [
      started,
      opened({ group: 0, firstChild: 0, children: count }),
      ...Array.from({ length: count }, (__, i) => node(`0.${childAt(i, count)}`, 0)),
    ];
    const inOrder = Array.from({ length: count }, (__, i) => `0.${i}`);
    const states = [
      applyEvents(initialState, events),
      events.reduce((state, event) => applyEvents(state, [event]), initialState),
      applyEvents(applyEvents(initialState, events.slice(0, 9)), events.slice(9)),
    ];
    const engine = new Draft(initialState);
    for (const event of events) foldInto(engine, event);
    for (const { nodes, groups } of [...states, engine]) {
      expect(nodes.get('0')!.children).toEqual(inOrder);
      expect(groups[0]!.rounds[0]!.nodes).toEqual(inOrder);
    }
  });
});
