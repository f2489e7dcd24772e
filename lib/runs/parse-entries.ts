/**
 * Entries of a log as the schema reads them: those that are plain without it, for a long log has tens of thousands. Browser-safe;
 * knows no order of them.
 */
import { z } from 'zod';
import { isObject } from '@/lib/base';
import { isPlainEvent } from '@/lib/search';
import { latestTime, logEntrySchema, type LogEntry } from './wire';

const entriesSchema = z.array(logEntrySchema);

export function parseEntry(value: unknown): z.ZodSafeParseResult<LogEntry> {
  return isPlain(value) ? { success: true, data: value } : logEntrySchema.safeParse(value);
}

export interface ParsedEntries {
  /** As far as they are some. */
  readonly entries: readonly LogEntry[];
  /** What is wrong with the next, or with the whole, with its place. */
  readonly error: z.ZodError | undefined;
}

export function parseEntries(value: unknown): ParsedEntries {
  const entries: LogEntry[] = [];
  for (const each of Array.isArray(value) ? value : []) {
    const read = parseEntry(each);
    if (!read.success) break;
    entries.push(read.data);
  }
  const isWhole = Array.isArray(value) && entries.length === value.length;
  return { entries, error: isWhole ? undefined : entriesSchema.safeParse(value).error };
}

function isPlain(value: unknown): value is LogEntry {
  if (!isObject(value) || Object.keys(value).length !== 3) return false;
  const { seq, at, event } = value;
  return isWholeFrom(1, seq) && isWholeFrom(0, at) && at <= latestTime && isPlainEvent(event);
}

function isWholeFrom(least: number, value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}
