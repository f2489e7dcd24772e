import { describe, expect, it } from 'vitest';
import { runToy, toySpec } from '../search/testing/run-search';
import { readLogLines } from './log-lines';

const lines = (await runToy(toySpec('beam-search'))).events.map((event, i) =>
  JSON.stringify({ seq: i + 1, at: i, event }),
);

const withEvent = (event: object) => [lines[0], JSON.stringify({ seq: 2, at: 1, event })].join('\n');
const withOpening = (expansion: object) =>
  withEvent({
    type: 'round-opened',
    group: 0,
    round: 0,
    isWhole: true,
    expansions: [{ parent: '0', firstChild: 0, children: 1, ...expansion }],
  });
const closing = { type: 'call-closed', call: 0, promptTokens: 1, completionTokens: 1 };
const retry = { type: 'call-retried', call: 0, attempt: 2, delayMs: 1, reason: { kind: 'x', message: 'x' } };
const withBody = (deep: string) =>
  withEvent({ type: 'call-opened', call: 0, role: 'policy', nodes: [], url: '', body: { deep: 'X' } }).replace(
    '"X"',
    deep,
  );

function streamOf(text: string | Uint8Array, size = 1_000): ReadableStream<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
}
async function read(text: string | Uint8Array, size?: number, after?: number): Promise<number[]> {
  const seqs: number[] = [];
  for await (const batch of readLogLines(streamOf(text, size), { after })) seqs.push(...batch.map(({ seq }) => seq));
  return seqs;
}

describe('a log as lines', () => {
  const all = lines.map((_, i) => i + 1);
  it.each([
    ['as written', lines.join('\n')],
    ['with a line end at the end', `${lines.join('\n')}\n`],
    ['with CRLF', lines.join('\r\n')],
    ['with blank lines', lines.join('\n\n')],
  ])('%s is read whole, however it is cut', async (_, text) => {
    for (const size of [1, 7, 100_000]) expect(await read(text, size)).toEqual(all);
  });

  it('tells the marks that stand behind it, which are no entry', async () => {
    const marks = { isStarred: false, tags: ['odd'], note: '', nodes: {} };
    const text = `${lines.join('\n')}\n${JSON.stringify({ marks })}\n`;
    const told: unknown[] = [];
    const seqs: number[] = [];
    for await (const batch of readLogLines(streamOf(text, 7), { onMarks: (each) => told.push(each) }))
      seqs.push(...batch.map(({ seq }) => seq));
    expect(seqs).toEqual(all);
    expect(told).toEqual([marks]);
    expect(await read(text)).toEqual(all);
    await expect(read(`${text}${lines.at(-1)}`)).rejects.toThrow(/nothing may follow the marks/);
    await expect(read(JSON.stringify({ marks }))).rejects.toThrow(/holds no entries/);
  });

  it('takes as long as a line is long, in however many pieces it comes', async () => {
    const cpu = async (length: number) => {
      const start = process.cpuUsage();
      await expect(read('x'.repeat(length), 10)).rejects.toThrow(/not JSON/);
      return process.cpuUsage(start).user;
    };
    await cpu(100_000);
    const [short, long] = [await cpu(500_000), await cpu(2_000_000)];
    expect(long).toBeLessThan(8 * short + 100_000);
  });

  it('are so long at most', async () => {
    const limited = async (text: string) => {
      for await (const batch of readLogLines(streamOf(text, 7), { maxLineLength: 5_000 }))
        expect(batch.length).toBeGreaterThan(0);
    };
    await limited(lines.join('\n'));
    await expect(limited(`${lines[0]}\n${'x'.repeat(5_001)}`)).rejects.toThrow(/Line 2: longer than 5,000 characters/);
    await expect(limited(`${lines[0]}\n${'x'.repeat(5_001)}\n`)).rejects.toThrow(/Line 2: longer than 5,000/);
  });

  it('can begin in the middle', async () => {
    expect(await read(lines.slice(10).join('\n'), undefined, 10)).toEqual(all.slice(10));
  });

  it.each([
    ['an empty file', '', /Line 1: the file holds no entries/],
    ['no JSON', 'hello', /Line 1: not JSON/],
    ['a broken line', [...lines.slice(0, 5), '{"seq":6', ...lines.slice(6)].join('\n'), /Line 6: not JSON/],
    ['a cut last line', lines.join('\n').slice(0, -5), /not JSON/],
    ['a gap', [...lines.slice(0, 5), ...lines.slice(6)].join('\n'), /Line 6: expected entry 6 but found 7/],
    ['a log that begins in the middle', lines.slice(3).join('\n'), /Line 1: expected entry 1 but found 4/],
    ['an unknown field', lines[0]!.replace('"at":0', '"at":0,"x":1'), /Line 1: .*x/],
    [
      'an event of a later version',
      '{"seq":1,"at":0,"event":{"type":"node-vanished"}}',
      /Line 1: this Longthink does not know the event “node-vanished”; a newer one may have written it/,
    ],
    [
      'a strategy of a later version',
      lines[0]!.replace('"beam-search"', '"later-search"'),
      /Line 1: this Longthink does not know “later-search” as “event.spec.strategy”; a newer/,
    ],
    [
      'a setting of a later version',
      lines[0]!.replace('"config":{', '"config":{"breadth":2,'),
      /Line 1: this Longthink does not know the field “event.spec.config.breadth”; a newer/,
    ],
    [
      'a later version',
      lines[0]!.replace('"version":2', '"version":3').replace('"seed"', '"seeds"'),
      /Line 1: written by a newer Longthink \(log version 3\); this one reads versions 1 and 2/,
    ],
    [
      'an earlier version',
      lines[0]!.replace('"version":2', '"version":0'),
      /Line 1: written in log version 0; this Longthink reads versions 1 and 2/,
    ],
    ['a time that is no whole number', lines[0]!.replace('"at":0', '"at":5.5'), /Line 1: “at”: /],
    ['a time that no clock shows', lines[0]!.replace('"at":0', '"at":-1.7e308'), /Line 1: “at”: /],
    [
      'more children than a round can have',
      withOpening({ children: Number.MAX_SAFE_INTEGER }),
      /Line 2: “event\.expan/,
    ],
    [
      'a group of an unsafe number',
      withEvent({ type: 'node-opened', node: '0.0', group: 1e12, round: 0 }),
      /“event\.gr/,
    ],
    ['an id that is written in two ways', withOpening({ parent: '0.00' }), /Line 2: “event\.expansions\.0\.parent”/],
    ['tokens without measure', withEvent({ ...closing, promptTokens: Number.MAX_SAFE_INTEGER }), /promptTokens/],
    ['tokens below nothing', withEvent({ ...closing, completionTokens: -1 }), /completionTokens/],
    ['a pause that never ends', withEvent({ ...retry, delayMs: 1e300 }), /delayMs/],
    ['a body that cannot be written again', withBody('['.repeat(50_000) + ']'.repeat(50_000)), /nested too deeply/],
    ['something else in JSON', '[1,2,3]', /Line 1/],
    ['a line without an end', 'x'.repeat(8_100_000), /longer than 8,000,000 characters/],
  ])('%s is refused with its line', async (_, text, words) => {
    await expect(read(text, 1_000_000)).rejects.toThrow(words);
  });

  it('bytes that are no text are refused', async () => {
    await expect(read(new Uint8Array([0x1f, 0x8b, 0x08, 0xff, 0xfe, 0x0a]))).rejects.toThrow(/Line 1/);
  });
});
