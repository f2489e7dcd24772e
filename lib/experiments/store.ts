/**
 * The port to where experiments are kept: their logs, the results of their runs, and counts that are read from the runs
 * themselves. Says what must hold; knows no SQL. `lib/store` implements it.
 */
import type { RunSummary } from '@/lib/runs/wire';
import type { Failure } from '@/lib/search';
import type { ExperimentSummary, UnreadableExperiment } from './wire';
import type { RunResult } from './model';
import type { KeptResult } from './result-codec';
import type { ExperimentEntry } from './log';

/** What lists show without reading the log; folded from it. */
export interface ExperimentHead extends Pick<
  ExperimentSummary,
  'id' | 'createdAt' | 'spec' | 'status' | 'origin' | 'problems' | 'failure'
> {
  readonly planned: number;
  readonly lastSeq: number;
}

export type ListedExperiment = ExperimentHead | UnreadableExperiment;

export interface RunCounts {
  readonly finished: number;
  readonly failed: number;
  /** Begun and not ended. */
  readonly running: number;
  /** Of runs that finished. */
  readonly tokens: number;
}

/** A run of an experiment as its log stands. */
export interface StoredRun extends Pick<RunResult, 'runId' | 'cell' | 'problem' | 'seed'> {
  readonly status: RunSummary['status'];
  readonly lastSeq: number;
  readonly hasResult: boolean;
}

/** A run of an experiment that ended without a result. */
export interface EndedRun extends Pick<RunResult, 'runId' | 'cell' | 'problem' | 'seed'> {
  readonly status: 'failed' | 'cancelled' | 'unreadable';
  readonly failure?: Failure | undefined;
}

export interface ExperimentStore {
  create(head: ExperimentHead, entries: readonly ExperimentEntry[]): Promise<void>;
  /** All or nothing; false when something was appended meanwhile, or the experiment was removed: read again. */
  append(head: ExperimentHead, entries: readonly ExperimentEntry[]): Promise<boolean>;
  /** Entries with `seq > after`, in order. Throws BrokenLogError when one cannot be read. */
  entries(id: string, after: number): Promise<readonly ExperimentEntry[]>;
  /** As it was written last, or made again from the log where another version wrote it. */
  head(id: string): Promise<ListedExperiment | undefined>;
  /** Newest first; what cannot be read is in its place, and can be removed. */
  heads(limit: number): Promise<readonly ListedExperiment[]>;
  /** Newest first, those of one status that can be read. */
  headsOf(status: ExperimentHead['status'], limit: number): Promise<readonly ExperimentHead[]>;
  /** Of all experiments that have runs. */
  counts(): Promise<ReadonlyMap<string, RunCounts>>;
  runs(id: string): Promise<readonly StoredRun[]>;
  /** The run of the experiment that was planned so; undefined: it was not begun. */
  runOf(id: string, planned: Pick<StoredRun, 'cell' | 'problem' | 'seed'>): Promise<StoredRun | undefined>;
  /** The first `limit` runs that failed or were cancelled. */
  failed(id: string, limit: number): Promise<readonly EndedRun[]>;

  /** The last runs that finished, of experiments or not, newest first; what cannot be read is left out. */
  recentRuns(limit: number): Promise<readonly RunSummary[]>;

  /** Keeps the result of a run that ended, and packs the run's log, which is as long as it will be. Doing so again changes nothing. */
  putResult(experiment: string, result: RunResult, at: number): Promise<void>;
  resultIds(id: string): Promise<readonly string[]>;
  /**
   * In the order of `runIds`; those that have none that can be read or made again are left out. Of many that an older version
   * wrote some may come as they were written (`isOld`), and made again at one of the next looks.
   */
  results(runIds: readonly string[]): Promise<readonly KeptResult[]>;
  /** Results kept since then. */
  since(id: string, at: number): Promise<{ readonly runs: number; readonly tokens: number }>;

  /** With all its runs. True when there was such an experiment. */
  remove(id: string): Promise<boolean>;

  /** Calls back with an id when another process wrote to what may be an experiment, where the store can tell. */
  onWake(listener: (id: string) => void): () => void;
  /**
   * Makes `owner` the one process that makes the searches of all experiments of this store, for some seconds, unless another
   * one is; true when it is. For stores without jobs.
   */
  takeWork(owner: string): Promise<boolean>;
  /** Lets the next process have it at once. */
  leaveWork(owner: string): Promise<void>;
}
