/** A database file as it is left on the disk, as it is copied, and as a bad disk leaves it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { applyEvents, initialState, type SearchEvent } from '@/lib/search';
import { createRunId, cutLog, summarize, StoreError, type LogEntry } from '@/lib/runs';
import { createRng } from '@/lib/base';
import { toySpec } from '../../search/testing/run-search';
import { backupStore, openStore, restoreStore, type Store } from '..';

const folder = mkdtempSync(join(tmpdir(), 'longthink-damage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const modeOf = (path: string) => statSync(path).mode & 0o777;

async function add(store: Store, text = 'Héllo'): Promise<string> {
  const spec = toySpec('majority');
  const event: SearchEvent = { type: 'run-started', version: 1, spec: { ...spec, problem: { text } } };
  const entries: LogEntry[] = [
    { seq: 1, at: 1_700_000_000_000, event },
    { seq: 2, at: 1_700_000_000_001, event: { type: 'run-ended', status: 'cancelled' } },
  ];
  const id = createRunId(1_700_000_000_000);
  const state = applyEvents(
    initialState,
    entries.map((entry) => entry.event),
  );
  const times = { id, createdAt: 1_700_000_000_000, workMs: 1, lastSeq: 2 };
  await store.runs.create({ summary: summarize(state, times), chunks: cutLog(entries) });
  return id;
}

it('closed, it is one file, which only its owner may read', async () => {
  const path = join(folder, 'own', 'longthink.db');
  const store = await openStore(path);
  const id = await add(store);
  expect(modeOf(join(folder, 'own'))).toBe(0o700);
  for (const suffix of ['', '-wal', '-shm']) expect(modeOf(path + suffix)).toBe(0o600);
  await store.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
  const copy = join(folder, 'copy.db');
  writeFileSync(copy, readFileSync(path));
  const copied = await openStore(copy);
  expect((await copied.runs.summary(id))?.status).toBe('cancelled');
  await copied.close();
});

it('one that others could read is closed to them, and a group that was let in stays', async () => {
  const path = join(folder, 'older.db');
  await (await openStore(path)).close();
  chmodSync(path, 0o664);
  await (await openStore(path)).close();
  expect(modeOf(path)).toBe(0o660);
  chmodSync(path, 0o644);
  await (await openStore(path)).close();
  expect(modeOf(path)).toBe(0o600);
});

it('what lies beside it is closed to others as well, also while it is in use', async () => {
  const path = join(folder, 'beside.db');
  const files = ['', '-wal', '-shm'].map((suffix) => path + suffix);
  const first = await openStore(path);
  for (const file of files) chmodSync(file, 0o644);
  const second = await openStore(path);
  expect(files.map(modeOf)).toEqual([0o600, 0o600, 0o600]);
  await second.close();
  await first.close();
});

it('a byte that is no text, and a number larger than any, end no process and no list', async () => {
  const path = join(folder, 'bytes.db');
  const store = await openStore(path);
  const ids = [await add(store), await add(store), await add(store)];
  await sql`update runs set summary = cast(x'7bff7d' as text) where id = ${ids[0]}`.execute(store.db);
  await sql`update run_chunks set entries = cast(x'5bff5d' as text) where run_id = ${ids[0]}`.execute(store.db);
  await sql`update runs set last_seq = 9007199254740993, summary = '{' where id = ${ids[1]}`.execute(store.db);
  const { runs } = await store.runs.list({ limit: 10 });
  const statuses = new Map(runs.map(({ id, status }) => [id, status]));
  expect(statuses.get(ids[0]!)).toBe('unreadable');
  expect(statuses.get(ids[2]!)).toBe('cancelled');
  expect(await store.runs.remove(ids[0]!)).toBe(true);
  await store.close();
});

it('wherever it is damaged, statements fail in words or work, and the process goes on', async () => {
  const path = join(folder, 'whole.db');
  const store = await openStore(path);
  for (let i = 0; i < 40; i++) await add(store, `Problem ${i}: é${'x'.repeat(500)}`);
  await store.close();
  const whole = readFileSync(path);
  const damaged: string[] = [];
  for (let seed = 0; seed < 12; seed++) {
    const random = createRng(seed);
    const bytes = Buffer.from(whole);
    for (let spot = 0; spot < 30; spot++) {
      const at = 4_096 + Math.floor(random() * (bytes.length - 4_200));
      for (let i = 0; i < 64; i++) bytes[at + i] = Math.floor(random() * 256);
    }
    damaged.push(join(folder, `damaged-${seed}.db`));
    writeFileSync(damaged.at(-1)!, bytes);
  }
  // In a process of its own, because its end is what is asked about.
  const script = `
    const { openStore } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
    for (const path of ${JSON.stringify(damaged)}) {
      const calm = (error) => { if (error.name !== 'StoreError') console.log(path, String(error)); };
      const store = await openStore(path).catch(calm);
      if (store === undefined) continue;
      const { runs = [] } = (await store.runs.list({ limit: 100 }).catch(calm)) ?? {};
      for (const { id } of runs) await store.runs.read(id, 0, 10).catch((error) => error.name === 'BrokenLogError' || calm(error));
      await store.close().catch(calm);
    }
    console.log('alive');`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(stdout.trim()).toBe('alive');
}, 60_000);

it('is backed up while it is written, and restored in the place of another, which is kept', async () => {
  const path = join(folder, 'live.db');
  const backup = join(folder, 'backup.db');
  const store = await openStore(path);
  const id = await add(store);
  await backupStore(path, backup);
  expect(modeOf(backup)).toBe(0o600);
  const later = await add(store);
  await expect(backupStore(path, backup)).rejects.toThrow(/there already/);
  await expect(restoreStore(path, backup)).rejects.toThrow(/running on this database/);
  await store.close();
  const kept = await restoreStore(path, backup);
  const restored = await openStore(path);
  expect((await restored.runs.list({ limit: 10 })).runs.map((run) => run.id)).toEqual([id]);
  await restored.close();
  const before = await openStore(kept!);
  expect(await before.runs.summary(later)).toBeDefined();
  await before.close();
});

it('a damaged backup, and a file that is none, are refused, and nothing changes', async () => {
  const path = join(folder, 'kept.db');
  const store = await openStore(path);
  const id = await add(store);
  await store.close();
  writeFileSync(join(folder, 'noise.db'), 'not a database at all '.repeat(500));
  await expect(restoreStore(path, join(folder, 'noise.db'))).rejects.toThrow(StoreError);
  await expect(restoreStore('postgres://u@h/n', path)).rejects.toThrow(/pg_restore/);
  const after = await openStore(path);
  expect(await after.runs.summary(id)).toBeDefined();
  await after.close();
});
