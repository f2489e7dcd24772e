/** Work that is done again and again, with a pause in between. Keeps no process alive. Knows nothing of the work. */

export interface Beat {
  /** No further time begins; one that has begun goes on to its end. */
  stop(): void;
}

export interface BeatOptions {
  /** Milliseconds from the end of one time to the beginning of the next, and before the first. */
  readonly pauseMs: number;
  /** `count` is 1 at the first time. */
  readonly work: (count: number) => Promise<void>;
  /** What went wrong with one time; the next comes all the same. */
  readonly onError: (error: unknown) => void;
}

export function startBeat({ pauseMs, work, onError }: BeatOptions): Beat {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const schedule = (count: number) => {
    if (isStopped) return;
    timer = setTimeout(() => {
      work(count)
        .catch(onError)
        .finally(() => schedule(count + 1));
    }, pauseMs);
    timer.unref();
  };
  schedule(1);
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
