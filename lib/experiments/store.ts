/**
 * The port to where experiments are kept: their logs, the results of their runs, and counts that are read from the runs
 * themselves. Says what must hold; knows no SQL. `lib/store` implements it.
 */
import type { RunSummary } from '@/lib/runs/wire';
import type { ExperimentSummary } from './wire';
import type { RunResult } from './model';
import type { ExperimentEntry } from './log';

/** What lists show without reading the log; folded from it. */
export interface ExperimentHead extends Pick<
  ExperimentSummary,
  'id' | 'createdAt' | 'spec' | 'status' | 'origin' | 'problems' | 'failure'
> {
  readonly planned: number;
  readonly lastSeq: number;
}

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

export interface ExperimentStore {
  create(head: ExperimentHead, entries: readonly ExperimentEntry[]): Promise<void>;
  /** All or nothing; false when something was appended meanwhile, or the experiment was removed: read again. */
  append(head: ExperimentHead, entries: readonly ExperimentEntry[]): Promise<boolean>;
  /** Entries with `seq > after`, in order. */
  entries(id: string, after: number): Promise<readonly ExperimentEntry[]>;
  head(id: string): Promise<ExperimentHead | undefined>;
  /** Newest first; of one status only, where it is given. */
  heads(limit: number, status?: ExperimentHead['status']): Promise<readonly ExperimentHead[]>;
  /** Of all experiments that have runs. */
  counts(): Promise<ReadonlyMap<string, RunCounts>>;
  runs(id: string): Promise<readonly StoredRun[]>;
  /** The first `limit` runs that failed or were cancelled. */
  failed(id: string, limit: number): Promise<readonly RunSummary[]>;

  /** The last runs that finished, of experiments or not, newest first. */
  recentRuns(limit: number): Promise<readonly RunSummary[]>;

  /** Keeps the result of a run that ended, and packs the run's log, which is as long as it will be. Doing so again changes nothing. */
  putResult(experiment: string, result: RunResult, at: number): Promise<void>;
  resultIds(id: string): Promise<readonly string[]>;
  /** In the order of `runIds`; those that have none are left out. */
  results(runIds: readonly string[]): Promise<readonly RunResult[]>;
  /** Results kept since then. */
  since(id: string, at: number): Promise<{ readonly runs: number; readonly tokens: number }>;

  /** With all its runs. True when there was such an experiment. */
  remove(id: string): Promise<boolean>;
}
