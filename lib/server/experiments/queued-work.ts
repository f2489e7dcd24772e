/**
 * The searches of experiments made by as many processes as share the jobs of a store: takes jobs as the servers have room,
 * makes their searches, and looks after some of the experiments. A job may come twice; the run's log has it once.
 */
import { createTurns, startBeat, systemClock, type Beat } from '@/lib/base';
import type { HeldJob, HeldSearch, SearchJobs, SearchKind } from '@/lib/experiments';
import { BrokenLogError, type Runner } from '@/lib/runs';
import { foldWhole } from './experiment-log';
import { ExperimentFeeder, isOver } from './experiment-feeder';
import type { ExperimentWork } from './experiment-work';
import { LiveExperiment } from './live-experiment';
import { PlannedRuns, type PlannedRunsOptions } from './planned-runs';
import { Refusals } from './refusals';
import { Beginnings, type Room } from './room';

const beatMs = 1_000;
/** Whether the servers have room for more is looked at this often. */
const fillMs = 250;
/** Well within the time after which a silent process loses its jobs. */
const renewEveryBeats = 3;
/** Experiments that nobody looks after are looked for this often: of versions before there were jobs, of a database put back. */
const callEveryBeats = 10;
const maxOpen = 1_000;
const callsAtOnce = 10;
const searchesAtOnce = 16;
/** A run whose process fell silent is another's until its lease is over. */
const retryMs = 1_000;

export interface QueuedWorkOptions extends PlannedRunsOptions {
  readonly jobs: SearchJobs;
  /** Searches at a time in this process, over all experiments; 0: it only looks after them. */
  readonly maxSearches: number;
  readonly room: Room;
  /** What this process is configured to search with. */
  readonly kinds: () => readonly SearchKind[];
}

export class QueuedWork implements ExperimentWork {
  readonly #options: QueuedWorkOptions;
  readonly #planned: PlannedRuns;
  readonly #beginnings: Beginnings;
  readonly #live = new Map<string, LiveExperiment>();
  readonly #feeders = new Map<string, { readonly job: HeldJob; readonly feeder: ExperimentFeeder }>();
  readonly #searches = new Map<string, { readonly job: HeldSearch; readonly over: Promise<void> }>();
  /** Sequences of the last search of a kind that was taken, by kind. */
  readonly #sizes = new Map<string, number>();
  /** Experiments whose log cannot be read. */
  readonly #broken = new Set<string>();
  readonly #refusals = new Refusals();
  #runningCount = 0;
  #beats: readonly Beat[] = [];
  #stopListening: () => void = () => undefined;
  readonly #stopping = new AbortController();
  /** Of each, one at a time. */
  readonly #looks = createTurns();
  readonly #takes = createTurns();

  constructor(options: QueuedWorkOptions) {
    this.#options = options;
    this.#planned = new PlannedRuns(options);
    this.#beginnings = new Beginnings(options.room, () => systemClock.elapsed());
  }

  async open(): Promise<void> {
    await this.#callForAll();
    await this.look();
    const onError = (error: unknown) => this.#report(error);
    this.#beats = [
      startBeat({
        pauseMs: beatMs,
        work: (count) => this.#refusals.noted('looking', () => this.#goOn(count)),
        onError,
      }),
      startBeat({ pauseMs: fillMs, work: () => this.#refusals.noted('taking', () => this.#fill()), onError }),
    ];
    this.#stopListening = this.#options.store.onWake((id) => {
      if (this.#live.has(id)) this.#looks.take(() => this.#refresh(id)).catch((error: unknown) => this.#report(error));
    });
  }

  async look(): Promise<void> {
    await this.#compare();
    this.#fillSoon();
  }

  async drop(id: string, remove: () => Promise<void>): Promise<void> {
    await this.#looks.take(async () => {
      const live = this.#live.get(id);
      await Promise.all([...(live?.underWay.values() ?? [])].map((runner) => runner.stop()));
      await remove();
    });
  }

  since(id: string): number | undefined {
    return this.#live.get(id)?.since;
  }

  standsBecause(id: string): string | undefined {
    return this.#live.get(id)?.standsBecause ?? this.#refusals.words;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#stopListening();
    for (const beat of this.#beats) beat.stop();
    await this.#looks.idle();
    await this.#takes.idle();
    await Promise.all(
      [...this.#live.values()].flatMap(({ underWay }) => [...underWay.values()].map((runner) => runner.stop())),
    );
    await Promise.all([...this.#searches.values()].map(({ over }) => over));
    for (const { job } of this.#feeders.values()) await this.#options.jobs.giveBack(job).catch(() => undefined);
  }

  /** At every beat. */
  async #goOn(beat: number): Promise<void> {
    const held = [...this.#searches.values(), ...this.#feeders.values()].map(({ job }) => job);
    if (beat % renewEveryBeats === 0 && held.length > 0) await this.#options.jobs.renew(held);
    if (beat % callEveryBeats === 0) await this.#callForAll();
    await this.#compare();
    await this.#fill();
  }

  /** Brings what this process works on and looks after in line with the store. */
  async #compare(): Promise<void> {
    await this.#looks.take(async () => {
      this.#runningCount = (await this.#options.store.headsOf('running', maxOpen)).length;
      for (const id of this.#live.keys()) await this.#refresh(id);
      await this.#takeCalls();
      for (const id of this.#feeders.keys()) await this.#feed(id);
    });
  }

  async #callForAll(): Promise<void> {
    const { store, jobs } = this.#options;
    for (const { id } of await store.headsOf('running', maxOpen)) await jobs.call(id);
    const counts = await store.counts();
    for (const { id } of await store.headsOf('cancelled', maxOpen))
      if ((counts.get(id)?.running ?? 0) > 0) await jobs.call(id);
  }

  async #takeCalls(): Promise<void> {
    const { jobs } = this.#options;
    if (this.#stopping.signal.aborted) return;
    for (const job of await jobs.takeCalls(callsAtOnce)) {
      const live = await this.#liveOf(job.experiment);
      if (live === undefined) await jobs.done(job);
      else {
        const feeder = new ExperimentFeeder(live, { ...this.#options, planned: this.#planned });
        this.#feeders.set(job.experiment, { job, feeder });
      }
    }
  }

  async #feed(id: string): Promise<void> {
    const fed = this.#feeders.get(id);
    if (fed === undefined || !(await fed.feeder.look())) return;
    this.#feeders.delete(id);
    await this.#options.jobs.done(fed.job);
    this.#forget(id);
  }

  /** The experiment as the store has it now; undefined when it is gone or cannot be read, which is told once. */
  async #liveOf(id: string): Promise<LiveExperiment | undefined> {
    const { store, now } = this.#options;
    const known = this.#live.get(id);
    if (known !== undefined || this.#broken.has(id)) return known;
    try {
      const entries = await store.entries(id, 0);
      if (entries.length === 0) return undefined;
      const live = this.#live.get(id) ?? new LiveExperiment(id, { state: foldWhole(id, entries), at: now() });
      this.#live.set(id, live);
      return live;
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      this.#broken.add(id);
      this.#options.report(`Experiment ${id} cannot be gone on with.`, error);
      return undefined;
    }
  }

  /** Takes what its log says by now, and stops what it no longer wants. */
  async #refresh(id: string): Promise<void> {
    const live = this.#live.get(id);
    if (live === undefined) return;
    live.fold(await this.#options.store.entries(id, live.state.lastSeq));
    // One may have been being begun when its log said so.
    if (live.state.status !== 'running' && live.underWay.size > 0) await this.#planned.halt(live);
    if (this.#stopping.signal.aborted || (await this.#options.store.head(id)) !== undefined) return;
    // Removed: its runs find that out by themselves.
    this.#feeders.delete(id);
    this.#forget(id);
  }

  #forget(id: string): void {
    if (this.#feeders.has(id) || [...this.#searches.values()].some(({ job }) => job.experiment === id)) return;
    this.#live.delete(id);
  }

  /** Takes searches as long as the servers have room. */
  async #fill(): Promise<void> {
    await this.#takes.take(async () => {
      const { jobs, maxSearches, kinds } = this.#options;
      if (maxSearches === 0) return;
      for (const kind of await jobs.known(kinds())) {
        for (;;) {
          const isIdle = this.#searches.size === 0;
          const left = this.#beginnings.left({ policy: kind.policy, verifier: kind.verifier });
          const size = this.#sizes.get(JSON.stringify(kind)) ?? 1;
          const fitting = isIdle ? 1 : Math.ceil(left / size);
          const count = Math.min(fitting, maxSearches - this.#searches.size, searchesAtOnce);
          if (count <= 0 || this.#stopping.signal.aborted) break;
          const taken = await this.#take(kind, count);
          for (const job of taken) await this.#begin(kind, job);
          if (taken.length === 0) break;
        }
      }
    });
  }

  /** Where several experiments run, one that has most of the searches here lets the others go first. */
  async #take(kind: SearchKind, count: number): Promise<readonly HeldSearch[]> {
    const { jobs } = this.#options;
    if (this.#runningCount < 2) return jobs.take(kind, count, []);
    const had = new Map<string, number>();
    for (const { job } of this.#searches.values()) had.set(job.experiment, (had.get(job.experiment) ?? 0) + 1);
    const most = Math.max(...had.values());
    const others = await jobs.take(
      kind,
      1,
      [...had].filter(([, searches]) => searches === most).map(([experiment]) => experiment),
    );
    return others.length > 0 ? others : jobs.take(kind, 1, []);
  }

  async #begin(kind: SearchKind, job: HeldSearch): Promise<void> {
    const live = await this.#liveOf(job.experiment).catch((error: unknown) => this.#report(error));
    const cell = live?.plan.at(job.place).cell;
    if (cell !== undefined) {
      this.#sizes.set(JSON.stringify(kind), cell.config.n);
      this.#beginnings.add(cell);
    }
    // It may come again, as another attempt, while the first is still at work here.
    const key = `${job.id} ${job.attempt}`;
    const over = this.#make(live ?? undefined, job)
      .catch((error: unknown) => {
        this.#report(error);
        return false;
      })
      .then((isDone) => (isDone ? this.#options.jobs.done(job) : this.#options.jobs.giveBack(job)))
      // Its attempt runs out by itself.
      .catch((error: unknown) => this.#report(error))
      .finally(() => {
        this.#searches.delete(key);
        if (!this.#feeders.has(job.experiment)) this.#forget(job.experiment);
      });
    this.#searches.set(key, { job, over });
    void over.then(() => this.#fillSoon());
  }

  /** Nobody waits for it: whoever commands is answered while searches are taken. */
  #fillSoon(): void {
    this.#fill().catch((error: unknown) => this.#report(error));
  }

  /** True when nothing is left to be done for the job; false: somebody is to try again. */
  async #make(live: LiveExperiment | undefined, job: HeldSearch): Promise<boolean> {
    const { store, log } = this.#options;
    const { signal } = this.#stopping;
    if (live === undefined) return true;
    const planned = live.plan.at(job.place);
    const key = { cell: planned.cell.id, problem: planned.problem, seed: planned.seed };
    while (!signal.aborted) {
      live.fold(await store.entries(live.id, live.state.lastSeq));
      // Whoever goes on with it makes jobs of its own.
      if (live.state.status !== 'running') return true;
      const run = await store.runOf(live.id, key);
      let runner: Runner | undefined;
      if (run === undefined) runner = await this.#planned.begin(live, planned);
      else if (isOver(run, live.state.retries)) return true;
      else if (run.status === 'finished') {
        await this.#planned.makeResult(live, run);
        return true;
      } else runner = await this.#planned.takeUp(run.runId);
      if (runner !== undefined) {
        const end = await this.#planned.watch(live, runner);
        if (end === 'ended' && (await this.#planned.pausedItself(live)))
          void this.#looks.take(() => this.#refresh(live.id)).catch((error: unknown) => this.#report(error));
        return end === 'ended' || (end === 'left' && !signal.aborted);
      }
      if (run === undefined && (await store.head(live.id)) === undefined) return true;
      if (run !== undefined && (await log.summary(run.runId))?.status === 'unreadable') return true;
      await pause(retryMs, signal);
    }
    return false;
  }

  #report(error: unknown): void {
    this.#options.report('The store of experiments did not answer; trying again.', error);
  }
}

/** Ends early with the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
