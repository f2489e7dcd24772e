/**
 * The settings of a search as every form asks for them: label, range and step, one record a number, and the words of every
 * choice. The ranges are those of the schemas that requests are checked with. Knows no form; what a number that many read
 * means to one of them is said where it is asked for.
 */
import { assert } from '@/lib/base';
import { searchConfigSchema, seedSchema, type SearchConfig, type Setting, type Strategy } from '@/lib/search';

export type NumberName = Setting | 'seed';

interface NumberFacts {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Absent: whole numbers. */
  readonly step?: number;
  /** What it means in one line, where it means the same to every strategy that reads it. */
  readonly hint?: string;
}

const config = searchConfigSchema.shape;

export const settingFields: Readonly<Record<NumberName, NumberFacts>> = {
  n: { label: 'Budget n', ...rangeOf(config.n.unwrap()) },
  beamWidth: { label: 'Width M', ...rangeOf(config.beamWidth.unwrap()) },
  temperature: { label: 'Temperature', ...rangeOf(config.temperature.unwrap()), step: 0.1 },
  // Its range is open at 0, which a field cannot say.
  topP: { label: 'Top-p', ...rangeOf(config.topP.unwrap()), min: 0.01, step: 0.05 },
  topK: { label: 'Top-k', ...rangeOf(config.topK.unwrap()) },
  maxSteps: { label: 'Rounds at most', ...rangeOf(config.maxSteps.unwrap()) },
  maxTokens: { label: 'Tokens a solution at most', ...rangeOf(config.maxTokens.unwrap()) },
  maxStepTokens: { label: 'Tokens a step at most', ...rangeOf(config.maxStepTokens.unwrap()) },
  stepsPerRound: {
    label: 'Steps a round g',
    ...rangeOf(config.stepsPerRound.unwrap()),
    hint: 'written before the verifier is asked',
  },
  lookahead: {
    label: 'Steps ahead k',
    ...rangeOf(config.lookahead.unwrap()),
    hint: 'written beyond a step to judge it; 0: none',
  },
  rebaseTemperature: {
    label: 'Balance temperature',
    ...rangeOf(config.rebaseTemperature.unwrap()),
    step: 0.1,
    hint: 'low: the best prefix gets all; high: all get the same',
  },
  revisions: {
    label: 'Chain R',
    ...rangeOf(config.revisions.unwrap()),
    hint: 'attempts of a chain, the first included',
  },
  loops: { label: 'Loops', ...rangeOf(config.loops.unwrap()), hint: 'the first, which sees nothing, included' },
  aggregated: { label: 'Shown K', ...rangeOf(config.aggregated.unwrap()), hint: 'solutions that each prompt shows' },
  window: { label: 'Window', ...rangeOf(config.window.unwrap()), hint: 'solutions begun at once' },
  // Open at 0.5, as top-p is at 0.
  confidence: {
    label: 'Sure enough at',
    ...rangeOf(config.confidence.unwrap()),
    min: 0.51,
    step: 0.01,
    hint: 'chance that the leader stays ahead; 1: never stops',
  },
  share: { label: 'First share', ...rangeOf(config.share.unwrap()), hint: 'solutions that show how hard it is' },
  seed: { label: 'Seed', ...rangeOf(seedSchema) },
};

/** Those that only some strategies read, in the order in which they are asked for. */
export const ownSettings = [
  'stepsPerRound',
  'lookahead',
  'rebaseTemperature',
  'revisions',
  'loops',
  'aggregated',
  'window',
  'confidence',
  'share',
] as const satisfies readonly Setting[];

interface ChoiceFacts<C extends Choice> {
  readonly label: string;
  /** What it is when nothing is chosen, and what it is about then. */
  readonly usual: string;
  readonly hint: string;
  /** What each word is called, and what it means in one line. */
  readonly words: Readonly<Record<NonNullable<SearchConfig[C]>, { readonly title: string; readonly hint: string }>>;
}

export type Choice = NonNullable<Strategy['choices']>[number];

/** Settings that are one of several words. */
export const choiceFields: { readonly [C in Choice]: ChoiceFacts<C> } = {
  resampling: {
    label: 'Resampling',
    usual: 'As published',
    hint: 'how particles are drawn again',
    words: {
      multinomial: { title: 'Multinomial', hint: 'each particle is drawn by itself' },
      systematic: { title: 'Systematic', hint: 'one comb draws all particles' },
    },
  },
  duplicates: {
    label: 'Identical siblings',
    hint: 'steps of one prefix that say the same',
    usual: 'Merged',
    words: {
      merged: { title: 'Merged', hint: 'one prefix with the places of all' },
      kept: { title: 'Kept', hint: 'each for itself, written and scored' },
      filtered: { title: 'Filtered', hint: 'the first alone, with its own place' },
    },
  },
  finished: {
    label: 'Finished solutions',
    hint: 'what they do to the proposals of the next round',
    usual: 'Take a place',
    words: {
      takes: { title: 'Take a place', hint: 'each of them, whatever its score' },
      competes: { title: 'Compete', hint: 'they take a place where they rank above the line' },
      refills: { title: 'Refill', hint: 'they take none; the best n vote at the end' },
    },
  },
};

/** In the order in which they are asked for. */
export const choices = Object.keys(choiceFields) as readonly Choice[];

interface Bounded {
  readonly minValue: number | null;
  readonly maxValue: number | null;
}

function rangeOf({ minValue, maxValue }: Bounded): { readonly min: number; readonly max: number } {
  assert(minValue !== null && maxValue !== null, 'a number of a search is bounded');
  return { min: minValue, max: maxValue };
}
