/**
 * Follows a run's log on the server, from any entry to its end, through restarts of the server, sleeping tabs and a
 * browser that has no connection left. Entries come out once each and in order. It does not fold them and draws nothing.
 */
import { doublingDelay, jsonOf } from '@/lib/base';
import type { LogEntry } from '@/lib/runs/wire';
import { parseEntries } from '@/lib/runs/parse-entries';
import { whyUnreadable } from '@/lib/search';
import { ApiError, fetchRun, logPath, request } from './api';
import { LogFileError, readLogLines } from '@/lib/runs/log-lines';
import { fillText, replyTexts, toldAs, toldBy, type Told } from '@/lib/words';
import { packedPath, unpacked } from './packed-log';
import { takeStreamSlot, type ReleaseSlot } from './stream-slots';

export type Connection =
  | { readonly type: 'opening' }
  /** `polling`: too many tabs are open for a stream each; asks once a second instead. */
  | { readonly type: 'live'; readonly how: 'streaming' | 'polling' }
  /** The tab is hidden; the stream goes on where it was when the tab is looked at again. */
  | { readonly type: 'asleep' }
  | ({ readonly type: 'retrying'; readonly attempt: number } & Told)
  /** The terminal entry has arrived. */
  | { readonly type: 'complete' }
  | ({ readonly type: 'broken'; readonly isMissing: boolean } & Told);

export interface FollowerOptions {
  readonly runId: string;
  /** Its last entry, of a run that is known to be over. */
  readonly endsAt?: number | undefined;
  readonly onEntries: (entries: readonly LogEntry[]) => void;
  readonly onConnection: (connection: Connection) => void;
  /** The server is there, and has had no entry for some seconds. */
  readonly onQuiet?: () => void;
}

/** A server that is there says so every 5 s; after so long without a word the connection is taken for dead. */
const silenceMs = 12_000;
const pollMs = 1_000;
const firstRetryMs = 300;
const longestRetryMs = 4_000;
/** So often what comes packed is handed on: each time the whole tree is laid out anew. */
const packedMs = 1_000;

export class RunFollower {
  readonly #options: FollowerOptions;
  #seq = 0;
  /** The last entry before the latest gap. */
  #gapAfter: number | undefined;
  #attempt = 0;
  /** Its last entry so far says that it ended; a failed run that was resumed says so on its way, too. */
  #hasEnd = false;
  #isEnded = false;
  #isUnpacking = false;
  #isStopped = false;
  #connection: Connection['type'] = 'opening';
  /** Whatever runs at the moment (stream, poll, waiting) is ended through this. */
  #session: AbortController | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#open();
    if (this.#options.endsAt !== undefined) this.fetchRest(this.#options.endsAt);
  }

  /** For good. */
  stop(): void {
    this.#isStopped = true;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#session?.abort();
  }

  /** After an ended run was resumed, or at the reader's wish while waiting for the next try. */
  reopen(): void {
    this.#isEnded = false;
    this.#gapAfter = undefined;
    this.#attempt = 0;
    this.#open();
  }

  /**
   * Of a run that is over and whose last entry is `lastSeq`: a long rest is asked for packed and in one reply, in place of the
   * stream.
   */
  fetchRest(lastSeq: number): void {
    const isReading = this.#connection === 'opening' || this.#connection === 'live';
    if (!isReading || this.#isUnpacking || this.#isEnded || this.#isStopped) return;
    const path = packedPath(this.#options.runId, { after: this.#seq, lastSeq });
    if (path === undefined) return;
    this.#session?.abort();
    const session = new AbortController();
    this.#session = session;
    void this.#unpack(path, session.signal);
  }

  readonly #onVisibility = (): void => {
    if (this.#isEnded || this.#connection === 'broken') return;
    if (document.visibilityState === 'hidden') {
      this.#session?.abort();
      this.#tell({ type: 'asleep' });
    } else if (this.#connection === 'asleep') {
      this.#open();
    }
  };

  #tell(connection: Connection): void {
    this.#connection = connection.type;
    this.#options.onConnection(connection);
  }

  #open(): void {
    this.#session?.abort();
    if (this.#isStopped) return;
    if (document.visibilityState === 'hidden' && this.#seq > 0) {
      this.#tell({ type: 'asleep' });
      return;
    }
    const session = new AbortController();
    this.#session = session;
    if (this.#attempt === 0) this.#tell({ type: 'opening' });
    void this.#run(session.signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const release = await takeStreamSlot();
    if (signal.aborted) {
      release?.();
      return;
    }
    if (release === undefined) await this.#poll(signal);
    else this.#stream(signal, release);
  }

  #stream(signal: AbortSignal, release: ReleaseSlot): void {
    const source = new EventSource(logPath(this.#options.runId, { after: this.#seq }));
    const onSilence = () => {
      if (!signal.aborted) void this.#retry(toldAs(fillText(replyTexts.silent, { seconds: silenceMs / 1_000 })));
    };
    let silence = setTimeout(onSilence, silenceMs);
    const onWord = () => {
      clearTimeout(silence);
      if (!signal.aborted) silence = setTimeout(onSilence, silenceMs);
    };
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(silence);
        source.close();
        release();
      },
      { once: true },
    );
    source.onopen = () => {
      onWord();
      this.#alive('streaming');
    };
    source.addEventListener('ping', () => {
      onWord();
      if (!signal.aborted) this.#options.onQuiet?.();
    });
    source.onmessage = (message: MessageEvent<string>) => {
      onWord();
      this.#take(jsonOf(message.data), (entries) => this.#accept(entries));
    };
    source.addEventListener('end', () => {
      // A run that is gone, or that the server cannot read, ends without its end.
      if (!signal.aborted && !this.#end()) void this.#retry(toldAs(replyTexts.cut));
    });
    source.onerror = () => {
      if (!signal.aborted) void this.#retry(toldAs(replyTexts.cut));
    };
  }

  /** Entries before one that is none are good; nothing more is asked for then. */
  #take(value: unknown, accept: (entries: readonly LogEntry[]) => void): void {
    const { entries, error } = parseEntries(value);
    accept(entries);
    if (error === undefined) return;
    const why = value === undefined ? 'it is not JSON' : whyUnreadable(value, error);
    this.#breakOff(toldAs(fillText(replyTexts.strangeEntry, { why })));
  }

  async #unpack(path: string, signal: AbortSignal): Promise<void> {
    this.#isUnpacking = true;
    let waiting: (readonly LogEntry[])[] = [];
    let handedOn = performance.now();
    const handOn = () => {
      this.#accept(waiting.flat());
      waiting = [];
      handedOn = performance.now();
    };
    try {
      for await (const value of unpacked(path, signal)) {
        if (signal.aborted) return;
        this.#take(value, (entries) => waiting.push(entries));
        if (signal.aborted || performance.now() - handedOn >= packedMs) handOn();
      }
      handOn();
    } catch (error) {
      if (signal.aborted) return;
      handOn();
      await this.#retry(toldBy(error));
      return;
    } finally {
      this.#isUnpacking = false;
    }
    if (!signal.aborted && !this.#end()) this.#open();
  }

  async #poll(signal: AbortSignal): Promise<void> {
    try {
      const reply = await request(logPath(this.#options.runId, { after: this.#seq }), {
        accept: 'application/x-ndjson',
        signal,
      });
      this.#alive('polling');
      if (reply.body !== null) {
        for await (const entries of readLogLines(reply.body, { after: this.#seq })) {
          if (signal.aborted) return;
          this.#accept(entries);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof LogFileError) this.#breakOff(toldBy(error));
      else await this.#retry(toldBy(error));
      return;
    }
    if (this.#end()) return;
    await pause(pollMs, signal);
    // A stream may have become free meanwhile.
    if (!signal.aborted) this.#open();
  }

  #alive(how: 'streaming' | 'polling'): void {
    this.#attempt = 0;
    this.#tell({ type: 'live', how });
  }

  #accept(entries: readonly LogEntry[]): void {
    const fresh = entries.filter((entry) => entry.seq > this.#seq);
    const last = fresh.at(-1);
    if (last === undefined) return;
    if (fresh[0]?.seq !== this.#seq + 1) {
      // Something was lost on the way: ask again from where we are. Where it is missing again, it is not there.
      if (this.#gapAfter === this.#seq) this.#breakOff(toldAs(fillText(replyTexts.noEntry, { entry: this.#seq + 1 })));
      else {
        this.#gapAfter = this.#seq;
        this.#open();
      }
      return;
    }
    this.#seq = last.seq;
    this.#options.onEntries(fresh);
    this.#hasEnd = last.event.type === 'run-ended';
  }

  /** The log's end was reached. Is that the end of the run? */
  #end(): boolean {
    if (!this.#hasEnd) return false;
    this.#isEnded = true;
    this.#session?.abort();
    this.#tell({ type: 'complete' });
    return true;
  }

  #breakOff(told: Told): void {
    this.#session?.abort();
    this.#tell({ type: 'broken', isMissing: false, ...told });
  }

  /** Ends this session and begins another after a while; gives up only when the server says that there is no such run, or that it cannot read it. */
  async #retry(told: Told): Promise<void> {
    this.#session?.abort();
    const session = new AbortController();
    this.#session = session;
    this.#attempt += 1;
    this.#tell({ type: 'retrying', attempt: this.#attempt, ...told });
    const longest = doublingDelay(this.#attempt - 1, firstRetryMs, longestRetryMs);
    await pause(longest * (0.5 + Math.random() / 2), session.signal);
    if (session.signal.aborted) return;
    try {
      await fetchRun(this.#options.runId, session.signal);
    } catch (error) {
      if (session.signal.aborted) return;
      // There is no such run, or none that the server could read.
      if (error instanceof ApiError && (error.status === 404 || error.status === 409)) {
        this.#tell({ type: 'broken', isMissing: error.status === 404, ...toldBy(error) });
        return;
      }
      await this.#retry(toldBy(error));
      return;
    }
    this.#open();
  }
}

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
