/** The port of `lib/runs` over real databases: the same suite against SQLite and, where it is installed, PostgreSQL. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyEvents, initialState, type SearchEvent } from '@/lib/search';
import {
  changedMarks,
  createRunId,
  cutLog,
  fromPacked,
  loadRun,
  noMarks,
  OwnershipLostError,
  StoreError,
  summarize,
  type LogEntry,
  type RunListQuery,
  type RunMarks,
  type RunSummary,
} from '@/lib/runs';
import { toySpec } from '../search/testing/run-search';
import { openStore, type Store } from './index';
import { startPostgres, type PrivatePostgres } from './testing/postgres';

const postgres: PrivatePostgres | undefined = await startPostgres();
afterAll(() => postgres?.stop());
const folder = mkdtempSync(join(tmpdir(), 'longthink-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let clock = 1_700_000_000_000;
function entriesFrom(first: number, events: readonly SearchEvent[]): LogEntry[] {
  return events.map((event, i) => ({ seq: first + i, at: clock + i, event }));
}
const started = (strategy: 'beam-search' | 'majority' = 'beam-search', text = 'A problem.'): SearchEvent => {
  const spec = toySpec(strategy);
  return { type: 'run-started', version: 1, spec: { ...spec, problem: { ...spec.problem, text } } };
};
const opened: SearchEvent = { type: 'prompt-built', prompt: { text: 'P' } };
function summaryOf(id: string, entries: readonly LogEntry[]): RunSummary {
  return summarize(
    applyEvents(
      initialState,
      entries.map(({ event }) => event),
    ),
    { id, createdAt: clock, workMs: 0, lastSeq: entries.at(-1)!.seq },
  );
}
async function create(store: Store, owner?: string, event = started()) {
  const id = createRunId(clock++);
  const entries = entriesFrom(1, [event]);
  const lease = await store.runs.create({
    summary: summaryOf(id, entries),
    chunks: cutLog(entries),
    ...(owner === undefined ? {} : { owner }),
  });
  return { id, lease: lease!, entries };
}

it.runIf(postgres === undefined)('PostgreSQL is not installed here: its half of the suite is left out', () => {
  expect(postgres).toBeUndefined();
});

describe.each(postgres === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('%s', (kind) => {
  const location = kind === 'SQLite' ? join(folder, 'suite.db') : postgres!.url;
  let store: Store;
  beforeAll(async () => {
    store = await openStore(location, { leaseMs: 700 });
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.deleteFrom('runs').execute();
  });

  it('marks are kept beside a run, found by star and tag taken literally, and go with it', async () => {
    const [one, other] = [await create(store), await create(store)];
    expect(await store.marks.of(one.id)).toEqual(noMarks);
    const marks = {
      isStarred: true,
      tags: ['50%_off', 'Hard'],
      note: 'See step 2.',
      nodes: { '0.1': { isStarred: true, tags: ['odd'], note: 'Here.' } },
    };
    const put = (id: string, wanted: RunMarks, at: number) => store.marks.change(id, () => wanted, at);
    expect(await put(one.id, marks, 1)).toEqual(marks);
    expect(await put(other.id, { ...noMarks, tags: ['50x off'] }, 2)).toBeDefined();
    expect(await put('nothing', marks, 3)).toBeUndefined();
    expect(await store.marks.of(one.id)).toEqual(marks);
    expect([...(await store.marks.all(10)).keys()]).toEqual([other.id, one.id]);
    expect([...(await store.marks.all(1)).keys()]).toEqual([other.id]);
    const found = async (query: Partial<RunListQuery>) =>
      (await store.runs.list({ limit: 10, ...query })).runs.map(({ id }) => id);
    expect(await found({ starred: 'yes' })).toEqual([one.id]);
    expect(await found({ tag: '50%_off' })).toEqual([one.id]);
    expect(await found({ tag: 'hard' })).toEqual([one.id]);
    expect(await found({ tag: 'har' })).toEqual([]);
    expect(await found({ tag: '50x off' })).toEqual([other.id]);
    expect(await found({ tag: '50x off', starred: 'yes' })).toEqual([]);
    await put(one.id, noMarks, 4);
    expect(await found({ starred: 'yes' })).toEqual([]);
    await store.runs.remove(one.id);
    expect(await store.marks.of(one.id)).toEqual(noMarks);
    expect([...(await store.marks.all(10)).keys()]).toEqual([other.id]);
  });

  it('marks are changed one after the other: nothing that another change brought is lost', async () => {
    const { id } = await create(store);
    const tagged = (tag: string) =>
      store.marks.change(id, (marks) => changedMarks(marks, { tags: [...marks.tags, tag] }), 1);
    await Promise.all(['a', 'b', 'c', 'd'].map(tagged));
    await store.marks.change(id, (marks) => changedMarks(marks, { nodes: { '0.0': { note: 'Why?' } } }), 2);
    await store.marks.change(id, (marks) => changedMarks(marks, { nodes: { '0.0': { isStarred: true } } }), 3);
    const { tags, nodes } = await store.marks.of(id);
    expect(tags.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(nodes).toEqual({ '0.0': { isStarred: true, tags: [], note: 'Why?' } });
    const cleared = { '0.0': { isStarred: false, note: '' } };
    expect((await store.marks.change(id, (marks) => changedMarks(marks, { nodes: cleared }), 4))?.nodes).toEqual({});
  });

  it('notes of steps that an older version kept are read', async () => {
    const { id } = await create(store);
    const marks = JSON.stringify({ isStarred: false, tags: [], note: '', nodes: { '0.1': 'Here.' } });
    await store.db.insertInto('run_marks').values({ run_id: id, at: 1, is_starred: 0, tags: '', marks }).execute();
    expect((await store.marks.of(id)).nodes).toEqual({ '0.1': { isStarred: false, tags: [], note: 'Here.' } });
  });

  it('what was appended is read back as it was, in order, from any point', async () => {
    const { id, lease } = await create(store, 'a/1/x');
    let all = entriesFrom(1, [started()]);
    for (let part = 0; part < 5; part++) {
      const more = entriesFrom(
        all.length + 1,
        part === 0 ? [opened] : [{ type: 'run-recovered' }, { type: 'run-recovered' }],
      );
      all = [...all, ...more];
      await store.runs.append(lease, more, summaryOf(id, all));
    }
    for (let after = 0; after <= all.length; after++) {
      const chunks = await store.runs.read(id, after, 100);
      expect(chunks.flatMap((chunk) => JSON.parse(chunk.json) as LogEntry[]).map(({ seq }) => seq)).toEqual(
        all.slice(after).map(({ seq }) => seq),
      );
    }
    expect((await store.runs.read(id, 0, 2)).length).toBe(2);
    expect(await store.runs.summary(id)).toMatchObject({ lastSeq: all.length });
  });

  describe('a log that is packed', () => {
    /** So many entries in chunks of 100; `chunks` of them are packed before the others are appended. */
    async function packedLog(length: number, { packedAfter }: { readonly packedAfter?: number } = {}) {
      const { id, lease, entries } = await create(store, 'a/1/x');
      const all = [...entries];
      while (all.length < length) {
        const more = entriesFrom(
          all.length + 1,
          Array.from({ length: 100 }, (_, i) => ({ type: i % 2 === 0 ? 'run-paused' : 'run-resumed' })),
        );
        all.push(...more);
        await store.runs.append(lease, more, summaryOf(id, all));
        if (all.length === packedAfter) await store.runs.pack(id);
      }
      if (packedAfter === undefined) await store.runs.pack(id);
      return { id, lease, all };
    }
    const readFrom = async (id: string, after: number) =>
      (await store.runs.read(id, after, 100)).flatMap(({ json }) => JSON.parse(json) as LogEntry[]);
    const unpackedFrom = async (id: string, after: number) =>
      (await store.runs.readPacked(id, after, 100)).flatMap(
        ({ deflated }) => fromPacked(JSON.parse(inflateRawSync(deflated).toString())) as LogEntry[],
      );
    const rowsOf = (id: string) =>
      store.db.selectFrom('run_chunks').selectAll().where('run_id', '=', id).orderBy('first_seq').execute();

    it.each([
      ['short', 501],
      ['long: by columns', 2_501],
    ])('is read as it was, from any point: %s', async (_, length) => {
      const { id, all } = await packedLog(length);
      for (const after of [0, 1, 99, 100, 101, 250, length - 1, length]) {
        expect(await readFrom(id, after)).toEqual(all.slice(after));
        expect(await unpackedFrom(id, after)).toEqual(all.slice(after));
      }
      const rows = await rowsOf(id);
      expect(rows.map(({ first_seq, last_seq, entries }) => [first_seq, last_seq, entries])).toEqual([[1, length, '']]);
      expect(rows[0]!.packed!.byteLength).toBeLessThan(JSON.stringify(all).length / 10);
      expect((await loadRun(store.runs, id)).lastSeq).toBe(length);
    });

    it('goes out as it lies there', async () => {
      const { id } = await packedLog(2_501);
      const [chunk] = await store.runs.readPacked(id, 0, 100);
      const [row] = await rowsOf(id);
      expect([chunk!.lastSeq, Buffer.from(chunk!.deflated).equals(Buffer.from(row!.packed as Uint8Array))]).toEqual([
        2_501,
        true,
      ]);
    });

    it('of a run that goes on keeps what comes then beside it, until it is packed again', async () => {
      const { id, lease, all } = await packedLog(1_701, { packedAfter: 1_201 });
      expect((await rowsOf(id)).length).toBe(6);
      for (const after of [0, 1_200, 1_201, 1_650]) {
        expect(await readFrom(id, after)).toEqual(all.slice(after));
        expect(await unpackedFrom(id, after)).toEqual(all.slice(after));
      }
      await store.runs.pack(id);
      await store.runs.pack(id);
      expect((await rowsOf(id)).map(({ last_seq }) => last_seq)).toEqual([1_201, 1_701]);
      const next = entriesFrom(1_702, [{ type: 'run-recovered' }]);
      await store.runs.append(lease, next, summaryOf(id, [...all, ...next]));
      expect(await readFrom(id, 0)).toEqual([...all, ...next]);
    });

    it('is none of a run that is gone, and nothing comes of packing it', async () => {
      const { id } = await packedLog(1_201);
      await store.runs.remove(id);
      await store.runs.pack(id);
      expect([await rowsOf(id), await store.runs.readPacked(id, 0, 100)]).toEqual([[], []]);
    });

    it.each([['{"seq":1}'], ['{"seq":1,'], ['[{"seq":1']])(
      'that is damaged is told, never cut short: %s',
      async (text) => {
        const { id } = await packedLog(1_201);
        await store.db
          .updateTable('run_chunks')
          .set({ packed: deflateRawSync(text) })
          .where('run_id', '=', id)
          .execute();
        const broken = `The log of run ${id} is damaged between entries 1 and 1201.`;
        await expect(loadRun(store.runs, id)).rejects.toThrow(text.startsWith('{') ? broken : /damaged|cannot be read/);
        await expect(store.runs.readPacked(id, 600, 10)).rejects.toThrow(broken);
      },
    );

    it('keeps what is damaged as it lay there', async () => {
      const { id } = await packedLog(1_201, { packedAfter: 0 });
      await store.db
        .updateTable('run_chunks')
        .set({ entries: '[{"seq":2' })
        .where('run_id', '=', id)
        .where('first_seq', '=', 2)
        .execute();
      const before = (await rowsOf(id)).map(({ entries }) => entries.slice(1, -1)).join(',');
      await store.runs.pack(id);
      const [row, ...others] = await rowsOf(id);
      expect([inflateRawSync(row!.packed as Uint8Array).toString(), others]).toEqual([`[${before}]`, []]);
    });
  });

  it('an append that is repeated is not written twice; one that leaves a gap is refused', async () => {
    const { id, lease, entries } = await create(store, 'a/1/x');
    const next = entriesFrom(2, [opened]);
    const summary = summaryOf(id, [...entries, ...next]);
    await store.runs.append(lease, next, summary);
    await store.runs.append(lease, next, summary);
    expect((await store.runs.read(id, 0, 10)).length).toBe(2);
    await expect(store.runs.append(lease, entriesFrom(9, [{ type: 'run-recovered' }]), summary)).rejects.toThrow(
      OwnershipLostError,
    );
  });

  it('a run has one owner; a new claim shuts the old one out', async () => {
    const { id, lease } = await create(store, 'a/1/x');
    expect(await store.runs.claim(id, 'b/2/y')).toBeUndefined();
    await store.runs.release(lease);
    const claimed = await store.runs.claim(id, 'b/2/y');
    expect(claimed?.lease.fence).toBeGreaterThan(lease.fence);
    await expect(
      store.runs.append(lease, entriesFrom(2, [opened]), summaryOf(id, entriesFrom(1, [started(), opened]))),
    ).rejects.toThrow(OwnershipLostError);
    await store.runs.append(
      claimed!.lease,
      entriesFrom(2, [opened]),
      summaryOf(id, entriesFrom(1, [started(), opened])),
    );
  });

  it('an owner that is silent for longer than its lease is taken over; one that renews is not', async () => {
    const { id } = await create(store, 'a/1/x');
    await new Promise((resolve) => {
      setTimeout(resolve, 450);
    });
    expect(await store.runs.renew('a/1/x', [id])).toEqual([id]);
    await new Promise((resolve) => {
      setTimeout(resolve, 450);
    });
    expect(await store.runs.claim(id, 'b/2/y')).toBeUndefined();
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    expect(await store.runs.claim(id, 'b/2/y')).toBeDefined();
    expect(await store.runs.renew('a/1/x', [id])).toEqual([]);
  });

  it('a lease that ends later than any is given ends nobody’s waiting: the clock was set back since', async () => {
    const { id } = await create(store, 'a/1/x');
    await sql`update runs set lease_until = lease_until + 3600000 where id = ${id}`.execute(store.db);
    expect(await store.runs.claim(id, 'b/2/y')).toBeDefined();
    expect(await store.runs.claim(id, 'c/3/z')).toBeUndefined();
  });

  it('many owners at once each get another waiting run, oldest first, and none twice', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push((await create(store)).id);
    expect(await store.runs.unclaimed('o/0/z', [])).toEqual(ids);
    const claims = await Promise.all(Array.from({ length: 16 }, (_, i) => store.runs.claimNext(`o/${i}/z`, [])));
    const got = claims.flatMap((claim) => claim?.lease.runId ?? []);
    expect(new Set(got).size).toBe(got.length);
    expect(got.sort()).toEqual(ids);
  });

  it('lists newest first, page by page, and filters', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 7; i++)
      ids.unshift(
        (
          await create(
            store,
            undefined,
            started(i % 2 === 0 ? 'majority' : 'beam-search', `Find 100% of x_${i} \\ 'quoted' É`),
          )
        ).id,
      );
    const first = await store.runs.list({ limit: 3 });
    const rest = await store.runs.list({ limit: 10, cursor: first.nextCursor });
    expect([...first.runs, ...rest.runs].map(({ id }) => id)).toEqual(ids);
    expect(rest.nextCursor).toBeUndefined();
    expect((await store.runs.list({ limit: 10, strategy: 'majority' })).runs).toHaveLength(4);
    expect((await store.runs.list({ limit: 10, text: 'X_3 \\ ' })).runs).toHaveLength(1);
    expect((await store.runs.list({ limit: 10, text: '100%' })).runs).toHaveLength(7);
    expect((await store.runs.list({ limit: 10, text: '100_' })).runs).toHaveLength(0);
    expect((await store.runs.list({ limit: 10, correct: 'unknown' })).runs).toHaveLength(7);
    expect((await store.runs.list({ limit: 10, status: 'failed' })).runs).toHaveLength(0);
  });

  it('removes a run with everything of it, and its owner finds out', async () => {
    const { id, lease } = await create(store, 'a/1/x');
    await store.runs.postCommand(id, { type: 'pause' });
    expect([await store.runs.remove(id), await store.runs.remove(id)]).toEqual([true, false]);
    expect([await store.runs.summary(id), await store.runs.read(id, 0, 10)]).toEqual([undefined, []]);
    await expect(
      store.runs.append(lease, entriesFrom(2, [opened]), summaryOf(id, entriesFrom(1, [started(), opened]))),
    ).rejects.toThrow(OwnershipLostError);
    expect(await store.runs.takeCommands('a/1/x')).toEqual([]);
  });

  it('removes what came here before a time, oldest first, but what searches, is starred, or is an experiment’s', async () => {
    const ended: SearchEvent = { type: 'run-ended', status: 'finished' };
    const add = async (events: readonly SearchEvent[], experiment?: RunSummary['experiment']) => {
      const id = createRunId(clock++);
      const entries = entriesFrom(1, events);
      const summary = { ...summaryOf(id, entries), ...(experiment === undefined ? {} : { experiment }) };
      await store.runs.create({ summary, chunks: cutLog(entries) });
      return id;
    };
    const head = { id: 'e1', status: 'finished', head: '{}', last_seq: 1 };
    await store.db.insertInto('experiments').values(head).execute();
    const old = [
      await add([started(), ended]),
      await add([started(), { type: 'run-paused' }]),
      await add([started(), ended]),
    ];
    const searching = await add([started()]);
    const measured = await add([started(), ended], { id: 'e1', cell: 'c' });
    const starred = await add([started(), ended]);
    await store.marks.change(starred, (marks) => ({ ...marks, isStarred: true }), clock);
    await store.marks.change(old[0]!, (marks) => ({ ...marks, isStarred: false }), clock);
    const before = clock;
    const young = await add([started(), ended]);
    expect(await store.runs.countOlder(before)).toBe(3);
    expect(await store.runs.removeOlder(before, 2)).toEqual(old.slice(0, 2));
    expect(await store.runs.removeOlder(before, 2)).toEqual(old.slice(2));
    expect(await store.runs.removeOlder(before, 2)).toEqual([]);
    const left = await store.db.selectFrom('runs').select('id').orderBy('id').execute();
    expect(left.map(({ id }) => id)).toEqual([searching, measured, starred, young]);
    await store.db.deleteFrom('runs').execute();
    await store.db.deleteFrom('experiments').execute();
  });

  it('commands are taken once, in order, by the owner or for nobody’s run', async () => {
    const mine = await create(store, 'a/1/x');
    const others = await create(store, 'b/2/y');
    for (const type of ['pause', 'resume', 'cancel'] as const) await store.runs.postCommand(mine.id, { type });
    await store.runs.postCommand(others.id, { type: 'cancel' });
    expect((await store.runs.takeCommands('a/1/x')).map(({ command }) => command.type)).toEqual([
      'pause',
      'resume',
      'cancel',
    ]);
    expect(await store.runs.takeCommands('a/1/x')).toEqual([]);
    expect(await store.runs.takeCommands('b/2/y')).toHaveLength(1);
  });

  it('text with anything in it survives, also NUL and lone surrogates in the problem', async () => {
    const { id, lease, entries } = await create(store, 'a/1/x', started('beam-search', 'quote " \u2028 \u0000 𝔽'));
    const wild: SearchEvent = { type: 'prompt-built', prompt: { text: '\u0000\u001b \ud83d\ude00 "\\" \u202e' } };
    await store.runs.append(lease, entriesFrom(2, [wild]), summaryOf(id, [...entries, ...entriesFrom(2, [wild])]));
    const read = (await store.runs.read(id, 1, 10)).flatMap((chunk) => JSON.parse(chunk.json) as LogEntry[]);
    expect(read[0]!.event).toEqual(wild);
  });

  it('a second process that opens it at the same time changes nothing', async () => {
    const { id } = await create(store, 'a/1/x');
    const fresh = kind === 'SQLite' ? join(folder, 'together.db') : location;
    const script = `const { openStore } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)}); const store = await openStore(${JSON.stringify(fresh)}); await store.check(); await store.close();`;
    const codes = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise((resolve) => {
            spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
              stdio: 'inherit',
            }).once('exit', resolve);
          }),
      ),
    );
    expect(codes).toEqual([0, 0, 0]);
    const other = await openStore(location);
    expect((await other.runs.summary(id))?.id).toBe(id);
    await other.close();
  });

  it('a database that a newer version changed is refused in words', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('999-future', '2099-01-01')`.execute(store.db);
    await expect(openStore(location)).rejects.toThrow(/newer Longthink.*999-future/);
    await sql`delete from kysely_migration where name = '999-future'`.execute(store.db);
  });

  it('wakes readers in other processes, where it can', async () => {
    const other = await openStore(location);
    const heard: string[] = [];
    const stop = other.runs.onWake((id) => heard.push(id));
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    const { id } = await create(store, 'a/1/x');
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    stop();
    await other.close();
    expect(heard.includes(id)).toBe(kind === 'PostgreSQL');
  });
});

describe('what keeps a store from working is said in words', () => {
  it('a file that is no database', async () => {
    const path = join(folder, 'noise.db');
    writeFileSync(path, 'this is no database, it only looks like a file of some length'.repeat(100));
    await expect(openStore(path)).rejects.toThrow(/noise\.db.*(damaged|no database)/);
  });
  it('a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    await expect(openStore(join(folder, 'a-file', 'runs.db'))).rejects.toThrow(StoreError);
  });
  it.skipIf(process.getuid?.() === 0)('a file that may not be written', async () => {
    const path = join(folder, 'readonly.db');
    await (await openStore(path)).close();
    chmodSync(path, 0o444);
    await expect(openStore(path).then((store) => create(store))).rejects.toThrow(/may not be written/);
  });
  it('a disk that is full: nothing is half written, and it works again afterwards', async () => {
    const store = await openStore(join(folder, 'full.db'));
    const { id, lease, entries } = await create(store, 'a/1/x');
    await sql`pragma max_page_count = 40`.execute(store.db);
    const big: SearchEvent = { type: 'prompt-built', prompt: { text: 'x'.repeat(600_000) } };
    const attempt = () =>
      store.runs.append(lease, entriesFrom(2, [big]), summaryOf(id, [...entries, ...entriesFrom(2, [big])]));
    await expect(attempt()).rejects.toMatchObject({ name: 'StoreError', kind: 'full', isRetryable: true });
    expect((await store.runs.read(id, 0, 10)).length).toBe(1);
    await sql`pragma max_page_count = 100000`.execute(store.db);
    await attempt();
    expect((await store.runs.read(id, 0, 10)).length).toBe(2);
    await store.close();
  });
  it('one that can be read and not written is not well', async () => {
    const store = await openStore(join(folder, 'probe.db'));
    await store.check();
    await sql`pragma query_only = 1`.execute(store.db);
    expect((await store.runs.list({ limit: 1 })).runs).toEqual([]);
    await expect(store.check()).rejects.toMatchObject({ kind: 'read-only' });
    await sql`pragma query_only = 0`.execute(store.db);
    await store.close();
  });
  it('a file gives the space of what was removed back, while others write', async () => {
    const path = join(folder, 'shrinking.db');
    const store = await openStore(path);
    const text = 'A long problem. '.repeat(1_200);
    for (let i = 0; i < 60; i++) await create(store, undefined, started('majority', text));
    await store.giveBack();
    const before = statSync(path).size;
    await store.db.updateTable('runs').set({ status: 'finished' }).execute();
    expect(await store.runs.removeOlder(clock, 100)).toHaveLength(60);
    const [kept] = await Promise.all([create(store), store.giveBack()]);
    const after = statSync(path).size;
    expect([before > 2_000_000, after < 200_000]).toEqual([true, true]);
    expect((await store.runs.summary(kept.id))?.id).toBe(kept.id);
    await store.close();
  });

  it('the list of runs is read off an index, not sorted', async () => {
    const store = await openStore(join(folder, 'plan.db'));
    const { rows } = await sql<{ detail: string }>`explain query plan
      select id, summary from runs where experiment_id is null and id < 'x' order by id desc limit 51`.execute(
      store.db,
    );
    expect(rows.map(({ detail }) => detail).join()).toContain('runs_in_lists');
    expect(rows.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE');
    await store.close();
  });
  it('a PostgreSQL that does not answer', async () => {
    await expect(openStore('postgres://nobody:secret@127.0.0.1:1/none')).rejects.toThrow(
      /PostgreSQL database none on 127\.0\.0\.1:1 does not answer/,
    );
    await expect(openStore('postgres://nobody:secret@127.0.0.1:1/none')).rejects.not.toThrow(/secret/);
  });
  it('the owner of a dead process of this machine is forgotten at once', async () => {
    const store = await openStore(join(folder, 'dead.db'));
    const { hostname } = await import('node:os');
    const { id } = await create(store, `${hostname()}/999999999/x`);
    await store.runs.releaseDead(`${hostname()}/${process.pid}/y`);
    expect(await store.runs.claim(id, `${hostname()}/${process.pid}/y`)).toBeDefined();
    await store.close();
  });
});
