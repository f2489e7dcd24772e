/**
 * Reads a run's log from any point and goes on with what is written next: replay and live are one reader.
 * Knows nothing of HTTP.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { hasEnded } from '@/lib/search';
import type { LogChunk, RunLog } from './log';
import type { RunFeed } from './run-feed';

/** The safety net when no word came that something was written. */
const pollMs = 1_000;
const chunksPerRead = 32;

export interface FollowOptions {
  readonly runId: string;
  /** Last seq the reader has; 0 for none. */
  readonly after: number;
  readonly signal: AbortSignal;
}

/**
 * Chunks in order, without gaps or repeats, until the run has ended and all was read, the run is gone or cannot be read,
 * or `signal` aborts. Other work gets a turn between chunks. Throws StoreError when the log cannot be read.
 */
export async function* followRun(
  log: Pick<RunLog, 'read' | 'summary'>,
  feed: RunFeed,
  options: FollowOptions,
): AsyncGenerator<LogChunk, void> {
  const { runId, signal } = options;
  const subscription = feed.subscribe(runId);
  let cursor = options.after;
  // True while every chunk after the cursor is sure to come through the feed.
  let isCaughtUp = false;
  try {
    while (!signal.aborted) {
      const fresh = subscription.take();
      if (fresh !== undefined) {
        if (fresh.lastSeq <= cursor) continue;
        if (fresh.firstSeq === cursor + 1) {
          yield fresh;
          cursor = fresh.lastSeq;
          if (fresh.isTerminal) return;
          continue;
        }
        isCaughtUp = false;
      }
      if (isCaughtUp) {
        isCaughtUp = await subscription.wait(pollMs, signal);
        continue;
      }
      const chunks = await log.read(runId, cursor, chunksPerRead);
      for (const chunk of chunks) {
        yield chunk;
        cursor = chunk.lastSeq;
        await yieldToOthers();
        if (signal.aborted) return;
      }
      if (chunks.length > 0) continue;
      const summary = await log.summary(runId);
      if (summary === undefined || summary.status === 'unreadable') return;
      if (hasEnded(summary.status) && summary.lastSeq <= cursor) return;
      isCaughtUp = true;
    }
  } finally {
    subscription.close();
  }
}
