/**
/**
 * Rows of runs, read one by one: a summary as it stands, with its texts cut where they are longer than anybody reads; made again
 * from the log where an older version wrote it, or another one of which it cannot be read; and where the log cannot be read
 * either, what is known nevertheless. A row never keeps another from being read.
 */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { jsonOf } from '@/lib/base';
import { BrokenLogError, createdAtOf, loadRun, runSummarySchema, shortened, summarize, summaryForm } from '@/lib/runs';
import type { ListedRun, RunLog, RunSummary } from '@/lib/runs';
import { BrokenRows } from './broken-rows';
import { isOfOlderForm } from './older-form';
import { Remaking } from './remaking';
import type { RunsTable, Schema } from '../database/schema';

export const runRowColumns = ['id', 'summary', 'last_seq', 'experiment_id', 'cell'] as const;
export type RunRow = Pick<RunsTable, (typeof runRowColumns)[number]>;

/** A field more is one of a later version, and not needed here. */
const storedSchema = z.object(runSummarySchema.shape);
/** Of a summary, what its log does not say. */
const unloggedSchema = z.object({ importedAt: runSummarySchema.shape.importedAt }).catch({});

export interface RunRows {
  /** Throws StoreError. */
  read(row: RunRow): Promise<ListedRun>;
  /** Runs that could not be read, as far as they were looked at. */
  readonly unreadable: readonly string[];
  forget(runId: string): void;
}

export function createRunRows(db: Kysely<Schema>, log: Pick<RunLog, 'read'>, remaking = new Remaking()): RunRows {
  const broken = new BrokenRows();
  /** Of an older form, whose logs cannot be read: they stay as they are. */
  const older = new BrokenRows();

  async function read(row: RunRow): Promise<ListedRun> {
    const json = jsonOf(row.summary);
    const stored = storedSchema.safeParse(json);
    if (stored.success) {
      broken.delete(row.id);
      const isDone = !isOfOlderForm(json, summaryForm) || older.reasonOf(row.id, row.last_seq) !== undefined;
      if (isDone || !remaking.hasTime) {
        const summary = shortened(stored.data);
        // What is of an older form is kept in this one once it was made again.
        if (summary !== stored.data && isDone) await keep(row, summary);
        return summary;
      }
    }
    const reason = broken.reasonOf(row.id, row.last_seq);
    if (reason !== undefined) return unreadable(row, reason);
    try {
      return await remaking.timed(() => remake(row, unloggedSchema.parse(json)));
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      if (stored.success) {
        older.add(row.id, row.last_seq, error.message);
        return shortened(stored.data);
      }
      broken.add(row.id, row.last_seq, error.message);
      return unreadable(row, error.message);
    }
  }

  /** Throws BrokenLogError. */
  async function remake(row: RunRow, { importedAt }: z.infer<typeof unloggedSchema>): Promise<RunSummary> {
    const { state, firstAt, workMs, lastSeq } = await loadRun(log, row.id);
    const summary = runSummarySchema.safeParse(
      summarize(state, {
        id: row.id,
        createdAt: firstAt,
        workMs,
        lastSeq,
        ...(importedAt === undefined ? {} : { importedAt }),
        experiment: experimentOf(row),
      }),
    );
    if (!summary.success)
      throw new BrokenLogError(
        `What the log of run ${row.id} comes to cannot be shown: ${z.prettifyError(summary.error)}`,
      );
    await keep(row, summary.data);
    return summary.data;
  }

  /** Unless it was written to meanwhile: then the summary is newer than this one. */
  async function keep(row: RunRow, summary: RunSummary): Promise<void> {
    await db
      .updateTable('runs')
      .set(columnsOf(summary))
      .where('id', '=', row.id)
      .where('last_seq', '=', summary.lastSeq)
      .where('summary', '=', row.summary)
      .execute();
  }

  return {
    read,
    get unreadable() {
      return broken.ids;
    },
    forget: (runId) => {
      broken.delete(runId);
      older.delete(runId);
    },
  };
}

/** What is kept of a summary. Throws when it is none that could be read again. */
export function columnsOf(summary: RunSummary) {
  const json = JSON.stringify({ ...runSummarySchema.parse(summary), madeBy: summaryForm });
  return {
    status: summary.status,
    is_correct: summary.isCorrect === undefined ? null : Number(summary.isCorrect),
    summary: json,
    last_seq: summary.lastSeq,
  };
}

function unreadable(row: RunRow, reason: string): ListedRun {
  const experiment = experimentOf(row);
  return {
    id: row.id,
    createdAt: createdAtOf(row.id),
    status: 'unreadable',
    reason,
    ...(experiment === undefined ? {} : { experiment }),
  };
}

function experimentOf({ experiment_id: id, cell }: RunRow): RunSummary['experiment'] {
  return id === null ? undefined : { id, cell: cell ?? '' };
}
