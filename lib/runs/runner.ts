/**
 * Runs one search: drives the engine, has its events logged, obeys commands, and sees to it that the log ends in exactly
 * one terminal event whatever happens. Owns the run's lease while it lives. Knows no HTTP and no SQL.
 */
import { assert, assertUnreachable, systemClock } from '@/lib/base';
import { BackendError, hasEnded, lossOf, search } from '@/lib/search';
import type { Failure, Policy, RunSpec, RunStatus, SearchEvent, SearchState, Verifier } from '@/lib/search';
import { watchedBeatMs } from './beat';
import { BrokenLogError, loadRun } from './load';
import type { LoadedRun } from './load';
import { OwnershipLostError, StoreError } from './log';
import type { ClaimedRun, RunLog } from './log';
import { LogWriter } from './log-writer';
import type { RunFeed } from './run-feed';
import type { RunCommand } from './wire';

/** How long a model server's client may take to notice that nobody wants its answer any more. */
const abortGraceMs = 3_000;
/** Where nobody watches text is looked at so often. */
const unwatchedBeatMs = 100;
/** Restarts of the engine after a server was repaired, without a single new event in between. */
const maxFruitlessRestarts = 3;

export interface SearchModels {
  readonly policy: Policy;
  readonly verifier: Verifier | undefined;
}

export interface RunnerDependencies {
  readonly log: RunLog;
  readonly feed: RunFeed;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The models the spec names. Throws BackendError when they are not configured, or are no longer what the spec says. */
  readonly modelsFor: (spec: RunSpec, signal: AbortSignal) => Promise<SearchModels>;
  /** True once a server that this application itself repairs is back; false: the failure stands. */
  readonly isRepaired: (failure: Failure, signal: AbortSignal) => Promise<boolean>;
  /** A bug or a store failure, for whoever watches the process; what concerns the user is in the run's log already. */
  readonly report: (message: string, error: unknown) => void;
}

/**
 * `ended`, `paused`: the log says so. `queued`: commands were applied and the run waits for its turn. `released`: given
 * back unfinished because the process stops. `lost`: another process owns it, or the store failed.
 */
export type RunnerOutcome = 'ended' | 'paused' | 'queued' | 'released' | 'lost';

export interface RunnerOptions {
  /** To be obeyed before the search goes on. */
  readonly commands?: readonly RunCommand[];
  /** Obey the commands, but do not search. */
  readonly onlyCommands?: boolean;
  /** How long events wait for company before they are written; absent: short enough for somebody who watches. */
  readonly gatherMs?: number;
}

export class Runner {
  readonly runId: string;
  /** Resolves when the commands given at the start are in the log (or will never be). */
  readonly ready: Promise<void>;
  /** Never rejects. The lease has been given back when it resolves. */
  readonly done: Promise<RunnerOutcome>;
  readonly #dependencies: RunnerDependencies;
  readonly #claimed: ClaimedRun;
  readonly #options: RunnerOptions;
  #commands: RunCommand[];
  #writer: LogWriter | undefined;
  #interrupt = new AbortController();
  #isStopping = false;
  /** No command is taken any more. */
  #isClosing = false;
  /** The store's failure that ended its work. */
  #storeFailure: StoreError | undefined;
  #markReady: () => void = () => undefined;

  /** Starts at once. */
  constructor(dependencies: RunnerDependencies, claimed: ClaimedRun, options: RunnerOptions = {}) {
    this.runId = claimed.lease.runId;
    this.#dependencies = dependencies;
    this.#claimed = claimed;
    this.#commands = [...(options.commands ?? [])];
    this.#options = options;
    this.ready = new Promise((resolve) => {
      this.#markReady = resolve;
    });
    this.done = this.#live();
  }

  /** The experiment the run belongs to. */
  get experiment(): ClaimedRun['summary']['experiment'] {
    return this.#claimed.summary.experiment;
  }

  /** The fold of what is durable and the milliseconds of work in it; undefined before the log was read. */
  get written(): { readonly state: SearchState; readonly workMs: number } | undefined {
    return this.#writer;
  }

  /** Why it stands: what the store refuses to take at the moment, or refused for good. */
  get refusal(): StoreError | undefined {
    return this.#storeFailure ?? this.#writer?.refusal;
  }

  /**
   * The effect shows in the log; a command that no longer means anything (pausing what is paused) has none. False: the
   * runner is about to be done and did not take it; ask again when it is.
   */
  command(command: RunCommand): boolean {
    if (this.#isClosing) return false;
    const isPlain =
      this.#writer !== undefined && this.#writer.state.roundLimit === undefined && this.#commands.length === 0;
    if (command.type === 'resume' && isPlain) return true;
    this.#commands.push(command);
    this.#interrupt.abort();
    return true;
  }

  /** Gives the run back as it stands, for another process to go on with. */
  stop(): Promise<RunnerOutcome> {
    this.#isStopping = true;
    this.#interrupt.abort();
    return this.done;
  }

  async #live(): Promise<RunnerOutcome> {
    const { log, feed, report } = this.#dependencies;
    const { lease } = this.#claimed;
    let outcome: RunnerOutcome = 'lost';
    try {
      outcome = await this.#work().catch((error: unknown) => this.#endBroken(error));
    } catch (error) {
      if (error instanceof StoreError) this.#storeFailure = error;
      if (!(error instanceof OwnershipLostError))
        report(
          `Run ${this.runId} stopped without an end in its log; it is taken up again when the store answers.`,
          error,
        );
    }
    await log
      .release(lease)
      .catch((error: unknown) => report(`Run ${this.runId} could not be given back; its lease will run out.`, error));
    feed.wake(this.runId);
    this.#markReady();
    return outcome;
  }

  async #work(): Promise<RunnerOutcome> {
    const loaded = await loadRun(this.#dependencies.log, this.runId);
    const writer = this.#createWriter(loaded);
    this.#writer = writer;
    if (leftInTheMiddle(loaded)) await writer.write({ type: 'run-recovered' });

    for (let fruitless = 0, seen = loaded.state; ; seen = writer.state) {
      await this.#obey(writer);
      if (this.#commands.length > 0) continue;
      this.#markReady();
      const outcome = this.#outcomeOf(writer.state.status);
      if (outcome !== undefined) return outcome;

      const end = await this.#search(writer);
      switch (end.type) {
        case 'complete': {
          const failure = lossOf(writer.state);
          await writer.write({
            type: 'run-ended',
            ...(failure === undefined ? { status: 'finished' } : { status: 'failed', failure }),
          });
          break;
        }
        case 'stepped':
          await writer.write({ type: 'run-paused' });
          break;
        case 'paused':
        case 'stopped':
          break;
        case 'failed': {
          fruitless = writer.state.nodes.size > seen.nodes.size ? 0 : fruitless + 1;
          const isRepaired =
            fruitless <= maxFruitlessRestarts &&
            (await this.#dependencies.isRepaired(end.failure, this.#interrupt.signal));
          if (isRepaired) await writer.write({ type: 'run-recovered' });
          else if (!this.#interrupt.signal.aborted)
            await writer.write({ type: 'run-ended', status: 'failed', failure: end.failure });
          break;
        }
        default:
          assertUnreachable(end);
      }
    }
  }

  /** How this runner's work is over, or undefined when the search has to go on. Nothing is awaited between the two. */
  #outcomeOf(status: RunStatus): RunnerOutcome | undefined {
    const outcome =
      status === 'paused'
        ? 'paused'
        : status !== 'running'
          ? 'ended'
          : this.#isStopping
            ? 'released'
            : this.#options.onlyCommands === true
              ? 'queued'
              : undefined;
    this.#isClosing = outcome !== undefined;
    return outcome;
  }

  /**
   * The log cannot be folded, or the runner itself failed: ends the run without a fold, once, so that nobody takes it up
   * for ever. Throws what the store throws, and the error itself when it is the store's.
   */
  async #endBroken(error: unknown): Promise<RunnerOutcome> {
    this.#isClosing = true;
    if (error instanceof OwnershipLostError || error instanceof StoreError) throw error;
    const { log, feed, now, report } = this.#dependencies;
    report(`Run ${this.runId} met a bug.`, error);
    const summary = await log.summary(this.runId);
    if (summary === undefined || summary.status === 'unreadable' || hasEnded(summary.status)) return 'ended';
    const failure =
      error instanceof BrokenLogError
        ? { kind: 'broken-log', message: `${error.message} The run cannot go on; what was logged can still be read.` }
        : bugFailure(error);
    const seq = summary.lastSeq + 1;
    await log.append(
      this.#claimed.lease,
      [{ seq, at: now(), event: { type: 'run-ended', status: 'failed', failure } }],
      { ...summary, status: 'failed', failure, lastSeq: seq },
    );
    feed.wake(this.runId);
    return 'ended';
  }

  #createWriter(loaded: LoadedRun): LogWriter {
    const { log, feed, now } = this.#dependencies;
    const { lease, summary } = this.#claimed;
    return new LogWriter({
      lease,
      log,
      feed,
      clock: { ...systemClock, now },
      state: loaded.state,
      times: {
        id: summary.id,
        createdAt: summary.createdAt,
        importedAt: summary.importedAt,
        experiment: summary.experiment,
        workMs: loaded.workMs,
        lastSeq: loaded.lastSeq,
      },
      lastAt: loaded.lastAt,
      gatherMs: this.#options.gatherMs,
      beatMs: watchedBeatMs,
      onFailure: () => this.#interrupt.abort(),
    });
  }

  /** Turns the waiting commands into events, in order, each against the state that the one before left. */
  async #obey(writer: LogWriter): Promise<void> {
    this.#interrupt = new AbortController();
    if (this.#isStopping) this.#interrupt.abort();
    for (let command = this.#commands.shift(); command !== undefined; command = this.#commands.shift()) {
      for (const event of effectOf(command, writer.state)) await writer.write(event);
    }
  }

  async #search(writer: LogWriter): Promise<SearchEnd> {
    const { signal } = this.#interrupt;
    try {
      const spec = writer.state.spec;
      assert(spec !== undefined, 'a run has a spec before it is searched');
      const models = await this.#dependencies.modelsFor(spec, signal);
      // Whoever does not mind that events wait has nobody watching.
      const isWatched = this.#options.gatherMs === undefined;
      // At the same moments in all runs, so that what they write goes to the disk together.
      let isBeat = false;
      const beat = (due: () => void) => {
        const every = isWatched ? watchedBeatMs() : unwatchedBeatMs;
        const look = () => {
          isBeat = true;
          due();
        };
        setTimeout(look, every - (systemClock.elapsed() % every));
      };
      const events = search({
        state: writer.state,
        ...models,
        signal,
        beat,
        scoresAtEnd: !isWatched,
        isWatched: () => isWatched || this.#dependencies.feed.isFollowed(this.runId),
      });
      for (;;) {
        const step = await nextOrAbandon(events, signal);
        if (step !== undefined && step.done !== true) {
          for (const event of step.value) await writer.push(event);
          // What was gathered waits no second time.
          if (isBeat) writer.hurry();
          isBeat = false;
          continue;
        }
        await writer.flush();
        const outcome = step?.value ?? 'stopped';
        assert(outcome !== 'stopped' || signal.aborted, 'a search stops only when told to');
        return { type: outcome };
      }
    } catch (error) {
      if (error instanceof OwnershipLostError || error instanceof StoreError) throw error;
      // What was said before the failure stands.
      await writer.flush();
      if (error instanceof BackendError)
        return signal.aborted ? { type: 'stopped' } : { type: 'failed', failure: error.toFailure() };
      if (signal.aborted && error instanceof Error && error.name === 'AbortError') return { type: 'stopped' };
      this.#dependencies.report(`Run ${this.runId} met a bug.`, error);
      return { type: 'failed', failure: bugFailure(error) };
    }
  }
}

function bugFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'bug',
    message: `Longthink itself failed: ${message}. This is a bug; the log of this run is a complete report of it.`,
  };
}

type SearchEnd =
  | { readonly type: 'complete' | 'stepped' | 'paused' | 'stopped' }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Work was under way when the last owner left; a run that was just made or resumed has nothing to recover. */
function leftInTheMiddle(loaded: LoadedRun): boolean {
  return (
    loaded.state.status === 'running' &&
    loaded.lastEvent.type !== 'run-started' &&
    loaded.lastEvent.type !== 'breakpoints-set' &&
    loaded.lastEvent.type !== 'run-resumed' &&
    loaded.lastEvent.type !== 'run-forked'
  );
}

function effectOf(command: RunCommand, state: LogWriter['state']): SearchEvent[] {
  const { status } = state;
  const isRunning = status === 'running';
  // What failed may be gone on with; otherwise an end is an end.
  if (hasEnded(status) && status !== 'failed') return [];
  switch (command.type) {
    case 'cancel':
      return status === 'failed' ? [] : [{ type: 'run-ended', status: 'cancelled' }];
    case 'pause':
      return isRunning ? [{ type: 'run-paused' }] : [];
    case 'resume': {
      if (isRunning && state.roundLimit === undefined) return [];
      return [...(isRunning ? [{ type: 'run-paused' } as const] : []), { type: 'run-resumed' }];
    }
    case 'break': {
      const set = { type: 'breakpoints-set', breakpoints: command.breakpoints } as const;
      if (!isRunning) return status === 'paused' ? [set] : [];
      const { roundLimit } = state;
      return [{ type: 'run-paused' }, set, { type: 'run-resumed', ...(roundLimit === undefined ? {} : { rounds: 1 }) }];
    }
    case 'step':
      return [...(isRunning ? [{ type: 'run-paused' } as const] : []), { type: 'run-resumed', rounds: 1 }];
    default:
      return assertUnreachable(command);
  }
}

/** The engine's next event; undefined when it was told to stop and did not within the grace. */
async function nextOrAbandon<T, R>(
  events: AsyncGenerator<T, R>,
  signal: AbortSignal,
): Promise<IteratorResult<T, R> | undefined> {
  const next = events.next();
  let timer: NodeJS.Timeout | undefined;
  let onAbort: () => void = () => undefined;
  const abandoned = new Promise<undefined>((resolve) => {
    onAbort = () => {
      timer = setTimeout(() => resolve(undefined), abortGraceMs);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    const step = await Promise.race([next, abandoned]);
    // Whatever the abandoned call still does concerns nobody.
    if (step === undefined) next.catch(() => undefined);
    return step;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
