/**
 * What a page wants to know of a whole log at once, whatever the cursor: when things happened, and where to stop. Read
 * off the entries as they come, in one pass; what they add up to is folded elsewhere.
 */
import type { NodeId, RoundPlace, SearchEvent } from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';

/** Milliseconds since the epoch; undefined where it has not happened. */
export interface Span {
  readonly from: number;
  readonly to: number | undefined;
}

/** A place in the log that the scrubber marks. */
export interface LogMark {
  readonly seq: number;
  readonly kind: 'round' | 'paused' | 'failed' | 'recovered' | 'forked';
}

export class LogFacts {
  readonly #writing = new Map<NodeId, Span>();
  readonly #scoredAt = new Map<NodeId, number>();
  readonly #calls = new Map<number, Span>();
  /** By group and round. */
  readonly #decidedAt = new Map<string, number>();
  #marks: readonly LogMark[] = [];

  /** In the order of the log; another array when there are more. */
  get marks(): readonly LogMark[] {
    return this.#marks;
  }

  /** From the node's opening to its close. */
  writingOf(node: NodeId): Span | undefined {
    return this.#writing.get(node);
  }

  /** The entry that decided a round. */
  decidedAt({ group, round }: RoundPlace): number | undefined {
    return this.#decidedAt.get(`${group}.${round}`);
  }

  scoredAt(node: NodeId): number | undefined {
    return this.#scoredAt.get(node);
  }

  callSpan(call: number): Span | undefined {
    return this.#calls.get(call);
  }

  /** Takes entries that follow on those read so far. */
  read(entries: readonly LogEntry[]): void {
    const marks = entries.flatMap(({ seq, event }) => {
      const kind = markOf(event);
      return kind === undefined ? [] : [{ seq, kind }];
    });
    if (marks.length > 0) this.#marks = [...this.#marks, ...marks];
    for (const entry of entries) this.#readTimes(entry);
  }

  #readTimes({ seq, event, at }: LogEntry): void {
    switch (event.type) {
      case 'round-decided':
        this.#decidedAt.set(`${event.group}.${event.round}`, seq);
        break;
      case 'node-opened':
        this.#writing.set(event.node, { from: at, to: undefined });
        break;
      case 'node-closed':
        this.#writing.set(event.node, { from: this.#writing.get(event.node)?.from ?? at, to: at });
        break;
      case 'node-scored':
        this.#scoredAt.set(event.node, at);
        break;
      case 'call-opened':
        this.#calls.set(event.call, { from: at, to: undefined });
        break;
      case 'call-closed':
        this.#calls.set(event.call, { from: this.#calls.get(event.call)?.from ?? at, to: at });
        break;
      default:
        // Other events neither begin nor end anything that is timed.
        break;
    }
  }
}

function markOf(event: SearchEvent): LogMark['kind'] | undefined {
  switch (event.type) {
    case 'round-decided':
      return 'round';
    case 'run-paused':
      return 'paused';
    case 'run-recovered':
      return 'recovered';
    case 'run-forked':
      return 'forked';
    case 'run-ended':
      return event.status === 'failed' ? 'failed' : undefined;
    default:
      return undefined;
  }
}
