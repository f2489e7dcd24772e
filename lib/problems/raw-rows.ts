/** Rows of a file before anybody knows what they mean, and what may go wrong with a file as a whole. */
import type { Text } from '@/lib/words';

/** Numbered as a person finds them: lines of text from 1, entries of an array or a table from 1. */
export type RawRow =
  | { readonly row: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly row: number; readonly complaint: Text };

/** What is to be known of the file as a whole: a sentence, or its columns, which rows may show in part. */
export type FileRemark = { readonly note: Text } | { readonly columns: readonly string[] };

export type RawRows = AsyncGenerator<RawRow | FileRemark, void>;

/** The file cannot be read, or not further; rows that were given before stand. */
export class ProblemFileError extends Error {
  override readonly name = 'ProblemFileError';
  readonly said: Text;
  constructor(said: Text) {
    super(said.en);
    this.said = said;
  }
}

/** Most text of one row, in bytes: far above any problem, far below what would use up the memory. */
export const maxRowBytes = 2_000_000;

/** More are no table of problems, and each row would be looked through for all of their names. */
export const maxColumns = 10_000;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
