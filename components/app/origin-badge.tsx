import type { ExperimentSummary } from '@/lib/experiments/wire';
import { Badge } from '@/components/ui/badge';
import { originWords } from './origin-words';

/** Live, measured here, shipped or imported, with what that means. */
export function OriginBadge({ experiment }: { readonly experiment: Pick<ExperimentSummary, 'origin' | 'status'> }) {
  const { word, sentence } = originWords(experiment);
  return (
    <Badge title={sentence} isBreathing={word === 'live'}>
      {word}
    </Badge>
  );
}
