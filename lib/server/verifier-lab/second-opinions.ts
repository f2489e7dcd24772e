/**
 * Two verifiers on one pool, as a route asks for it: solutions that are in logs are read to another verifier, as long as a
 * request may take; whoever asks again gets more. Generates nothing and writes into no log. What was scored is kept for a while.
 */
import { BackendError, type StepScore, type Verifier } from '@/lib/search';
import type { LogChunk, RunLog } from '@/lib/runs';
import { comparisonOf, type ComparableRun, type SecondScores } from '@/lib/verifier-lab';
import type { Comparison, ComparisonQuery } from '@/lib/verifier-lab/wire';
import { readTexts } from '../models/read-texts';
import { LabRuns, type LabRunsOptions } from './lab-runs';
import { readChunksOf } from './read-chunks';
import { Recent } from './recent';

const mostKept = 400;

export interface SecondOpinionsOptions extends LabRunsOptions {
  readonly log: Pick<RunLog, 'list' | 'read'>;
  readonly thread: {
    /** Undefined: the log cannot be read. */
    comparable(runId: string, chunks: readonly LogChunk[]): Promise<ComparableRun | undefined>;
  };
  /** The port of a configured verifier. Throws BackendError. */
  readonly verifierPort: (name: string, signal: AbortSignal) => Promise<Verifier>;
  /** Aborts when the process is about to stop. */
  readonly closing: AbortSignal;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Milliseconds after which no further run is begun. */
  readonly scoreForMs?: number;
}

export class SecondOpinions {
  readonly #options: SecondOpinionsOptions;
  readonly #runs: LabRuns;
  readonly #scored = new Recent<SecondScores | undefined>(mostKept);

  constructor(options: SecondOpinionsOptions) {
    this.#options = options;
    this.#runs = new LabRuns(options);
  }

  /** Throws ApiError 404 for an experiment that is not there, and BackendError for a verifier that is not configured or does not answer at all. */
  async compare(query: ComparisonQuery): Promise<Comparison> {
    const { now, scoreForMs = 4_000, verifierPort, closing } = this.#options;
    const until = now() + scoreForMs;
    const verifier = await verifierPort(query.against, closing);
    const found = (await this.#runs.find(query)).runs.slice(0, query.runs);
    const pool: SecondScores[] = [];
    let pending = 0;
    let failure: string | undefined;
    for (const { runId, lastSeq } of found) {
      const name = JSON.stringify([runId, lastSeq, verifier.ref.name, verifier.ref.model]);
      if (!this.#scored.has(name) && (now() >= until || failure !== undefined)) {
        pending += 1;
        continue;
      }
      try {
        const scored = await this.#scored.get(name, () => this.#score(runId, verifier));
        if (scored !== undefined) pool.push(scored);
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        pending += 1;
        failure = error.message;
      }
    }
    return {
      verifier: query.verifier,
      against: query.against,
      reading: { scored: pool.length, pending, ...(failure === undefined ? {} : { failure }) },
      ...comparisonOf(pool, query.aggregation),
    };
  }

  /** Undefined: nothing of it can be scored again. */
  async #score(runId: string, verifier: Verifier): Promise<SecondScores | undefined> {
    const { log, thread, closing } = this.#options;
    const run = await thread.comparable(runId, await readChunksOf(log, runId));
    if (run === undefined || run.solutions.length === 0) return undefined;
    const scores = await readTexts(
      verifier,
      run.solutions.map(({ steps }) => steps),
      { problem: run.problem, prompt: { text: run.prompt }, session: `${runId} second opinion` },
      // Whoever asked may leave: what was begun is there for who asks next.
      closing,
    );
    return { run, scores: run.solutions.map(({ steps }, i) => wholeOf(scores[i], steps.length)) };
  }
}

/** Undefined where one of the steps has no score. */
function wholeOf(scores: readonly StepScore[] | undefined, count: number): readonly number[] | undefined {
  const numbers = scores?.flatMap((score) => (typeof score === 'number' ? [score] : []));
  return numbers?.length === count ? numbers : undefined;
}
