/**
 * Takes in a search that another tool is doing: the run is there with its first line, and everybody who watches sees each
 * further one as it is durable. Nobody searches on with it; one that breaks off is kept as paused.
 */
import { startBeat } from '@/lib/base';
import { initialState, type SearchState } from '@/lib/search';
import {
  createOwner,
  createRunId,
  cutLog,
  OwnershipLostError,
  runSummarySchema,
  summarize,
  workMsIn,
} from '@/lib/runs';
import type { Lease, LogEntry, RunFeed, RunLog, RunMarks, RunMarksStore, RunSummary } from '@/lib/runs';
import { LogFileError, readLogLines } from '@/lib/runs/log-lines';
import { ApiError, invalidInput } from '../http/api-error';
import { readBytes } from '../http/request-body';
import { stateAfter } from '../imports/fold-entries';
import { toStream } from '../imports/to-stream';
import { maxImportBytes } from './import-run';

/** A sender may think for as long as it likes; the lease of its run is kept for it. */
const renewMs = 3_000;
/** Read on the event loop, between the words of others: far above any entry of a search that goes on. */
const maxLineLength = 1_000_000;

export interface LiveImportOptions {
  readonly log: RunLog;
  readonly marks: Pick<RunMarksStore, 'change'>;
  readonly feed: RunFeed;
  readonly now: () => number;
  readonly report: (message: string, error: unknown) => void;
}

/**
 * The id of the run, once the body has ended. Throws ApiError 400 with the line that is wrong, 409 when the run was deleted meanwhile
 * and 413 when the body is too large;
 * what came before stands, as a run that is paused.
 */
export async function importLive(request: Request, options: LiveImportOptions): Promise<string> {
  const { log, report } = options;
  const owner = createOwner();
  let run: LiveRun | undefined;
  let marks: RunMarks | undefined;
  const onMarks = (read: RunMarks) => (marks = read);
  const beat = startBeat({
    pauseMs: renewMs,
    work: async () => void (run === undefined || (await log.renew(owner, [run.id]))),
    onError: (error) => report('The run that comes in could not be kept for its sender.', error),
  });
  try {
    const lines = toStream(readBytes(request, maxImportBytes));
    for await (const batch of readLogLines(lines, { maxLineLength, onMarks })) {
      if (run === undefined) run = await LiveRun.begin(batch, owner, options);
      else await run.append(batch);
    }
  } catch (error) {
    if (error instanceof LogFileError)
      throw new ApiError('bad-request', `The body: ${error.message}`, { line: error.line });
    if (error instanceof OwnershipLostError)
      throw new ApiError('conflict', 'The run was deleted while it came in, and what follows is not kept.');
    throw error;
  } finally {
    beat.stop();
    await run?.close();
  }
  if (run === undefined) throw new ApiError('bad-request', 'The body holds no entries.');
  const own = marks;
  if (own !== undefined) await options.marks.change(run.id, () => own, options.now());
  return run.id;
}

interface BegunRun {
  readonly summary: RunSummary;
  readonly entries: readonly LogEntry[];
}

class LiveRun {
  readonly id: string;
  readonly #options: LiveImportOptions;
  readonly #lease: Lease;
  readonly #times: Pick<RunSummary, 'id' | 'createdAt' | 'importedAt'>;
  #state: SearchState;
  #last: LogEntry;
  #workMs: number;

  private constructor(options: LiveImportOptions, begun: BegunRun, lease: Lease) {
    const { id, createdAt, importedAt } = begun.summary;
    this.id = id;
    this.#options = options;
    this.#lease = lease;
    this.#times = { id, createdAt, importedAt };
    this.#state = stateAfter(initialState, begun.entries);
    this.#last = begun.entries.at(-1)!;
    this.#workMs = workMsIn(begun.entries);
  }

  static async begin(entries: readonly LogEntry[], owner: string, options: LiveImportOptions): Promise<LiveRun> {
    const now = options.now();
    const last = entries.at(-1)!;
    const state = stateAfter(initialState, entries);
    const summary = checkedSummary(state, {
      id: createRunId(now),
      createdAt: entries[0]!.at,
      workMs: workMsIn(entries),
      lastSeq: last.seq,
      importedAt: now,
    });
    const lease = await options.log.create({ summary, chunks: cutLog(entries), owner });
    return new LiveRun(options, { summary, entries }, lease!);
  }

  /** Durable, and told to everybody, when it resolves. */
  async append(entries: readonly LogEntry[]): Promise<void> {
    const { log, feed } = this.#options;
    const last = entries.at(-1)!;
    const state = stateAfter(this.#state, entries);
    const workMs = this.#workMs + workMsIn([this.#last, ...entries]);
    const summary = checkedSummary(state, { ...this.#times, workMs, lastSeq: last.seq });
    await log.append(this.#lease, entries, summary);
    this.#state = state;
    this.#last = last;
    this.#workMs = workMs;
    const isTerminal = last.event.type === 'run-ended';
    feed.publish({
      runId: this.id,
      firstSeq: entries[0]!.seq,
      lastSeq: last.seq,
      json: JSON.stringify(entries),
      isTerminal,
    });
  }

  /** It was cut off while it went on. Nobody is to take it up here unasked. One that was deleted is over. */
  async close(): Promise<void> {
    const { seq, at } = this.#last;
    try {
      if (this.#state.status === 'running') await this.append([{ seq: seq + 1, at, event: { type: 'run-paused' } }]);
    } catch (error) {
      if (!(error instanceof OwnershipLostError)) throw error;
    }
    await this.#options.log.release(this.#lease);
  }
}

/** What would be refused when it is read is better refused now. */
function checkedSummary(...[state, times]: Parameters<typeof summarize>): RunSummary {
  const checked = runSummarySchema.safeParse(summarize(state, times));
  if (!checked.success) throw invalidInput(checked.error, 'The body: what the run comes to');
  return checked.data;
}
