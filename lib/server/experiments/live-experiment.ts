/** One experiment while this process works on it: its fold, its plan, the searches under way. Starts nothing by itself. */
import { foldExperiment, planRuns, type ExperimentEntry, type ExperimentState, type RunPlan } from '@/lib/experiments';
import type { Runner } from '@/lib/runs';
import type { Failure } from '@/lib/search';

/** So many failures without a success in between are no accident: a server is down, or the grid is wrong. */
const maxFailuresInARow = 8;

export class LiveExperiment {
  readonly id: string;
  /** When this process took it up, milliseconds since the epoch. */
  readonly since: number;
  readonly plan: RunPlan;
  /** By run. */
  readonly underWay = new Map<string, Runner>();
  /** Runs that failed here since the last one that did not, and the last reason. */
  failuresInARow = 0;
  lastFailure: Failure | undefined;
  #state: ExperimentState;

  constructor(id: string, { state, at }: { readonly state: ExperimentState; readonly at: number }) {
    this.id = id;
    this.since = at;
    this.plan = planRuns(state.start);
    this.#state = state;
  }

  get state(): ExperimentState {
    return this.#state;
  }

  /** Run after run failed: it is about to pause itself, and nothing more of it is begun. */
  get isFailing(): boolean {
    return this.failuresInARow >= maxFailuresInARow;
  }

  /** What the store refuses of a search under way here, in words. */
  get standsBecause(): string | undefined {
    for (const { refusal } of this.underWay.values()) if (refusal !== undefined) return refusal.message;
    return undefined;
  }

  /** Entries that became durable, in order; those that are known already change nothing. */
  fold(entries: readonly ExperimentEntry[]): void {
    const fresh = entries.filter(({ seq }) => seq > this.#state.lastSeq);
    if (fresh.length > 0) this.#state = foldExperiment(this.#state, fresh);
  }
}
