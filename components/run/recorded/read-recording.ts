/**
 * A recorded log out of a file, piece by piece: every line checked, and every entry folded once, so that what is handed
 * on can be shown. Knows no page; what stands before something wrong is handed on before the error is thrown.
 */
import { fillText, logFileTexts, SaidError } from '@/lib/words';
import { applyEvents, initialState, LogError } from '@/lib/search';
import type { LogEntry, RunMarks } from '@/lib/runs/wire';
import { readLogLines } from '@/lib/client';

/** Longest stretch of work before the page may paint and answer its reader. */
const longestWorkMs = 30;

export interface RecordingPiece {
  readonly entries: readonly LogEntry[];
  /** Part of the file that is read, in [0, 1]. */
  readonly share: number;
}

/** Throws LogFileError for a line that is no entry, Error for an entry that contradicts those before it. */
export async function* readRecording(file: File, onMarks: (marks: RunMarks) => void): AsyncGenerator<RecordingPiece> {
  let bytes = 0;
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        bytes += piece.byteLength;
        controller.enqueue(piece);
      },
    }),
  );
  let state = initialState;
  let breathedAt = performance.now();
  for await (const entries of readLogLines(counted, { onMarks })) {
    const share = bytes / Math.max(1, file.size);
    try {
      state = applyEvents(
        state,
        entries.map((entry) => entry.event),
      );
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      const bad = entries.findIndex((entry) => entry.event === error.event);
      if (bad > 0) yield { entries: entries.slice(0, bad), share };
      throw new SaidError(fillText(logFileTexts.entry, { entry: entries[bad]?.seq ?? '?', why: error.message }), {
        cause: error,
      });
    }
    yield { entries, share };
    if (performance.now() - breathedAt > longestWorkMs) {
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
      breathedAt = performance.now();
    }
  }
}
