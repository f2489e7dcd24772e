/**
 * The log of one run as the page holds it: entries arrive in any number of small pieces and are taken into the replay
 * once per animation frame. An external store for React; it knows no connection and decides nothing about the cursor.
 */
import { Replay } from '@/lib/tree';
import { LogFacts } from './log-facts';
import type { LogEntry } from '@/lib/runs/wire';

export interface RunLogSnapshot {
  /** The same object for the life of the log; what it holds grows. */
  readonly replay: Replay;
  /** Likewise: what holds for the whole log, whatever the cursor. */
  readonly facts: LogFacts;
  /** Last sequence number read; 0 before the first entry. Changes whenever the replay has grown. */
  readonly end: number;
}

export class RunLog {
  readonly #replay = new Replay();
  readonly #facts = new LogFacts();
  readonly #listeners = new Set<() => void>();
  #waiting: (readonly LogEntry[])[] = [];
  #frame: number | undefined;
  #snapshot: RunLogSnapshot = { replay: this.#replay, facts: this.#facts, end: 0 };

  /** Takes entries that follow on what it has; they show at the next frame. */
  readonly push = (entries: readonly LogEntry[]): void => {
    this.#waiting.push(entries);
    this.#frame ??= requestAnimationFrame(this.#flush);
  };

  readonly #flush = (): void => {
    this.#frame = undefined;
    const entries = this.#waiting.flat();
    this.#waiting = [];
    this.#replay.append(entries);
    this.#facts.read(entries);
    this.#snapshot = { replay: this.#replay, facts: this.#facts, end: this.#replay.end };
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): RunLogSnapshot => this.#snapshot;
}
