/**
 * Results of runs, read one by one: as they stand, or made again from the run's log where an older version wrote them,
 * or another one of which they cannot be read. One that can be had neither way is left out, as if the run had none.
 */
import type { Kysely } from 'kysely';
import { jsonOf } from '@/lib/base';
import { decodeResult, encodeResult, resultOf, type KeptResult } from '@/lib/experiments';
import { importedKind, importedResult, tokensIn } from '@/lib/experiments/import';
import type { RunResult } from '@/lib/experiments/model';
import { BrokenLogError, loadRun, type RunLog } from '@/lib/runs';
import { BrokenRows } from './broken-rows';
import { Remaking } from './remaking';
import type { RunResultsTable, Schema } from '../database/schema';

type ResultRow = Pick<RunResultsTable, 'run_id' | 'result'>;

/** Gives a function that reads one row. It throws StoreError. */
export function createResultRows(
  db: Kysely<Schema>,
  log: Pick<RunLog, 'read'>,
  remaking = new Remaking(),
): (row: ResultRow) => Promise<KeptResult | undefined> {
  const broken = new BrokenRows();

  /** Throws BrokenLogError. */
  async function remake({ run_id: runId, result: text }: ResultRow): Promise<RunResult> {
    const { state, workMs } = await loadRun(log, runId);
    const run = await db.selectFrom('runs').select('cell').where('id', '=', runId).executeTakeFirst();
    const { spec } = state;
    if (run === undefined || spec === undefined) throw new BrokenLogError(`Run ${runId} was removed.`);
    const facts = { runId, cell: run.cell ?? '', problem: spec.problem.uniqueId ?? '', seed: spec.seed };
    const result =
      spec.verifier?.kind === importedKind
        ? importedResult(state, facts, tokensIn(jsonOf(text)))
        : resultOf(state, { ...facts, seconds: workMs / 1000 });
    await db
      .updateTable('run_results')
      .set({ result: encodeResult(result) })
      .where('run_id', '=', runId)
      .where('result', '=', text)
      .execute();
    return result;
  }

  return async (row) => {
    const stored = decodeResult(row.run_id, row.result);
    const isDone = stored !== undefined && (stored.isOld !== true || !remaking.hasTime);
    if (isDone) return stored;
    if (broken.reasonOf(row.run_id, 0) !== undefined) return asItStays(stored);
    try {
      return await remaking.timed(() => remake(row));
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      broken.add(row.run_id, 0, error.message);
      return asItStays(stored);
    }
  };
}

/** Of one whose log cannot be read nobody waits for another. */
function asItStays(stored: KeptResult | undefined): RunResult | undefined {
  if (stored === undefined) return undefined;
  const { isOld: _isOld, ...result } = stored;
  return result;
}
