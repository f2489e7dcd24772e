/** Folds entries that somebody sent. Knows how to say which of them is too long or may not follow, not where they came from. */
import { fillText, refusalTexts } from '@/lib/words';
import { Draft, foldInto, LogError } from '@/lib/search';
import type { SearchState } from '@/lib/search';
import { overlongIn, type LogEntry } from '@/lib/runs';
import { ApiError } from '../http/api-error';

/** The state after the entries as well. Throws ApiError 400 with the entry that is too long or may not follow. */
export function stateAfter(state: SearchState, entries: readonly LogEntry[]): SearchState {
  const draft = new Draft(state, { isSeenAtEnd: true });
  foldNext(draft, entries);
  return draft.toState();
}

/** The same into a draft. */
export function foldNext(draft: Draft, entries: readonly LogEntry[]): void {
  for (const { seq, event } of entries) {
    const overlong = overlongIn(event);
    if (overlong !== undefined)
      throw new ApiError('bad-request', fillText(refusalTexts.fileEntry, { seq, why: `${overlong}.` }), { seq });
    try {
      foldInto(draft, event);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      throw new ApiError('bad-request', fillText(refusalTexts.fileEntry, { seq, why: error.message }), { seq });
    }
  }
}
