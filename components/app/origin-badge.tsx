import type { ExperimentSummary } from '@/lib/experiments/wire';
import { originTexts } from '@/lib/words';
import { Badge } from '@/components/ui/badge';
import { useSay } from '@/components/ui/use-language';
import { originWords } from './origin-words';

/** Live, measured here, shipped or imported, with what that means. */
export function OriginBadge({ experiment }: { readonly experiment: Pick<ExperimentSummary, 'origin' | 'status'> }) {
  const say = useSay();
  const { word, sentence } = originWords(experiment);
  return (
    <Badge title={say(sentence)} isBreathing={word === originTexts.live.word}>
      {say(word)}
    </Badge>
  );
}
