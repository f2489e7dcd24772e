/** Logs by columns are the same logs again, whatever is in them; what is no log stays as it is. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewestPacked, fromPacked, toPacked, type LogEntry } from './index';

const golden = new URL('../search/__golden__/', import.meta.url);
const events = readdirSync(golden).flatMap((name) =>
  readFileSync(new URL(name, golden), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogEntry['event']),
);

/** Entries as long as those that go by columns, of events that take turns. */
function log(some: readonly object[], at: (i: number) => number, first = 1): readonly object[] {
  return Array.from({ length: fewestPacked }, (_, i) => ({
    seq: first + i,
    at: at(i),
    event: some[i % some.length],
  }));
}
const throughText = (text: string) => JSON.stringify(fromPacked(JSON.parse(text)));

describe('a long log', () => {
  it('of every strategy is the same again, shorter', () => {
    const entries = log(events, (i) => 1_700_000_000_000 + i * 7);
    const packed = toPacked(entries);
    expect(throughText(packed)).toBe(JSON.stringify(entries));
    expect(packed.length).toBeLessThan(0.8 * JSON.stringify(entries).length);
  });

  it('is the same again whatever its events have in them, and whenever they were', () => {
    const event = fc
      .dictionary(fc.constantFrom('a', 'b', 'toString', 'constructor', 'at', 'seq'), fc.jsonValue({ maxDepth: 2 }))
      .chain((fields) => fc.constantFrom('x', 'y', '').map((type) => ({ type, ...fields })));
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 20 }),
        fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 1e9 }),
        (some, times, first) => {
          const entries = log(some, (i) => Math.floor(times[i % times.length]! / 2), first);
          const written = JSON.stringify(entries);
          expect(JSON.stringify(JSON.parse(throughText(toPacked(JSON.parse(written) as unknown[]))))).toBe(written);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  it.each([
    ['a gap', (entries: object[]) => entries.toSpliced(500, 1)],
    ['an entry twice', (entries: object[]) => entries.toSpliced(500, 0, entries[499]!)],
    ['a field beside its event', (entries: object[]) => entries.with(500, { ...entries[500], by: 'me' })],
    ['a time that is none', (entries: object[]) => entries.with(500, { ...entries[500], at: 1.5 })],
    ['an event without a name', (entries: object[]) => entries.with(500, { ...entries[500], event: {} })],
    ['what is no entry', (entries: object[]) => entries.with(500, [])],
  ])('with %s is kept as it is, for its reader to find', (_, broken) => {
    const entries = broken([...log(events, (i) => i), ...log(events, (i) => i, fewestPacked + 1)]);
    expect(toPacked(entries)).toBe(JSON.stringify(entries));
  });
});

it('a short log is kept as it is', () => {
  const entries = log(events, (i) => i).slice(1);
  expect(toPacked(entries)).toBe(JSON.stringify(entries));
  expect(fromPacked(entries)).toBe(entries);
});

it.each([
  ['a place without a form', { seq: 1, at: [0], forms: [], of: [0] }],
  ['a place that is no number', { seq: 1, at: [0], forms: [{ type: 'x', fields: {} }], of: ['length'] }],
])('columns with %s give what is no entry', (_, columns) => {
  expect(fromPacked(columns)).toEqual([undefined]);
});

it('columns that are too short give entries without what is not there', () => {
  const columns = { seq: 1, at: [5], forms: [{ type: 'x', fields: { node: ['0'] } }], of: [0, 0] };
  expect(fromPacked(columns)).toEqual([
    { seq: 1, at: 5, event: { type: 'x', node: '0' } },
    { seq: 2, at: Number.NaN, event: { type: 'x', node: undefined } },
  ]);
});
