/** Numbers of a log that do not fit it: what they add up to, and the ranges they name. */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, maxTokens, searchEventSchema, type SearchEvent } from './index';
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
