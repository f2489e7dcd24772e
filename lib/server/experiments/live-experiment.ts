/** One experiment while this process works on it: its fold, its queue, the searches under way. Starts nothing by itself. */
import {
  foldExperiment,
  planRuns,
  RunQueue,
  type ExperimentEntry,
  type ExperimentState,
  type StoredRun,
} from '@/lib/experiments';
import type { Runner } from '@/lib/runs';
import type { Failure } from '@/lib/search';

export class LiveExperiment {
  readonly id: string;
  /** When this process took it up, milliseconds since the epoch. */
  readonly since: number;
  /** With the searches under way. */
  readonly queue: RunQueue<Runner>;
  /** Runs that failed since the last one that did not, and the last reason. */
  failuresInARow = 0;
  lastFailure: Failure | undefined;
  /** Grows with every run it was given, so that experiments take turns. */
  lastTurn = 0;
  #state: ExperimentState;

  constructor(
    id: string,
    now: { readonly state: ExperimentState; readonly stored: readonly StoredRun[]; readonly at: number },
  ) {
    this.id = id;
    this.since = now.at;
    this.#state = now.state;
    this.queue = new RunQueue(planRuns(now.state.start), now.stored, now.state.retries);
  }

  get state(): ExperimentState {
    return this.#state;
  }

  /** Entries that became durable. */
  fold(entries: readonly ExperimentEntry[]): void {
    this.#state = foldExperiment(this.#state, entries);
  }
}
