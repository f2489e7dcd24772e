import type { ExperimentSummary } from '@/lib/experiments/wire';
import { originTexts, type Text } from '@/lib/words';

/** Where an experiment's numbers come from, in a word and in a sentence. */
export function originWords({ origin, status }: Pick<ExperimentSummary, 'origin' | 'status'>): {
  readonly word: Text;
  readonly sentence: Text;
} {
  switch (origin) {
    case 'recorded':
      return originTexts.shipped;
    case 'imported':
      return originTexts.imported;
    case 'measured':
      return status === 'running' ? originTexts.live : originTexts.measured;
  }
}
