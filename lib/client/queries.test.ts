/** What lists ask for, page after page. */
import { describe, expect, it } from 'vitest';
import type { ListedRun, RunListQuery } from '@/lib/runs/wire';
import { newestRuns } from './queries';

const listOf = (count: number) =>
  Array.from({ length: count }, (_, i): ListedRun => ({ id: `${i}`, createdAt: 0, status: 'unreadable', reason: '' }));
/** A list of so many runs, and what was asked of it. */
function serverOf(count: number) {
  const asked: Pick<RunListQuery, 'cursor' | 'limit'>[] = [];
  const all = listOf(count);
  return {
    asked,
    fetchPage: async (page: Pick<RunListQuery, 'cursor' | 'limit'>) => {
      asked.push(page);
      const from = Number(page.cursor ?? 0);
      const to = from + page.limit;
      return { runs: all.slice(from, to), ...(to < count ? { nextCursor: `${to}` } : {}) };
    },
  };
}

describe('the newest runs', () => {
  it('are all there are, over as many pages as that takes', async () => {
    const { asked, fetchPage } = serverOf(450);
    expect(await newestRuns(fetchPage, 2_000)).toEqual({ runs: listOf(450), hasMore: false });
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, '200', '400']);
  });

  it('are no more than are wanted, and it is said that there are older ones', async () => {
    const { asked, fetchPage } = serverOf(450);
    const { runs, hasMore } = await newestRuns(fetchPage, 250);
    expect([runs.length, hasMore, asked.map(({ limit }) => limit)]).toEqual([250, true, [200, 50]]);
    expect((await newestRuns(serverOf(250).fetchPage, 250)).hasMore).toBe(false);
    expect(await newestRuns(serverOf(0).fetchPage, 250)).toEqual({ runs: [], hasMore: false });
  });
});
