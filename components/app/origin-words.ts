import type { ExperimentSummary } from '@/lib/experiments/wire';

/** Where an experiment's numbers come from, in a word and in a sentence. */
export function originWords({ origin, status }: Pick<ExperimentSummary, 'origin' | 'status'>): {
  readonly word: string;
  readonly sentence: string;
} {
  switch (origin) {
    case 'recorded':
      return {
        word: 'shipped',
        sentence: 'Shipped: measured when this version of Longthink was made, and came with it.',
      };
    case 'imported':
      return {
        word: 'imported',
        sentence:
          'Imported from a file of another tool. What that file does not hold (tokens read, verifier tokens, time) is unknown here, not free.',
      };
    case 'measured':
      return status === 'running'
        ? { word: 'live', sentence: 'Live: measured here and still running; every number moves as runs come in.' }
        : { word: 'measured here', sentence: 'Measured by this installation.' };
  }
}
