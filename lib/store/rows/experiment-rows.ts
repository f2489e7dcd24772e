/**
 * Rows of experiments, read one by one: a head as it stands; made again from the log where an older version wrote
 * it, or another one of which it cannot be read; and where the log cannot be read either, what is known nevertheless.
 */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { jsonOf } from '@/lib/base';
import {
  experimentEntrySchema,
  foldExperiment,
  headOf,
  type ExperimentEntry,
  type ExperimentHead,
  type ListedExperiment,
} from '@/lib/experiments';
import { experimentSummarySchema } from '@/lib/experiments/wire';
import { BrokenLogError, createdAtOf } from '@/lib/runs';
import { whyUnreadable } from '@/lib/search';
import { BrokenRows } from './broken-rows';
import { isOfOlderForm } from './older-form';
import { Remaking } from './remaking';
import type { ExperimentsTable, Schema } from '../database/schema';

export const experimentRowColumns = ['id', 'head', 'last_seq'] as const;
type ExperimentRow = Pick<ExperimentsTable, (typeof experimentRowColumns)[number]>;

/** A field more is one of a later version, and not needed here. */
const headSchema = z.object({
  ...experimentSummarySchema.pick({
    id: true,
    createdAt: true,
    spec: true,
    status: true,
    origin: true,
    problems: true,
    failure: true,
  }).shape,
  planned: z.int(),
  lastSeq: z.int(),
});

/** Of what is kept of a head. Raised when the same log comes to another head, though it looks alike. */
const headForm = 1;

export interface ExperimentRows {
  /** Throws StoreError. */
  read(row: ExperimentRow): Promise<ListedExperiment>;
  /** Entries with `seq > after`, in order. Throws BrokenLogError. */
  entries(id: string, after: number): Promise<readonly ExperimentEntry[]>;
}

export function createExperimentRows(db: Kysely<Schema>, remaking = new Remaking()): ExperimentRows {
  const broken = new BrokenRows();
  /** Of an older form, whose logs cannot be read: they stay as they are. */
  const older = new BrokenRows();

  async function read(row: ExperimentRow): Promise<ListedExperiment> {
    const json = jsonOf(row.head);
    const stored = headSchema.safeParse(json);
    if (stored.success) {
      const isDone = !isOfOlderForm(json, headForm) || older.reasonOf(row.id, row.last_seq) !== undefined;
      if (isDone || !remaking.hasTime) return stored.data;
    }
    const reason = broken.reasonOf(row.id, row.last_seq);
    if (reason !== undefined) return unreadable(row, reason);
    try {
      return await remaking.timed(() => remake(row));
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      if (stored.success) {
        older.add(row.id, row.last_seq, error.message);
        return stored.data;
      }
      broken.add(row.id, row.last_seq, error.message);
      return unreadable(row, error.message);
    }
  }

  /** Throws BrokenLogError. */
  async function remake(row: ExperimentRow): Promise<ExperimentHead> {
    const all = await entries(row.id, 0);
    const head = headFrom(row.id, all);
    // Unless it was written to meanwhile: then the head is newer than this one.
    await db
      .updateTable('experiments')
      .set({ head: headText(head) })
      .where('id', '=', row.id)
      .where('last_seq', '=', head.lastSeq)
      .where('head', '=', row.head)
      .execute();
    return head;
  }

  async function entries(id: string, after: number): Promise<readonly ExperimentEntry[]> {
    const rows = await db
      .selectFrom('experiment_entries')
      .select(['seq', 'entry'])
      .where('experiment_id', '=', id)
      .where('seq', '>', after)
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, entry }) => {
      const value = jsonOf(entry);
      const parsed = experimentEntrySchema.safeParse(value);
      if (parsed.success) return parsed.data;
      const why = whyUnreadable(value, parsed.error);
      throw new BrokenLogError(`Entry ${seq} of the log of experiment ${id} cannot be read: ${why}.`);
    });
  }

  return { read, entries };
}

/** What is kept of a head. */
export function headText(head: ExperimentHead): string {
  return JSON.stringify({ ...head, madeBy: headForm });
}

/** Throws BrokenLogError when the entries contradict each other. */
function headFrom(id: string, entries: readonly ExperimentEntry[]): ExperimentHead {
  try {
    return headOf(id, entries[0]?.at ?? 0, foldExperiment(undefined, entries));
  } catch (cause) {
    throw new BrokenLogError(`The log of experiment ${id} contradicts itself.`, { cause });
  }
}

function unreadable({ id }: ExperimentRow, reason: string): ListedExperiment {
  return { id, createdAt: createdAtOf(id), status: 'unreadable', reason };
}
