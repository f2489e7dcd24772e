/**
 * Experiments as they are commanded: started, paused, resumed, cancelled, removed. Each command is an entry of the
 * experiment's log; whoever makes the searches goes by that.
 */
import {
  effectOf,
  estimateExperiment,
  foldExperiment,
  headOf,
  type ExperimentState,
  type ExperimentStore,
} from '@/lib/experiments';
import type { ExperimentCommand, ExperimentEstimate } from '@/lib/experiments/wire';
import type { ExperimentSpec } from '@/lib/experiments/model';
import { createRunId } from '@/lib/runs';
import { ApiError, unknownExperiment } from '../http/api-error';
import { appendEvent, foldWhole } from './experiment-log';
import { experimentStart, plannedExperiment, type StartDependencies } from './experiment-start';
import type { ExperimentWork } from './experiment-work';

const runsToEstimateFrom = 400;

export interface ExperimentRegistryOptions extends StartDependencies {
  readonly store: ExperimentStore;
  readonly work: ExperimentWork;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export class ExperimentRegistry {
  readonly #options: ExperimentRegistryOptions;

  constructor(options: ExperimentRegistryOptions) {
    this.#options = options;
  }

  /** Takes up what is unfinished, then goes on looking. */
  open(): Promise<void> {
    return this.#options.work.open();
  }

  /** Makes the experiment durable and starts it. Throws ApiError 400, BackendError. */
  async start(spec: ExperimentSpec, signal: AbortSignal): Promise<string> {
    const { store, work, now } = this.#options;
    const event = await experimentStart(spec, this.#options, signal);
    const at = now();
    const id = createRunId(at);
    const entries = [{ seq: 1, at, event }];
    await store.create(headOf(id, at, foldExperiment(undefined, entries)), entries);
    await work.look();
    return id;
  }

  /** What it would cost. Starts nothing. Throws ApiError 400. */
  async estimate(spec: ExperimentSpec): Promise<ExperimentEstimate> {
    const planned = await plannedExperiment(spec, this.#options);
    return estimateExperiment({ spec, ...planned }, await this.#options.store.recentRuns(runsToEstimateFrom));
  }

  /** Throws ApiError 404, 409 when the command can change nothing. */
  async command(id: string, command: ExperimentCommand): Promise<void> {
    for (;;) {
      const state = await this.#stateOf(id);
      const failed = (await this.#options.store.runs(id)).filter(
        ({ runId, status, lastSeq }) => status === 'failed' && (state.retries.get(runId) ?? 0) < lastSeq,
      );
      const effect = effectOf(command, state, failed);
      if ('refusal' in effect) throw new ApiError('conflict', effect.refusal, { status: state.status });
      if (await appendEvent(this.#options, { id, state }, effect)) break;
    }
    await this.#options.work.look();
  }

  /** Stops it, and forgets it with all its runs. Throws ApiError 404. */
  async remove(id: string): Promise<void> {
    const { store, work } = this.#options;
    await work.drop(id, async () => {
      if (!(await store.remove(id))) throw unknownExperiment(id);
    });
  }

  /** When this process took it up; undefined while it does not work on it. */
  workingSince(id: string): number | undefined {
    return this.#options.work.since(id);
  }

  /** Why one that runs stands: what the store refuses at the moment, in words; undefined while it goes on. */
  standsBecause(id: string): string | undefined {
    return this.#options.work.standsBecause(id);
  }

  /** Gives every run back, for another process to go on with. Results of runs that ended are kept when it resolves. */
  stop(): Promise<void> {
    return this.#options.work.stop();
  }

  async #stateOf(id: string): Promise<ExperimentState> {
    const entries = await this.#options.store.entries(id, 0);
    if (entries.length === 0) throw unknownExperiment(id);
    return foldWhole(id, entries);
  }
}
