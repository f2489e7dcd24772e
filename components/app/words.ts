/** Names and plain words for the search's terms, as every page writes them. */
import type { AggregationName } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';

export const aggregationTitles: Readonly<Record<AggregationName, string>> = {
  last: 'Last step',
  min: 'Worst step',
  prod: 'Product of steps',
  mean: 'Mean of steps',
};

export const statusTitles: Readonly<Record<RunSummary['status'], string>> = {
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  cancelled: 'Cancelled',
  failed: 'Failed',
};
