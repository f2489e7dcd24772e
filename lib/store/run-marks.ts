/** Stars, tags and notes of runs in a database: the port of `lib/runs` in SQL, once for both databases. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { jsonOf } from '@/lib/base';
import { noMarks, runMarksSchema, type RunMarks, type RunMarksStore } from '@/lib/runs';
import type { Dialect } from './database/dialect';
import { explained } from './database/explained';
import type { Schema } from './database/schema';

export function createRunMarks(db: Kysely<Schema>, dialect: Dialect): RunMarksStore {
  async function all(limit: number): Promise<ReadonlyMap<string, RunMarks>> {
    const rows = await db
      .selectFrom('run_marks')
      .select(['run_id', 'marks'])
      .orderBy('at', 'desc')
      .limit(limit)
      .execute();
    return new Map(
      rows.flatMap(({ run_id: id, marks }) => {
        const read = marksOf(marks);
        return read === undefined ? [] : [[id, read] as const];
      }),
    );
  }

  const of = (runId: string): Promise<RunMarks> => read(db, runId);

  async function read(from: Kysely<Schema>, runId: string): Promise<RunMarks> {
    const row = await from.selectFrom('run_marks').select('marks').where('run_id', '=', runId).executeTakeFirst();
    return (row === undefined ? undefined : marksOf(row.marks)) ?? noMarks;
  }

  async function change(runId: string, next: (marks: RunMarks) => RunMarks, at: number): Promise<RunMarks | undefined> {
    return db.transaction().execute(async (trx) => {
      // Whoever else changes them waits for the run's row; a file has one writer anyway.
      const run = trx.selectFrom('runs').select('id').where('id', '=', runId);
      const found = await (dialect.kind === 'postgres' ? run.forUpdate() : run).executeTakeFirst();
      if (found === undefined) return undefined;
      const marks = runMarksSchema.parse(next(await read(trx, runId)));
      const columns = {
        at,
        is_starred: Number(marks.isStarred),
        tags: marks.tags.map((tag) => `\n${tag.toLowerCase()}\n`).join(''),
        marks: JSON.stringify(marks),
      };
      await trx
        .insertInto('run_marks')
        .values({ run_id: runId, ...columns })
        .onConflict((conflict) => conflict.column('run_id').doUpdateSet(columns))
        .execute();
      return marks;
    });
  }

  return explained({ all, of, change }, dialect);
}

/** Undefined where another version wrote something else. */
function marksOf(json: string): RunMarks | undefined {
  return runMarksSchema.safeParse(jsonOf(json)).data;
}

/** Whether the run of a row of `runs` is starred, or has this tag. */
export function isMarked({
  starred,
  tag,
}: {
  readonly starred: boolean;
  readonly tag: string | undefined;
}): RawBuilder<boolean> {
  const literally = tag?.toLowerCase().replaceAll(/[\\%_]/g, (letter) => `\\${letter}`);
  const conditions = [
    ...(starred ? [sql`is_starred = 1`] : []),
    ...(literally === undefined ? [] : [sql`tags like ${`%\n${literally}\n%`} escape '\\'`]),
  ];
  return sql<boolean>`id in (select run_id from run_marks where ${sql.join(conditions, sql` and `)})`;
}
