/** Curves that are made in another thread are those made in this one. */
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { curvesOf } from '@/lib/experiments/report';
import { madeData } from '../../experiments/report/testing/made-data';
import { CurvesThread } from './curves-thread';

const thread = new CurvesThread(fileURLToPath(new URL('curves-entry.mjs', import.meta.url)));
afterAll(() => thread.close());
const data = madeData({ problems: 300, n: 64 });
const query = { id: 'made', origin: 'measured' } as const;

describe('the thread of curves', () => {
  it('makes what is made here, while this thread goes on', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const [curves, other] = await Promise.all([
      thread.curves(data, query),
      thread.curves(data, { ...query, reference: 'unknown' }),
    ]);
    clearInterval(timer);
    expect(curves).toEqual(curvesOf(data, query));
    expect(other).toEqual(curvesOf(data, { ...query, reference: 'unknown' }));
    expect(turns).toBeGreaterThan(10);
  });

  it('tells what went wrong, and goes on', async () => {
    await expect(thread.curves({} as typeof data, query)).rejects.toThrow();
    expect((await thread.curves(data, query)).experiment.id).toBe('made');
  });
});
