/**
 * Reads a whole run out of the log store and folds it. A log line is a door: every entry is checked before it is trusted.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { Draft, foldInto, initialState, LogError, whyUnreadable } from '@/lib/search';
import type { SearchEvent, SearchState } from '@/lib/search';
import type { LogChunk, RunLog } from './log';
import { workMsOf } from './work-time';
import { parseEntries } from './parse-entries';
import type { LogEntry } from './wire';

const chunksPerRead = 32;

export interface LoadedRun {
  readonly state: SearchState;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly lastSeq: number;
  /** Milliseconds that somebody worked on it. */
  readonly workMs: number;
  readonly lastEvent: SearchEvent;
}

/** The log of this run holds something that Longthink did not write, or lacks something that it did. */
export class BrokenLogError extends Error {
  override readonly name = 'BrokenLogError';
}

/** Where in its log a chunk lies, in words. */
export function placeOf({ firstSeq, lastSeq }: Pick<LogChunk, 'firstSeq' | 'lastSeq'>): string {
  return firstSeq === lastSeq ? `at entry ${firstSeq}` : `between entries ${firstSeq} and ${lastSeq}`;
}

/** The entries of one chunk. Throws BrokenLogError. */
function entriesOf(chunk: LogChunk): readonly LogEntry[] {
  const value = jsonOf(chunk);
  const { entries, error } = parseEntries(value);
  if (error === undefined) return entries;
  throw new BrokenLogError(
    `The log of run ${chunk.runId} cannot be read ${placeOf(chunk)}: ${whyUnreadable(value, error)}.`,
  );
}

function jsonOf(chunk: LogChunk): unknown {
  try {
    return JSON.parse(chunk.json);
  } catch (cause) {
    throw new BrokenLogError(`The log of run ${chunk.runId} is damaged ${placeOf(chunk)}.`, { cause });
  }
}

/**
 * The entries of a whole log, chunk by chunk; others get their turn in between. Throws BrokenLogError when one cannot be read
 * or is missing, StoreError when the log cannot be read.
 */
export async function* readEntries(
  log: Pick<RunLog, 'read'>,
  runId: string,
): AsyncGenerator<readonly LogEntry[], void> {
  for (let seq = 0; ;) {
    const chunks = await log.read(runId, seq, chunksPerRead);
    if (chunks.length === 0) return;
    for (const chunk of chunks) {
      const entries = entriesOf(chunk);
      for (const entry of entries) {
        if (entry.seq !== seq + 1) throw new BrokenLogError(`The log of run ${runId} has no entry ${seq + 1}.`);
        seq = entry.seq;
      }
      yield entries;
      await yieldToOthers();
    }
  }
}

/** Throws BrokenLogError when the log has a gap, is empty or does not fold; StoreError when it cannot be read. */
export async function loadRun(log: Pick<RunLog, 'read'>, runId: string): Promise<LoadedRun> {
  const draft = new Draft(initialState, { isSeenAtEnd: true });
  let first: LogEntry | undefined;
  let last: LogEntry | undefined;
  let workMs = 0;
  for await (const entries of readEntries(log, runId)) {
    for (const entry of entries) {
      first ??= entry;
      workMs += workMsOf(entry.event, entry.at - (last ?? entry).at);
      last = entry;
    }
    foldChecked(draft, entries, runId);
  }
  const state = draft.toState();
  if (first === undefined || last === undefined || state.spec === undefined)
    throw new BrokenLogError(`The log of run ${runId} has no beginning.`);
  return { state, firstAt: first.at, lastAt: last.at, lastSeq: last.seq, workMs, lastEvent: last.event };
}

function foldChecked(draft: Draft, entries: readonly LogEntry[], runId: string): void {
  try {
    for (const { event } of entries) foldInto(draft, event);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    throw new BrokenLogError(
      `The log of run ${runId} contradicts itself ${placeOf({ firstSeq: entries[0]!.seq, lastSeq: entries.at(-1)!.seq })}: ${error.message}`,
      { cause: error },
    );
  }
}
