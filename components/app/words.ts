/** Names and plain words for the search's terms, as every page writes them. */
import type { AggregationName } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';
import { aggregationWords, sharedWords, type Text } from '@/lib/words';

export const aggregationTitles: Readonly<Record<AggregationName, string>> = {
  last: aggregationWords.last.en,
  min: aggregationWords.min.en,
  prod: aggregationWords.prod.en,
  mean: aggregationWords.mean.en,
};

export const statusWords: Readonly<Record<RunSummary['status'], Text>> = {
  running: sharedWords.running,
  paused: sharedWords.paused,
  finished: sharedWords.finished,
  cancelled: sharedWords.cancelled,
  failed: sharedWords.failed,
};
