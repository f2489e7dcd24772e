/** A server's limit over several processes: how it is divided, and that nobody ever has more than that. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/base';
import { batchLimitOf, dividedAmong, type ServerShare, type ShareTable } from '../shares';
import { createLimiter, type Limiter, type LimiterShare } from './limiter';
import { createShare } from './share';

const trustedMs = 300;
const lostMs = 450;

/** Shares in memory, after a moment as of a database. */
class Table {
  readonly rows = new Map<string, { readonly row: ServerShare; readonly at: number }>();
  readonly #listeners = new Set<(address: string) => void>();
  exchanges = 0;
  /** What was ever given out at once, to what may be. */
  mostShared = 0;
  mostOfBatch = 0;
  isDown = false;
  /** Whoever is silent keeps what it has. */
  isPatient = false;

  /** `stands`: as long as it is pending the process says nothing. */
  of(stands: () => Promise<void>): ShareTable {
    const isPatient = () => this.isPatient;
    return {
      get trustedMs() {
        return isPatient() ? Infinity : trustedMs;
      },
      exchange: async (_, decide) => {
        await systemClock.delay(Math.random() * 4);
        await stands();
        if (this.isDown) throw new Error('down');
        this.exchanges++;
        const at = Date.now();
        for (const [owner, each] of this.rows) if (!this.isPatient && each.at + lostMs < at) this.rows.delete(owner);
        const row = decide(
          [...this.rows.values()].map((each) => each.row),
          at,
        );
        this.rows.set(row.owner, { row, at });
        const all = [...this.rows.values()].map((each) => each.row);
        const limit = Math.min(...all.map((each) => each.limit));
        this.mostShared = Math.max(this.mostShared, sumOf(all.map(({ share }) => share)) / limit);
        this.mostOfBatch = Math.max(this.mostOfBatch, sumOf(all.map(({ batch }) => batch)) / batchLimitOf(limit));
        await systemClock.delay(Math.random() * 4);
      },
      announce: async (address) => {
        await systemClock.delay(1);
        for (const listener of this.#listeners) listener(address);
      },
      leave: async (_, owner) => void this.rows.delete(owner),
      onAnnounced: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Processes that ask the same server, and what is in flight on it. */
function house(limit: number, owners: readonly string[]) {
  const table = new Table();
  const closing = new AbortController();
  const server = { now: 0, most: 0 };
  const processes = owners.map((owner) => {
    let standing = Promise.resolve();
    let goOn = () => {};
    const share: LimiterShare = createShare({
      sharing: { table: table.of(() => standing), owner, addressOf: (url) => url },
      url: 'http://server',
      limit,
      limiter: () => limiter,
      clock: systemClock,
      signal: closing.signal,
    });
    const limiter: Limiter = createLimiter(limit, () => {}, share);
    const write = async (sequences: number, ms: number, release: () => void) => {
      server.now += sequences;
      server.most = Math.max(server.most, server.now);
      await systemClock.delay(ms);
      await standing;
      server.now -= sequences;
      release();
    };
    const call = async (sequences: number, ms: number, priority: 'experiment' | 'interactive' = 'experiment') => {
      const askedAt = performance.now();
      const parts: Promise<void>[] = [];
      for (let left = sequences; left > 0;) {
        const { signal } = new AbortController();
        const { sequences: begun, release } = await limiter.acquire(
          { sequences: left, priority, role: 'policy' },
          signal,
        );
        left -= begun;
        parts.push(write(begun, ms, release));
      }
      const waitedMs = performance.now() - askedAt;
      await Promise.all(parts);
      return waitedMs;
    };
    return {
      limiter,
      call,
      /** Its calls are in flight for as long, and nothing is heard of it. */
      stop: () => {
        standing = new Promise((resolve) => {
          goOn = resolve;
        });
      },
      goOn: () => goOn(),
    };
  });
  return { table, server, processes, close: () => closing.abort() };
}

const shareOf = (more: Partial<ServerShare>): ServerShare => ({
  owner: 'a',
  limit: 32,
  share: 0,
  batch: 0,
  watched: 0,
  wanted: 0,
  first: 0,
  servedAt: 1,
  ...more,
});

describe('what each process is to have', () => {
  const shares = fc
    .array(
      fc.record({
        watched: fc.nat(40),
        more: fc.nat(200),
        first: fc.nat(40),
        servedAt: fc.nat(10),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) =>
      all.map(({ watched, more, first, servedAt }, i) =>
        shareOf({ owner: `p${i}`, watched, wanted: watched + more, first: Math.min(first, more), servedAt }),
      ),
    );

  it('is never more than the limit, for experiments never more than is left to them, and all that is wanted where that fits', () => {
    fc.assert(
      fc.property(shares, (all) => {
        const parts = dividedAmong(all);
        expect(sumOf([...parts.values()].map(({ share }) => share))).toBeLessThanOrEqual(32);
        expect(sumOf([...parts.values()].map(({ batch }) => batch))).toBeLessThanOrEqual(28);
        for (const { owner, watched } of all) {
          const { share, batch } = parts.get(owner)!;
          expect(share - batch).toBeLessThanOrEqual(watched);
        }
        const wanted = sumOf(all.map((each) => each.wanted));
        const watched = sumOf(all.map((each) => each.watched));
        if (wanted <= 32 && wanted - watched <= 28)
          for (const { owner, wanted: own } of all) expect(parts.get(owner)!.share).toBeGreaterThanOrEqual(own);
        if (watched <= 32)
          for (const each of all) expect(parts.get(each.owner)!.share).toBeGreaterThanOrEqual(each.watched);
      }),
      { seed: 1 },
    );
  });

  it('an eighth is left to watched runs, one at least, and nothing of a server that is small', () => {
    expect([1, 2, 3, 4, 8, 15, 16, 256].map(batchLimitOf)).toEqual([1, 2, 3, 3, 7, 14, 14, 224]);
  });

  it('equal parts of what is short, and a part kept for whoever comes', () => {
    const busy = ['a', 'b', 'c'].map((owner) => shareOf({ owner, wanted: 100, first: 1 }));
    expect([...dividedAmong(busy).values()].map(({ share }) => share).toSorted((one, other) => one - other)).toEqual([
      9, 9, 10,
    ]);
    expect(dividedAmong([shareOf({ wanted: 2 })]).get('a')).toEqual({ share: 15, batch: 15 });
  });

  it('a request that is larger than an equal part has its turn', () => {
    const large = shareOf({ owner: 'large', wanted: 28, first: 28, servedAt: 1 });
    const small = shareOf({ owner: 'small', wanted: 40, first: 4, servedAt: 2 });
    expect(dividedAmong([large, small]).get('large')).toEqual({ share: 28, batch: 28 });
    expect(dividedAmong([{ ...large, servedAt: 3 }, small]).get('small')).toEqual({ share: 28, batch: 28 });
  });
});

describe('several processes on one server', () => {
  it('never have more than its limit in flight together, come and go, and all get their turn', async () => {
    const { server, processes, table, close } = house(12, ['a', 'b', 'c']);
    const work = processes.flatMap(({ call }, i) =>
      Array.from({ length: 60 }, async (_, place) => {
        await systemClock.delay(i * 120 + place * 3);
        return call(1 + ((place * 7) % 5), 5 + (place % 9) * 3);
      }),
    );
    await Promise.all(work);
    close();
    expect(server.most).toBeLessThanOrEqual(12);
    expect(server.most).toBeGreaterThan(8);
    expect([table.mostShared, table.mostOfBatch].every((most) => most <= 1)).toBe(true);
    expect(table.exchanges).toBeLessThan(work.length * 2);
  });

  it('with less room than processes and requests as large as all of it', async () => {
    const { server, processes, close } = house(2, ['a', 'b', 'c']);
    await Promise.all(processes.flatMap(({ call }) => [call(2, 10), call(1, 10), call(2, 10)]));
    close();
    expect(server.most).toBe(2);
  }, 20_000);

  it('let a watched run of one go before the experiments of all', async () => {
    const { server, processes, close } = house(16, ['page', 'worker 1', 'worker 2']);
    const [page, ...workers] = processes;
    let isOver = false;
    const load = workers.flatMap(({ call }) =>
      Array.from({ length: 20 }, async () => {
        while (!isOver) await call(2, 60);
      }),
    );
    await systemClock.delay(400);
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) waits.push(await page!.call(4, 20, 'interactive'));
    isOver = true;
    await Promise.all(load);
    close();
    expect(Math.max(...waits)).toBeLessThan(400);
    expect(server.most).toBeLessThanOrEqual(16);
  });

  it('a watched run of one begins at once when all the others stand still with all that experiments may have', async () => {
    const { server, processes, table, close } = house(8, ['page', 'worker 1', 'worker 2', 'worker 3']);
    table.isPatient = true;
    const [page, ...workers] = processes;
    let isOver = false;
    const load = workers.flatMap(({ call }) =>
      Array.from({ length: 8 }, async () => {
        while (!isOver) await call(1, 40);
      }),
    );
    // Watched ones, too, have come and gone everywhere.
    for (const { call } of processes) await call(2, 5, 'interactive');
    const shared = () => sumOf([...table.rows.values()].map(({ row }) => row.share));
    await expect.poll(() => [server.now, shared()], { timeout: 20_000 }).toEqual([7, 7]);
    for (const { stop } of workers) stop();
    // All of it, one after the other.
    await page!.call(4, 5, 'interactive');
    expect(server.now).toBe(7);
    for (const { goOn } of workers) goOn();
    isOver = true;
    await Promise.all(load);
    close();
    expect(server.most).toBeLessThanOrEqual(8);
    expect([table.mostShared, table.mostOfBatch].every((most) => most <= 1)).toBe(true);
  });

  it('one that is not heard of begins nothing, and its share is given to the others only then', async () => {
    const { server, processes, table, close } = house(8, ['a', 'b']);
    await processes[0]!.call(8, 1);
    table.isDown = true;
    await systemClock.delay(trustedMs + 20);
    let isAdmitted = false;
    const waiting = processes[0]!.call(4, 1).then(() => {
      isAdmitted = true;
    });
    await systemClock.delay(50);
    expect([isAdmitted, server.now]).toEqual([false, 0]);
    table.isDown = false;
    await processes[1]!.call(8, 1);
    await waiting;
    close();
    expect(server.most).toBe(batchLimitOf(8));
  });
});
