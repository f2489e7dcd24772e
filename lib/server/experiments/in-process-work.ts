/**
 * The searches of experiments made by one process, over a store that has no jobs: gives them out so many at a time and in
 * turns, as the servers have room. Of several processes over one file one does this, until it ends or falls silent.
 */
import { createTurns, startBeat, systemClock, type Beat } from '@/lib/base';
import { RunQueue, type ExperimentHead, type NextRun } from '@/lib/experiments';
import { BrokenLogError, type Runner } from '@/lib/runs';
import { foldWhole } from './experiment-log';
import type { ExperimentWork } from './experiment-work';
import { LiveExperiment } from './live-experiment';
import { PlannedRuns, type PlannedRunsOptions } from './planned-runs';
import { Refusals } from './refusals';
import { Beginnings, type Room } from './room';

const beatMs = 1_000;
/** Whether the servers have room for more is looked at this often. */
const fillMs = 250;
/** What is unclear is looked at again this often, and the right to work kept. */
const slowEveryBeats = 3;
const maxOpen = 1_000;

export interface InProcessWorkOptions extends PlannedRunsOptions {
  /** This process, unique per start. */
  readonly owner: string;
  /** Searches at a time in this process, over all experiments. */
  readonly maxSearches: number;
  readonly room: Room;
}

interface Queued {
  readonly live: LiveExperiment;
  readonly queue: RunQueue;
  /** Grows with every run it was given, so that experiments take turns. */
  lastTurn: number;
}

export class InProcessWork implements ExperimentWork {
  readonly #options: InProcessWorkOptions;
  readonly #planned: PlannedRuns;
  readonly #beginnings: Beginnings;
  readonly #live = new Map<string, Queued>();
  readonly #settling = new Set<Promise<void>>();
  /** Experiments whose log cannot be read. */
  readonly #broken = new Set<string>();
  readonly #refusals = new Refusals();
  #beats: readonly Beat[] = [];
  #turns = 0;
  #isStopping = false;
  /** One after the other: two at once could give out the same run. */
  readonly #work = createTurns();

  constructor(options: InProcessWorkOptions) {
    this.#options = options;
    this.#planned = new PlannedRuns(options);
    this.#beginnings = new Beginnings(options.room, () => systemClock.elapsed());
  }

  async open(): Promise<void> {
    const { store } = this.#options;
    const counts = await store.counts();
    for (const { id } of await store.headsOf('cancelled', maxOpen))
      if ((counts.get(id)?.running ?? 0) > 0) await this.#planned.cancelLeft(id);
    await this.look();
    if (this.#isStopping) return;
    const onError = (error: unknown) =>
      this.#options.report('The store of experiments did not answer; trying again.', error);
    this.#beats = [
      startBeat({
        pauseMs: beatMs,
        work: (count) => this.#refusals.noted('looking', () => this.#goOn(count)),
        onError,
      }),
      startBeat({ pauseMs: fillMs, work: () => this.#refusals.noted('beginning', () => this.#fill()), onError }),
    ];
  }

  async look(): Promise<void> {
    await this.#work.take(() => this.#compare(false));
    this.#fillSoon();
  }

  async drop(id: string, remove: () => Promise<void>): Promise<void> {
    await this.#work.take(async () => {
      const queued = this.#live.get(id);
      this.#live.delete(id);
      await Promise.all([...(queued?.live.underWay.values() ?? [])].map((runner) => runner.stop()));
      await Promise.all(this.#settling);
      await remove();
    });
  }

  since(id: string): number | undefined {
    return this.#live.get(id)?.live.since;
  }

  standsBecause(id: string): string | undefined {
    return this.#live.get(id)?.live.standsBecause ?? this.#refusals.words;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const beat of this.#beats) beat.stop();
    await this.#work.idle();
    await Promise.all(
      [...this.#live.values()].flatMap(({ live }) => [...live.underWay.values()].map((runner) => runner.stop())),
    );
    await Promise.all(this.#settling);
    await this.#options.store.leaveWork(this.#options.owner);
  }

  /** At every beat. */
  async #goOn(beat: number): Promise<void> {
    await this.#work.take(() => this.#compare(beat % slowEveryBeats === 0));
    await this.#fill();
  }

  /** Brings what this process works on in line with the store, if it is this one that does. */
  async #compare(isSlow: boolean): Promise<void> {
    const { store, owner } = this.#options;
    const running = new Map((await store.headsOf('running', maxOpen)).map((head) => [head.id, head]));
    const isKept = this.#live.size > 0 && !isSlow;
    if (running.size > 0 && !isKept && !(await store.takeWork(owner))) running.clear();
    for (const { live } of this.#live.values()) if (!running.has(live.id)) await this.#leave(live);
    for (const head of running.values()) await this.#lookAt(head, isSlow);
  }

  /** One that cannot be read stops no other; it is told once, and looked at again when the process starts anew. */
  async #lookAt(head: ExperimentHead, isSlow: boolean): Promise<void> {
    if (this.#broken.has(head.id)) return;
    const queued = this.#live.get(head.id);
    try {
      if (queued === undefined) await this.#takeUp(head.id);
      else if (queued.live.state.lastSeq !== head.lastSeq || (isSlow && queued.queue.isStale))
        await this.#refresh(queued);
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      this.#broken.add(head.id);
      this.#options.report(`Experiment ${head.id} cannot be gone on with.`, error);
    }
  }

  async #takeUp(id: string): Promise<void> {
    const { store, now } = this.#options;
    const live = new LiveExperiment(id, { state: foldWhole(id, await store.entries(id, 0)), at: now() });
    const queue = new RunQueue(live.plan, await store.runs(id), live.state.retries);
    const queued: Queued = { live, queue, lastTurn: 0 };
    this.#live.set(id, queued);
    await this.#catchUp(queued);
  }

  async #refresh(queued: Queued): Promise<void> {
    const { live, queue } = queued;
    const stored = await this.#options.store.runs(live.id);
    live.fold(await this.#options.store.entries(live.id, live.state.lastSeq));
    queue.refresh(stored, live.state.retries);
    await this.#catchUp(queued);
  }

  /** Results that a process owed when it died. */
  async #catchUp({ live, queue }: Queued): Promise<void> {
    for (const run of queue.takeWithoutResult()) await this.#planned.makeResult(live, run);
  }

  /** It is no longer running, or no longer ours. */
  async #leave(live: LiveExperiment): Promise<void> {
    this.#live.delete(live.id);
    await this.#planned.halt(live);
    if ((await this.#options.store.head(live.id))?.status === 'cancelled') await this.#planned.cancelLeft(live.id);
  }

  /** Gives out searches as long as the servers have room; each experiment in its turn. A command waits for one of them at most. */
  async #fill(): Promise<void> {
    await this.#work.take(async () => {
      for (const { live } of this.#live.values()) if (await this.#planned.pausedItself(live)) await this.#leave(live);
    });
    while (await this.#work.take(() => this.#beginNext()));
    await this.#work.take(async () => {
      for (const { live, queue } of this.#live.values()) {
        if (this.#isStopping || !queue.isDone || live.state.status !== 'running') continue;
        if (await this.#planned.finish(live)) this.#live.delete(live.id);
      }
    });
  }

  /** False when there is nothing more to begin now. */
  async #beginNext(): Promise<boolean> {
    if (this.#isStopping || this.#searches() >= this.#options.maxSearches) return false;
    const given = this.#nextRun();
    if (given === undefined) return false;
    await this.#begin(given.queued, given.next);
    return true;
  }

  /** The experiment with the fewest searches under way goes first, and among those the one whose turn was longest ago. */
  #nextRun(): { readonly queued: Queued; readonly next: NextRun } | undefined {
    const inTurn = [...this.#live.values()].toSorted(
      (left, right) => left.live.underWay.size - right.live.underWay.size || left.lastTurn - right.lastTurn,
    );
    for (const queued of inTurn) {
      if (queued.live.isFailing) continue;
      const next = queued.queue.next();
      if (next === undefined) continue;
      // What was begun before is gone on with, and somebody is always at work.
      const isFree = next.type !== 'begin' || this.#searches() === 0;
      if (!isFree && !this.#beginnings.hasRoomFor(next.run.cell)) {
        queued.queue.putBack(next);
        continue;
      }
      queued.lastTurn = ++this.#turns;
      return { queued, next };
    }
    return undefined;
  }

  async #begin(queued: Queued, next: NextRun): Promise<void> {
    const { live, queue } = queued;
    let runner: Runner | undefined;
    try {
      runner = await (next.type === 'begin' ? this.#planned.begin(live, next.run) : this.#planned.takeUp(next.runId));
    } catch (error) {
      queue.putBack(next);
      throw error;
    }
    if (runner !== undefined) this.#watch(queued, runner);
    else if (next.type === 'begin') queue.markStale();
    else queue.settle(next.runId, (await this.#planned.isUnreadable(next.runId)) ? 'ended' : 'unclear');
  }

  #watch({ live, queue }: Queued, runner: Runner): void {
    queue.started(runner.runId);
    const settling: Promise<void> = this.#planned
      .watch(live, runner)
      .then((end) => queue.settle(runner.runId, end))
      .finally(() => {
        this.#settling.delete(settling);
      });
    this.#settling.add(settling);
    void settling.then(() => this.#fillSoon());
  }

  /** Nobody waits for it: whoever commands is answered while searches are given out. */
  #fillSoon(): void {
    this.#fill().catch((error: unknown) => this.#options.report('Giving out searches failed; trying again.', error));
  }

  #searches(): number {
    let searches = 0;
    for (const { live } of this.#live.values()) searches += live.underWay.size;
    return searches;
  }
}
