/** Datasets by their names, from a server that may send anything: this process goes on, whatever a reply costs. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readDatasetPage } from '@/lib/problems';
import { importQuerySchema } from '@/lib/problems/wire';
import { openStore, type Store } from '@/lib/store';
import { ImportProcesses } from '../imports/import-processes';
import { heldRequest } from '../testing/held-request';
import { importSet } from './import-problems';
import { Problems, readBundledProblems } from './problems';

const entry = fileURLToPath(new URL('../imports/import-entry.mjs', import.meta.url));
const processes = new ImportProcesses(entry);
const folder = mkdtempSync(join(tmpdir(), 'longthink-datasets-'));
let store: Store;
let server: Server;
let datasetsUrl = '';

const pageOf = (total: number, rows: readonly (readonly [row: number, cell: string])[]) =>
  `{"features": [], "num_rows_total": ${total}, "rows": [${rows
    .map(([i, cell]) => `{"row_idx": ${i}, "row": {"question": "What is ${i}?", "answer": "${i}", "more": ${cell}}}`)
    .join()}]}`;
const whole = (...cells: readonly string[]) =>
  pageOf(
    cells.length,
    cells.map((cell, i) => [i, cell]),
  );
const plain = whole('1', '2');
/** Digits that a double would lose, so that they are looked at one by one. */
const heavy = whole('1', `[${'0.10,'.repeat(1_500_000)}0]`);
const pages: Readonly<Record<string, () => string>> = {
  'plain/rows': () => plain,
  'heavy/row': () => heavy,
  'deep/row': () => whole('1', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`),
  'long/text': () => whole(JSON.stringify('word '.repeat(1_500_000)), '1'),
  'many/rows': () => whole(...Array.from({ length: 101 }, () => '1')),
};

const large = JSON.stringify('word '.repeat(600_000));
const largeRows = 4;
let lengths: number[] = [];
let sent = 0;
async function sendEndless(response: ServerResponse): Promise<void> {
  const piece = Buffer.alloc(1_000_000, ' ');
  response.setMaxListeners(0);
  while (!response.destroyed) {
    sent += piece.byteLength;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
}

beforeAll(async () => {
  store = await openStore(join(folder, 'sets.db'));
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const dataset = url.searchParams.get('dataset') ?? '';
    response.writeHead(200, { 'content-type': 'application/json' });
    if (dataset === 'endless/splits' || (dataset === 'endless/rows' && url.pathname === '/rows'))
      void sendEndless(response);
    else if (url.pathname === '/splits') response.end('{"splits": [{"config": "main", "split": "test"}]}');
    else if (dataset === 'large/rows') {
      const [offset, length] = ['offset', 'length'].map((name) => Number(url.searchParams.get(name)));
      lengths.push(length!);
      const rows = Array.from({ length: largeRows }, (_, i) => i).slice(offset, offset! + length!);
      response.end(
        pageOf(
          largeRows,
          rows.map((row) => [row, large] as const),
        ),
      );
    } else if (dataset === 'silent/rows') server.emit('silent');
    else response.end(pages[dataset]?.());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  datasetsUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await processes.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function take(
  dataset: string,
  { by = processes, signal }: { readonly by?: ImportProcesses; readonly signal?: AbortSignal } = {},
) {
  return importSet(heldRequest({ signal }), importQuerySchema.parse({ dataset, replace: '1' }), {
    problems: new Problems(readBundledProblems('models'), store.problems),
    store: store.problems,
    processes: by,
    settings: { root: process.cwd(), datasetsUrl },
  });
}
const kept = async () => (await store.db.selectFrom('problem_sets').select('name').execute()).map(({ name }) => name);
async function expectNothingKept(): Promise<void> {
  expect(await kept()).toEqual([]);
  const { set } = await take('plain/rows');
  expect(set.problems).toBe(2);
  await store.problems.remove('plain/rows');
}

describe('a dataset by its name', { timeout: 120_000 }, () => {
  it('is not read in this process, which goes on while a row costs much', async () => {
    const answer = { dataset: 'heavy/row', host: '', status: 200, body: [new TextEncoder().encode(heavy)] };
    const from = performance.now();
    await readDatasetPage(answer);
    const costMs = performance.now() - from;
    await take('plain/rows');
    const parse = vi.spyOn(JSON, 'parse');
    let [last, longestMs] = [performance.now(), 0];
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 1);
    const { set } = await take('heavy/row');
    clearInterval(timer);
    expect(set.problems).toBe(2);
    expect(parse.mock.calls.filter(([text]) => text.length > 1_000_000)).toEqual([]);
    parse.mockRestore();
    expect(longestMs).toBeLessThan(costMs / 2);
    for (const name of ['plain/rows', 'heavy/row']) await store.problems.remove(name);
  });

  it.each([
    ['is nested without end', 'deep/row', /after row 0: .*another form than expected/],
    ['has more rows than were asked for', 'many/rows', /after row 0: .*another form than expected/],
    ['has no end', 'endless/rows', /after row 0: A reply of .* is longer than 8 MB.*leave out its large columns/],
  ])('of which a reply %s is refused, and the next is taken', async (_, dataset, words) => {
    sent = 0;
    await expect(take(dataset)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(words) as string,
    });
    expect(sent).toBeLessThan(60_000_000);
    await expectNothingKept();
  });

  it('whose list of parts has no end is refused in both languages', async () => {
    await expect(take('endless/splits')).rejects.toMatchObject({
      code: 'bad-request',
      said: { en: expect.stringMatching(/longer than 8 MB/) as string, zh: expect.stringMatching(/8 MB/) as string },
    });
    await expectNothingKept();
  });

  it('of large rows is asked for fewer at a time', async () => {
    lengths = [];
    expect((await take('large/rows')).report).toMatchObject({ rows: largeRows, problems: largeRows, notes: [{}] });
    expect(lengths).toEqual([100, 10, 1, 1, 1, 1]);
    await store.problems.remove('large/rows');
  });

  it('with a text of megabytes that nobody reads is taken', async () => {
    expect((await take('long/text')).set.problems).toBe(2);
    await store.problems.remove('long/text');
  });

  it('that takes more memory or time than there is is refused as a file is, and the next is taken', async () => {
    const small = new ImportProcesses(entry, { maxMemoryMb: 80 });
    await expect(take('heavy/row', { by: small })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/takes more memory to read than the 80 MB/) as string,
    });
    expect((await take('plain/rows', { by: small })).set.problems).toBe(2);
    await store.problems.remove('plain/rows');
    await small.close();
    const hasty = new ImportProcesses(entry, { limitMs: 0 });
    await expect(take('plain/rows', { by: hasty })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/takes longer to read than/) as string,
    });
    await hasty.close();
    await expectNothingKept();
  });

  it.each(['silent/rows', 'heavy/row'])('that nobody waits for is let go: %s', async (dataset) => {
    const sender = new AbortController();
    server.once('silent', () => sender.abort());
    const told = expect(take(dataset, { signal: sender.signal })).rejects.toMatchObject({ name: 'AbortError' });
    if (dataset === 'heavy/row') setTimeout(() => sender.abort(), 200);
    await told;
    await expectNothingKept();
  });
});
