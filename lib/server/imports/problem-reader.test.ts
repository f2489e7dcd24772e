/** Problem sets are read in a process of its own, piece by piece, and come out as if they had been read here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openFile, readProblems, readRows, type ReadRow } from '@/lib/problems';
import { importQuerySchema } from '@/lib/problems/wire';
import { openStore, type Store } from '@/lib/store';
import { importSet } from '../problems/import-problems';
import { Problems, readBundledProblems } from '../problems/problems';
import { heldRequest } from '../testing/held-request';
import { ImportProcesses } from './import-processes';
import { ProblemReader } from './problem-reader';

const root = process.cwd();
const entry = fileURLToPath(new URL('import-entry.mjs', import.meta.url));
const processes = new ImportProcesses(entry);
const folder = mkdtempSync(join(tmpdir(), 'longthink-sets-'));
let store: Store;
beforeAll(async () => {
  store = await openStore(join(folder, 'sets.db'));
});
afterAll(async () => {
  await processes.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = Array.from({ length: 30 }, (_, i) => ({ problem: `What is ${i}?`, answer: i % 9 === 4 ? '' : `${i}`, i }));
const lines = rows.map((row) => JSON.stringify(row));
const columns = ['problem', 'answer'].map((name) => ({
  name,
  data: rows.map((row) => String(Reflect.get(row, name))),
}));
const files: readonly (readonly [string, string | Uint8Array])[] = [
  ['JSONL', lines.join('\n')],
  ['JSONL with a broken line', [...lines.slice(0, 3), '{"problem": ', ...lines.slice(3)].join('\n')],
  ['JSON', JSON.stringify(rows)],
  ['JSON that breaks off', JSON.stringify(rows).slice(0, -40)],
  ['JSON by columns', JSON.stringify({ problem: rows.map(({ problem }) => problem), answer: rows.map(({ i }) => i) })],
  ['CSV', ['problem,answer', ...rows.map(({ problem, i }) => `"${problem}",${i}`)].join('\n')],
  ['Parquet', new Uint8Array(parquetWriteBuffer({ columnData: columns }))],
  ['nothing', ''],
  ['what is no file of problems', new Uint8Array(200)],
];

const bytesOf = (file: string | Uint8Array) => (typeof file === 'string' ? new TextEncoder().encode(file) : file);
async function* pieces(file: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = bytesOf(file);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function listed(rows: AsyncIterable<ReadRow>): Promise<readonly ReadRow[]> {
  const all: ReadRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
function send(
  body: string,
  { signal, by = processes }: { readonly signal?: AbortSignal; readonly by?: ImportProcesses } = {},
) {
  return importSet(heldRequest({ body, signal }), importQuerySchema.parse({ set: 'theirs' }), {
    problems: new Problems(readBundledProblems(join(root, 'models')), store.problems),
    store: store.problems,
    processes: by,
    settings: { root, datasetsUrl: 'http://127.0.0.1:1' },
  });
}
const kept = async () => (await store.db.selectFrom('problem_sets').select('id').execute()).length;

describe('a problem set', { timeout: 120_000 }, () => {
  it.each(files)('comes out of a process as it is read here: %s', async (_, file) => {
    const here = await listed(readProblems(readRows(await openFile(pieces(file, 100), { root }))));
    expect(here.length).toBeGreaterThan(0);
    for (const size of [3, 700, 100_000]) {
      const there = await processes.read(new AbortController().signal, async (reading) =>
        listed(reading.rows(await openFile(pieces(file, size), { root }))),
      );
      expect(there).toEqual(here);
    }
  });

  it('is told in portions where there is much of it at once', async () => {
    const reader = new ProblemReader('text');
    const many = Array.from({ length: 300 }, (_, i) =>
      JSON.stringify({ problem: `${i} ${'x'.repeat(9_000)}`, answer: '1' }),
    ).join('\n');
    const first = await reader.read({ piece: bytesOf(many) as Uint8Array<ArrayBuffer> });
    expect(first.wants).toBe('question');
    expect(first.rows.length).toBeLessThan(200);
    let read = first.rows.length;
    for (let wants = first.wants; wants === 'question';) {
      const portion = await reader.read({});
      read += portion.rows.length;
      wants = portion.wants;
    }
    const last = await reader.read({ isAll: true });
    // The rows, and once the names of their columns.
    expect([last.wants, read + last.rows.length]).toEqual([undefined, 301]);
  });

  it('of long rows is not looked through in this process', async () => {
    const parse = vi.spyOn(JSON, 'parse');
    const { set } = await send([lines[0], JSON.stringify({ ...rows[1], more: 'x'.repeat(1_900_000) })].join('\n'));
    expect(set.problems).toBe(2);
    expect(parse.mock.calls.filter(([text]) => text.length > 1_000_000)).toEqual([]);
    parse.mockRestore();
    await store.problems.remove('theirs');
  });

  it('that takes more memory than there is is refused, nothing of it is kept, and the next is taken', async () => {
    const small = new ImportProcesses(entry, { maxMemoryMb: 48 });
    // Digits that a double would lose are looked at one by one.
    const costly = `{"problem": "What is 1?", "answer": "1", "more": [${'0.0,'.repeat(480_000)}0]}`;
    await expect(send([lines[0], costly].join('\n'), { by: small })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/takes more memory to read than the 48 MB/) as string,
    });
    expect(await kept()).toBe(0);
    expect((await send(lines.join('\n'), { by: small })).set.problems).toBe(27);
    await store.problems.remove('theirs');
    await small.close();
  });

  it('that takes too long is refused, one that nobody waits for is let go, and the next is taken', async () => {
    const hasty = new ImportProcesses(entry, { limitMs: 0 });
    await expect(send(lines.join('\n'), { by: hasty })).rejects.toMatchObject({ code: 'too-large' });
    await hasty.close();
    const sender = new AbortController();
    const sent = send(Array.from({ length: 4_000 }, () => lines.join('\n')).join('\n'), { signal: sender.signal });
    const told = expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    setTimeout(() => sender.abort(), 50);
    await told;
    expect(await kept()).toBe(0);
    expect((await send(lines.join('\n'))).set.problems).toBe(27);
    await store.problems.remove('theirs');
  });
});
