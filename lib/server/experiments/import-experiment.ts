/**
 * Takes in a file of search-and-learn's output as an experiment: a run with its log for every problem, results, and the
 * comparison of its stored answers with ours. The file is looked through twice, because the first row does not tell how
 * many completions the longest has; between rows others get a turn.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { z } from 'zod';
import type { ImportExperimentQuery } from '@/lib/experiments/wire';
import {
  experimentLogVersion,
  foldExperiment,
  headOf,
  type ExperimentEntry,
  type ExperimentStart,
} from '@/lib/experiments';
import {
  ArchiveError,
  createRowReader,
  importPlan,
  importRow,
  poolsOf,
  isArchive,
  logOfArchive,
  problemOf,
  rowSources,
  type Comparison,
  type ImportPlan,
  type Pools,
  type Row,
  type RowReaderOptions,
  type RowReport,
} from '@/lib/experiments/import';
import type { AnswerComparison, ExperimentData } from '@/lib/experiments/model';
import { createRunId, logEntrySchema, summarize } from '@/lib/runs';
import { applyEvents, initialState } from '@/lib/search';
import type { Store } from '@/lib/store';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError, invalidInput, isOf } from '../http/api-error';
import { readBytes } from '../http/request-body';

const maxBytes = 256_000_000;
const maxDifferences = 200;
const maxReports = 200;
const entriesSchema = z.array(logEntrySchema);

export interface ImportedExperiment {
  readonly id: string;
  readonly problems: number;
  readonly comparison: AnswerComparison;
  readonly leftOut: readonly RowReport[];
}

export interface ImportDependencies {
  readonly store: Store;
  /** Of a set by its name. Throws ApiError where there is none. */
  readonly problemsOf: (set: string) => Promise<ExperimentData['problems']>;
  readonly now: () => number;
}

/** Throws ApiError 400 when no line can be used, 413 when the file is too large; then nothing of it is kept. */
export async function importExperiment(
  request: Request,
  options: ImportExperimentQuery,
  { store, problemsOf, now }: ImportDependencies,
): Promise<ImportedExperiment> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readBytes(request, maxBytes)) pieces.push(piece);
  const bytes = await rowBytes(Buffer.concat(pieces));
  const known = options.set === undefined ? undefined : await problemsOf(options.set);
  const reading = {
    strategy: options.strategy,
    known: known && new Map(known.map((problem) => [problem.uniqueId, problem])),
  };
  const { pools, problems, leftOut } = await lookThrough(bytes, reading);
  if (problems.length === 0) {
    const [first] = leftOut;
    throw new ApiError(
      'bad-request',
      first === undefined
        ? refusalTexts.noLines
        : fillText(refusalTexts.noOutput, { line: first.line, why: first.said }),
      { issues: leftOut },
    );
  }
  const plan = importPlan(options, pools);
  const at = now();
  const id = createRunId(at);
  const start: ExperimentStart = {
    type: 'experiment-started',
    version: experimentLogVersion,
    origin: 'imported',
    spec: plan.spec,
    cells: [...plan.cells],
    problems: [...problems],
    models: [...plan.models],
    policies: [],
    verifiers: [],
  };
  // Paused until all of it is there: nobody is to take it for finished, nor to run it.
  const entries: ExperimentEntry[] = [
    { seq: 1, at, event: start },
    { seq: 2, at, event: { type: 'experiment-paused' } },
  ];
  const begun = foldExperiment(undefined, entries);
  await store.experiments.create(headOf(id, at, begun), entries);
  try {
    const comparison = await keepRuns(bytes, plan, { id, store, at, reading });
    const rest: ExperimentEntry[] = [
      { seq: 3, at: now(), event: { type: 'answers-compared', comparison } },
      { seq: 4, at: now(), event: { type: 'experiment-ended', status: 'finished' } },
    ];
    await store.experiments.append(headOf(id, at, foldExperiment(begun, rest)), rest);
    return { id, problems: problems.length, comparison, leftOut };
  } catch (error) {
    await store.experiments.remove(id);
    throw error;
  }
}

/** The file, or the log in its archive. */
async function rowBytes(bytes: Buffer): Promise<Buffer> {
  if (!isArchive(bytes)) return bytes;
  try {
    return Buffer.from(await logOfArchive(bytes));
  } catch (error) {
    if (isOf(ArchiveError, 'ArchiveError', error))
      throw new ApiError('bad-request', `The archive cannot be read: ${error.message}.`);
    throw error;
  }
}

async function lookThrough(
  bytes: Buffer,
  reading: RowReaderOptions,
): Promise<{
  readonly pools: Pools;
  readonly problems: ExperimentData['problems'];
  readonly leftOut: readonly RowReport[];
}> {
  // A problem that was searched at several budgets is one.
  const problems = new Map<string, ExperimentData['problems'][number]>();
  const { rows, reports } = rowsOf(bytes, reading);
  let pools: Pools = { most: 0, budgets: [] };
  for (const { line, row } of rows) {
    const problem = problemOf(row, line);
    problems.set(problem.uniqueId, problem);
    const own = poolsOf([row]);
    pools = {
      most: Math.max(pools.most, own.most),
      budgets: [...new Set([...pools.budgets, ...own.budgets])].toSorted((one, other) => one - other),
    };
    await yieldToOthers();
  }
  return { pools, problems: [...problems.values()], leftOut: reports().slice(0, maxReports) };
}

async function keepRuns(
  bytes: Buffer,
  plan: ImportPlan,
  {
    id,
    store,
    at,
    reading,
  }: { readonly id: string; readonly store: Store; readonly at: number; readonly reading: RowReaderOptions },
): Promise<AnswerComparison> {
  const differences: Comparison['differences'][number][] = [];
  let compared = 0;
  let different = 0;
  for (const { line, row } of rowsOf(bytes, reading).rows) {
    const runId = createRunId(at);
    const { events, result, comparison } = importRow(plan, row, { line, runId });
    const entries = entriesSchema.safeParse(events.map((event, i) => ({ seq: i + 1, at, event })));
    if (!entries.success) throw invalidInput(entries.error, `The file: line ${line}: its log`);
    const summary = summarize(applyEvents(initialState, events), {
      id: runId,
      createdAt: at,
      workMs: 0,
      lastSeq: entries.data.length,
      importedAt: at,
      experiment: { id, cell: result.cell },
    });
    await store.runs.create({ summary, entries: entries.data });
    await store.experiments.putResult(id, result, at);
    compared += comparison.compared;
    different += comparison.differences.length;
    differences.push(...comparison.differences.slice(0, maxDifferences - differences.length));
    await yieldToOthers();
  }
  return {
    compared,
    different,
    differences: differences.map(({ problem, prediction, theirs, ours }) => ({
      problem,
      prediction,
      ...(theirs === undefined ? {} : { theirs }),
      ...(ours === undefined ? {} : { ours }),
    })),
  };
}

/** Rows of the file, read as they are asked for; `reports` tells what was left out up to there. */
function rowsOf(
  bytes: Buffer,
  reading: RowReaderOptions,
): {
  readonly rows: Generator<{ readonly line: number; readonly row: Row }, void>;
  readonly reports: () => readonly RowReport[];
} {
  const reader = createRowReader(reading);
  function* rows() {
    for (const { line, source } of rowSources(bytes)) {
      for (const row of reader.read(source, line)) yield { line, row };
    }
  }
  return { rows: rows(), reports: () => reader.problems };
}
