/**
 * A file of search-and-learn's output as an experiment of one cell, with a run log for every problem and the comparison of
 * its stored answers with ours. Pure: text in, facts out. What the output does not hold (prompts, verifier tokens, time of
 * a search) stays 0; tokens of its searches are not told either.
 */
import { assertDefined } from '@/lib/base';
import {
  applyEvents,
  initialState,
  searchConfigSchema,
  selectAnswer,
  selectionNames,
  solutionsOf,
  strategyOf,
  type RunSpec,
  type SearchEvent,
  type StrategyName,
} from '@/lib/search';
import type { Text } from '@/lib/words';
import type { Cell, ExperimentData, RunResult } from '../model';
import { compareStored, type Comparison } from './compare';
import { importedKind, importedResult } from './imported-result';
import { createRowReader, type Row, type RowReaderOptions, type RowReport } from './row';
import { rowSources } from './row-sources';
import { runLog } from './run-log';

export interface ImportOptions {
  readonly name: string;
  /** The output does not say. */
  readonly strategy: StrategyName;
  readonly policy: string;
  readonly verifier: string;
  readonly seed?: number;
}

/** What is the same for all rows: a cell, or one for each budget that the file tells. */
export type ImportPlan = Pick<ExperimentData, 'spec' | 'models' | 'cells'>;

export interface ImportedRow {
  readonly problem: ExperimentData['problems'][number];
  readonly result: RunResult;
  /** The log of the run. */
  readonly events: readonly SearchEvent[];
  readonly comparison: Comparison;
}

export interface Imported {
  /** The experiment without its digests, which are made of the results. */
  readonly data: Omit<ExperimentData, 'digests'>;
  readonly results: readonly RunResult[];
  /** By run id. */
  readonly logs: ReadonlyMap<string, readonly SearchEvent[]>;
  readonly comparison: Comparison;
  /** Lines that were left out, and why. */
  readonly problems: readonly RowReport[];
  /** What of the others was not read, if anything. */
  readonly unread: Text | undefined;
}

/** A file at once; a long one is better read row by row. */
export function importOutput(text: string, options: ImportOptions & Pick<RowReaderOptions, 'known'>): Imported {
  const reader = createRowReader(options);
  const rows = [...rowSources(new TextEncoder().encode(text))].flatMap(({ source, line }) =>
    // A whole log is one source of many rows.
    reader.read(source, line).map((row, i) => ({ line, row, place: i === 0 ? `${line}` : `${line}.${i + 1}` })),
  );
  const plan = importPlan(options, poolsOf(rows.map(({ row }) => row)));
  const imported = rows.map(({ line, row, place }) =>
    importRow(plan, row, { line, runId: `${options.name} ${place}` }),
  );
  return {
    data: {
      spec: plan.spec,
      cells: plan.cells,
      problems: [...new Map(imported.map(({ problem }) => [problem.uniqueId, problem])).values()],
      models: plan.models,
    },
    results: imported.map(({ result }) => result),
    logs: new Map(imported.map(({ result, events }) => [result.runId, events])),
    comparison: {
      compared: imported.reduce((sum, { comparison }) => sum + comparison.compared, 0),
      differences: imported.flatMap(({ comparison }) => comparison.differences),
    },
    problems: reader.problems,
    unread: reader.unread(),
  };
}

/** How large the pools of a file are. */
export interface Pools {
  /** The most completions of a row that tells no budget; 0 where each tells one. */
  readonly most: number;
  readonly budgets: readonly number[];
}

export function poolsOf(rows: readonly Pick<Row, 'completions' | 'budget'>[]): Pools {
  return {
    most: rows.reduce(
      (most, { completions, budget }) => (budget === undefined ? Math.max(most, completions.length) : most),
      0,
    ),
    budgets: [...new Set(rows.flatMap(({ budget }) => budget ?? []))].toSorted((one, other) => one - other),
  };
}

export function importPlan(
  { name, strategy, policy, verifier, seed = 0 }: ImportOptions,
  { most, budgets }: Pools,
): ImportPlan {
  const cellOf = (n: number, read: readonly number[]): Cell => ({
    id: `${strategy} ${n} / ${policy} / ${verifier}`,
    strategy,
    config: searchConfigSchema.parse({ n, aggregation: 'last' }),
    policy,
    verifier,
    budgets: [...read],
    isBaseline: false,
  });
  const pool = Array.from({ length: Math.floor(Math.log2(Math.max(1, most))) + 1 }, (_, i) => 2 ** i);
  const cells = [
    ...budgets.map((budget) => cellOf(budget, [budget])),
    ...(most === 0 || budgets.includes(most)
      ? []
      : [
          cellOf(most, [
            ...(strategyOf(strategy).pooling === 'none' ? [] : pool.filter((n) => n < most && !budgets.includes(n))),
            most,
          ]),
        ]),
  ];
  return {
    spec: {
      name,
      problems: { set: name },
      strategies: [{ strategy, budgets: cells.flatMap((cell) => cell.budgets).toSorted((one, other) => one - other) }],
      policies: [policy],
      verifiers: [verifier],
      baselines: [],
      seeds: [seed],
    },
    cells,
    models: [
      { name: policy, role: 'policy' },
      { name: verifier, role: 'verifier' },
    ],
  };
}

export function problemOf(row: Row, line: number): ExperimentData['problems'][number] {
  return {
    text: row.problem,
    answer: row.answer,
    uniqueId: row.unique_id ?? `line ${line}`,
    ...(row.subject == null ? {} : { subject: row.subject }),
    ...(row.level == null ? {} : { level: row.level }),
  };
}

export function importRow(
  { cells, spec: { seeds } }: ImportPlan,
  row: Row,
  { line, runId }: { readonly line: number; readonly runId: string },
): ImportedRow {
  const cell = assertDefined(
    cells.find(({ config: { n } }) => n === row.budget) ?? cells.at(-1),
    'a plan is made of the rows it is for',
  );
  const { strategy, config, policy, verifier = '' } = cell;
  const seed = seeds[0] ?? 0;
  const problem = problemOf(row, line);
  const spec: RunSpec = {
    problem,
    strategy,
    config,
    policy: { name: policy, model: policy },
    verifier: { name: verifier, model: verifier, kind: importedKind, recommendedAggregation: 'last' },
    seed,
  };
  const chains = runLog(spec, row);
  const state = applyEvents(initialState, chains);
  const solutions = solutionsOf(state, { extraction: 'search-and-learn' });
  const selected = selectionNames.map((selection) => selectAnswer(solutions, selection));
  const tokens = tokensOf(row.completion_tokens, row.completions.length);
  return {
    problem,
    events: [
      ...chains,
      ...selected.map(({ selection, node, answer }): SearchEvent => ({
        type: 'answer-selected',
        selection,
        ...(node === undefined ? {} : { node }),
        ...(answer === undefined ? {} : { answer }),
      })),
      { type: 'run-ended', status: 'finished' },
    ],
    result: importedResult(state, { runId, cell: cell.id, problem: problem.uniqueId, seed }, tokens),
    comparison: compareStored(problem.uniqueId, row, solutions),
  };
}

/** Searches write 0 or -1 where they did not count; that is nothing known. */
function tokensOf(tokens: readonly (number | null)[] | number | null | undefined, count: number): readonly number[] {
  const listed = Array.isArray(tokens) ? (tokens as readonly (number | null)[]) : [];
  return Array.from({ length: count }, (_, i) => Math.max(0, listed[i] ?? 0));
}
