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

/** All of them or none; what is wrong is told with its place among them. */
export function parseEntries(value: unknown): z.ZodSafeParseResult<LogEntry[]> {
  if (!Array.isArray(value)) return entriesSchema.safeParse(value);
  const entries: LogEntry[] = [];
  for (const each of value) {
    const read = parseEntry(each);
    if (!read.success) return entriesSchema.safeParse(value);
    entries.push(read.data);
  }
  return { success: true, data: entries };
}

function isPlain(value: unknown): value is LogEntry {
  if (!isObject(value) || Object.keys(value).length !== 3) return false;
  const { seq, at, event } = value;
  return isWholeFrom(1, seq) && isWholeFrom(0, at) && at <= latestTime && isPlainEvent(event);
}

function isWholeFrom(least: number, value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}
