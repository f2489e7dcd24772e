/**
 * Which runs a verifier scored: of experiments by their cells, of others by their summaries. Reads lists, no log. Where there
 * are more than are read, ids alone draw the lot, so that no problem, strategy or time is preferred and looking again finds the same.
 */
import { hashString } from '@/lib/base';
import type { ExperimentStore } from '@/lib/experiments';
import type { ExperimentSummary } from '@/lib/experiments/wire';
import type { RunLog } from '@/lib/runs';
import { everywhere, singleRuns, type LabQuery, type LabSources } from '@/lib/verifier-lab/wire';
import type { ExperimentReader } from '../experiments/experiment-reader';

/** Summaries of runs without an experiment that are looked at, newest first. */
const mostSummaries = 2_000;
const summariesAtOnce = 200;
const mostExperiments = 20;

export interface LabRunsOptions {
  readonly log: Pick<RunLog, 'list'>;
  readonly store: Pick<ExperimentStore, 'runs'>;
  readonly reader: Pick<ExperimentReader, 'list' | 'detail'>;
}

export interface FoundRun {
  readonly runId: string;
  /** Of its log: with the id it names one state for ever. */
  readonly lastSeq: number;
  /** It belongs to no experiment. */
  readonly isSingle: boolean;
}

export interface FoundRuns {
  /** In the order in which they are to be read. */
  readonly runs: readonly FoundRun[];
  readonly experiments: readonly ExperimentSummary[];
}

export class LabRuns {
  readonly #options: LabRunsOptions;
  /** Cells of an experiment that a verifier scores, by both; they never change. */
  readonly #cells = new Map<string, ReadonlySet<string>>();

  constructor(options: LabRunsOptions) {
    this.#options = options;
  }

  async sources(): Promise<LabSources> {
    const found = new Map<string, { runs: number; experiments: LabSources['verifiers'][number]['experiments'] }>();
    const at = (name: string) => {
      const known = found.get(name) ?? { runs: 0, experiments: [] };
      found.set(name, known);
      return known;
    };
    for await (const { verifier } of this.#singleRuns()) at(verifier).runs++;
    for (const each of await this.#options.reader.list()) {
      if (each.status === 'unreadable') continue;
      const { id, spec, origin, runs } = each;
      for (const verifier of spec.verifiers)
        at(verifier).experiments.push({ id, name: spec.name, origin, runs: runs.finished });
    }
    return { verifiers: [...found].map(([name, where]) => ({ name, ...where })) };
  }

  /** Throws ApiError 404 for an experiment that is not there. */
  async find({ verifier, of }: Pick<LabQuery, 'verifier' | 'of'>): Promise<FoundRuns> {
    const runs: FoundRun[] = [];
    if (of === everywhere || of === singleRuns)
      for await (const run of this.#singleRuns())
        if (run.verifier === verifier) runs.push({ runId: run.id, lastSeq: run.lastSeq, isSingle: true });
    const experiments = await this.#experiments(verifier, of);
    for (const { id, origin } of experiments) {
      if (origin === 'recorded') continue;
      const mine = await this.#cellsOf(id, verifier);
      for (const { runId, cell, status, lastSeq } of await this.#options.store.runs(id))
        if (status === 'finished' && mine.has(cell)) runs.push({ runId, lastSeq, isSingle: false });
    }
    const places = new Map(runs.map(({ runId }) => [runId, hashString(runId)]));
    return {
      runs: runs.toSorted((one, other) => (places.get(one.runId) ?? 0) - (places.get(other.runId) ?? 0)),
      experiments,
    };
  }

  /** Newest first; those that cannot be read are told elsewhere. */
  async #experiments(verifier: string, of: string): Promise<readonly ExperimentSummary[]> {
    const { reader } = this.#options;
    if (of === singleRuns) return [];
    if (of !== everywhere) return [await reader.detail(of)];
    return (await reader.list())
      .flatMap((each) => (each.status !== 'unreadable' && each.spec.verifiers.includes(verifier) ? [each] : []))
      .slice(0, mostExperiments);
  }

  async #cellsOf(id: string, verifier: string): Promise<ReadonlySet<string>> {
    const key = JSON.stringify([id, verifier]);
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    const { cells } = await this.#options.reader.detail(id);
    const mine = new Set(cells.flatMap((cell) => (cell.verifier === verifier ? [cell.id] : [])));
    this.#cells.set(key, mine);
    return mine;
  }

  /** Finished runs without an experiment that a verifier scored, newest first. */
  async *#singleRuns() {
    let cursor: string | undefined;
    for (let looked = 0; looked < mostSummaries; looked += summariesAtOnce) {
      const page = await this.#options.log.list({
        limit: summariesAtOnce,
        status: 'finished',
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const run of page.runs)
        if (run.status !== 'unreadable' && run.verifier !== undefined) yield { ...run, verifier: run.verifier };
      cursor = page.nextCursor;
      if (cursor === undefined) return;
    }
  }
}
