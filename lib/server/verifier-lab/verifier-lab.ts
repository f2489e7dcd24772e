/**
 * The lab of verifiers as routes ask it: reads the logs that are not read yet for as long as a request may take, and reports on
 * what there is; whoever asks again gets more. What was read of a log is kept by its version, and so are reports.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTurns } from '@/lib/base';
import type { ExperimentData } from '@/lib/experiments/model';
import type { LogChunk, RunLog } from '@/lib/runs';
import type { LabMaterial, LabRun } from '@/lib/verifier-lab';
import type { Gap, LabQuery, LabReport, LabSources, TrainingQuery } from '@/lib/verifier-lab/wire';
import type { ExperimentReader } from '../experiments/experiment-reader';
import { LabRuns, type FoundRun, type FoundRuns, type LabRunsOptions } from './lab-runs';
import { readChunksOf } from './read-chunks';
import { Recent } from './recent';

/** Logs that one report is made of, and their entries together. */
const mostRuns = 600;
const mostEntries = 1_500_000;
const mostKeptRuns = 3_000;
const mostKeptReports = 20;
const mostKeptGaps = 200;
/** Reads under way together: the store is asked for the next log while the thread folds the last. */
const atOnce = 3;

type Report = Omit<LabReport, 'reading'>;

/** Where logs are read and reports are made, off the event loop. */
interface Workshop {
  /** Undefined: the log cannot be read. */
  read(runId: string, chunks: readonly LogChunk[]): Promise<LabRun | undefined>;
  lines(
    runId: string,
    chunks: readonly LogChunk[],
    form: TrainingQuery['form'],
  ): Promise<readonly string[] | undefined>;
  gaps(id: string, data: ExperimentData, verifier: string): Promise<readonly Gap[]>;
  report(material: LabMaterial, query: LabQuery): Promise<Report>;
}

export interface VerifierLabOptions extends LabRunsOptions {
  readonly log: Pick<RunLog, 'list' | 'read'>;
  readonly reader: LabRunsOptions['reader'] & Pick<ExperimentReader, 'experimentData'>;
  readonly thread: Workshop;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Milliseconds that a request reads for. */
  readonly readForMs?: number;
}

export class VerifierLab {
  readonly #options: VerifierLabOptions;
  readonly #runs: LabRuns;
  readonly #read = new Recent<LabRun | undefined>(mostKeptRuns);
  readonly #reports = new Recent<Report>(mostKeptReports);
  readonly #gaps = new Recent<readonly Gap[]>(mostKeptGaps);
  /** The data of few experiments fits into memory, so their gaps are measured one after the other. */
  readonly #turns = createTurns();

  constructor(options: VerifierLabOptions) {
    this.#options = options;
    this.#runs = new LabRuns(options);
  }

  sources(): Promise<LabSources> {
    return this.#runs.sources();
  }

  /** Throws ApiError 404 for an experiment that is not there. */
  async report(query: LabQuery): Promise<LabReport> {
    const { now, readForMs = 3_000 } = this.#options;
    const until = now() + readForMs;
    const found = await this.#runs.find(query);
    const chosen = chosenOf(found);
    const read = await this.#readAll(chosen, until);
    const measured = await this.#measureAll(found, query, until);
    const runs = read.flatMap(({ run, isSingle }) => (run === undefined ? [] : [{ ...run, isSingle }]));
    const material = {
      runs,
      gaps: measured.flatMap(({ gaps }) => gaps),
      recorded: await this.#recorded(found),
    };
    const name = JSON.stringify([query, read.map((each) => each.name), measured.map((each) => each.name)]);
    const report = await this.#reports.get(name, () => this.#options.thread.report(material, query));
    const hasScores = ({ solutions }: LabRun) => solutions.some(({ scores }) => scores.some((score) => score !== null));
    return {
      ...report,
      reading: {
        read: read.length,
        pending: chosen.length - read.length,
        pendingExperiments: found.experiments.length - measured.length,
        leftOut: found.runs.length - chosen.length,
        withoutReference: runs.filter(({ solved }) => solved === undefined).length,
        withoutScores: runs.filter((run) => run.solved !== undefined && !hasScores(run)).length,
        unreadable: read.filter(({ run }) => run === undefined).length,
      },
    };
  }

  /** Lines to train with, of the runs that reports are made of, run by run. */
  async *trainingLines(query: TrainingQuery): AsyncGenerator<readonly string[], void> {
    const { log, thread } = this.#options;
    for (const { runId } of chosenOf(await this.#runs.find(query)))
      yield (await thread.lines(runId, await readChunksOf(log, runId), query.form)) ?? [];
  }

  /** Of the chosen, in their order, those that are read by `until`. */
  async #readAll(chosen: readonly FoundRun[], until: number) {
    const { now, log, thread } = this.#options;
    const read: ({ readonly name: string; readonly run: LabRun | undefined } & Pick<FoundRun, 'isSingle'>)[] = [];
    let next = 0;
    const work = async () => {
      while (next < chosen.length) {
        const place = next++;
        const { runId, lastSeq, isSingle } = chosen[place]!;
        const name = `${runId} ${lastSeq}`;
        if (!this.#read.has(name) && now() >= until) continue;
        const run = await this.#read.get(name, async () => thread.read(runId, await readChunksOf(log, runId)));
        read[place] = { name, isSingle, run };
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    // Places that were not read are holes.
    return Object.values(read);
  }

  /** Gaps of experiments, those that are measured by `until`; the others go on being measured. */
  async #measureAll({ experiments }: FoundRuns, { verifier }: Pick<LabQuery, 'verifier'>, until: number) {
    const { now, reader, thread } = this.#options;
    const asked = experiments.map(({ id, runs: { finished } }) => {
      const name = JSON.stringify([id, finished, verifier]);
      const measure = async () => thread.gaps(id, (await reader.experimentData(id)).data, verifier);
      return this.#gaps.get(name, () => this.#turns.take(measure)).then((gaps) => ({ name, gaps }));
    });
    const late = sleep(Math.max(0, until - now()), undefined, { ref: false });
    // What was measured before is there at once, however late it is.
    const measured = await Promise.all(asked.map((each) => Promise.race([each, late])));
    return measured.filter((each) => each !== undefined);
  }

  async #recorded({ experiments }: FoundRuns): Promise<readonly ExperimentData[]> {
    const recorded = experiments.filter(({ origin }) => origin === 'recorded');
    return Promise.all(recorded.map(async ({ id }) => (await this.#options.reader.experimentData(id)).data));
  }
}

/** As many as one report may be made of, in their order. */
function chosenOf({ runs }: FoundRuns): readonly FoundRun[] {
  let entries = 0;
  const chosen: FoundRun[] = [];
  for (const run of runs) {
    entries += run.lastSeq;
    if (chosen.length === mostRuns || (entries > mostEntries && chosen.length > 0)) break;
    chosen.push(run);
  }
  return chosen;
}
