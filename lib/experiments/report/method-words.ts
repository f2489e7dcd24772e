/** How the numbers were made, in sentences for a caption. */
import type { ExperimentData } from '../model';
import { subsets } from './pools';

export function methodWords({ problems, spec }: ExperimentData, resamples: number): string[] {
  const seeds = spec.seeds.length === 1 ? 'one seed' : `${spec.seeds.length} seeds`;
  return [
    `Accuracy is the mean over ${problems.length} problems of the chance of the right answer, each problem's mean over ${seeds}. A problem that lacks a run is left out of the point and counted.`,
    'Exact: best-of-N by rank, ties shared, and the oracle by the unbiased pass@n formula, over all subsets of one pool without replacement; DVTS by whole subtrees.',
    `Resampled: votes over ${subsets} seeded orders of each pool, drawn without replacement; their Monte-Carlo error is given. Measured: a search run at that n.`,
    `Bands are 95 % percentile intervals of a bootstrap over problems (${resamples} resamples shared by all curves, all seeds of a problem together; 200 in the small charts by level and subject); Wilson’s interval where resamples cannot differ: where no problem, or every problem, is solved, all have the same chance, or there is one only.`,
    'Differences are paired by problem: McNemar’s exact test where each problem has one answer, else a sign-flip permutation test; tied means that the interval holds 0 or the test does not reach 5 %.',
    'Crossing points are interpolated linearly in accuracy and logarithmically along the axis; their interval comes from the same resamples.',
    'FLOPs are 2 x parameters x tokens of policy and verifier; with reuse, what the server’s prefix cache held is not counted again. A smaller budget costs its share of the pool, of the policy never less than reading the prompt once. A vote over a pool is not charged for the verifier.',
    'Seconds are those of whole searches, where it is known how many were under way together; a part of a pool has none.',
    'Compute-optimal: the best method of each bin is chosen on one half of the problems and measured on the other, and the pool that difficulty was estimated from is charged. Methods of a bin are tied when the normal 95 % interval of their paired difference holds 0. Oracle difficulty knows the answers.',
  ];
}
