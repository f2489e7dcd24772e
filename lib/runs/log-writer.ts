/**
 * Turns a run's events into durable log entries: numbers and times them, gathers them for some tens of milliseconds,
 * appends each gathering as one chunk, and only then shows it to readers. Keeps the fold that the summary is made from.
 * Does not know where events come from, and never decides how a run ends.
 */
import type { Clock } from '@/lib/base';
import { applyEvents } from '@/lib/search';
import type { SearchEvent, SearchState } from '@/lib/search';
import { coalesce } from './coalesce';
import type { TimedEvent } from './coalesce';
import { StoreError } from './log';
import type { Lease, RunLog } from './log';
import type { RunFeed } from './run-feed';
import { summarize } from './summary';
import type { RunTimes } from './summary';
import { workMsOf } from './work-time';
import { parseEntries } from './parse-entries';
import { runSummarySchema, type LogEntry, type RunSummary } from './wire';

/** Where somebody may be watching: what one look at the servers brings comes within this. */
const companyMs = 2;
/** What nobody hurries waits so much longer than a beat, to go with the text of the next one. */
const slackMs = 10;
/** Other logs are written at multiples of this, so that those of several runs go to the disk together. */
const unwatchedGridMs = 40;
/** Beyond this much unwritten, whoever pushes waits for the store. */
const maxWaitingEvents = 2_000;
const maxWaitingCharacters = 200_000;
/** Pauses before a failed append is tried again; together shorter than a lease. */
const retryDelaysMs = [50, 200, 500, 1_000, 2_000, 4_000];

export interface LogWriterOptions {
  readonly lease: Lease;
  readonly log: Pick<RunLog, 'append'>;
  readonly feed: RunFeed;
  readonly clock: Clock;
  /** The fold of everything that is in the log, its measures, and the `at` of its last entry. */
  readonly state: SearchState;
  readonly times: RunTimes;
  readonly lastAt: number;
  /** How long events wait for company; absent: somebody may be watching. */
  readonly gatherMs?: number | undefined;
  /** How far apart the log of who may be watched is written, at least: decisions come one by one. */
  readonly beatMs: () => number;
  /** The store refused for good; every later call throws its error. */
  readonly onFailure: () => void;
}

export class LogWriter {
  readonly #options: LogWriterOptions;
  #state: SearchState;
  #times: RunTimes;
  #lastAt: number;
  /** What is added to the time that has elapsed to give the `at` of an entry. */
  readonly #beganAt: number;
  #waiting: TimedEvent[] = [];
  #waitingCharacters = 0;
  /** When what waits was last taken to be written. */
  #wroteAt = -Infinity;
  /** The wait for company is as short as it can be. */
  #isHurrying = false;
  /** Ends the wait for company. */
  #callOff: (() => void) | undefined;
  #tail: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown; readonly isFinal: boolean } | undefined;
  #refusal: StoreError | undefined;

  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#state = options.state;
    this.#times = options.times;
    this.#lastAt = options.lastAt;
    // A clock that was set back does not make a log run backwards.
    this.#beganAt = Math.max(options.clock.now(), options.lastAt) - options.clock.elapsed();
  }

  /** The fold of all that is durable. */
  get state(): SearchState {
    return this.#state;
  }

  /** Milliseconds of work in all that is durable. */
  get workMs(): number {
    return this.#times.workMs;
  }

  /** Why the store does not take what is to be written now; undefined while it does. */
  get refusal(): StoreError | undefined {
    return this.#refusal;
  }

  /** Takes an event to be written soon. Waits only when the store is far behind. Throws what went wrong since. */
  async push(event: SearchEvent): Promise<void> {
    this.#throwFailure();
    const { clock } = this.#options;
    this.#waiting.push({ at: Math.round(this.#beganAt + clock.elapsed()), event });
    if (event.type === 'node-text' || event.type === 'node-thought') this.#waitingCharacters += event.text.length;
    if (this.#waiting.length >= maxWaitingEvents || this.#waitingCharacters >= maxWaitingCharacters)
      return this.flush();
    if (this.#callOff === undefined) this.#gather();
  }

  /** What was pushed has waited its beat: where somebody may watch it is written with what comes in the same moment. */
  hurry(): void {
    if (this.#waiting.length === 0 || this.#options.gatherMs !== undefined || this.#isHurrying) return;
    this.#callOff?.();
    this.#isHurrying = true;
    this.#callOff = this.#options.clock.after(companyMs, () => void this.#writeNext());
  }

  /** Resolves when everything pushed so far is durable and was shown to readers. Throws what went wrong since. */
  async flush(): Promise<void> {
    await this.#writeNext();
    this.#throwFailure();
  }

  /** Pushes and flushes: for the few events that somebody waits for. */
  async write(event: SearchEvent): Promise<void> {
    await this.push(event);
    await this.flush();
  }

  /** A refused event is told once, and the log can go on without it; what the store refused stays refused. */
  #throwFailure(): void {
    if (this.#failure === undefined) return;
    const { error, isFinal } = this.#failure;
    if (!isFinal) this.#failure = undefined;
    throw error;
  }

  #gather(): void {
    const { clock, gatherMs, beatMs } = this.#options;
    const now = clock.elapsed();
    const waitMs =
      gatherMs === undefined
        ? Math.max(companyMs, beatMs() + slackMs - (now - this.#wroteAt))
        : gatherMs - (now % unwatchedGridMs);
    // A failure reaches whoever pushes or flushes next.
    this.#callOff = clock.after(waitMs, () => void this.#writeNext());
  }

  #writeNext(): Promise<void> {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#isHurrying = false;
    this.#tail = this.#tail.then(() => this.#write());
    return this.#tail;
  }

  /** Never rejects; sets `#failure`. */
  async #write(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    if (waiting.length === 0 || this.#failure !== undefined) return;
    this.#wroteAt = this.#options.clock.elapsed();
    const entries = this.#number(coalesce(waiting));
    const last = entries.at(-1)!;
    let { workMs } = this.#times;
    entries.forEach(({ at, event }, i) => {
      workMs += workMsOf(event, at - (entries[i - 1]?.at ?? this.#lastAt));
    });
    const times = { ...this.#times, lastSeq: last.seq, workMs };
    let state: SearchState;
    let summary: RunSummary;
    try {
      // What could not be read again must not become durable: it would be the end of the whole log.
      const { error } = parseEntries(entries);
      if (error !== undefined) throw error;
      state = applyEvents(
        this.#state,
        entries.map((entry) => entry.event),
      );
      summary = runSummarySchema.parse(summarize(state, times));
    } catch (error) {
      this.#failure = { error, isFinal: false };
      return;
    }
    const { lease, feed } = this.#options;
    try {
      await this.#appendPatiently(entries, summary);
    } catch (error) {
      this.#failure = { error, isFinal: true };
      this.#options.onFailure();
      return;
    }
    this.#state = state;
    this.#times = times;
    this.#lastAt = last.at;
    feed.publish({
      runId: lease.runId,
      firstSeq: entries[0]!.seq,
      lastSeq: last.seq,
      json: JSON.stringify(entries),
      isTerminal: last.event.type === 'run-ended',
    });
  }

  #number(events: readonly TimedEvent[]): LogEntry[] {
    return events.map(({ at, event }, i) => ({ seq: this.#times.lastSeq + i + 1, at, event }));
  }

  async #appendPatiently(entries: readonly LogEntry[], summary: RunSummary): Promise<void> {
    const { lease, log, clock } = this.#options;
    for (let tries = 0; ; tries++) {
      try {
        await log.append(lease, entries, summary);
        this.#refusal = undefined;
        return;
      } catch (error) {
        if (error instanceof StoreError) this.#refusal = error;
        const delayMs = retryDelaysMs[tries];
        if (!(error instanceof StoreError) || !error.isRetryable || delayMs === undefined) throw error;
        await clock.delay(delayMs);
      }
    }
  }
}
