/**
 * The runs that this process works on: starts them, hands them commands, takes up what dead owners left, keeps the
 * leases, and lets only so many search at a time. The queue is the log store itself: runs that nobody owns.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { createTurns, startBeat, type Beat } from '@/lib/base';
import { applyEvents, hasEnded, initialState, logVersion } from '@/lib/search';
import type { Breakpoints, ForkedLog, RunSpec, SearchEvent } from '@/lib/search';
import type { Priority } from '@/lib/backends';
import { Runner, RunExistsError, createRunId, cutLog, summarize, workMsIn } from '@/lib/runs';
import type {
  ClaimedRun,
  NewRun,
  ListedRun,
  LogEntry,
  RunCommand,
  RunList,
  RunListQuery,
  RunSummary,
  RunTimes,
  RunnerDependencies,
  RunnerOptions,
} from '@/lib/runs';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError } from '../http/api-error';

/** Commands left by other processes are fetched, and waiting runs looked for, this often. */
const beatMs = 1_000;
/** Well within a lease. */
const renewEveryBeats = 3;
/** More runs than this in the queue are refused. */
const maxWaiting = 500;
/** Nobody is expected to watch a run of an experiment, so its entries are written in larger pieces. */
const unwatchedGatherMs = 1_000;
/** Nobody else's write waits for more. */
const removedAtOnce = 50;

export interface RegistryOptions extends Omit<RunnerDependencies, 'modelsFor'> {
  readonly modelsFor: (
    spec: RunSpec,
    signal: AbortSignal,
    priority: Priority,
  ) => ReturnType<RunnerDependencies['modelsFor']>;
  /** This process, unique per start. */
  readonly owner: string;
  /** Runs of experiments are not counted; who starts them sees to their number. */
  readonly maxRunning: number;
}

export class RunRegistry {
  readonly #options: RegistryOptions;
  readonly #active = new Map<string, Runner>();
  /** Of runs that the store's failure took from us, that failure in words, until somebody takes them up. */
  readonly #refused = new Map<string, string>();
  readonly #stopWakeUps: () => void;
  #beat: Beat | undefined;
  #isStopping = false;
  /** Claims follow one another: two at once could both believe that they own a run, or take more than there is room for. */
  readonly #claims = createTurns();
  /** One long log after the other. */
  readonly #packing = createTurns();

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#stopWakeUps = options.log.onWake((runId) => this.#onWake(runId));
  }

  /** Takes up what was left unfinished, then goes on looking. Resolves after the first look. */
  async open(): Promise<void> {
    await this.#options.log.releaseDead(this.#options.owner);
    await this.#fill();
    if (this.#isStopping) return;
    this.#beat = startBeat({
      pauseMs: beatMs,
      work: (count) => this.#goOn(count),
      onError: (error) => this.#options.report('The run store did not answer; trying again.', error),
    });
  }

  /** Makes a run durable and starts it, or leaves it in the queue. Throws ApiError 429 when that is full. */
  start(spec: RunSpec, breakpoints?: Breakpoints): Promise<string> {
    const at = this.#options.now();
    return this.#begin(beginningOf(spec, { id: createRunId(at), createdAt: at, workMs: 0 }, breakpoints));
  }

  /** The same for a run that begins with the log of another. */
  startFrom(shared: readonly LogEntry[], { events, state }: Pick<ForkedLog, 'events' | 'state'>): Promise<string> {
    const at = this.#options.now();
    const entries = [...shared, ...events.map((event, i) => ({ seq: shared.length + i + 1, at, event }))];
    const times = { id: createRunId(at), createdAt: at, workMs: workMsIn(entries), lastSeq: entries.length };
    return this.#begin({ summary: summarize(state, times), chunks: cutLog(entries) });
  }

  async #begin(begun: Pick<NewRun, 'summary' | 'chunks'>): Promise<string> {
    const { log, owner } = this.#options;
    return this.#claims.take(async () => {
      const hasRoom = this.#hasRoom();
      if (!hasRoom && (await this.#waiting()).length >= maxWaiting) {
        throw new ApiError('too-many', fillText(refusalTexts.manyWaiting, { waiting: maxWaiting }));
      }
      const lease = await log.create({ ...begun, ...(hasRoom ? { owner } : {}) });
      if (lease !== undefined) this.#adopt({ lease, summary: begun.summary });
      return begun.summary.id;
    });
  }

  /** Makes a run of an experiment durable and starts it at once; undefined when the experiment has it already, or the process stops. */
  async startFor(
    { runId, ...experiment }: NonNullable<RunSummary['experiment']> & { readonly runId: string },
    spec: RunSpec,
  ): Promise<Runner | undefined> {
    if (this.#isStopping) return undefined;
    const { log, now, owner } = this.#options;
    const at = now();
    const begun = beginningOf(spec, { id: runId, createdAt: at, workMs: 0, experiment });
    try {
      const lease = await log.create({ ...begun, owner });
      return lease === undefined ? undefined : this.#adopt({ lease, summary: begun.summary });
    } catch (error) {
      if (error instanceof RunExistsError) return undefined;
      throw error;
    }
  }

  /** Goes on with a run of an experiment that nobody works on; undefined when somebody does, or it is gone. */
  async takeUp(
    runId: string,
    options: Pick<RunnerOptions, 'commands' | 'onlyCommands'> = {},
  ): Promise<Runner | undefined> {
    return this.#claims.take(async () => {
      if (this.#isStopping || this.#active.has(runId)) return undefined;
      const claimed = await this.#options.log.claim(runId, this.#options.owner);
      return claimed === undefined ? undefined : this.#adopt(claimed, options);
    });
  }

  /** The effect shows in the log. Throws ApiError 404 for an unknown run and 409 for one that has ended or is an experiment's. */
  async command(runId: string, command: RunCommand): Promise<void> {
    const runner = this.#active.get(runId);
    refuseExperiment(runner);
    if (runner?.command(command) !== true) await this.#commandIdle(runId, command);
  }

  /**
   * Removes what came into the store before that time, but runs that search or wait to, and those of experiments. How many
   * there were.
   */
  async removeOlder(before: number): Promise<number> {
    const { log, feed } = this.#options;
    for (let total = 0; ;) {
      const removed = await log.removeOlder(before, removedAtOnce);
      total += removed.length;
      for (const id of removed) {
        // A paused one is held.
        void this.#active.get(id)?.stop();
        feed.wake(id);
      }
      if (removed.length < removedAtOnce) return total;
      await yieldToOthers();
    }
  }

  /** How many that would be. */
  countOlder(before: number): Promise<number> {
    return this.#options.log.countOlder(before);
  }

  /** Stops the run if it is going on, and forgets it. Throws ApiError 404, 409 for a run of an experiment. */
  async remove(runId: string): Promise<void> {
    refuseExperiment(await this.#options.log.summary(runId));
    // Also one that cannot be read.
    const isRemoved = await this.#options.log.remove(runId);
    if (!isRemoved) throw unknownRun(runId);
    this.#refused.delete(runId);
    // It cannot write any more and finds that out by itself; this only spares the servers its calls.
    void this.#active.get(runId)?.stop();
    this.#options.feed.wake(runId);
  }

  /** Throws ApiError 404, 409 when it cannot be read. */
  async summary(runId: string): Promise<RunSummary> {
    const summary = await this.#readable(runId);
    return summary.status === 'running' ? (await this.#withStanding([summary]))[0]! : summary;
  }

  /** A run that cannot be read is there as well: its log goes out as it lies in the store. Throws ApiError 404. */
  async checkExists(runId: string): Promise<void> {
    if ((await this.#options.log.summary(runId)) === undefined) throw unknownRun(runId);
  }

  async list(query: RunListQuery): Promise<RunList> {
    const { runs, nextCursor } = await this.#options.log.list(query);
    return { runs: await this.#withStanding(runs), ...(nextCursor === undefined ? {} : { nextCursor }) };
  }

  /** Gives every run back, for another process to go on with. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#beat?.stop();
    this.#stopWakeUps();
    await this.#claims.idle();
    await Promise.all([...this.#active.values()].map((runner) => runner.stop()));
    await this.#packing.idle();
  }

  async #commandIdle(runId: string, command: RunCommand): Promise<void> {
    const { log, feed } = this.#options;
    const runner = await this.#claims.take(async () => {
      const active = this.#active.get(runId);
      if (active?.command(command) === true) return undefined;
      await active?.done;
      const summary = await this.#readable(runId);
      refuseExperiment(summary);
      const isRetry = summary.status === 'failed' && (command.type === 'resume' || command.type === 'step');
      if (hasEnded(summary.status) && !isRetry) {
        throw new ApiError(
          'conflict',
          fillText(refusalTexts.hasEnded, { status: summary.status, command: command.type }),
          { status: summary.status },
        );
      }
      const claimed = await log.claim(runId, this.#options.owner);
      if (claimed !== undefined) return this.#adopt(claimed, { commands: [command], onlyCommands: !this.#hasRoom() });
      await log.postCommand(runId, command);
      return undefined;
    });
    await runner?.ready;
    feed.wake(runId);
  }

  /** Throws ApiError 404, 409. */
  async #readable(runId: string): Promise<RunSummary> {
    const summary = await this.#options.log.summary(runId);
    if (summary === undefined) throw unknownRun(runId);
    if (summary.status === 'unreadable')
      throw new ApiError(
        'conflict',
        `${summary.reason} What there is of it can be downloaded, and the run can be deleted.`,
      );
    return summary;
  }

  /** Starts a runner for a claimed run and cleans up behind it. */
  #adopt(claimed: ClaimedRun, options: RunnerOptions = {}): Runner {
    const isExperiment = claimed.summary.experiment !== undefined;
    const priority = isExperiment ? 'experiment' : 'interactive';
    const dependencies = {
      ...this.#options,
      modelsFor: (spec: RunSpec, signal: AbortSignal) => this.#options.modelsFor(spec, signal, priority),
    };
    const runner = new Runner(dependencies, claimed, {
      ...options,
      ...(isExperiment ? { gatherMs: unwatchedGatherMs } : {}),
    });
    this.#active.set(runner.runId, runner);
    this.#refused.delete(runner.runId);
    void runner.done.then((outcome) => {
      this.#active.delete(runner.runId);
      if (runner.refusal !== undefined) this.#refused.set(runner.runId, runner.refusal.message);
      // Logs of experiments are packed with their results.
      if (outcome === 'ended' && !isExperiment) this.#pack(runner.runId);
      // A run that was lost to the store comes back with a later beat, not in a tight loop.
      if (outcome !== 'lost')
        this.#fill().catch((error: unknown) => this.#options.report('Looking for waiting runs failed.', error));
    });
    return runner;
  }

  /** Nothing is lost where that fails: the log stays as it was written. */
  #pack(runId: string): void {
    this.#packing
      .take(() => this.#options.log.pack(runId))
      .catch((error: unknown) => this.#options.report(`The log of run ${runId} was not packed.`, error));
  }

  /** Claims waiting runs as long as there is room. */
  async #fill(): Promise<void> {
    const { log, owner } = this.#options;
    await this.#claims.take(async () => {
      while (!this.#isStopping && this.#hasRoom()) {
        const claimed = await log.claimNext(owner, [...this.#active.keys()]);
        if (claimed === undefined) return;
        // Of one that was coming in its sender is gone; nobody asked for it to be searched on here.
        this.#adopt(
          claimed,
          claimed.summary.importedAt === undefined ? {} : { commands: [{ type: 'pause' }], onlyCommands: true },
        );
      }
    });
  }

  #hasRoom(): boolean {
    let interactive = 0;
    for (const runner of this.#active.values()) if (runner.experiment === undefined) interactive++;
    return interactive < this.#options.maxRunning;
  }

  /** At every beat. */
  async #goOn(beat: number): Promise<void> {
    const { log, owner } = this.#options;
    if (beat % renewEveryBeats === 0) await log.renew(owner, [...this.#active.keys()]);
    await this.#takeCommands();
    await this.#fill();
  }

  /** What other processes left for runs that are ours, or nobody's by now. */
  async #takeCommands(): Promise<void> {
    for (const { runId, command } of await this.#options.log.takeCommands(this.#options.owner)) {
      await this.command(runId, command).catch((error: unknown) => {
        // The run ended while the command was on its way.
        if (!(error instanceof ApiError)) throw error;
      });
    }
  }

  #onWake(runId: string): void {
    this.#options.feed.wake(runId);
    if (this.#active.has(runId))
      this.#takeCommands().catch((error: unknown) => this.#options.report('Commands could not be read.', error));
  }

  #waiting(): Promise<readonly string[]> {
    return this.#options.log.unclaimed(this.#options.owner, [...this.#active.keys()]);
  }

  /** With what no log says of those that are to go on: why one stands, or its place in the queue. */
  async #withStanding<T extends ListedRun>(runs: readonly T[]): Promise<T[]> {
    const waits = runs.some((run) => run.status === 'running' && !this.#active.has(run.id));
    const waiting = waits ? await this.#waiting() : [];
    return runs.map((run) => {
      if (run.status !== 'running') return run;
      const standsBecause = this.#active.get(run.id)?.refusal?.message ?? this.#refused.get(run.id);
      if (standsBecause !== undefined) return { ...run, standsBecause };
      const index = waiting.indexOf(run.id);
      return index < 0 ? run : { ...run, queuePosition: index + 1 };
    });
  }
}

/** A run as it is made: its first entries, and what lists show of it. */
export function beginningOf(
  spec: RunSpec,
  times: Omit<RunTimes, 'lastSeq'>,
  breakpoints?: Breakpoints,
): Pick<NewRun, 'summary' | 'chunks'> {
  const events: readonly SearchEvent[] = [
    { type: 'run-started', version: logVersion, spec },
    ...(breakpoints === undefined ? [] : [{ type: 'breakpoints-set', breakpoints } as const]),
  ];
  const entries = events.map((event, i) => ({ seq: i + 1, at: times.createdAt, event }));
  const summary = summarize(applyEvents(initialState, events), { ...times, lastSeq: entries.length });
  return { summary, chunks: cutLog(entries) };
}

function unknownRun(runId: string): ApiError {
  return new ApiError('not-found', fillText(refusalTexts.noRun, { id: runId }));
}

/** One run more or less would leave a hole in the experiment. */
function refuseExperiment(run: Pick<RunSummary, 'experiment'> | undefined): void {
  if (run?.experiment === undefined) return;
  throw new ApiError('conflict', refusalTexts.isPart, { experiment: run.experiment.id });
}
