import type { CurvePoint } from '@/lib/experiments/report/curve-model';
import { Badge } from '@/components/ui/badge';
import { useSay } from '@/components/ui/use-language';
import { estimateTexts, pointWords } from '@/lib/words';

/** How a point was made: exact, resampled with its own error, or measured. */
export function EstimateBadge({
  point: { estimate, monteCarloError },
}: {
  readonly point: Pick<CurvePoint, 'estimate' | 'monteCarloError'>;
}) {
  const say = useSay();
  return (
    <Badge title={say(estimateTexts[estimate].means)}>
      {estimate === 'resampled'
        ? say(pointWords.resampledBy, { error: (100 * monteCarloError).toFixed(1) })
        : say(estimateTexts[estimate].word)}
    </Badge>
  );
}
