/** Takes in a recorded log as a run of this installation. It is checked line by line and folded; it is never searched on by itself. */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { Draft, foldInto, initialState, LogError } from '@/lib/search';
import type { SearchState } from '@/lib/search';
import { createRunId, runSummarySchema, summarize, workMsIn } from '@/lib/runs';
import type { LogEntry, RunLog } from '@/lib/runs';
import { LogFileError, readLogLines } from '@/lib/runs/log-lines';
import { ApiError, invalidInput } from '../http/api-error';
import { readBytes } from '../http/request-body';

export const maxImportBytes = 128 * 1024 * 1024;

/** The new run's id. Throws ApiError 400 with the line that is wrong, 413 when the file is too large. */
export async function importRun(request: Request, log: RunLog, now: number): Promise<string> {
  const entries: LogEntry[] = [];
  // Of one that is as long as can be, too, each entry takes as long as of a short one.
  const draft = new Draft(initialState, { isSeenAtEnd: true });
  try {
    for await (const batch of readLogLines(toStream(readBytes(request, maxImportBytes)))) {
      foldNext(draft, batch);
      entries.push(...batch);
      // What is there already comes without a turn for anybody else.
      await yieldToOthers();
    }
  } catch (error) {
    if (error instanceof LogFileError)
      throw new ApiError('bad-request', `The file: ${error.message}`, { line: error.line });
    throw error;
  }
  const first = entries[0];
  let last = entries.at(-1);
  if (first === undefined || last === undefined) throw new ApiError('bad-request', 'The file holds no entries.');
  if (draft.status === 'running') {
    // It was cut off while it went on. Nobody is to take it up here unasked.
    last = { seq: last.seq + 1, at: last.at, event: { type: 'run-paused' } };
    entries.push(last);
    foldInto(draft, last.event);
  }
  const summary = summarize(draft.toState(), {
    id: createRunId(now),
    createdAt: first.at,
    workMs: workMsIn(entries),
    lastSeq: last.seq,
    importedAt: now,
  });
  // What would be refused when it is read is better refused now.
  const checked = runSummarySchema.safeParse(summary);
  if (!checked.success) throw invalidInput(checked.error, 'The file: what the run comes to');
  await log.create({ summary, entries });
  return summary.id;
}

/** The state after the entries as well. Throws ApiError 400 with the entry that may not follow. */
export function stateAfter(state: SearchState, entries: readonly LogEntry[]): SearchState {
  const draft = new Draft(state, { isSeenAtEnd: true });
  foldNext(draft, entries);
  return draft.toState();
}

function foldNext(draft: Draft, entries: readonly LogEntry[]): void {
  for (const { seq, event } of entries) {
    try {
      foldInto(draft, event);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      throw new ApiError('bad-request', `The file: entry ${seq}: ${error.message}`, { seq });
    }
  }
}

export function toStream(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    cancel() {
      // Not waited for: it ends with the next piece, which a sender that says nothing may never send.
      void pieces.return(undefined);
    },
  });
}
