/**
 * The runs of experiments as this process makes them: begun by their place in the plan or taken up, watched to their end,
 * their results kept. Knows neither who decides which is next nor who else makes some.
 */
import { resultOf, type ExperimentStore, type PlannedRun, type StoredRun } from '@/lib/experiments';
import { loadRun, runIdAt, type RunLog, type Runner, type RunnerOutcome } from '@/lib/runs';
import { isUnderWay, type SearchState } from '@/lib/search';
import { appendEvent } from './experiment-log';
import { runSpecOf } from './experiment-start';
import type { LiveExperiment } from './live-experiment';
import type { RunRegistry } from '../runs/run-registry';

export interface PlannedRunsOptions {
  readonly store: ExperimentStore;
  readonly log: RunLog;
  readonly runs: RunRegistry;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly report: (message: string, error?: unknown) => void;
}

/** `left`: given back before its end; `unclear`: another process has it, or the store failed. */
export type RunEnd = 'ended' | 'left' | 'unclear';

export class PlannedRuns {
  readonly #options: PlannedRunsOptions;

  constructor(options: PlannedRunsOptions) {
    this.#options = options;
  }

  /** Undefined when it was begun already. */
  begin({ id, state, plan }: LiveExperiment, planned: PlannedRun): Promise<Runner | undefined> {
    const { cell, problem, seed } = planned;
    const place = plan.indexOf({ cell: cell.id, problem, seed });
    const spec = runSpecOf(state.start, planned);
    if (place === undefined || spec === undefined)
      throw new Error(`Invariant broken: experiment ${id} lacks what ${cell.id} needs`);
    return this.#options.runs.startFor({ id, cell: cell.id, runId: runIdAt(id, place) }, spec);
  }

  /** Goes on with it; undefined when another process is, or it cannot be read. A run that goes on anyway is not changed. */
  takeUp(runId: string): Promise<Runner | undefined> {
    return this.#options.runs.takeUp(runId, { commands: [{ type: 'resume' }] });
  }

  /** Nobody of this version can go on with it. */
  async isUnreadable(runId: string): Promise<boolean> {
    return (await this.#options.log.summary(runId))?.status === 'unreadable';
  }

  /** Waits for its end and keeps what came of it. Never rejects. */
  async watch(live: LiveExperiment, runner: Runner): Promise<RunEnd> {
    live.underWay.set(runner.runId, runner);
    try {
      return await this.#settled(live, runner, await runner.done);
    } catch (error) {
      this.#options.report(`The end of run ${runner.runId} could not be kept; it is looked at again.`, error);
      return 'unclear';
    } finally {
      live.underWay.delete(runner.runId);
    }
  }

  /** Makes the result of a run that finished when nobody was there to. */
  async makeResult({ id }: LiveExperiment, { runId, cell }: Pick<StoredRun, 'runId' | 'cell'>): Promise<void> {
    const { log, report } = this.#options;
    try {
      await this.#keep(id, { runId, cell, written: await loadRun(log, runId) });
    } catch (error) {
      report(`The result of run ${runId} could not be made from its log; its problem is left out.`, error);
    }
  }

  /** Stops or cancels what is under way here, as the experiment stands. */
  async halt({ id, underWay }: LiveExperiment): Promise<void> {
    const head = await this.#options.store.head(id);
    const isCancelled = head?.status === 'cancelled';
    // One that cannot take the command any more is about to end.
    await Promise.all(
      [...underWay.values()].map((runner) =>
        isCancelled && runner.command({ type: 'cancel' }) ? runner.done : runner.stop(),
      ),
    );
  }

  /** Ends runs of a cancelled experiment that nobody works on; true when none is left that somebody does. */
  async cancelLeft(id: string): Promise<boolean> {
    const { store, runs } = this.#options;
    const left = (await store.runs(id)).filter(({ status }) => isUnderWay(status));
    let isAll = true;
    for (const { runId } of left) {
      const runner = await runs.takeUp(runId, { commands: [{ type: 'cancel' }], onlyCommands: true });
      if (runner === undefined) isAll = false;
      else await runner.done;
    }
    return isAll;
  }

  /** True when run after run failed and the experiment paused itself for it. */
  async pausedItself(live: LiveExperiment): Promise<boolean> {
    if (!live.isFailing || live.state.status !== 'running') return false;
    live.failuresInARow = 0;
    const failure = live.lastFailure ?? { kind: 'unknown', message: 'No reason was told.' };
    // What was appended meanwhile is met at the next look.
    return appendEvent(this.#options, live, { type: 'experiment-paused', failure });
  }

  /** True when the log says so now. */
  finish(live: LiveExperiment): Promise<boolean> {
    return appendEvent(this.#options, live, { type: 'experiment-ended', status: 'finished' });
  }

  async #settled(live: LiveExperiment, runner: Runner, outcome: RunnerOutcome): Promise<RunEnd> {
    const { runId, written, experiment } = runner;
    if (outcome !== 'ended') return outcome === 'lost' ? 'unclear' : 'left';
    if (written?.state.status === 'finished') {
      await this.#keep(live.id, { runId, cell: experiment?.cell ?? '', written });
      live.failuresInARow = 0;
      return 'ended';
    }
    const summary = await this.#options.log.summary(runId);
    if (summary?.status === 'failed') {
      live.failuresInARow += 1;
      live.lastFailure = summary.failure;
    }
    return 'ended';
  }

  async #keep(id: string, { runId, cell, written: { state, workMs } }: Ended): Promise<void> {
    const { spec } = state;
    if (spec === undefined) return;
    const result = resultOf(state, {
      runId,
      cell,
      problem: spec.problem.uniqueId ?? '',
      seed: spec.seed,
      seconds: workMs / 1000,
    });
    await this.#options.store.putResult(id, result, this.#options.now());
  }
}

interface Ended {
  readonly runId: string;
  readonly cell: string;
  /** What its log says. */
  readonly written: { readonly state: SearchState; readonly workMs: number };
}
