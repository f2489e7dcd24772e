import { describe, expect, it } from 'vitest';
import { runToy, toySpec } from '../search/testing/run-search';
import { readLogLines } from './log-lines';

const lines = (await runToy(toySpec('beam-search'))).events.map((event, i) =>
  JSON.stringify({ seq: i + 1, at: i, event }),
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
    ['an unknown event', '{"seq":1,"at":0,"event":{"type":"node-vanished"}}', /Line 1: .*event/],
    ['another version', lines[0]!.replace('"version":1', '"version":2'), /version 2; this Longthink reads version 1/],
    ['something else in JSON', '[1,2,3]', /Line 1/],
    ['a line without an end', 'x'.repeat(8_100_000), /longer than 8,000,000 characters/],
  ])('%s is refused with its line', async (_, text, words) => {
    await expect(read(text, 1_000_000)).rejects.toThrow(words);
  });

  it('bytes that are no text are refused', async () => {
    await expect(read(new Uint8Array([0x1f, 0x8b, 0x08, 0xff, 0xfe, 0x0a]))).rejects.toThrow(/Line 1/);
  });
});
