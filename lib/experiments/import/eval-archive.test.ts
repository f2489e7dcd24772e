import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from '@/lib/base';
import { ArchiveError, isArchive, logOfArchive } from './index';

/** A ZIP archive, as far as this needs one. */
function archive(files: Readonly<Record<string, string | Buffer>>, method = 8): Uint8Array {
  const [local, central]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(method, 8);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, Buffer.from(name), data);
    central.push(entry, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...central, end]);
}
const samples = { 'header.json': '{}', 'samples/1_epoch_1.json': '{"id": 1}', 'samples/2_epoch_1.json': '{"id": 2}' };

describe('.eval archives of Inspect', () => {
  it.each([0, 8])('are the log of their samples, packed by method %i', async (method) => {
    const bytes = archive(samples, method);
    expect(isArchive(bytes)).toBe(true);
    const { log, unread } = await logOfArchive(bytes);
    expect(JSON.parse(new TextDecoder().decode(log))).toEqual({ samples: [{ id: 1 }, { id: 2 }] });
    expect(unread).toEqual(['header.json']);
  });

  it.each<readonly [string, Uint8Array, RegExp]>([
    ['packed in another way', archive(samples, 93), /packed by method 93; .*convert --to json/],
    ['without samples', archive({ 'a.txt': 'x' }), /holds no samples/],
    ['cut off', archive(samples).subarray(0, 90), /its end is lacking/],
    ['larger than it says', archive({ 'samples/a.json': Buffer.alloc(3_000_000) }), /more than 1 MB/],
  ])('%s are refused in words', async (_, bytes, words) => {
    await expect(logOfArchive(bytes, 1_000_000)).rejects.toThrow(words);
    await expect(logOfArchive(bytes, 1_000_000)).rejects.toBeInstanceOf(ArchiveError);
  });

  it('damage anywhere ends in words or in a log', async () => {
    const whole = archive(samples);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (damage) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, value] of damage) bytes[at] = value;
          const outcome: unknown = await logOfArchive(bytes, 1_000_000).catch((error: unknown) => error);
          expect(outcome instanceof ArchiveError || (isObject(outcome) && outcome['log'] instanceof Uint8Array)).toBe(
            true,
          );
        },
      ),
      { seed: 3, numRuns: 150 },
    );
  });
});
