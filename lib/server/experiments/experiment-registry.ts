/**
 * The experiments that run: gives out their searches, so many at a time and in turns, keeps the results, and obeys
 * commands. Several processes may share a store and work on the same experiment; who is first begins a run. The truth is
 * the experiment's log and the logs of its runs, so a process that dies is replaced by the next that looks.
 */
import { createTurns, startBeat, type Beat } from '@/lib/base';
import {
  effectOf,
  estimateExperiment,
  foldExperiment,
  headOf,
  resultOf,
  type ExperimentEntry,
  type ExperimentEvent,
  type ExperimentHead,
  type ExperimentState,
  type ExperimentStore,
  type NextRun,
} from '@/lib/experiments';
import type { ExperimentCommand, ExperimentEstimate } from '@/lib/experiments/wire';
import type { ExperimentSpec } from '@/lib/experiments/model';
import { BrokenLogError, createRunId, loadRun, type RunLog, type Runner, type RunnerOutcome } from '@/lib/runs';
import { isUnderWay, type SearchState } from '@/lib/search';
import { ApiError, unknownExperiment } from '../http/api-error';
import { experimentStart, plannedExperiment, runSpecOf, type StartDependencies } from './experiment-start';
import { LiveExperiment } from './live-experiment';
import type { RunRegistry } from '../runs/run-registry';

const beatMs = 1_000;
/** Whether the servers have room for more is looked at this often; so long a search may take to ask its first. */
const fillMs = 250;
/** Runs that other processes have are looked at again this often. */
const refreshEveryBeats = 5;
/** So many failures without a success in between are no accident: a server is down, or the grid is wrong. */
const maxFailuresInARow = 8;
const maxOpen = 1_000;
const runsToEstimateFrom = 400;

export interface ExperimentRegistryOptions extends StartDependencies {
  readonly store: ExperimentStore;
  readonly log: RunLog;
  readonly runs: RunRegistry;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly report: (message: string, error?: unknown) => void;
  /** Searches at a time in this process, over all experiments. */
  readonly maxSearches: number;
  /** Sequences that may be asked of the policy by a search more. */
  readonly room: (policy: string, verifier: string | undefined) => number;
}

/** A search that has not asked its server yet, as far as can be known. */
interface Beginning {
  readonly policy: string;
  readonly sequences: number;
  readonly at: number;
}

export class ExperimentRegistry {
  readonly #options: ExperimentRegistryOptions;
  readonly #live = new Map<string, LiveExperiment>();
  readonly #settling = new Set<Promise<void>>();
  /** Experiments whose log cannot be read. */
  readonly #broken = new Set<string>();
  #beats: readonly Beat[] = [];
  #beginnings: readonly Beginning[] = [];
  #turns = 0;
  #isStopping = false;
  /** One after the other: two at once could give out the same run. */
  readonly #work = createTurns();

  constructor(options: ExperimentRegistryOptions) {
    this.#options = options;
  }

  /** Takes up what is unfinished, then goes on looking. */
  async open(): Promise<void> {
    const { store } = this.#options;
    const counts = await store.counts();
    for (const { id } of await store.headsOf('cancelled', maxOpen))
      if ((counts.get(id)?.running ?? 0) > 0) await this.#cancelLeft(id);
    await this.#look();
    if (this.#isStopping) return;
    const onError = (error: unknown) =>
      this.#options.report('The store of experiments did not answer; trying again.', error);
    this.#beats = [
      startBeat({ pauseMs: beatMs, work: (count) => this.#goOn(count), onError }),
      startBeat({ pauseMs: fillMs, work: () => this.#fill(), onError }),
    ];
  }

  /** Makes the experiment durable and starts it. Throws ApiError 400, BackendError. */
  async start(spec: ExperimentSpec, signal: AbortSignal): Promise<string> {
    const { store, now } = this.#options;
    const event = await experimentStart(spec, this.#options, signal);
    const at = now();
    const id = createRunId(at);
    const entries = [{ seq: 1, at, event }];
    await store.create(headOf(id, at, foldExperiment(undefined, entries)), entries);
    await this.#look();
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
      if (await this.#append(id, state, effect)) break;
    }
    await this.#look();
  }

  /** Stops it, and forgets it with all its runs. Throws ApiError 404. */
  async remove(id: string): Promise<void> {
    await this.#work.take(async () => {
      const live = this.#live.get(id);
      this.#live.delete(id);
      await Promise.all([...(live?.queue.underWay.values() ?? [])].map((runner) => runner.stop()));
      await Promise.all(this.#settling);
      if (!(await this.#options.store.remove(id))) throw unknownExperiment(id);
    });
  }

  /** When this process took it up; undefined while it does not work on it. */
  workingSince(id: string): number | undefined {
    return this.#live.get(id)?.since;
  }

  /** Gives every run back, for another process to go on with. Results of runs that ended are kept when it resolves. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const beat of this.#beats) beat.stop();
    await this.#work.idle();
    await Promise.all(
      [...this.#live.values()].flatMap(({ queue }) => [...queue.underWay.values()].map((runner) => runner.stop())),
    );
    await Promise.all(this.#settling);
  }

  /** Brings what this process works on in line with the store, and gives out searches. */
  async #look(): Promise<void> {
    await this.#work.take(async () => {
      const running = new Map((await this.#options.store.headsOf('running', maxOpen)).map((head) => [head.id, head]));
      for (const live of this.#live.values()) if (!running.has(live.id)) await this.#leave(live);
      for (const head of running.values()) await this.#lookAt(head);
    });
    await this.#fill();
  }

  /** One that cannot be read stops no other; it is told once, and looked at again when the process starts anew. */
  async #lookAt(head: ExperimentHead): Promise<void> {
    if (this.#broken.has(head.id)) return;
    const live = this.#live.get(head.id);
    try {
      if (live === undefined) await this.#takeUp(head.id);
      else if (live.state.lastSeq !== head.lastSeq) await this.#refresh(live);
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      this.#broken.add(head.id);
      this.#options.report(`Experiment ${head.id} cannot be gone on with.`, error);
    }
  }

  async #takeUp(id: string): Promise<void> {
    const { store, now } = this.#options;
    const state = foldWhole(id, await store.entries(id, 0));
    const live = new LiveExperiment(id, { state, stored: await store.runs(id), at: now() });
    this.#live.set(id, live);
    await this.#catchUp(live);
  }

  async #refresh(live: LiveExperiment): Promise<void> {
    const { store } = this.#options;
    const stored = await store.runs(live.id);
    live.fold(await store.entries(live.id, live.state.lastSeq));
    live.queue.refresh(stored, live.state.retries);
    await this.#catchUp(live);
  }

  /** Results that a process owed when it died. */
  async #catchUp(live: LiveExperiment): Promise<void> {
    for (const { runId, cell } of live.queue.takeWithoutResult()) {
      const { log, report } = this.#options;
      try {
        await this.#keep(live, { runId, cell, written: await loadRun(log, runId) });
      } catch (error) {
        report(`The result of run ${runId} could not be made from its log; its problem is left out.`, error);
      }
    }
  }

  /** It is no longer running: paused, cancelled, or removed by another process. */
  async #leave(live: LiveExperiment): Promise<void> {
    this.#live.delete(live.id);
    const head = await this.#options.store.head(live.id);
    const isCancelled = head?.status === 'cancelled';
    // One that cannot take the command any more is about to end.
    await Promise.all(
      [...live.queue.underWay.values()].map((runner) =>
        isCancelled && runner.command({ type: 'cancel' }) ? runner.done : runner.stop(),
      ),
    );
    if (isCancelled) await this.#cancelLeft(live.id);
  }

  /** Ends runs of a cancelled experiment that nobody works on. */
  async #cancelLeft(id: string): Promise<void> {
    const { store, runs } = this.#options;
    for (const { runId, status } of await store.runs(id)) {
      if (isUnderWay(status))
        await (
          await runs.takeUp(runId, { commands: [{ type: 'cancel' }], onlyCommands: true })
        )?.done;
    }
  }

  /** Gives out searches as long as the servers have room; each experiment in its turn. */
  async #fill(): Promise<void> {
    await this.#work.take(async () => {
      for (const live of this.#live.values())
        if (live.failuresInARow >= maxFailuresInARow) await this.#pauseItself(live);
      while (!this.#isStopping && this.#searches() < this.#options.maxSearches) {
        const given = this.#nextRun();
        if (given === undefined) break;
        await this.#begin(given.live, given.next);
      }
      for (const live of this.#live.values()) {
        if (!this.#isStopping && live.queue.isDone && live.state.status === 'running') await this.#finish(live);
      }
    });
  }

  /** The experiment with the fewest searches under way goes first, and among those the one whose turn was longest ago. */
  #nextRun(): { readonly live: LiveExperiment; readonly next: NextRun } | undefined {
    const inTurn = [...this.#live.values()].toSorted(
      (left, right) => left.queue.underWay.size - right.queue.underWay.size || left.lastTurn - right.lastTurn,
    );
    for (const live of inTurn) {
      const next = live.queue.next();
      if (next === undefined) continue;
      if (!this.#hasRoomFor(next)) {
        live.queue.putBack(next);
        continue;
      }
      live.lastTurn = ++this.#turns;
      return { live, next };
    }
    return undefined;
  }

  /** Whether its servers do; what was begun before is gone on with, and somebody is always at work. */
  #hasRoomFor(next: NextRun): boolean {
    if (next.type !== 'begin' || this.#searches() === 0) return true;
    const { now, room } = this.#options;
    const { policy, verifier, config } = next.run.cell;
    const at = now();
    this.#beginnings = this.#beginnings.filter((each) => at - each.at < fillMs);
    const begun = this.#beginnings.reduce((sum, each) => sum + (each.policy === policy ? each.sequences : 0), 0);
    if (room(policy, verifier) - begun <= 0) return false;
    this.#beginnings = [...this.#beginnings, { policy, sequences: config.n, at }];
    return true;
  }

  async #begin(live: LiveExperiment, next: NextRun): Promise<void> {
    const { runs } = this.#options;
    let runner: Runner | undefined;
    try {
      if (next.type === 'begin') {
        const spec = runSpecOf(live.state.start, next.run);
        if (spec === undefined)
          throw new Error(`Invariant broken: experiment ${live.id} lacks what ${next.run.cell.id} needs`);
        runner = await runs.startFor({ id: live.id, cell: next.run.cell.id }, spec);
      } else {
        // A run that goes on anyway is not changed by it.
        runner = await runs.takeUp(next.runId, { commands: [{ type: 'resume' }] });
      }
    } catch (error) {
      live.queue.putBack(next);
      throw error;
    }
    if (runner === undefined) {
      if (next.type === 'begin') live.queue.begunElsewhere();
      else live.queue.settle(next.runId, (await this.#isUnreadable(next.runId)) ? 'ended' : 'elsewhere');
      return;
    }
    this.#watch(live, runner);
  }

  /** Nobody of this version can go on with it. */
  async #isUnreadable(runId: string): Promise<boolean> {
    return (await this.#options.log.summary(runId))?.status === 'unreadable';
  }

  #watch(live: LiveExperiment, runner: Runner): void {
    live.queue.started(runner.runId, runner);
    const settling: Promise<void> = runner.done
      .then((outcome) => this.#settle(live, runner, outcome))
      .catch((error: unknown) => {
        live.queue.settle(runner.runId, 'elsewhere');
        this.#options.report(`The end of run ${runner.runId} could not be kept; it is looked at again.`, error);
      })
      .finally(() => {
        this.#settling.delete(settling);
      });
    this.#settling.add(settling);
    void settling
      .then(() => this.#fill())
      .catch((error: unknown) => this.#options.report('Giving out searches failed; trying again.', error));
  }

  async #settle(live: LiveExperiment, runner: Runner, outcome: RunnerOutcome): Promise<void> {
    const { runId, written, experiment } = runner;
    if (outcome !== 'ended') return live.queue.settle(runId, outcome === 'lost' ? 'elsewhere' : 'left');
    if (written?.state.status === 'finished') {
      await this.#keep(live, { runId, cell: experiment?.cell ?? '', written });
      live.queue.settle(runId, 'ended');
      live.failuresInARow = 0;
      return;
    }
    const summary = await this.#options.log.summary(runId);
    live.queue.settle(runId, 'ended');
    if (summary?.status !== 'failed') return;
    live.failuresInARow += 1;
    live.lastFailure = summary.failure;
  }

  async #keep({ id }: LiveExperiment, { runId, cell, written: { state, workMs } }: Ended): Promise<void> {
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

  /** What was appended meanwhile is met at the next look. */
  async #pauseItself(live: LiveExperiment): Promise<void> {
    live.failuresInARow = 0;
    const failure = live.lastFailure ?? { kind: 'unknown', message: 'No reason was told.' };
    if (await this.#append(live.id, live.state, { type: 'experiment-paused', failure })) await this.#leave(live);
  }

  async #finish(live: LiveExperiment): Promise<void> {
    if (await this.#append(live.id, live.state, { type: 'experiment-ended', status: 'finished' }))
      this.#live.delete(live.id);
  }

  /** False when the log went on meanwhile. */
  async #append(id: string, state: ExperimentState, event: ExperimentEvent): Promise<boolean> {
    const { store, now } = this.#options;
    const head = await store.head(id);
    if (head === undefined) throw unknownExperiment(id);
    const entry = { seq: state.lastSeq + 1, at: now(), event };
    return store.append(headOf(id, head.createdAt, foldExperiment(state, [entry])), [entry]);
  }

  async #stateOf(id: string): Promise<ExperimentState> {
    const entries = await this.#options.store.entries(id, 0);
    if (entries.length === 0) throw unknownExperiment(id);
    return foldWhole(id, entries);
  }

  #searches(): number {
    let searches = 0;
    for (const { queue } of this.#live.values()) searches += queue.underWay.size;
    return searches;
  }

  /** At every beat. */
  async #goOn(beat: number): Promise<void> {
    if (beat % refreshEveryBeats === 0) {
      await this.#work.take(async () => {
        for (const live of this.#live.values()) if (live.queue.isWaitingForOthers) await this.#refresh(live);
      });
    }
    await this.#look();
  }
}

/** Throws BrokenLogError when the entries contradict each other. */
function foldWhole(id: string, entries: readonly ExperimentEntry[]): ExperimentState {
  try {
    return foldExperiment(undefined, entries);
  } catch (cause) {
    throw new BrokenLogError(`The log of experiment ${id} contradicts itself.`, { cause });
  }
}

interface Ended {
  readonly runId: string;
  readonly cell: string;
  /** What its log says. */
  readonly written: { readonly state: SearchState; readonly workMs: number };
}
