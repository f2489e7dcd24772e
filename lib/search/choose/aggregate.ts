/**
 * Step scores of a path to one number, and which aggregation and selection a run uses when its config leaves them open.
 * Definitions: Snell et al. 2024 (arXiv 2408.03314) section 5.1; `last` is the published default.
 */
import { assertUnreachable } from '@/lib/base';
import { usualSelection } from '../shapes/selections';
import { strategyOf } from '../strategies';
import type { AggregationName, SelectionName } from '../shapes/config';
import type { RunSpec } from '../log/run-spec';

/** `scores` in [0, 1], first step first. Result in [0, 1]; undefined without scores. */
export function aggregate(scores: readonly number[], aggregation: AggregationName): number | undefined {
  if (scores.length === 0) return undefined;
  switch (aggregation) {
    case 'last':
      return scores.at(-1);
    case 'min':
      return Math.min(...scores);
    case 'prod':
      return scores.reduce((product, score) => product * score, 1);
    case 'mean':
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    default:
      return assertUnreachable(aggregation);
  }
}

/** What the search goes by: what the config says, else what the verifier recommends, else `last`. */
export function aggregationOf(spec: RunSpec): AggregationName {
  return spec.config.aggregation ?? spec.verifier?.recommendedAggregation ?? 'last';
}

/** What selections go by, and what is told of solutions: what the config says, else as the search. */
export function selectionAggregationOf(spec: RunSpec): AggregationName {
  return spec.config.selectionAggregation ?? aggregationOf(spec);
}

/** What the config says, else what is usual with or without scores. */
export function selectionOf({ config, strategy }: Pick<RunSpec, 'config' | 'strategy'>): SelectionName {
  return config.selection ?? usualSelection(strategyOf(strategy).needsVerifier);
}
