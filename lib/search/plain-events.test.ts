/** Events that are looked at without their schema: it accepts them, and gives them back as they are. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainEvent, searchEventSchema, type SearchEvent } from './index';
import { leastLogprob, maxTokens, maxTold, maxTokenText } from './log/events';

const golden = new URL('__golden__/', import.meta.url);
const events = readdirSync(golden).flatMap((name) =>
  readFileSync(new URL(name, golden), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SearchEvent),
);
const frequent = [
  'node-opened',
  'node-text',
  'node-closed',
  'node-scored',
  'round-decided',
  'call-opened',
  'call-closed',
];
/** Of decisions that few strategies make. */
const rare = ['expansions', 'weights', 'groups', 'measures'];
const told: SearchEvent = {
  type: 'node-scored',
  node: '0.1',
  score: 0.5,
  duplicateOf: '0.0',
  rolloutEnd: '0.1.0',
  told: [{ token: '+', logprob: -0.1 }],
};
const called: SearchEvent = {
  type: 'call-opened',
  call: 0,
  role: 'policy',
  nodes: ['0.0'],
  url: 'http://127.0.0.1/v1/completions',
  body: { n: 1, stream_options: { include_usage: true } },
  isPrefixed: true,
};
const counted: SearchEvent = { type: 'call-closed', call: 0, promptTokens: 1, cachedTokens: 0, completionTokens: 2 };
const byHand: SearchEvent = {
  type: 'round-decided',
  group: 0,
  round: 0,
  ranked: 1,
  line: 0.5,
  decisions: [{ node: '0.0', fate: 'kept', value: 0.5, rank: 1, children: 2, weight: 1, share: 0.5, byHand: true }],
};
const samples = [told, called, counted, byHand, ...events.filter(({ type }) => frequent.includes(type))];

/** Values at the edges of what fields may be, and beyond. */
const numbers = [
  0,
  1,
  -1,
  0.5,
  1.5,
  1_024,
  1_025,
  2 ** 31 - 1,
  2 ** 31,
  maxTokens,
  2 * maxTokens,
  2 ** 53,
  leastLogprob,
  -1e4,
];
const texts = ['', '0', '0.1', '0.01', '0.1.', '0.12345678901', 'step', 'cut', 'policy', 'x'.repeat(maxTokenText + 1)];
const keys = ['token', 'logprob', 'node', 'fate', 'type', 'tokens', 'more', '__proto__'];
const { value } = fc.letrec<{ readonly value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...numbers, ...texts, true, false, null),
    fc.array(tie('value'), { maxLength: maxTold + 1 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value')),
  ),
}));

/** One thing in it, at any depth, is another, is gone, or is there besides. */
function changed(
  within: unknown,
  path: readonly number[],
  { key, to }: { readonly key: string; readonly to: unknown },
): unknown {
  const [place, ...deeper] = path;
  if (place === undefined || typeof within !== 'object' || within === null) return to;
  const fields = Object.entries(within);
  const at = place % (fields.length + 1);
  const others = fields.flatMap(([name, field], i): [string, unknown][] => {
    if (i !== at) return [[name, field]];
    return deeper.length === 0 && key === 'type' ? [] : [[name, changed(field, deeper, { key, to })]];
  });
  const all = at === fields.length ? [...others, [key, to] as [string, unknown]] : others;
  return Array.isArray(within) ? all.map(([, field]) => field) : Object.fromEntries(all);
}

describe('a plain event', () => {
  it('is each of those that a search writes by the thousand', () => {
    expect(new Set(samples.map(({ type }) => type))).toEqual(new Set(frequent));
    const others = samples.filter((event) => !isPlainEvent(event));
    expect(others.filter((event) => !rare.some((field) => field in event)).map(({ type }) => type)).toEqual([]);
  });

  it('is as the schema reads it, whatever is changed in it', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
        fc.record({ key: fc.constantFrom(...keys), to: value }),
        (event, path, change) => {
          const sent: unknown = JSON.parse(JSON.stringify(changed(event, path, change)));
          if (!isPlainEvent(sent)) return;
          plain++;
          expect(searchEventSchema.parse(sent)).toEqual(sent);
        },
      ),
      { seed: 7, numRuns: 20_000 },
    );
    expect(plain).toBeGreaterThan(1_000);
  });

  it.each([
    ['what is no number', { ...told, score: Number.NaN }],
    ['a line without an end', { ...byHand, line: Infinity }],
    ['another event', { type: 'run-paused' }],
    ['a list', [told]],
    ['nothing', null],
  ])('is not %s', (_, event) => {
    expect(isPlainEvent(event)).toBe(false);
  });
});
