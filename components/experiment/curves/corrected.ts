/** Differences at one budget with the p-values that they have among as many as are shown. Pure. */
import { holm } from '@/lib/metrics';
import type { Curves } from '@/lib/experiments/report/curve-model';
import { comparisonWords, type Say } from '@/lib/words';
import { formatP } from './amounts';
import type { SeriesView } from './series-view';

type Difference = Curves['differences'][number];

export interface CorrectedDifference {
  readonly own: SeriesView;
  readonly found: Difference;
  /** Its p-value by Holm; `found` has that of the test alone. */
  readonly corrected: number;
}

export function correctedAt(
  budget: number,
  differences: readonly Difference[],
  compared: readonly SeriesView[],
): readonly CorrectedDifference[] {
  const rows = compared.flatMap((own) => {
    const found = differences.find((each) => each.series === own.series.id && each.n === budget);
    return found === undefined ? [] : [{ own, found }];
  });
  const corrected = holm(rows.map(({ found }) => found.pValue));
  return rows.map((row, i) => ({ ...row, corrected: corrected[i]! }));
}

/** Behind the p-value of a test alone; nothing where there is no other. */
export function correctedWords(
  { corrected, comparisons }: { readonly corrected: number; readonly comparisons: number },
  say: Say,
): string {
  return comparisons === 1 ? '' : say(comparisonWords.corrected, { count: comparisons, p: formatP(corrected) });
}
