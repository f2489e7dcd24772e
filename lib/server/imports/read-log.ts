/**
 * A recorded log as a run of this installation: checked line by line and folded; it is never searched on by itself. Takes a
 * file, gives what is to be kept of it as text; knows no store and no process.
 */
import { fillText, refusalTexts } from '@/lib/words';
import { Draft, foldInto, initialState } from '@/lib/search';
import { deflatedLog, runSummarySchema, summarize, workMsIn } from '@/lib/runs';
import type { LogEntry, NewChunk, RunMarks, RunSummary } from '@/lib/runs';
import { LogFileError, readLogLines } from '@/lib/runs/log-lines';
import { ApiError, invalidInput } from '../http/api-error';
import { foldNext } from './fold-entries';
import { toStream } from './to-stream';

export interface LogFile {
  /** What is read of it is let go. */
  readonly blocks: Uint8Array<ArrayBuffer>[];
  /** The new run's. */
  readonly id: string;
  readonly importedAt: number;
}

/** A run that can be kept. */
export interface ReadRun {
  readonly summary: RunSummary;
  readonly chunks: Iterable<NewChunk>;
  /** That it was sent with. */
  readonly marks?: RunMarks | undefined;
}

/** Throws ApiError 400 with the line or entry that is wrong. */
export async function readLog({ blocks, id, importedAt }: LogFile): Promise<ReadRun> {
  // Of one that is as long as can be, too, each entry takes as long as of a short one.
  const draft = new Draft(initialState, { isSeenAtEnd: true });
  const entries: LogEntry[] = [];
  let marks: RunMarks | undefined;
  const onMarks = (read: RunMarks) => (marks = read);
  try {
    for await (const batch of readLogLines(toStream(taken(blocks)), { onMarks })) {
      foldNext(draft, batch);
      for (const entry of batch) entries.push(entry);
    }
  } catch (error) {
    if (error instanceof LogFileError)
      throw new ApiError('bad-request', fillText(refusalTexts.fileIs, { why: error.said }), { line: error.line });
    throw error;
  }
  const first = entries[0];
  let last = entries.at(-1);
  if (first === undefined || last === undefined) throw new ApiError('bad-request', refusalTexts.fileEmpty);
  if (draft.status === 'running') {
    // It was cut off while it went on. Nobody is to take it up here unasked.
    last = { seq: last.seq + 1, at: last.at, event: { type: 'run-paused' } };
    entries.push(last);
    foldInto(draft, last.event);
  }
  const times = { id, createdAt: first.at, workMs: workMsIn(entries), lastSeq: last.seq, importedAt };
  // What would be refused when it is read is better refused now.
  const checked = runSummarySchema.safeParse(summarize(draft.toState(), times));
  if (!checked.success) throw invalidInput(checked.error, 'The file: what the run comes to');
  return { summary: checked.data, chunks: [...deflatedLog(entries)], marks };
}

async function* taken(blocks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) yield block;
}
