/** A server's limit over several processes: how it is divided, and that nobody ever has more than that. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/base';
import { dividedAmong, type ServerShare, type ShareTable } from '../shares';
import { createLimiter, type Limiter, type LimiterShare } from './limiter';
import { createShare } from './share';

const trustedMs = 300;
const lostMs = 450;

/** Shares in memory, after a moment as of a database. */
class Table {
  readonly rows = new Map<string, { readonly row: ServerShare; readonly at: number }>();
  readonly #listeners = new Set<(address: string) => void>();
  exchanges = 0;
  isDown = false;

  of(): ShareTable {
    return {
      trustedMs,
      exchange: async (_, decide) => {
        await systemClock.delay(Math.random() * 4);
        if (this.isDown) throw new Error('down');
        this.exchanges++;
        const at = Date.now();
        for (const [owner, each] of this.rows) if (each.at + lostMs < at) this.rows.delete(owner);
        const row = decide(
          [...this.rows.values()].map((each) => each.row),
          at,
        );
        this.rows.set(row.owner, { row, at });
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

/** Processes that ask the same server, and what is in flight on it. */
function house(limit: number, owners: readonly string[]) {
  const table = new Table();
  const closing = new AbortController();
  const server = { now: 0, most: 0 };
  const processes = owners.map((owner) => {
    const share: LimiterShare = createShare({
      sharing: { table: table.of(), owner, addressOf: (url) => url },
      url: 'http://server',
      limit,
      limiter: () => limiter,
      clock: systemClock,
      signal: closing.signal,
    });
    const limiter: Limiter = createLimiter(limit, () => {}, share);
    const call = async (sequences: number, ms: number, priority: 'experiment' | 'interactive' = 'experiment') => {
      const askedAt = performance.now();
      const release = await limiter.acquire({ sequences, priority, role: 'policy' }, new AbortController().signal);
      const waitedMs = performance.now() - askedAt;
      server.now += sequences;
      server.most = Math.max(server.most, server.now);
      await systemClock.delay(ms);
      server.now -= sequences;
      release();
      return waitedMs;
    };
    return { limiter, call };
  });
  return { table, server, processes, close: () => closing.abort() };
}

const shareOf = (more: Partial<ServerShare>): ServerShare => ({
  owner: 'a',
  limit: 32,
  share: 0,
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
        shareOf({ owner: `p${i}`, watched, wanted: watched + more, first: Math.min(first, watched + more), servedAt }),
      ),
    );

  it('is never more than the limit, and all that is wanted where that fits', () => {
    fc.assert(
      fc.property(shares, (all) => {
        const parts = dividedAmong(all);
        const sum = [...parts.values()].reduce((total, part) => total + part, 0);
        expect(sum).toBeLessThanOrEqual(32);
        const wanted = all.reduce((total, each) => total + each.wanted, 0);
        if (wanted <= 32)
          for (const { owner, wanted: own } of all) expect(parts.get(owner)).toBeGreaterThanOrEqual(own);
        const watched = all.reduce((total, each) => total + each.watched, 0);
        if (watched <= 32) for (const each of all) expect(parts.get(each.owner)).toBeGreaterThanOrEqual(each.watched);
      }),
      { seed: 1 },
    );
  });

  it('equal parts of what is short, and a part kept for whoever comes', () => {
    const busy = ['a', 'b', 'c'].map((owner) => shareOf({ owner, wanted: 100, first: 1 }));
    expect([...dividedAmong(busy).values()].toSorted((one, other) => one - other)).toEqual([10, 11, 11]);
    expect(dividedAmong([shareOf({ wanted: 2 })]).get('a')).toBe(17);
  });

  it('a request that is larger than an equal part has its turn', () => {
    const large = shareOf({ owner: 'large', wanted: 32, first: 32, servedAt: 1 });
    const small = shareOf({ owner: 'small', wanted: 40, first: 4, servedAt: 2 });
    expect(dividedAmong([large, small]).get('large')).toBe(32);
    expect(dividedAmong([{ ...large, servedAt: 3 }, small]).get('small')).toBe(32);
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
    expect(server.most).toBe(8);
  });
});
