/**
 * A file of search-and-learn's output as the parts of an experiment: its plan, and a run with its log and result for every
 * problem, one after the other. The file is looked through twice, because the first row does not tell how many completions
 * the longest has. Knows no store and no process.
 */
import { z } from 'zod';
import {
  ArchiveError,
  createRowReader,
  importPlan,
  importRow,
  isArchive,
  logOfArchive,
  poolsOf,
  problemOf,
  rowSources,
  unreadFiles,
  type Comparison,
  type ImportOptions,
  type ImportPlan,
  type Pools,
  type Row,
  type RowReader,
  type RowReaderOptions,
  type RowReport,
  type UnpackedLog,
} from '@/lib/experiments/import';
import type { ExperimentData, RunResult } from '@/lib/experiments/model';
import { cutLog, logEntrySchema, summarize } from '@/lib/runs';
import { applyEvents, initialState } from '@/lib/search';
import { fillText, refusalTexts, toldAs, type Text } from '@/lib/words';
import { ApiError, invalidInput, isOf } from '../http/api-error';
import type { ReadRun } from './read-log';

const maxReports = 200;
const entriesSchema = z.array(logEntrySchema);

export interface SolutionsFile {
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
  readonly options: ImportOptions;
  /** Problems that lines give by id alone. */
  readonly known: ExperimentData['problems'] | undefined;
  /** Of the experiment that is made of it. */
  readonly id: string;
  readonly importedAt: number;
}

/** What the experiment is, before any of its runs. */
export interface SolutionsPlan {
  readonly plan: ImportPlan;
  readonly problems: ExperimentData['problems'];
  readonly leftOut: readonly RowReport[];
  /** What of the file was not read. */
  readonly notes: readonly ReturnType<typeof toldAs>[];
}

export interface SolvedProblem extends ReadRun {
  readonly result: RunResult;
  readonly comparison: Comparison;
}

export interface ReadSolutions extends SolutionsPlan {
  /** Those of the next row; undefined: there is none. Throws ApiError 400 with the line whose log would not be read again. */
  next(runId: string): SolvedProblem | undefined;
}

/** Throws ApiError 400 when no line can be used. */
export async function readSolutions({ blocks, options, known, ...made }: SolutionsFile): Promise<ReadSolutions> {
  const { log: bytes, unread: files } = await rowBytes(Buffer.concat(blocks));
  const reading = {
    strategy: options.strategy,
    known: known && new Map(known.map((problem) => [problem.uniqueId, problem])),
  };
  const { pools, problems, leftOut, unread } = lookThrough(bytes, reading);
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
  const { rows } = rowsOf(bytes, reading);
  return {
    plan,
    problems,
    leftOut,
    notes: [unread, unreadFiles(files)].flatMap((note) => (note === undefined ? [] : [toldAs(note)])),
    next(runId) {
      const step = rows.next();
      return step.done === true ? undefined : solvedProblem(plan, step.value, { runId, ...made });
    },
  };
}

function solvedProblem(
  plan: ImportPlan,
  { line, row }: PlacedRow,
  { runId, id, importedAt }: { readonly runId: string; readonly id: string; readonly importedAt: number },
): SolvedProblem {
  const { events, result, comparison } = importRow(plan, row, { line, runId });
  const entries = entriesSchema.safeParse(events.map((event, i) => ({ seq: i + 1, at: importedAt, event })));
  if (!entries.success) throw invalidInput(entries.error, `The file: line ${line}: its log`);
  const summary = summarize(applyEvents(initialState, events), {
    id: runId,
    createdAt: importedAt,
    workMs: 0,
    lastSeq: entries.data.length,
    importedAt,
    experiment: { id, cell: result.cell },
  });
  return { summary, chunks: cutLog(entries.data), result, comparison };
}

/** The file, or the log in its archive. */
async function rowBytes(bytes: Uint8Array): Promise<UnpackedLog> {
  if (!isArchive(bytes)) return { log: bytes, unread: [] };
  try {
    return await logOfArchive(bytes);
  } catch (error) {
    if (isOf(ArchiveError, 'ArchiveError', error))
      throw new ApiError('bad-request', fillText(refusalTexts.archiveIs, { why: error.message }));
    throw error;
  }
}

function lookThrough(
  bytes: Uint8Array,
  reading: RowReaderOptions,
): Pick<SolutionsPlan, 'problems' | 'leftOut'> & { readonly pools: Pools; readonly unread: Text | undefined } {
  // A problem that was searched at several budgets is one.
  const problems = new Map<string, ExperimentData['problems'][number]>();
  const { rows, reader } = rowsOf(bytes, reading);
  let pools: Pools = { most: 0, budgets: [] };
  for (const { line, row } of rows) {
    const problem = problemOf(row, line);
    problems.set(problem.uniqueId, problem);
    const own = poolsOf([row]);
    pools = {
      most: Math.max(pools.most, own.most),
      budgets: [...new Set([...pools.budgets, ...own.budgets])].toSorted((one, other) => one - other),
    };
  }
  return {
    pools,
    problems: [...problems.values()],
    leftOut: reader.problems.slice(0, maxReports),
    unread: reader.unread(),
  };
}

interface PlacedRow {
  readonly line: number;
  readonly row: Row;
}

/** Rows of the file, read as they are asked for by `reader`, which knows what was left out up to there. */
function rowsOf(
  bytes: Uint8Array,
  reading: RowReaderOptions,
): { readonly rows: Generator<PlacedRow, void>; readonly reader: RowReader } {
  const reader = createRowReader(reading);
  function* rows() {
    for (const { line, source } of rowSources(bytes)) {
      for (const row of reader.read(source, line)) yield { line, row };
    }
  }
  return { rows: rows(), reader };
}
