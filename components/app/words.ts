/** Names and plain words for the search's terms, as every page writes them. */
import type { RunSummary } from '@/lib/runs/wire';
import { sharedWords, type Text } from '@/lib/words';

export const statusWords: Readonly<Record<RunSummary['status'], Text>> = {
  running: sharedWords.running,
  paused: sharedWords.paused,
  finished: sharedWords.finished,
  cancelled: sharedWords.cancelled,
  failed: sharedWords.failed,
};
