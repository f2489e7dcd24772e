/** Names and plain words for the search's terms, as every page writes them. */
import type { AggregationName, SelectionName, StrategyName } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';

export const strategyTitles: Readonly<Record<StrategyName, string>> = {
  greedy: 'Greedy',
  'best-of-n': 'Best-of-N',
  majority: 'Majority vote',
  'beam-search': 'Beam search',
  dvts: 'DVTS',
};

export const selectionTitles: Readonly<Record<SelectionName, string>> = {
  majority: 'Majority',
  best: 'Best score',
  weighted: 'Weighted',
};

export const selectionWords: Readonly<Record<SelectionName, string>> = {
  majority: 'one vote per solution',
  best: 'the single best-scored solution',
  weighted: 'votes weighted by score',
};

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

/** A strategy with its numbers, in a few words: `Beam search, keeps 4 of 16`. */
export function describeSetting(strategy: StrategyName, n: number, beamWidth: number): string {
  const kept = Math.max(1, Math.floor(n / beamWidth));
  switch (strategy) {
    case 'greedy':
      return 'one solution, no sampling';
    case 'majority':
      return `${n} solutions, one vote each`;
    case 'best-of-n':
      return `${n} whole solutions`;
    case 'beam-search':
      return `keeps ${kept} of ${n}`;
    case 'dvts':
      return kept === 1 ? `1 tree of ${beamWidth} tries` : `${kept} trees of ${beamWidth} tries`;
  }
}
