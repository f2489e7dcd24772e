/**
 * What the engine's calls share while a search goes on: the folded state, the inbox, what is in flight, and the way to
 * ask that a group be planned again. Nothing in here outlives the search or is needed to resume it.
 */
import { BackendError } from './ports';
import type { Draft } from '../log/draft';
import type { Prompt, SearchEvent } from '../log/events';
import type { NodeId } from '../shapes/ids';
import type { RunSpec } from '../log/run-spec';
import type { Inbox } from './inbox';

/** Tries in a row that may bring nothing new before a server counts as failed for good (E-4). */
export const maxBarrenAttempts = 3;

/** A call in flight. */
export interface ShopCall {
  cancel(): void;
  /** Nodes were stopped: a call that has nothing else to write ends, and tells what it has cost. Absent where none is written. */
  onStopped?(): Iterable<SearchEvent>;
}

export interface Workshop {
  readonly state: Draft;
  readonly spec: RunSpec;
  /** Of the problem alone. */
  readonly prompt: Prompt;
  readonly session: string;
  readonly inbox: Inbox;
  readonly writing: Set<NodeId>;
  readonly scoring: Set<NodeId>;
  /** Calls in flight. */
  readonly calls: Set<ShopCall>;
  /** Groups whose needs may have changed. */
  readonly stirred: Set<number>;
}

/** Counts failed attempts in a row that brought nothing, by what they were about. */
export class Patience {
  readonly #barren = new Map<string, number>();

  /** Returns when another attempt may be made; throws `error` when it must not. */
  onFailure(key: string, error: unknown, hasProgress: boolean): void {
    if (!(error instanceof BackendError) || !error.isRetryable) throw error;
    const barren = hasProgress ? 0 : (this.#barren.get(key) ?? 0) + 1;
    if (barren >= maxBarrenAttempts) throw error;
    this.#barren.set(key, barren);
  }

  onSuccess(key: string): void {
    this.#barren.delete(key);
  }
}
