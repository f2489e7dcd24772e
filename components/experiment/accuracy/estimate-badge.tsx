import type { CurvePoint } from '@/lib/experiments/report/curve-model';
import { Badge } from '@/components/ui/badge';
import { estimateWords } from '../curves/words';

/** How a point was made: exact, resampled with its own error, or measured. */
export function EstimateBadge({
  point: { estimate, monteCarloError },
}: {
  readonly point: Pick<CurvePoint, 'estimate' | 'monteCarloError'>;
}) {
  return (
    <Badge title={estimateWords[estimate]}>
      {estimate === 'resampled' ? `resampled ± ${(100 * monteCarloError).toFixed(1)}` : estimate}
    </Badge>
  );
}
