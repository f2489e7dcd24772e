/** What people bring in is read beside everything else: streams go on, and a file that is too much ends alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importExperimentQuerySchema } from '@/lib/experiments/wire';
import { readEntries, type LogEntry } from '@/lib/runs';
import { openStore, type Store } from '@/lib/store';
import { toySpec } from '../../search/testing/run-search';
import { importExperiment } from '../experiments/import-experiment';
import { importRun } from '../runs/import-run';
import { heldRequest } from '../testing/held-request';
import { ImportProcesses } from './import-processes';

const folder = mkdtempSync(join(tmpdir(), 'longthink-import-processes-'));
const entry = fileURLToPath(new URL('import-entry.mjs', import.meta.url));
const processes = new ImportProcesses(entry, { maxMemoryMb: 80 });
const now = () => Date.now();
let store: Store;
beforeAll(async () => {
  store = await openStore(join(folder, 'imported.db'));
});
afterAll(async () => {
  await processes.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const request = (body: string, signal?: AbortSignal) => heldRequest({ body, signal });
const send = (body: string, signal?: AbortSignal) =>
  importRun(request(body, signal), { log: store.runs, marks: store.marks, processes, now });

const started = { type: 'run-started', version: 1, spec: toySpec('best-of-n', { n: 1 }) };
const linesOf = (events: readonly object[]) =>
  events.map((event, i) => JSON.stringify({ seq: i + 1, at: i, event })).join('\n');

/** With a text of so many pieces. */
function logOf(pieces: number): string {
  return linesOf([
    started,
    {
      type: 'round-opened',
      group: 0,
      round: 0,
      isWhole: true,
      expansions: [{ parent: '0', firstChild: 0, children: 1 }],
    },
    { type: 'node-opened', node: '0.0', group: 0, round: 0 },
    ...Array.from({ length: pieces }, (_, i) => ({ type: 'node-text', node: '0.0', text: `${i} `, tokens: 1 })),
    { type: 'run-ended', status: 'cancelled' },
  ]);
}
/** Small as text, large as values. */
function bloatedLog(): string {
  const call = { type: 'call-opened', role: 'policy', nodes: [], url: '', body: '@' };
  const lines = linesOf([started, ...Array.from({ length: 6 }, (_, number) => ({ ...call, call: number }))]);
  return lines.replaceAll('"@"', `{"x":[${'[],'.repeat(800_000)}0]}`);
}
const solutions = (rows: number, completion = 'So \\boxed{3}.') =>
  Array.from({ length: rows }, (_, i) =>
    JSON.stringify({ problem: `Problem ${i}`, answer: '3', completions: [completion], scores: [[0.5]] }),
  ).join('\n');
const sendSolutions = (body: string, signal?: AbortSignal, into = store) =>
  importExperiment(
    request(body, signal),
    importExperimentQuerySchema.parse({ name: 'theirs', strategy: 'best-of-n', policy: 'a', verifier: 'b' }),
    { store: into, processes, problemsOf: () => expect.fail('no set is asked for'), now },
  );
const kept = async () => [
  (await store.runs.list({ limit: 10 })).runs.length,
  (await store.experiments.heads(10)).length,
  (await store.db.selectFrom('runs').select('id').execute()).length,
];

describe('what is brought in', { timeout: 300_000 }, () => {
  it('is kept entry for entry, while this process goes on', async () => {
    const log = logOf(30_000);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const id = await send(log);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(50);
    const entries: LogEntry[] = [];
    for await (const chunk of readEntries(store.runs, id)) {
      expect(chunk.length).toBeLessThanOrEqual(500);
      entries.push(...chunk);
    }
    expect(entries).toEqual(log.split('\n').map((line) => JSON.parse(line) as unknown));
    await store.runs.remove(id);
  });

  it.each([
    ['a log', () => send(bloatedLog())],
    ['solutions', () => sendSolutions(`{"problem":"x","answer":"3","completions":[${'[[]],'.repeat(2_000_000)}""]}`)],
    // In a thread it would end this process.
    ['one value of a line', () => sendSolutions(`{"problem":"x","answer":"3","x":[${'[],'.repeat(8_000_000)}0]}`)],
  ])('ends alone where %s takes more memory than there is, and the next are taken', async (_, sendMuch) => {
    const before = await kept();
    const small = send(logOf(2));
    await expect(sendMuch()).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/takes more memory to read than the 80 MB/) as string,
    });
    await store.runs.remove(await small);
    expect(await kept()).toEqual(before);
    for (const id of await Promise.all([1, 2, 3].map(() => send(logOf(2))))) await store.runs.remove(id);
    const { id } = await sendSolutions(solutions(2));
    await store.experiments.remove(id);
    expect(await kept()).toEqual(before);
  });

  it('ends alone where it takes longer than there is time, and the next are taken', async () => {
    const hasty = new ImportProcesses(entry, { limitMs: 0 });
    const sendHasty = (body: string) =>
      importRun(request(body), { log: store.runs, marks: store.marks, processes: hasty, now });
    try {
      await expect(sendHasty(logOf(2))).rejects.toMatchObject({
        code: 'too-large',
        message: expect.stringMatching(/^The file takes longer to read than the \d s/) as string,
      });
      expect(await kept()).toEqual([0, 0, 0]);
    } finally {
      await hasty.close();
    }
    await store.runs.remove(await send(logOf(2)));
  });

  it('is let go when nobody waits for it any more', async () => {
    const sender = new AbortController();
    const sent = send(logOf(40_000), sender.signal);
    const told = expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    setTimeout(() => sender.abort(), 50);
    await told;
    expect(await kept()).toEqual([0, 0, 0]);
    await store.runs.remove(await send(logOf(2)));
  });

  it('is let go with what was kept of it', async () => {
    const sender = new AbortController();
    let made = 0;
    const create: Store['runs']['create'] = async (run) => {
      if (++made === 3) sender.abort();
      return store.runs.create(run);
    };
    const watched = { ...store, runs: { ...store.runs, create } };
    await expect(sendSolutions(solutions(6), sender.signal, watched)).rejects.toMatchObject({ name: 'AbortError' });
    expect(made).toBe(3);
    expect(await kept()).toEqual([0, 0, 0]);
  });
});
