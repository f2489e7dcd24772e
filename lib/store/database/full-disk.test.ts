/** Deleting on a disk with little room: what was begun is ended, wherever in the middle the room ran out. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '..';
import { openSmallDisk } from '../testing/small-disk';

const disk = openSmallDisk(12);
afterAll(() => disk?.close());
const pageBytes = 4_096;

describe.skipIf(disk === undefined)('a full disk', { timeout: 60_000 }, () => {
  it('lets a problem set go whole, wherever the room ran out in the middle, and says that it is gone', async () => {
    const store = await openStore(join(disk!.folder, 'sets.db'));
    for (let pages = 0; pages < 24; pages++) {
      disk!.leave(8_000_000);
      const draft = await store.problems.begin('set', 'set.jsonl');
      await draft.add(
        Array.from({ length: 300 }, (_, i) => ({
          row: i + 1,
          problem: { text: `Problem ${i}. ${'And more. '.repeat(20)}`, answer: '1', uniqueId: `p${i}` },
        })),
      );
      await draft.publish();
      await store.giveBack();
      disk!.leave(pages * pageBytes);
      expect(await store.problems.remove('set')).toBe(true);
      expect(await store.db.selectFrom('set_problems').select('position').execute()).toEqual([]);
    }
    await store.close();
  });
});
