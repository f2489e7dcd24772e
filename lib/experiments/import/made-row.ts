/** What readers of foreign records make: a value in the shape of search-and-learn's rows, which is checked as any row. */
import type { Text } from '@/lib/words';

export interface Made {
  readonly problem: unknown;
  readonly answer: unknown;
  readonly unique_id?: unknown;
  readonly completions: readonly unknown[];
  readonly scores: readonly (readonly (number | null)[])[];
  readonly completion_tokens?: readonly (number | null)[];
  /** At which it was searched, where a file holds several. */
  readonly budget?: number;
}

export type FoundRow = { readonly row: unknown } | { readonly complaint: Text };

/** What was made of one value of a file. */
export interface Found {
  readonly rows: readonly FoundRow[];
  /** Paths of its fields that were not read, one for each time that one is there. */
  readonly unread: readonly string[];
}
