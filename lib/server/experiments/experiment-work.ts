/**
 * Who makes the searches of experiments that run: this process alone, or as many as share the jobs of a PostgreSQL. The truth
 * is the experiment's log and the logs of its runs, so whoever dies is replaced by the next that looks.
 */

export interface ExperimentWork {
  /** Takes up what is unfinished, then goes on looking. */
  open(): Promise<void>;
  /** The log of an experiment went on. */
  look(): Promise<void>;
  /** Lets go of an experiment; none of its runs is worked on here while `remove` removes it. */
  drop(id: string, remove: () => Promise<void>): Promise<void>;
  /** When this process took it up, milliseconds since the epoch; undefined while it does not work on it. */
  since(id: string): number | undefined;
  /** Why nothing of it goes on here although it is to: what the store refuses at the moment, in words. */
  standsBecause(id: string): string | undefined;
  /** Gives every run back, to be gone on with. Results of runs that ended are kept when it resolves. */
  stop(): Promise<void>;
}
