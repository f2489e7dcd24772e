/**
 * Folds a log to any cursor, quickly and in any order: checkpoints on the way, the nearest one before the target, and
 * the entries in between. A log that still grows is the same thing with a later right-hand end. Knows no clock: whoever
 * plays says how much time has gone by.
 */
import { assert } from '@/lib/base';
import {
  applyEvents,
  foldStatus,
  initialState,
  type RunStanding,
  type SearchEvent,
  type SearchState,
} from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';
import { seqAtTime, timelineOf, type Timeline } from './timeline';

/** Checkpoints held at most; when full, every other one is let go and the spacing doubles. */
const maxCheckpoints = 48;
const firstSpacing = 256;

/** A jump that the scrubber offers: to the neighbouring round decision, or to the neighbouring change of a node. */
export type ReplayStep = 'next-round' | 'previous-round' | 'next-node' | 'previous-node' | 'start' | 'end';

const stepEvents: Readonly<Record<'round' | 'node', ReadonlySet<SearchEvent['type']>>> = {
  round: new Set(['round-decided', 'answer-selected']),
  node: new Set(['node-closed', 'node-scored', 'round-decided']),
};

interface Fold {
  readonly seq: number;
  readonly state: SearchState;
}

/** Has a lifetime: it owns the entries read so far, what was folded of them where it was looked at, and the checkpoints on the way. */
export class Replay {
  readonly #entries: LogEntry[] = [];
  #checkpoints: Fold[] = [{ seq: 0, state: initialState }];
  #spacing = firstSpacing;
  /** Where it was looked at last, and at the end that it had then. */
  #latest: Fold = { seq: 0, state: initialState };
  #head: Fold = { seq: 0, state: initialState };
  #standing: { readonly seq: number; readonly run: RunStanding } = { seq: 0, run: initialState };
  #timeline: Timeline = timelineOf([]);

  /** Last sequence number read; 0 for an empty log. */
  get end(): number {
    return this.#entries.length;
  }

  get timeline(): Timeline {
    return this.#timeline;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Adds entries that follow the ones already here; those already known (a stream that was taken up again) are passed over. */
  append(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (entry.seq <= this.end) continue;
      assert(entry.seq === this.end + 1, `log entry ${entry.seq} follows ${this.end}`);
      this.#entries.push(entry);
    }
    this.#timeline = timelineOf(this.#entries, this.#timeline);
  }

  /** How the run stands after all that has arrived, wherever it is looked at; nothing of the tree is folded for it. */
  get standing(): RunStanding {
    let { seq, run } = this.#standing;
    for (; seq < this.end; seq++) run = foldStatus(run, this.#entries[seq]!.event);
    this.#standing = { seq, run };
    return run;
  }

  /** The state after entry `seq` (clamped to what is here); 0 is before the run started. What nobody looks at is not folded. */
  stateAt(seq: number): SearchState {
    const target = Math.max(0, Math.min(Math.floor(seq), this.end));
    const fold = this.#foldOn(this.#nearest(target), target);
    if (target === this.end) this.#head = fold;
    else this.#latest = fold;
    return fold.state;
  }

  #foldOn(from: Fold, target: number): Fold {
    let at = from;
    while (at.seq < target) {
      const stop = Math.min(target, this.#nextCheckpoint(at.seq));
      const events = this.#entries.slice(at.seq, stop).map((entry) => entry.event);
      at = { seq: stop, state: applyEvents(at.state, events) };
      if (stop % this.#spacing === 0) this.#keep(at);
    }
    return at;
  }

  /** Where a jump from `seq` lands; `seq` itself where there is nothing in that direction but the end. */
  step(seq: number, step: ReplayStep): number {
    if (step === 'start') return Math.min(1, this.end);
    if (step === 'end') return this.end;
    const [direction, kind] = step.split('-') as ['next' | 'previous', 'round' | 'node'];
    const isStop = (at: number) => stepEvents[kind].has(this.#entries[at - 1]!.event.type);
    if (direction === 'next') {
      for (let at = seq + 1; at <= this.end; at++) if (isStop(at)) return at;
      return this.end;
    }
    for (let at = Math.min(seq, this.end + 1) - 1; at >= 1; at--) if (isStop(at)) return at;
    return Math.min(1, this.end);
  }

  #nearest(target: number): Fold {
    const checkpoint = this.#checkpoints.findLast((each) => each.seq <= target)!;
    // Of equals the last: a state that was shown keeps its identity.
    return [checkpoint, this.#latest, this.#head].reduce((best, fold) =>
      fold.seq <= target && fold.seq >= best.seq ? fold : best,
    );
  }

  #nextCheckpoint(seq: number): number {
    return (Math.floor(seq / this.#spacing) + 1) * this.#spacing;
  }

  #keep(fold: Fold): void {
    if (this.#checkpoints.some((each) => each.seq === fold.seq)) return;
    this.#checkpoints = [...this.#checkpoints, fold].sort((a, b) => a.seq - b.seq);
    if (this.#checkpoints.length <= maxCheckpoints) return;
    this.#spacing *= 2;
    this.#checkpoints = this.#checkpoints.filter((each) => each.seq % this.#spacing === 0);
  }
}

/** Speeds the page offers, as multiples of what happened. */
export const replaySpeeds = [0.5, 1, 2, 5, 10, 25] as const;

/** Playback time after `elapsedMs` of watching at `speed` from `fromMs`; stops at the end of the log. */
export function advance(
  timeline: Timeline,
  fromMs: number,
  elapsedMs: number,
  speed: number,
): { readonly ms: number; readonly seq: number; readonly isAtEnd: boolean } {
  const ms = Math.min(fromMs + Math.max(0, elapsedMs) * speed, timeline.durationMs);
  return { ms, seq: seqAtTime(timeline, ms), isAtEnd: ms >= timeline.durationMs };
}
