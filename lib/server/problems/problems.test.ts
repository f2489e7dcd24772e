/** Problem sets as requests bring them, over a real store. */
import { importQuerySchema } from '@/lib/problems/wire';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importedSetSchema, problemSetListSchema } from '@/lib/problems/wire';
import { problemListSchema } from '@/lib/problems/wire';
import { openStore, type Store } from '@/lib/store';
import { ImportProcesses } from '../imports/import-processes';
import { importSet } from './import-problems';
import { Problems, readBundledProblems } from './problems';

const folder = mkdtempSync(join(tmpdir(), 'longthink-problems-'));
const processes = new ImportProcesses(fileURLToPath(new URL('../imports/import-entry.mjs', import.meta.url)));
let store: Store;
let problems: Problems;
beforeAll(async () => {
  store = await openStore(join(folder, 'problems.db'));
  problems = new Problems(readBundledProblems('models'), store.problems);
});
afterAll(async () => {
  await processes.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = Array.from({ length: 40 }, (_, i) =>
  JSON.stringify({
    question: `Question ${i}`,
    answer: i === 7 ? '' : String(i),
    level: 1 + (i % 5),
    type: i % 2 === 0 ? 'even' : 'odd',
    id: `q${i}`,
  }),
).join('\n');
function send(query: object, body: string | undefined = rows) {
  const request = new Request('http://127.0.0.1/api/problems/import', {
    method: 'POST',
    ...(body === undefined ? {} : { body }),
  });
  return importSet(request, importQuerySchema.parse(query), {
    problems,
    store: store.problems,
    processes,
    settings: { root: process.cwd(), datasetsUrl: 'http://127.0.0.1:1' },
  });
}

describe('a problem set', () => {
  it('is imported with a report, listed, looked through and chosen from', async () => {
    const { set, report } = importedSetSchema.parse(await send({ file: 'mine.jsonl' }));
    expect(set).toMatchObject({ name: 'mine', problems: 39, source: 'mine.jsonl', isBundled: false });
    expect(report.issues).toEqual([
      {
        row: 8,
        message: 'the answer is empty (answer)',
        said: { en: 'the answer is empty (answer)', zh: 'answer 为空（answer）' },
      },
    ]);
    expect(
      problemSetListSchema
        .parse({ sets: await problems.sets() })
        .sets.map(({ name, problems: count }) => [name, count]),
    ).toEqual([
      ['tiny-math-500', 500],
      ['mine', 39],
    ]);
    const found = problemListSchema.parse(await problems.list({ set: 'mine', level: 2, subject: 'odd', limit: 2 }));
    expect(found).toMatchObject({
      total: 4,
      problems: [{ text: 'Question 1', answer: '1', set: 'mine' }, { text: 'Question 11' }],
    });
    expect(await problems.selected({ set: 'mine', levels: [1, 2], every: 3, limit: 4 })).toHaveLength(4);
    expect((await problems.selected({ set: 'mine', every: 2 })).map(({ uniqueId }) => uniqueId).slice(0, 5)).toEqual([
      'q0',
      'q2',
      'q4',
      'q6',
      'q9',
    ]);
    expect(await problems.list({ set: 'mine', uniqueId: 'q9', limit: 2 })).toMatchObject({
      total: 1,
      problems: [{ text: 'Question 9' }],
    });
    expect(
      (await problems.list({ set: 'mine', level: 2, skip: 1, limit: 2 })).problems.map(({ text }) => text),
    ).toEqual(['Question 6', 'Question 11']);
    expect((await problems.list({ skip: 499, limit: 2 })).problems).toHaveLength(1);
    expect(await problems.list({ set: 'mine', text: 'odd 11 question', limit: 2 })).toMatchObject({
      total: 1,
      problems: [{ text: 'Question 11' }],
    });
    const {
      total,
      problems: [first],
    } = await problems.list({ limit: 2_000 });
    expect(total).toBe(500);
    expect(await problems.list({ uniqueId: first!.uniqueId, limit: 2 })).toEqual({ total: 1, problems: [first] });
    const typed = `${first!.subject} ${first!.text.split(' ').slice(0, 3).toReversed().join('  ')}`;
    expect(
      (await problems.list({ text: typed.toUpperCase(), limit: 2_000 })).problems.map(({ subject }) => subject),
    ).toContain(first!.subject);
  });

  it('has one name: another import of it is refused, or takes its place', async () => {
    await expect(send({ set: 'mine' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(send({ set: 'tiny-math-500', replace: '1' })).rejects.toThrow(/ships with Longthink/);
    expect((await send({ set: 'mine', replace: '1' }, rows.split('\n').slice(0, 3).join('\n'))).set.problems).toBe(3);
    expect((await problems.list({ set: 'mine', limit: 10 })).total).toBe(3);
  });

  it('is not replaced by one that began before it was there, unless that was said', async () => {
    const both = await Promise.allSettled([send({ set: 'twice' }), send({ set: 'twice' })]);
    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused).toMatchObject([{ code: 'conflict' }]);
    await problems.remove('twice');
  });

  it('of which nothing can be taken is refused with the report, and leaves no set', async () => {
    await expect(send({ set: 'bad' }, 'a,b\n1,2\n')).rejects.toMatchObject({
      code: 'bad-request',
      details: { rows: 1, leftOut: 1 },
    });
    await expect(send({ set: 'bad' }, 'a,b\n1,2\n')).rejects.toThrow(
      /No problems could be taken: 1 of 1 rows: no column holds the problem/,
    );
    await expect(problems.list({ set: 'bad', limit: 1 })).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.db.selectFrom('problem_sets').select('id').where('name', 'is', null).execute()).toEqual([]);
  });

  it.each([{ set: '..' }, { set: '.' }, { file: '..csv' }, { file: '.jsonl' }])(
    'needs a name that has an address: %o has none',
    async (query) => {
      await expect(send(query)).rejects.toThrow(/cannot be the name of a set/);
      expect(await problems.sets()).toHaveLength(2);
    },
  );

  it('that is not there, or has nothing of what is asked, is told with what there is', async () => {
    await expect(problems.selected({ set: 'none' })).rejects.toThrow(
      /no problem set “none”\. There are: tiny-math-500, mine/,
    );
    await expect(problems.selected({ set: 'tiny-math-500', subjects: ['none'] })).rejects.toThrow(
      /nothing of “tiny-math-500” is left/,
    );
    await expect(problems.selected({ set: 'mine', subjects: ['none'] })).rejects.toThrow(/nothing of “mine” is left/);
    expect(await problems.selected({ set: 'tiny-math-500', levels: [3], limit: 7 })).toHaveLength(7);
  });

  it('can be removed, but not one that ships', async () => {
    await problems.remove('mine');
    await expect(problems.remove('mine')).rejects.toMatchObject({ code: 'not-found' });
    await expect(problems.remove('tiny-math-500')).rejects.toMatchObject({ code: 'conflict' });
  });
});
