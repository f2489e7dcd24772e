/**
 * Looks after one experiment whose searches are jobs: keeps some of them waiting, in the order of the plan, so that a million
 * runs are no million jobs; says in the log when all have ended; clears up behind one that was paused or cancelled. Two at
 * once do no harm: jobs that are there are not added again, and the log takes one end.
 */
import type { ExperimentStore, SearchJobs, SearchKind, SearchPlace, StoredRun } from '@/lib/experiments';
import { hasEnded } from '@/lib/search';
import type { LiveExperiment } from './live-experiment';
import type { PlannedRuns } from './planned-runs';

/** Jobs that wait at first, and at most; doubled when they are used up faster than they are looked at. */
const firstWindow = 64;
const largestWindow = 2_000;

export interface FeederOptions {
  readonly store: ExperimentStore;
  readonly jobs: SearchJobs;
  readonly planned: PlannedRuns;
}

export class ExperimentFeeder {
  readonly #options: FeederOptions;
  readonly #live: LiveExperiment;
  readonly #kinds: readonly SearchKind[];
  #window = firstWindow;
  /** Places that have not ended, as far as was known when it was last asked, and how many of them are jobs. */
  #places: readonly SearchPlace[] = [];
  #given = 0;
  /** The entry that began this stretch of running, and how often the store was asked since. */
  #plannedAt = -1;
  #round = 0;

  /** `live` is kept as the store says by whoever calls. */
  constructor(live: LiveExperiment, options: FeederOptions) {
    this.#options = options;
    this.#live = live;
    this.#kinds = live.state.start.cells
      .map(({ policy, verifier }): SearchKind => ({ policy, verifier }))
      .filter((kind, i, all) => all.findIndex((each) => isSame(each, kind)) === i);
  }

  /** True when there is nothing more to look after. */
  async look(): Promise<boolean> {
    const { jobs, planned } = this.#options;
    const { id, state } = this.#live;
    switch (state.status) {
      case 'running':
        return this.#feed();
      case 'cancelled':
        await jobs.drop(id, this.#kinds);
        return planned.cancelLeft(id);
      default:
        await jobs.drop(id, this.#kinds);
        return true;
    }
  }

  async #feed(): Promise<boolean> {
    const { jobs, planned } = this.#options;
    const { id, state } = this.#live;
    if (this.#plannedAt !== state.lastSeq) {
      this.#plannedAt = state.lastSeq;
      this.#round = 0;
      await this.#plan();
    }
    const { waiting, held } = await jobs.count(id, this.#kinds);
    if (this.#given === this.#places.length) {
      if (waiting + held > 0) return false;
      this.#round++;
      await this.#plan();
      if (this.#places.length === 0) return planned.finish(this.#live);
    }
    if (waiting > this.#window / 2) return false;
    if (waiting < this.#window / 4 && this.#given > 0) this.#window = Math.min(largestWindow, 2 * this.#window);
    const next = this.#places.slice(this.#given, this.#given + this.#window - waiting);
    await jobs.put(id, `${this.#plannedAt} ${this.#round}`, next);
    this.#given += next.length;
    return false;
  }

  /** What was begun first, so that few runs are half done. */
  async #plan(): Promise<void> {
    const { id, plan, state } = this.#live;
    const stored = new Map<number, StoredRun>();
    for (const run of await this.#options.store.runs(id)) {
      const place = plan.indexOf(run);
      if (place !== undefined) stored.set(place, run);
    }
    const begun: SearchPlace[] = [];
    const fresh: SearchPlace[] = [];
    for (let place = 0; place < plan.count; place++) {
      const run = stored.get(place);
      if (run !== undefined && isOver(run, state.retries)) continue;
      const { policy, verifier } = plan.at(place).cell;
      (run === undefined ? fresh : begun).push({ place, kind: { policy, verifier }, isBegun: run !== undefined });
    }
    this.#places = [...begun, ...fresh];
    this.#given = 0;
  }
}

/** Nothing is left to be done for it. */
export function isOver(
  { runId, status, lastSeq, hasResult }: StoredRun,
  retries: ReadonlyMap<string, number>,
): boolean {
  if (status === 'finished') return hasResult;
  return hasEnded(status) && !(status === 'failed' && (retries.get(runId) ?? 0) >= lastSeq);
}

function isSame(one: SearchKind, other: SearchKind): boolean {
  return one.policy === other.policy && one.verifier === other.verifier;
}
