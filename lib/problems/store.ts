/** The port to where imported problem sets are kept. Says what must hold; knows no SQL. `lib/store` implements it. */
import type { ProblemSet } from './wire';
import type { Problem } from '@/lib/search';

export type NamedProblem = Problem & { readonly uniqueId: string };

export interface PlacedProblem {
  /** Row of the file; problems keep its order. */
  readonly row: number;
  readonly problem: NamedProblem;
}

export interface SetQuery {
  readonly levels?: readonly number[] | undefined;
  readonly subjects?: readonly string[] | undefined;
  /** Words that occur in the statement or the subject (`searchWords`). */
  readonly text?: string | undefined;
  readonly uniqueId?: string | undefined;
}

/** Rows behind the row `after`, without the first `skip` of them that match. */
export interface SetPage {
  readonly after: number;
  readonly skip?: number;
  readonly limit: number;
}

/** There is a set of that name by now, and it is not to be replaced. */
export class SetExistsError extends Error {
  override readonly name = 'SetExistsError';
}

/** A set that is being written and is seen by nobody. */
export interface SetDraft {
  /** Gives the rows whose id was there before; they are not kept. */
  add(problems: readonly PlacedProblem[]): Promise<readonly number[]>;
  /** Makes the set visible under its name, in the place of an older one. Gives what is in it. Throws SetExistsError. */
  publish(): Promise<ProblemSet>;
  /** Takes away what was written. */
  discard(): Promise<void>;
}

export interface ProblemSetStore {
  /** `isNew`: it takes no other's place, also not that of one that was published meanwhile. */
  begin(name: string, source: string, options?: { readonly isNew?: boolean }): Promise<SetDraft>;
  /** Newest first. An account that another version wrote is made again from the problems. */
  sets(): Promise<readonly ProblemSet[]>;
  /**
   * Undefined when there is no such set. `after`: only rows behind this one. Problems that this version cannot read are
   * left out.
   */
  read(name: string, query: SetQuery, page: SetPage): Promise<readonly PlacedProblem[] | undefined>;
  count(name: string, query: SetQuery): Promise<number>;
  /** True when there was such a set. */
  remove(name: string): Promise<boolean>;
}
