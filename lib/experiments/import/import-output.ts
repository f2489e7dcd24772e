/**
 * A file of search-and-learn's output as an experiment of one cell, with a run log for every problem and the comparison of
 * its stored answers with ours. Pure: text in, facts out. What the output does not hold (prompts, verifier tokens, time of
 * a search) stays 0; tokens of its searches are not told either.
 */
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
import type { Cell, ExperimentData, RunResult } from '../model';
import { compareStored, type Comparison } from './compare';
import { importedKind, importedResult } from './imported-result';
import { createRowReader, type Row, type RowReport } from './row';
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

/** What is the same for all rows. */
export interface ImportPlan extends Pick<ExperimentData, 'spec' | 'models'> {
  readonly cell: Cell;
}

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
}

/** A file at once; a long one is better read row by row. */
export function importOutput(text: string, options: ImportOptions): Imported {
  const reader = createRowReader();
  const rows = [...rowSources(new TextEncoder().encode(text))].flatMap(({ source, line }) =>
    // A whole log is one source of many rows.
    reader.read(source, line).map((row, i) => ({ line, row, place: i === 0 ? `${line}` : `${line}.${i + 1}` })),
  );
  const plan = importPlan(options, Math.max(1, ...rows.map(({ row }) => row.completions.length)));
  const imported = rows.map(({ line, row, place }) =>
    importRow(plan, row, { line, runId: `${options.name} ${place}` }),
  );
  return {
    data: {
      spec: plan.spec,
      cells: [plan.cell],
      problems: imported.map(({ problem }) => problem),
      models: plan.models,
    },
    results: imported.map(({ result }) => result),
    logs: new Map(imported.map(({ result, events }) => [result.runId, events])),
    comparison: {
      compared: imported.reduce((sum, { comparison }) => sum + comparison.compared, 0),
      differences: imported.flatMap(({ comparison }) => comparison.differences),
    },
    problems: reader.problems,
  };
}

/** `n`: the most completions of any row. */
export function importPlan({ name, strategy, policy, verifier, seed = 0 }: ImportOptions, n: number): ImportPlan {
  const config = searchConfigSchema.parse({ n, aggregation: 'last' });
  const pool = Array.from({ length: Math.floor(Math.log2(n)) + 1 }, (_, i) => 2 ** i).filter((budget) => budget < n);
  const budgets = strategyOf(strategy).pooling === 'none' ? [n] : [...pool, n];
  return {
    spec: {
      name,
      problems: { set: name },
      strategies: [{ strategy, budgets }],
      policies: [policy],
      verifiers: [verifier],
      baselines: [],
      seeds: [seed],
    },
    cell: {
      id: `${strategy} ${n} / ${policy} / ${verifier}`,
      strategy,
      config,
      policy,
      verifier,
      budgets,
      isBaseline: false,
    },
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
  { cell, spec: { seeds } }: ImportPlan,
  row: Row,
  { line, runId }: { readonly line: number; readonly runId: string },
): ImportedRow {
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
