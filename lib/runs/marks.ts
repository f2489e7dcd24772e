/** The port to where stars, tags and notes of runs are kept. Says what must hold; knows no SQL. `lib/store` implements it. */
import type { RunMarks } from './wire';

export interface RunMarksStore {
  /** The runs that were marked last, at most so many. Marks that cannot be read are left out. */
  all(limit: number): Promise<ReadonlyMap<string, RunMarks>>;
  /** `noMarks` where there are none. */
  of(runId: string): Promise<RunMarks>;
  /**
   * Puts what `next` makes of those there are in their place, and nobody changes them meanwhile. Undefined when there is no such
   * run. They go when the run is removed.
   */
  change(runId: string, next: (marks: RunMarks) => RunMarks, at: number): Promise<RunMarks | undefined>;
}
