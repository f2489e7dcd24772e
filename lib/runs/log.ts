/**
 * The port to where run logs are kept: append-only chunks under a lease with a fencing token, and one summary a run.
 * Says what must hold; knows no SQL. `lib/store` implements it.
 */
import type { ListedRun, LogEntry, RunCommand, RunListQuery, RunList, RunSummary } from './wire';

/** The right to append to one run, until somebody else claims it with a higher fence. */
export interface Lease {
  readonly runId: string;
  /** Names a process, unique per start. */
  readonly owner: string;
  /** Grows with every claim; an append under an older fence is refused. */
  readonly fence: number;
}

/** Entries that became durable together. `json` is the JSON array of `LogEntry`, as it goes out to readers. */
export interface LogChunk {
  readonly runId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly json: string;
}

/** Entries of a run that is over: the UTF-8 of what `toPacked` makes of them, deflated (raw), as it goes out to pages. */
export interface PackedChunk {
  readonly lastSeq: number;
  readonly deflated: Uint8Array;
}

/** A chunk of a run that is not there yet: its JSON, or what is packed of it, as it is kept then. */
export type NewChunk = Pick<LogChunk, 'firstSeq' | 'lastSeq'> &
  ({ readonly json: string } | { readonly deflated: Uint8Array });

export interface ClaimedRun {
  readonly lease: Lease;
  readonly summary: RunSummary;
}

export interface NewRun {
  readonly summary: RunSummary;
  /** At least one, from seq 1 without gaps (`cutLog`); taken one after the other as they are written. */
  readonly chunks: Iterable<NewChunk> | AsyncIterable<NewChunk>;
  /** Claims the run in the same transaction; absent: nobody owns it yet. */
  readonly owner?: string;
}

export interface RunLog {
  /**
   * Durable when it resolves; nothing of it is kept when it rejects, also with what `chunks` throws. Gives a lease exactly when `owner` was given. Throws RunExistsError when the experiment has
   * a run of this cell, problem and seed already, or is gone.
   */
  create(run: NewRun): Promise<Lease | undefined>;
  /**
   * Appends the entries as one chunk and replaces the summary, all or nothing, and extends the lease. Durable when it
   * resolves. Repeating an append whose outcome is unknown is safe: what is there already is not written twice.
   * Throws OwnershipLostError when the lease is not the run's latest, StoreError when the store cannot write.
   */
  append(lease: Lease, entries: readonly LogEntry[], summary: RunSummary): Promise<void>;
  /**
   * Up to `limit` chunks whose entries have `seq > after`, in order; none: the log ends there (or the run is unknown).
   * Throws BrokenLogError when they are damaged.
   */
  read(runId: string, after: number, limit: number): Promise<readonly LogChunk[]>;
  /** Likewise, packed; up to `limit` chunks of the store are in as few of them as may be. */
  readPacked(runId: string, after: number, limit: number): Promise<readonly PackedChunk[]>;
  /** Of a run that is over: keeps its log packed from now on, in fewer chunks. What is read of it stays the same. */
  pack(runId: string): Promise<void>;
  /** As it was written last, or made again from the log where another version wrote it. */
  summary(runId: string): Promise<ListedRun | undefined>;
  /** Newest first. What cannot be read is in its place, and can be removed. */
  list(query: RunListQuery): Promise<RunList>;
  /** True when there was such a run. Its owner, if any, loses it at the next append. */
  remove(runId: string): Promise<boolean>;

  /** How many `removeOlder` would remove in all. */
  countOlder(before: number): Promise<number>;
  /**
   * Removes up to `limit` runs that came into the store before that time (milliseconds since the epoch), the oldest first, and
   * gives their ids. Those that search, or wait to, and those of experiments stay.
   */
  removeOlder(before: number, limit: number): Promise<readonly string[]>;

  /** Claims this run unless another owner's lease is still good, or it cannot be read. */
  claim(runId: string, owner: string): Promise<ClaimedRun | undefined>;
  /**
   * Claims the oldest run that is `running` in the log but that no living owner works on; `except` are left alone, and so
   * are runs of experiments and those that cannot be read.
   */
  claimNext(owner: string, except: readonly string[]): Promise<ClaimedRun | undefined>;
  /** What `claimNext` would still find, oldest first: the queue. */
  unclaimed(owner: string, except: readonly string[]): Promise<readonly string[]>;
  /** Extends the owner's leases; gives the ids of those runs that are still the owner's. */
  renew(owner: string, runIds: readonly string[]): Promise<readonly string[]>;
  /** Gives the run back at once. A lease that was lost already is no error. */
  release(lease: Lease): Promise<void>;
  /** Frees what owners of this machine left behind whose process is gone, where the store can know that. */
  releaseDead(owner: string): Promise<void>;

  /** Leaves a command for whoever owns the run. */
  postCommand(runId: string, command: RunCommand): Promise<void>;
  /** Takes the commands left for runs that this owner has or that nobody has, oldest first; each is taken once. */
  takeCommands(owner: string): Promise<readonly { readonly runId: string; readonly command: RunCommand }[]>;

  /** Calls back when another process wrote to a run, where the store can tell; the safety net is reading again. */
  onWake(listener: (runId: string) => void): () => void;
}

/** Somebody else owns the run now, or it was removed. Whoever catches this stops working on it and writes nothing. */
export class OwnershipLostError extends Error {
  override readonly name = 'OwnershipLostError';
  readonly runId: string;
  constructor(runId: string) {
    super(`Run ${runId} was taken over by another process or removed.`);
    this.runId = runId;
  }
}

/** What an experiment asked for has been begun already, or the experiment removed, by another process. */
export class RunExistsError extends Error {
  override readonly name = 'RunExistsError';
}

export type StoreFailureKind =
  | 'full'
  | 'locked'
  | 'unreachable'
  | 'unauthorized'
  | 'read-only'
  | 'corrupt'
  | 'too-new'
  | 'failed';

/** An expected failure of the store. `message` names the store, what failed and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreFailureKind;
  /** Whether the same call may succeed later without anybody changing anything in Longthink. */
  readonly isRetryable: boolean;
  constructor(
    kind: StoreFailureKind,
    message: string,
    details: { readonly isRetryable: boolean; readonly cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.isRetryable = details.isRetryable;
  }
}
