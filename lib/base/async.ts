/**
 * Small tools for what happens at its own time: a channel between a producer that never waits and one reader, an abort
 * controller that follows another signal, and turns that do not overlap. They know no clock and no network.
 */

/** Many pushes, one reader, who gets all that has come since at once. The producer is never held up; what is not yet read is kept. */
export interface Channel<T> extends AsyncIterable<readonly T[]> {
  push(value: T): void;
  /** Ends the stream once everything pushed has been read. */
  close(): void;
  /** Like `close`, but the reader then gets `error`. */
  fail(error: unknown): void;
}

/** Creates an empty channel. One reader only; pushes after `close` or `fail` are dropped. */
export function createChannel<T>(): Channel<T> {
  let values: T[] = [];
  let end: { readonly error?: unknown; readonly isFailed: boolean } | undefined;
  let wake: (() => void) | undefined;
  const finish = (value: typeof end) => {
    end ??= value;
    wake?.();
  };
  return {
    push(value) {
      if (end !== undefined) return;
      values.push(value);
      wake?.();
    },
    close: () => finish({ isFailed: false }),
    fail: (error) => finish({ isFailed: true, error }),
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const taken = values;
        values = [];
        if (taken.length > 0) yield taken;
        if (values.length > 0) continue;
        if (end?.isFailed) throw end.error;
        if (end !== undefined) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    },
  };
}

/**
 * A controller that aborts when `parent` does, and can be aborted alone. `release` must be called when the work is
 * over: the parent may live much longer and would keep every follower alive.
 */
export function followAbort(parent: AbortSignal): {
  readonly controller: AbortController;
  /** Aborts whatever is left of the work. */
  readonly giveUp: () => void;
  readonly release: () => void;
} {
  const controller = new AbortController();
  const onAbort = () => controller.abort(parent.reason);
  if (parent.aborted) onAbort();
  else parent.addEventListener('abort', onAbort, { once: true });
  return {
    controller,
    giveUp: () => controller.abort(givenUp),
    release: () => parent.removeEventListener('abort', onAbort),
  };
}

/** An abort without a reason makes one each time, with a stack that costs more than many a call. */
const givenUp = new Error('The work was given up.');

/** Work of which no two pieces may overlap. */
export interface Turns {
  /** Does `work` when all that was handed in before it is over, however that went; gives what it gives. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was handed in so far is over. Never rejects. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    take(work) {
      const result = last.then(work);
      last = result.then(
        () => undefined,
        // Whoever handed it in has the error.
        () => undefined,
      );
      return result;
    },
    idle: () => last,
  };
}
