/**
 * A run log as text, one JSON entry a line, read piece by piece: from a file the reader dropped or from the server.
 * Checks every line and the order of the lines; knows nothing of where the bytes come from or what is done with them.
 */
import { whyUnreadable } from '@/lib/search';
import { fillText, logFileTexts, SaidError, type Text } from '@/lib/words';
import { parseEntry } from './parse-entries';
import { marksLineSchema, type LogEntry, type RunMarks } from './wire';

/** Longest line accepted, in UTF-16 code units: far above any entry we write, far below what would freeze a page. */
const usualLineLength = 8_000_000;

/** What is wrong with a log, with the line it was found on (1 = first). */
export class LogFileError extends SaidError {
  override readonly name = 'LogFileError';
  readonly line: number;
  /** What it says, without its line. */
  readonly reason: Text;
  constructor(line: number, reason: Text, options?: ErrorOptions) {
    super(fillText(logFileTexts.line, { line, reason }), options);
    this.line = line;
    this.reason = reason;
  }
}

export interface LogLinesOptions {
  /** Number of the entry before the first line; 0 for a whole log. */
  readonly after?: number;
  /** Is told the marks of a log that was sent with them; they stand behind its last entry. */
  readonly onMarks?: (marks: RunMarks) => void;
  /** Characters of a line; a longer one is none of ours. */
  readonly maxLineLength?: number;
}

/**
 * Yields the entries of `stream` in the batches in which its bytes arrive. Throws LogFileError at the first line that is
 * not an entry, is out of order or is of another version; entries yielded before stand.
 */
export async function* readLogLines(
  stream: ReadableStream<Uint8Array>,
  options: LogLinesOptions = {},
): AsyncGenerator<readonly LogEntry[]> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const first = options.after ?? 0;
  const maxLineLength = options.maxLineLength ?? usualLineLength;
  // Of the line that has not ended yet; each piece is looked through once, however many a line comes in.
  let pieces: string[] = [];
  let waiting = 0;
  let line = 0;
  let seq = first;
  let hasMarks = false;
  const checkLength = (length: number, at: number) => {
    if (length > maxLineLength)
      throw new LogFileError(at, fillText(logFileTexts.tooLong, { most: maxLineLength.toLocaleString('en') }));
  };
  const parse = (text: string): LogEntry | undefined => {
    line += 1;
    checkLength(text.length, line);
    if (text.trim() === '') return undefined;
    if (hasMarks) throw new LogFileError(line, logFileTexts.afterMarks);
    const entry = parseLine(text, line);
    if ('marks' in entry) {
      hasMarks = true;
      options.onMarks?.(entry.marks);
      return undefined;
    }
    if (entry.seq !== seq + 1)
      throw new LogFileError(line, fillText(logFileTexts.gap, { expected: seq + 1, found: entry.seq }));
    if (entry.seq === 1 && entry.event.type !== 'run-started')
      throw new LogFileError(line, fillText(logFileTexts.beginning, { type: entry.event.type }));
    seq = entry.seq;
    return entry;
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const piece = done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines: string[] = [];
      let from = 0;
      for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
        pieces.push(piece.slice(from, end));
        lines.push(pieces.join(''));
        pieces = [];
        waiting = 0;
        from = end + 1;
      }
      pieces.push(piece.slice(from));
      waiting += piece.length - from;
      if (done) lines.push(pieces.join(''));
      const entries: LogEntry[] = [];
      try {
        for (const text of lines) {
          const entry = parse(text);
          if (entry !== undefined) entries.push(entry);
        }
      } catch (error) {
        // What stands before the broken line is good.
        if (entries.length > 0) yield entries;
        throw error;
      }
      if (entries.length > 0) yield entries;
      if (done) break;
      checkLength(waiting, line + 1);
    }
  } finally {
    await reader.cancel();
  }
  if (seq === first && first === 0) throw new LogFileError(Math.max(1, line), logFileTexts.noEntries);
}

function parseLine(text: string, line: number): LogEntry | { readonly marks: RunMarks } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LogFileError(line, logFileTexts.notJson, { cause });
  }
  const parsed = parseEntry(value);
  if (parsed.success) return parsed.data;
  const behind = marksLineSchema.safeParse(value);
  if (behind.success) return behind.data;
  throw new LogFileError(line, fillText(logFileTexts.schema, { why: whyUnreadable(value, parsed.error) }), {
    cause: parsed.error,
  });
}
