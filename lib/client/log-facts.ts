/**
 * What a page wants to know of a whole log at once, whatever the cursor: its status now, and when things happened.
 * Read off the entries as they come, in one pass; the searched state itself is folded elsewhere.
 */
import type { Failure, NodeId, RunStatus } from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';

/** Milliseconds since the epoch; undefined where it has not happened. */
export interface Span {
  readonly from: number;
  readonly to: number | undefined;
}

/** A place in the log that the scrubber marks. */
export interface LogMark {
  readonly seq: number;
  readonly kind: 'round' | 'paused' | 'failed' | 'recovered';
}

export class LogFacts {
  #status: RunStatus = 'empty';
  #failure: Failure | undefined;
  readonly #writing = new Map<NodeId, Span>();
  readonly #scoredAt = new Map<NodeId, number>();
  readonly #calls = new Map<number, Span>();
  readonly #marks: LogMark[] = [];

  get status(): RunStatus {
    return this.#status;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** In the order of the log; grows in place. */
  get marks(): readonly LogMark[] {
    return this.#marks;
  }

  /** From the node's opening to its close. */
  writingOf(node: NodeId): Span | undefined {
    return this.#writing.get(node);
  }

  scoredAt(node: NodeId): number | undefined {
    return this.#scoredAt.get(node);
  }

  callSpan(call: number): Span | undefined {
    return this.#calls.get(call);
  }

  read(entry: LogEntry): void {
    const { event, at, seq } = entry;
    switch (event.type) {
      case 'run-started':
        this.#status = 'running';
        break;
      case 'run-paused':
        this.#status = 'paused';
        this.#marks.push({ seq, kind: 'paused' });
        break;
      case 'run-resumed':
        this.#status = 'running';
        this.#failure = undefined;
        break;
      case 'run-recovered':
        this.#marks.push({ seq, kind: 'recovered' });
        break;
      case 'run-ended':
        this.#status = event.status;
        this.#failure = event.failure;
        if (event.status === 'failed') this.#marks.push({ seq, kind: 'failed' });
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
      case 'round-decided':
        this.#marks.push({ seq, kind: 'round' });
        break;
      default:
        // Other events say nothing about when or whether.
        break;
    }
  }
}
