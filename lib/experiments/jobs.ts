/**
 * The port to where the searches of experiments wait for processes that make them, where several do. A job names its place in
 * a plan and nothing else: what became of it is in the run's log, so that a job may be given out twice and have one effect.
 * `lib/store` implements it.
 */

/** What a search needs of a process; jobs are asked for by it. */
export interface SearchKind {
  readonly policy: string;
  readonly verifier: string | undefined;
}

export interface SearchPlace {
  /** In the order of the experiment's plan. */
  readonly place: number;
  readonly kind: SearchKind;
  /** Begun before: few runs are to be half done. */
  readonly isBegun: boolean;
}

/** A job that this process has until it settles it, or is silent for too long: then another gets it. */
export interface HeldJob {
  readonly id: string;
  readonly queue: string;
  /** Grows each time the job is given out. */
  readonly attempt: number;
  readonly experiment: string;
}

export interface HeldSearch extends HeldJob {
  readonly place: number;
}

export interface SearchJobs {
  /** Sees to it that somebody looks after the experiment: once for all who ask. The store does so with every entry of its log. */
  call(experiment: string): Promise<void>;
  /** Experiments that this process is to look after. */
  takeCalls(limit: number): Promise<readonly HeldJob[]>;

  /** Adds what is not there yet; `round` tells apart what is to be done again. */
  put(experiment: string, round: string, places: readonly SearchPlace[]): Promise<void>;
  /** Jobs of the experiment, of these kinds, that wait, and that some process has. */
  count(experiment: string, kinds: readonly SearchKind[]): Promise<{ readonly waiting: number; readonly held: number }>;
  /** Forgets those that wait. */
  drop(experiment: string, kinds: readonly SearchKind[]): Promise<void>;
  /** Of these kinds, those of which there ever was a job. */
  known(kinds: readonly SearchKind[]): Promise<readonly SearchKind[]>;
  /** What was begun first, then first come, first served; none of the experiments in `except`. */
  take(kind: SearchKind, limit: number, except: readonly string[]): Promise<readonly HeldSearch[]>;

  /** They are being worked on. */
  renew(jobs: readonly HeldJob[]): Promise<void>;
  /** It is over. Does nothing for a job that somebody else has by now. */
  done(job: HeldJob): Promise<void>;
  /** For another process, or this one later. Does nothing for a job that somebody else has by now. */
  giveBack(job: HeldJob): Promise<void>;
  close(): Promise<void>;
}
