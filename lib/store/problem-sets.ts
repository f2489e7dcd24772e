/** Imported problem sets in a database: the port of `lib/problems` in SQL, once for both databases. */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { jsonOf, searchable } from '@/lib/base';
import { problemSetSchema, type ProblemSet } from '@/lib/problems/wire';
import { SetExistsError } from '@/lib/problems';
import type { PlacedProblem, ProblemSetStore, SetDraft, SetPage, SetQuery } from '@/lib/problems';
import { createRunId } from '@/lib/runs';
import { problemSchema } from '@/lib/search';
import { containsWords } from './rows/contains-words';
import type { Dialect } from './database/dialect';
import { explained } from './database/explained';
import { adding, removing } from './database/full-disk';
import type { ProblemSetsTable, Schema } from './database/schema';

/** Parameters of one insert stay under SQLite's limit. */
const rowsPerInsert = 100;
const rowsPerRemoval = 5_000;
const maxListedSubjects = 200;
/** What was written this long ago and never became a set was left by a process that died. */
const abandonedMs = 24 * 3_600_000;

/** A field more is one of a later version, and not needed here. */
const storedProblemSchema = z.object(problemSchema.required({ uniqueId: true }).shape);
const storedSetSchema = z.object(problemSetSchema.shape);
/** Of the account of a set, what its problems do not say. */
const sourceSchema = z.object({ source: problemSetSchema.shape.source }).catch({});

/** The problem set store over an open, migrated database. */
export function createProblemSets(db: Kysely<Schema>, dialect: Dialect): ProblemSetStore {
  async function begin(
    name: string,
    source: string,
    { isNew = false }: { readonly isNew?: boolean } = {},
  ): Promise<SetDraft> {
    const at = Date.now();
    const id = createRunId(at);
    await removeAbandoned(at);
    await db.insertInto('problem_sets').values({ id, name: null, created_at: at, summary: '' }).execute();
    return explained(
      {
        add: adding((problems: readonly PlacedProblem[]) => add(id, problems), dialect),
        publish: () => publish(id, { name, source, importedAt: at }, isNew),
        discard: () => removeId(id),
      },
      dialect,
    );
  }

  async function add(id: string, problems: readonly PlacedProblem[]): Promise<readonly number[]> {
    const kept = new Set<number>();
    await db.transaction().execute(async (trx) => {
      for (let i = 0; i < problems.length; i += rowsPerInsert) {
        const rows = problems.slice(i, i + rowsPerInsert).map(({ row, problem }) => ({
          set_id: id,
          position: row,
          unique_id: problem.uniqueId,
          level: problem.level ?? null,
          subject: problem.subject?.replaceAll('\0', '') ?? null,
          search_text: searchable(problem.text, problem.subject),
          problem: JSON.stringify(problem),
        }));
        const inserted = await trx
          .insertInto('set_problems')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .returning('position')
          .execute();
        for (const { position } of inserted) kept.add(position);
      }
    });
    return problems.flatMap(({ row }) => (kept.has(row) ? [] : [row]));
  }

  /** What lists show of a set, from its problems. */
  async function describe(id: string, facts: Pick<ProblemSet, 'name' | 'source' | 'importedAt'>): Promise<ProblemSet> {
    const count = async (by: 'level' | 'subject') =>
      db
        .selectFrom('set_problems')
        .select(by)
        .select(({ fn }) => fn.countAll<number>().as('problems'))
        .where('set_id', '=', id)
        .where(by, 'is not', null)
        .groupBy(by)
        .orderBy(by)
        .limit(maxListedSubjects)
        .execute();
    return {
      ...facts,
      isBundled: false,
      problems: await countOf(id, {}),
      levels: (await count('level')).map((row) => ({ level: row.level ?? 0, problems: row.problems })),
      subjects: (await count('subject')).map((row) => ({ subject: row.subject ?? '', problems: row.problems })),
    };
  }

  async function publish(
    id: string,
    { name, source, importedAt }: { readonly name: string; readonly source: string; readonly importedAt: number },
    isNew: boolean,
  ): Promise<ProblemSet> {
    const set = await describe(id, { name, source, importedAt });
    const older = await db.transaction().execute(async (trx) => {
      // Of two that come at the same time the second meets the first; a file has one writer anyway.
      if (dialect.kind === 'postgres')
        await sql`select pg_advisory_xact_lock(hashtext('longthink set'), hashtext(${name}))`.execute(trx);
      const before = await trx.selectFrom('problem_sets').select('id').where('name', '=', name).executeTakeFirst();
      if (before !== undefined && isNew) throw new SetExistsError(`There is a set “${name}” already.`);
      if (before !== undefined)
        await trx.updateTable('problem_sets').set({ name: null }).where('id', '=', before.id).execute();
      await trx
        .updateTable('problem_sets')
        .set({ name, summary: JSON.stringify(set) })
        .where('id', '=', id)
        .execute();
      return before?.id;
    });
    if (older !== undefined) await removeId(older);
    return set;
  }

  async function sets(): Promise<readonly ProblemSet[]> {
    const rows = await db
      .selectFrom('problem_sets')
      .select(['id', 'name', 'created_at', 'summary'])
      .where('name', 'is not', null)
      .orderBy('id', 'desc')
      .execute();
    const found: ProblemSet[] = [];
    for (const row of rows) {
      const json = jsonOf(row.summary);
      const stored = storedSetSchema.safeParse(json);
      found.push(stored.success ? stored.data : await remake(row, sourceSchema.parse(json)));
    }
    return found;
  }

  /** The account of a set that another version wrote, made again from its problems. */
  async function remake(
    { id, name, created_at: importedAt, summary }: ProblemSetsTable,
    source: z.infer<typeof sourceSchema>,
  ): Promise<ProblemSet> {
    const set = await describe(id, { name: name ?? '', importedAt, ...source });
    await db
      .updateTable('problem_sets')
      .set({ summary: JSON.stringify(set) })
      .where('id', '=', id)
      .where('summary', '=', summary)
      .execute();
    return set;
  }

  async function read(
    name: string,
    query: SetQuery,
    { after, skip = 0, limit }: SetPage,
  ): Promise<readonly PlacedProblem[] | undefined> {
    const id = await idOf(name);
    if (id === undefined) return undefined;
    const rows = await db
      .selectFrom('set_problems')
      .select(['position', 'problem'])
      .where('set_id', '=', id)
      .where('position', '>', after)
      .where(matching(query))
      .orderBy('position')
      .limit(limit)
      .offset(skip)
      .execute();
    const found = rows.flatMap((row): PlacedProblem[] => {
      const problem = storedProblemSchema.safeParse(jsonOf(row.problem));
      return problem.success ? [{ row: row.position, problem: problem.data }] : [];
    });
    const last = rows.at(-1);
    // Nothing found would say that the set ends here.
    return found.length > 0 || last === undefined ? found : read(name, query, { after: last.position, limit });
  }

  async function count(name: string, query: SetQuery): Promise<number> {
    const id = await idOf(name);
    return id === undefined ? 0 : countOf(id, query);
  }

  async function countOf(id: string, query: SetQuery): Promise<number> {
    const { problems } = await db
      .selectFrom('set_problems')
      .select(({ fn }) => fn.countAll<number>().as('problems'))
      .where('set_id', '=', id)
      .where(matching(query))
      .executeTakeFirstOrThrow();
    return problems;
  }

  async function remove(name: string): Promise<boolean> {
    const id = await idOf(name);
    if (id !== undefined) await removeId(id);
    return id !== undefined;
  }

  async function idOf(name: string): Promise<string | undefined> {
    return (await db.selectFrom('problem_sets').select('id').where('name', '=', name).executeTakeFirst())?.id;
  }

  /** By its id: a set that is half removed has no name any more. */
  const removeId = removing(removeInPieces, dialect);

  /** So that nobody waits for a set of a million. Goes on with what an earlier try left. */
  async function removeInPieces(id: string): Promise<void> {
    await db.updateTable('problem_sets').set({ name: null }).where('id', '=', id).execute();
    for (;;) {
      const last = await db
        .selectFrom('set_problems')
        .select('position')
        .where('set_id', '=', id)
        .orderBy('position')
        .limit(1)
        .offset(rowsPerRemoval)
        .executeTakeFirst();
      if (last === undefined) break;
      await db.deleteFrom('set_problems').where('set_id', '=', id).where('position', '<', last.position).execute();
      await yieldToOthers();
    }
    await db.deleteFrom('problem_sets').where('id', '=', id).execute();
  }

  async function removeAbandoned(now: number): Promise<void> {
    const rows = await db
      .selectFrom('problem_sets')
      .select('id')
      .where('name', 'is', null)
      .where('created_at', '<', now - abandonedMs)
      .execute();
    for (const { id } of rows) await removeId(id);
  }

  return explained({ begin: adding(begin, dialect), sets, read, count, remove }, dialect);
}

function matching({ levels, subjects, text, uniqueId }: SetQuery): RawBuilder<boolean> {
  const conditions = [
    ...(levels === undefined ? [] : [sql`level in (${sql.join([...levels])})`]),
    ...(uniqueId === undefined ? [] : [sql`unique_id = ${uniqueId}`]),
    ...(subjects === undefined ? [] : [sql`subject in (${sql.join([...subjects])})`]),
    ...(text === undefined ? [] : [containsWords(text)]),
  ];
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
