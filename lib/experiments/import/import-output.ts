/**
 * A file of search-and-learn's output as an experiment of one cell, with a run log for every problem and the comparison of
 * its stored answers with ours. Pure: text in, facts out. What the output does not hold (prompts, verifier tokens, time of
 * a search) stays 0; tokens of its searches are not told either.
 */
import { gradeAnswer } from '@/lib/answers';
import { applyEvents, initialState, searchConfigSchema, selectAnswer, selectionNames, solutionsOf, type RunSpec, type SearchEvent } from '@/lib/search';
import type { Cell, ExperimentData, RunResult } from '@/lib/experiments/wire';
import { compareStored, type Comparison, type Difference } from './compare';
import { readRows, type RowReport } from './row';
import { runLog } from './run-log';

export interface ImportOptions {
  readonly name: string;
  /** The output does not say. */
  readonly strategy: 'best-of-n' | 'beam-search' | 'dvts';
  readonly policy: string;
  readonly verifier: string;
  readonly seed?: number;
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

export function importOutput(text: string, { name, strategy, policy, verifier, seed = 0 }: ImportOptions): Imported {
  const read = readRows(text);
  const n = Math.max(1, ...read.rows.map(({ row }) => row.completions.length));
  const config = searchConfigSchema.parse({ n, aggregation: 'last' });
  const pool = Array.from({ length: Math.floor(Math.log2(n)) + 1 }, (_, i) => 2 ** i).filter((budget) => budget < n);
  const budgets = strategy === 'beam-search' ? [n] : [...pool, n];
  const cell: Cell = { id: `${strategy} ${n} / ${policy} / ${verifier}`, strategy, config, policy, verifier, budgets, isBaseline: false };
  const logs = new Map<string, readonly SearchEvent[]>();
  const problems: ExperimentData['problems'][number][] = [];
  const results: RunResult[] = [];
  const differences: Difference[] = [];
  let compared = 0;
  for (const { line, row } of read.rows) {
    const uniqueId = row.unique_id ?? `line ${line}`;
    const problem = { text: row.problem, answer: row.answer, uniqueId, ...(row.subject == null ? {} : { subject: row.subject }), ...(row.level == null ? {} : { level: row.level }) };
    const spec: RunSpec = { problem, strategy, config, policy: { name: policy, model: policy }, verifier: { name: verifier, model: verifier, kind: 'imported', recommendedAggregation: 'last' }, seed };
    const chains = runLog(spec, row);
    const solutions = solutionsOf(applyEvents(initialState, chains), { extraction: 'search-and-learn' });
    const selected = selectionNames.map((selection) => selectAnswer(solutions, selection));
    const runId = `${name} ${line}`;
    logs.set(runId, [
      ...chains,
      ...selected.map(({ selection, node, answer }): SearchEvent => ({ type: 'answer-selected', selection, ...(node === undefined ? {} : { node }), ...(answer === undefined ? {} : { answer }) })),
      { type: 'run-ended', status: 'finished' },
    ]);
    const tokens = tokensOf(row.completion_tokens, row.completions.length);
    problems.push(problem);
    results.push({
      runId, cell: cell.id, problem: uniqueId, seed, seconds: 0,
      solutions: solutions.map(({ key, answer, value }, i) => ({
        ...(key === undefined ? {} : { key }), ...(answer === undefined ? {} : { answer }), ...(value === undefined ? {} : { value }),
        isCorrect: gradeAnswer(answer, row.answer) === 'right', completionTokens: tokens[i]!, isTruncated: false,
        group: strategy === 'dvts' ? Math.floor(i / config.beamWidth) : i,
      })),
      isCorrect: Object.fromEntries(selected.map(({ selection, answer }) => [selection, gradeAnswer(answer, row.answer) === 'right'])) as RunResult['isCorrect'],
      policy: { prompt: 0, cached: 0, completion: tokens.reduce((sum, each) => sum + each, 0), calls: 0 },
      verifier: { prompt: 0, cached: 0, completion: 0, calls: 0 },
    });
    const found = compareStored(uniqueId, row, solutions);
    compared += found.compared;
    differences.push(...found.differences);
  }
  const spec = { name, problems: { set: name }, strategies: [{ strategy, budgets }], policies: [policy], verifiers: [verifier], baselines: [], seeds: [seed] };
  return {
    results,
    data: { spec, cells: [cell], problems, models: [{ name: policy, role: 'policy' }, { name: verifier, role: 'verifier' }] },
    logs, comparison: { compared, differences }, problems: read.problems,
  };
}

/** Searches write 0 or -1 where they did not count; that is nothing known. */
function tokensOf(tokens: readonly number[] | number | null | undefined, count: number): readonly number[] {
  const listed = Array.isArray(tokens) ? (tokens as readonly number[]) : [];
  return Array.from({ length: count }, (_, i) => Math.max(0, listed[i] ?? 0));
}
