/** The port of `lib/problems` over real databases, SQLite and, where it is installed, PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SetExistsError, type PlacedProblem } from '@/lib/problems';
import { openStore, type Store } from './index';
import { startPostgres } from './testing/postgres';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const folder = mkdtempSync(join(tmpdir(), 'longthink-sets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const placed = (row: number, more: Partial<PlacedProblem['problem']> = {}): PlacedProblem => ({
  row,
  problem: {
    text: `Problem ${row} 100% \\ É`,
    answer: '1',
    uniqueId: `p${row}`,
    level: 1 + (row % 5),
    ...(row % 2 === 0 ? { subject: 'even' } : {}),
    ...more,
  },
});
const all = { after: 0, limit: 100_000 };

describe.each(postgres === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('%s', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(kind === 'SQLite' ? join(folder, 'suite.db') : postgres!.url);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.deleteFrom('problem_sets').execute();
  });

  async function imported(
    name: string,
    problems: readonly PlacedProblem[],
    options: { readonly isNew?: boolean } = {},
  ) {
    const draft = await store.problems.begin(name, `${name}.jsonl`, options);
    const repeated = await draft.add(problems);
    return { set: await draft.publish(), repeated };
  }

  it('of those that come at the same time under one name, one takes the place of the others', async () => {
    const sizes = [1, 2, 3, 4, 5, 6];
    const made = await Promise.all(
      sizes.map((size) =>
        imported(
          'same',
          Array.from({ length: size }, (_, i) => placed(i + 1)),
        ),
      ),
    );
    expect(made.map(({ set }) => set.problems)).toEqual(sizes);
    expect(await store.problems.sets()).toHaveLength(1);
    expect(sizes).toContain(await store.problems.count('same', {}));
  });

  it('of those that come at the same time and are to replace nothing, one is there and the others are refused', async () => {
    const made = await Promise.allSettled([1, 2, 3, 4].map((row) => imported('new', [placed(row)], { isNew: true })));
    const there = made.flatMap((each, i) => (each.status === 'fulfilled' ? [`p${i + 1}`] : []));
    expect(there).toHaveLength(1);
    for (const each of made) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(SetExistsError);
    expect((await store.problems.read('new', {}, all))?.map(({ problem }) => problem.uniqueId)).toEqual(there);
  });

  it('is read back in its order, page by page, and found by level, subject and words', async () => {
    const problems = Array.from({ length: 250 }, (_, i) => placed(i + 1));
    const { set, repeated } = await imported('set', problems);
    expect(repeated).toEqual([]);
    expect(set).toMatchObject({
      name: 'set',
      problems: 250,
      source: 'set.jsonl',
      isBundled: false,
      subjects: [{ subject: 'even', problems: 125 }],
    });
    expect(set.levels).toEqual([1, 2, 3, 4, 5].map((level) => ({ level, problems: 50 })));
    expect(await store.problems.sets()).toEqual([set]);
    expect(await store.problems.read('set', {}, all)).toEqual(problems);
    expect((await store.problems.read('set', {}, { after: 100, limit: 2 }))?.map(({ row }) => row)).toEqual([101, 102]);
    expect(await store.problems.count('set', { levels: [1, 2], subjects: ['even'] })).toBe(50);
    expect(await store.problems.count('set', { text: 'M 249 100% \\ É' })).toBe(1);
    expect(await store.problems.count('set', { text: 'M 7 100_' })).toBe(0);
    // Words, not a phrase: in any order, the subject among them.
    expect(await store.problems.count('set', { text: ' 100%  problem\tEVEN' })).toBe(125);
    expect(await store.problems.count('set', { text: 'problem odd' })).toBe(0);
    expect(await store.problems.count('set', { text: '  ' })).toBe(250);
    expect(await store.problems.read('set', { uniqueId: 'p7' }, all)).toEqual([problems[6]]);
    expect(await store.problems.read('none', {}, all)).toBeUndefined();
  });

  it('names rows whose id was there before, in the same piece or an earlier one', async () => {
    const draft = await store.problems.begin('set', 'x');
    expect(await draft.add([placed(1), placed(2, { uniqueId: 'p1' }), placed(3)])).toEqual([2]);
    expect(await draft.add([placed(4, { uniqueId: 'p3' }), placed(5)])).toEqual([4]);
    expect((await draft.publish()).problems).toBe(3);
  });

  it('is seen by nobody before all of it is there, and takes the place of an older one', async () => {
    await imported('set', [placed(1), placed(2)]);
    const draft = await store.problems.begin('set', 'x');
    await draft.add([placed(7)]);
    expect(await store.problems.count('set', {})).toBe(2);
    await draft.publish();
    expect((await store.problems.read('set', {}, all))?.map(({ row }) => row)).toEqual([7]);
    expect(await store.problems.sets()).toHaveLength(1);
    const other = await store.problems.begin('other', 'x');
    await other.add([placed(1)]);
    await other.discard();
    expect(await store.problems.read('other', {}, all)).toBeUndefined();
    expect(await store.db.selectFrom('set_problems').select('position').execute()).toHaveLength(1);
  });

  it('is removed with all its problems, however many', async () => {
    const draft = await store.problems.begin('big', 'x');
    for (let from = 0; from < 12_000; from += 1_000)
      await draft.add(Array.from({ length: 1_000 }, (_, i) => placed(from + i + 1)));
    await draft.publish();
    expect([await store.problems.remove('big'), await store.problems.remove('big')]).toEqual([true, false]);
    expect(await store.db.selectFrom('set_problems').select('position').limit(1).execute()).toEqual([]);
  });
});
