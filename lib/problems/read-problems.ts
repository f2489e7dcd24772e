/**
 * Rows of a foreign file or dataset as problems, or what is wrong with them: all that can be told of a file without knowing what was
 * kept of it. Plain data, which may go from one thread to another.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Text } from '@/lib/words';
import { readProblem, type ReadProblem } from './row';
import { ProblemFileError, type FileRemark, type RawRows } from './raw-rows';

/** Others have their turn after so long, however many rows that were. */
const longestTurnMs = 8;
/** Names of columns, and letters of each, that are told. */
const maxNames = 1_000;
const maxNameLength = 100;

export type ReadRow =
  /** Columns are told once, those of rows too. */
  | FileRemark
  | ({ readonly row: number } & ReadProblem)
  | { readonly row: number; readonly complaint: Text }
  /** The file cannot be read further, and why. */
  | { readonly stopped: Text };

export async function* readProblems(rows: RawRows): AsyncGenerator<ReadRow, void> {
  const told = new Set<string>();
  const newOf = (names: readonly string[]) => {
    const before = told.size;
    for (const name of names) if (told.size < maxNames) told.add(name.slice(0, maxNameLength));
    return told.size === before ? [] : [{ columns: [...told].slice(before) }];
  };
  let since = performance.now();
  try {
    for await (const raw of rows) {
      if (performance.now() - since > longestTurnMs) {
        await yieldToOthers();
        since = performance.now();
      }
      if ('columns' in raw) yield* newOf(raw.columns);
      else if (!('value' in raw)) yield raw;
      else {
        const reading = readProblem(raw.value);
        if (!('complaint' in reading)) yield* newOf(Object.keys(raw.value));
        yield { row: raw.row, ...reading };
      }
    }
  } catch (error) {
    if (!(error instanceof ProblemFileError)) throw error;
    yield { stopped: error.said };
  }
}
