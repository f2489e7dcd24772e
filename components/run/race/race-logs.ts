/**
 * The logs behind a race, as the page holds them: one a lane, followed on the server or out of a file, each read by its lane
 * as it grows. An external store for React; it knows no clock and lays nothing out.
 */
import { fetchRun, RunFollower, RunLog, type Connection, type RecordedRace } from '@/lib/client';
import { Lane } from '@/lib/race';
import type { RunSummary } from '@/lib/runs/wire';
import { hasEnded, LogError } from '@/lib/search';

export interface LaneLog {
  readonly id: string;
  readonly log: RunLog;
  readonly lane: Lane;
  /** Undefined for a log out of a file. */
  readonly connection: Connection | undefined;
  /** What the server says of the run; `asked`: it has not said it yet. Undefined where nothing can be said. */
  readonly summary: RunSummary | 'asked' | undefined;
  /** The last entry that there is known to be, so that what is on its way is not taken for live. */
  readonly reaches: number;
  /** Why what follows in the log cannot be read. */
  readonly broken: string | undefined;
}

/** Longest stretch of reading before the page may paint and answer its reader, and entries between two looks at the clock. */
const readMs = 12;
const entriesAtOnce = 50;

interface Held {
  log: LaneLog;
  readonly close: () => void;
}

export class RaceLogs {
  readonly #held = new Map<string, Held>();
  readonly #listeners = new Set<() => void>();
  #snapshot: readonly LaneLog[] = [];

  /** Follows these runs of the server and no others, in this order. */
  readonly follow = (ids: readonly string[]): void => {
    this.#drop(ids);
    for (const id of ids) if (!this.#held.has(id)) this.#begin(id);
    this.#order(ids);
  };

  /** Shows a race out of a file instead of what there was. */
  readonly load = ({ runs }: RecordedRace): void => {
    this.#drop([]);
    const ids = runs.map(({ id, entries }, i) => {
      const key = `${i} ${id}`;
      const reaches = entries.length;
      this.#hold(key, { id, connection: undefined, summary: undefined, reaches, onClose: () => {} }).push(entries);
      return key;
    });
    this.#order(ids);
  };

  readonly close = (): void => this.#drop([]);

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another array whenever something has come. */
  readonly snapshot = (): readonly LaneLog[] => this.#snapshot;

  #begin(id: string): void {
    const log = this.#hold(id, {
      id,
      connection: { type: 'opening' },
      summary: 'asked',
      reaches: 0,
      onClose: () => follower.stop(),
    });
    const follower = new RunFollower({
      runId: id,
      onEntries: log.push,
      onConnection: (connection) => this.#change(id, { connection }),
    });
    follower.start();
    fetchRun(id).then(
      (summary) => {
        this.#change(id, { summary, reaches: summary.lastSeq });
        if (hasEnded(summary.status)) follower.fetchRest(summary.lastSeq);
      },
      // What is wrong with a run its follower says.
      () => this.#change(id, { summary: undefined }),
    );
  }

  #hold(
    key: string,
    {
      onClose,
      ...facts
    }: Pick<LaneLog, 'id' | 'connection' | 'summary' | 'reaches'> & { readonly onClose: () => void },
  ): RunLog {
    const log = new RunLog();
    const lane = new Lane();
    let frame: number | undefined;
    // A long log is read frame by frame, so that the page can be used meanwhile.
    const readOn = () => {
      frame = undefined;
      const { entries } = log.snapshot().replay;
      const until = performance.now() + readMs;
      try {
        while (lane.end < entries.length && performance.now() < until) lane.read(entries, entriesAtOnce);
        if (lane.end < entries.length) frame = requestAnimationFrame(readOn);
        this.#change(key, {});
      } catch (error) {
        if (!(error instanceof LogError)) throw error;
        unsubscribe();
        this.#change(key, { broken: error.message });
      }
    };
    const unsubscribe = log.subscribe(() => {
      if (frame === undefined) readOn();
    });
    const close = () => {
      unsubscribe();
      if (frame !== undefined) cancelAnimationFrame(frame);
      onClose();
    };
    this.#held.set(key, { log: { ...facts, log, lane, broken: undefined }, close });
    return log;
  }

  #change(key: string, change: Partial<Pick<LaneLog, 'connection' | 'summary' | 'reaches' | 'broken'>>): void {
    const held = this.#held.get(key);
    if (held === undefined) return;
    const before = held.log;
    held.log = { ...before, ...change };
    this.#show(this.#snapshot.map((each) => (each === before ? held.log : each)));
  }

  #drop(keep: readonly string[]): void {
    for (const [key, { close }] of this.#held)
      if (!keep.includes(key)) {
        close();
        this.#held.delete(key);
      }
  }

  #order(keys: readonly string[]): void {
    this.#show(keys.flatMap((key) => this.#held.get(key)?.log ?? []));
  }

  #show(snapshot: readonly LaneLog[]): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
