/**
 * The steps by which an empty or older database becomes the current one, in order. A step that was released is never
 * changed; a new one is added at the end. Each is all or nothing on both databases.
 */
import { Migrator, sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { StoreError } from '@/lib/runs';
import type { Dialect } from './dialect';
import type { Schema } from './schema';

function migrationsFor(dialect: Dialect): Record<string, Migration> {
  return {
    '001-runs': { up: (db) => createRuns(db, dialect) },
    '002-experiments': { up: (db) => createExperiments(db, dialect) },
    '003-problem-sets': { up: (db) => createProblemSets(db, dialect) },
    '004-lists-and-probe': { up: createListIndexAndProbe },
    '005-several-processes': { up: (db) => createProcessTables(db, dialect) },
    '006-run-marks': { up: (db) => createRunMarks(db, dialect) },
    // Nothing is changed; an older Longthink could not read what is packed by columns from now on, and is to say so.
    '007-logs-by-columns': { up: async () => {} },
  };
}

/** Ids sort by their bytes everywhere; PostgreSQL would otherwise use the language of the server. */
function idTypeOf(dialect: Dialect) {
  return dialect.kind === 'postgres' ? sql`text collate "C"` : sql`text`;
}

async function createRuns(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const idType = idTypeOf(dialect);
  await db.schema
    .createTable('runs')
    .addColumn('id', idType, (column) => column.primaryKey().notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('strategy', 'text', (column) => column.notNull())
    .addColumn('is_correct', 'integer')
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('last_seq', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('runs_by_status').on('runs').columns(['status', 'id']).execute();
  await db.schema
    .createTable('run_chunks')
    .addColumn('run_id', idType, (column) => column.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('first_seq', 'bigint', (column) => column.notNull())
    .addColumn('last_seq', 'bigint', (column) => column.notNull())
    .addColumn('entries', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('run_chunks_key', ['run_id', 'first_seq'])
    .execute();
  await db.schema
    .createTable('run_commands')
    .addColumn('id', idType, (column) => column.primaryKey().notNull())
    .addColumn('run_id', idType, (column) => column.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('command', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('run_commands_by_run').on('run_commands').columns(['run_id', 'id']).execute();
}

async function createExperiments(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const idType = idTypeOf(dialect);
  await db.schema
    .createTable('experiments')
    .addColumn('id', idType, (column) => column.primaryKey().notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('head', 'text', (column) => column.notNull())
    .addColumn('last_seq', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('experiments_by_status').on('experiments').columns(['status', 'id']).execute();
  await db.schema
    .createTable('experiment_entries')
    .addColumn('experiment_id', idType, (column) => column.notNull().references('experiments.id').onDelete('cascade'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('experiment_entries_key', ['experiment_id', 'seq'])
    .execute();
  // Without a cascade: an experiment with ten thousand runs is taken down in pieces, so that nobody waits for it.
  await db.schema
    .alterTable('runs')
    .addColumn('experiment_id', idType, (column) => column.references('experiments.id'))
    .execute();
  await db.schema.alterTable('runs').addColumn('cell', idType).execute();
  await db.schema.alterTable('runs').addColumn('problem_id', idType).execute();
  await db.schema.alterTable('runs').addColumn('seed', 'bigint').execute();
  await db.schema
    .createIndex('runs_of_experiments')
    .on('runs')
    .columns(['experiment_id', 'cell', 'problem_id', 'seed'])
    .unique()
    .execute();
  await db.schema
    .createIndex('runs_of_experiments_by_status')
    .on('runs')
    .columns(['experiment_id', 'status', 'id'])
    .execute();
  await db.schema
    .alterTable('run_chunks')
    .addColumn('packed', dialect.kind === 'postgres' ? 'bytea' : 'blob')
    .execute();
  await db.schema
    .createTable('run_results')
    .addColumn('run_id', idType, (column) => column.primaryKey().notNull().references('runs.id').onDelete('cascade'))
    .addColumn('experiment_id', idType, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('tokens', 'bigint', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .execute();
  // Holds what is counted every second, so that the results themselves are not read for it.
  await db.schema
    .createIndex('run_results_by_time')
    .on('run_results')
    .columns(['experiment_id', 'at', 'tokens', 'run_id'])
    .execute();
}

async function createProblemSets(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const idType = idTypeOf(dialect);
  await db.schema
    .createTable('problem_sets')
    .addColumn('id', idType, (column) => column.primaryKey().notNull())
    .addColumn('name', idType, (column) => column.unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('set_problems')
    .addColumn('set_id', idType, (column) => column.notNull().references('problem_sets.id').onDelete('cascade'))
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('unique_id', idType, (column) => column.notNull())
    .addColumn('level', 'integer')
    .addColumn('subject', 'text')
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('problem', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('set_problems_key', ['set_id', 'position'])
    .execute();
  await db.schema
    .createIndex('set_problems_by_id')
    .on('set_problems')
    .columns(['set_id', 'unique_id'])
    .unique()
    .execute();
}

async function createListIndexAndProbe(db: Kysely<unknown>): Promise<void> {
  // The list of runs is read off its end, however many there are.
  await db.schema.createIndex('runs_in_lists').on('runs').columns(['experiment_id', 'id']).execute();
  await db.schema
    .createTable('store_probe')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createRunMarks(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('run_marks')
    .addColumn('run_id', idTypeOf(dialect), (column) =>
      column.primaryKey().notNull().references('runs.id').onDelete('cascade'),
    )
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('is_starred', 'integer', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('marks', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('run_marks_by_time').on('run_marks').columns(['at']).execute();
}

async function createProcessTables(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const idType = idTypeOf(dialect);
  await db.schema
    .createTable('experiment_work')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('server_shares')
    .addColumn('address', idType, (column) => column.notNull())
    .addColumn('owner', idType, (column) => column.notNull())
    .addColumn('heard_at', 'bigint', (column) => column.notNull())
    .addColumn('sequences', 'bigint', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('server_shares_key', ['address', 'owner'])
    .execute();
}

/**
 * Brings the database to the current form; two processes may do so at the same time. Throws StoreError `too-new` when a
 * newer Longthink has already changed it.
 */
export async function migrate(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const known = migrationsFor(dialect);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => allOrNothing(known) } });
  const unknown = await appliedMigrations(db).then((names) => names.filter((name) => !(name in known)));
  if (unknown.length > 0) {
    throw new StoreError(
      'too-new',
      `${dialect.place} was written by a newer Longthink (it has ${unknown.join(', ')}). Update Longthink, or point it at another database.`,
      { isRetryable: false },
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** SQLite's migrations are not wrapped in a transaction by the query layer; savepoints do it on both databases. */
function allOrNothing(migrations: Record<string, Migration>): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(migrations).map(([name, migration]) => [
      name,
      {
        async up(db: Kysely<unknown>) {
          await sql`savepoint migration`.execute(db);
          try {
            await migration.up(db);
          } catch (error) {
            await sql`rollback to savepoint migration`.execute(db);
            throw error;
          }
          await sql`release savepoint migration`.execute(db);
        },
      },
    ]),
  );
}

async function appliedMigrations(db: Kysely<Schema>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}
