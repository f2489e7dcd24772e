/**
 * Takes in a file of search-and-learn's output as an experiment: a run with its log for every problem, results, and the
 * comparison of its stored answers with ours. What reads the file has a process of its own, which is asked for one problem
 * after the other.
 */
import type { ImportExperimentQuery } from '@/lib/experiments/wire';
import {
  experimentLogVersion,
  foldExperiment,
  headOf,
  type ExperimentEntry,
  type ExperimentStart,
} from '@/lib/experiments';
import type { Comparison, RowReport } from '@/lib/experiments/import';
import type { AnswerComparison, ExperimentData } from '@/lib/experiments/model';
import { createRunId } from '@/lib/runs';
import type { Store } from '@/lib/store';
import { readBlocks } from '../http/request-body';
import type { ImportedFile, ImportProcesses } from '../imports/import-processes';
import type { SolutionsPlan } from '../imports/read-solutions';

const maxBytes = 256_000_000;
const maxDifferences = 200;

export interface ImportedExperiment {
  readonly id: string;
  readonly problems: number;
  readonly comparison: AnswerComparison;
  readonly leftOut: readonly RowReport[];
  /** What of the file was not read. */
  readonly notes: SolutionsPlan['notes'];
}

export interface ImportDependencies {
  readonly store: Store;
  readonly processes: ImportProcesses;
  /** Of a set by its name. Throws ApiError where there is none. */
  readonly problemsOf: (set: string) => Promise<ExperimentData['problems']>;
  readonly now: () => number;
}

/** Throws ApiError 400 when no line can be used, 413 when the file is too large; then nothing of it is kept. */
export async function importExperiment(
  request: Request,
  options: ImportExperimentQuery,
  { store, processes, problemsOf, now }: ImportDependencies,
): Promise<ImportedExperiment> {
  const blocks = await readBlocks(request, maxBytes);
  const known = options.set === undefined ? undefined : await problemsOf(options.set);
  return processes.read(request.signal, async (file) => {
    const at = now();
    const id = createRunId(at);
    const { plan, problems, leftOut, notes } = await file.solutions({ blocks, options, known, id, importedAt: at });
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
      const comparison = await keepRuns(file, { id, store, at });
      const rest: ExperimentEntry[] = [
        { seq: 3, at: now(), event: { type: 'answers-compared', comparison } },
        { seq: 4, at: now(), event: { type: 'experiment-ended', status: 'finished' } },
      ];
      await store.experiments.append(headOf(id, at, foldExperiment(begun, rest)), rest);
      return { id, problems: problems.length, comparison, leftOut, notes };
    } catch (error) {
      await store.experiments.remove(id);
      throw error;
    }
  });
}

async function keepRuns(
  file: ImportedFile,
  { id, store, at }: { readonly id: string; readonly store: Store; readonly at: number },
): Promise<AnswerComparison> {
  const differences: Comparison['differences'][number][] = [];
  let compared = 0;
  let different = 0;
  for (;;) {
    const solved = await file.problem(createRunId(at));
    if (solved === undefined) break;
    const { result, comparison, ...run } = solved;
    await store.runs.create(run);
    await store.experiments.putResult(id, result, at);
    compared += comparison.compared;
    different += comparison.differences.length;
    differences.push(...comparison.differences.slice(0, maxDifferences - differences.length));
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
