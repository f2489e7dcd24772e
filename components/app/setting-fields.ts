/**
 * The settings of a search as every form asks for them: label, range and step, one record a number, and the words of every
 * choice. The ranges are those of the schemas that requests are checked with. Knows no form; what a number that many read
 * means to one of them is said where it is asked for.
 */
import { assert } from '@/lib/base';
import { searchConfigSchema, seedSchema, type SearchConfig, type Setting, type Strategy } from '@/lib/search';
import { choiceOptions, choiceWords, settingHints, settingLabels, type Text } from '@/lib/words';

export type NumberName = Setting | 'seed';

interface NumberFacts {
  readonly label: Text;
  readonly min: number;
  readonly max: number;
  /** Absent: whole numbers. */
  readonly step?: number;
  /** What it means in one line, where it means the same to every strategy that reads it. */
  readonly hint?: Text;
}

const config = searchConfigSchema.shape;

export const settingFields: Readonly<Record<NumberName, NumberFacts>> = {
  n: { label: settingLabels.n, ...rangeOf(config.n.unwrap()) },
  beamWidth: { label: settingLabels.beamWidth, ...rangeOf(config.beamWidth.unwrap()) },
  temperature: { label: settingLabels.temperature, ...rangeOf(config.temperature.unwrap()), step: 0.1 },
  // Its range is open at 0, which a field cannot say.
  topP: { label: settingLabels.topP, ...rangeOf(config.topP.unwrap()), min: 0.01, step: 0.05 },
  topK: { label: settingLabels.topK, ...rangeOf(config.topK.unwrap()) },
  maxSteps: { label: settingLabels.maxSteps, ...rangeOf(config.maxSteps.unwrap()) },
  maxTokens: { label: settingLabels.maxTokens, ...rangeOf(config.maxTokens.unwrap()) },
  maxStepTokens: { label: settingLabels.maxStepTokens, ...rangeOf(config.maxStepTokens.unwrap()) },
  stepsPerRound: {
    label: settingLabels.stepsPerRound,
    ...rangeOf(config.stepsPerRound.unwrap()),
    hint: settingHints.stepsPerRound,
  },
  lookahead: { label: settingLabels.lookahead, ...rangeOf(config.lookahead.unwrap()), hint: settingHints.lookahead },
  rebaseTemperature: {
    label: settingLabels.rebaseTemperature,
    ...rangeOf(config.rebaseTemperature.unwrap()),
    step: 0.1,
    hint: settingHints.rebaseTemperature,
  },
  revisions: { label: settingLabels.revisions, ...rangeOf(config.revisions.unwrap()), hint: settingHints.revisions },
  loops: { label: settingLabels.loops, ...rangeOf(config.loops.unwrap()), hint: settingHints.loops },
  aggregated: {
    label: settingLabels.aggregated,
    ...rangeOf(config.aggregated.unwrap()),
    hint: settingHints.aggregated,
  },
  window: { label: settingLabels.window, ...rangeOf(config.window.unwrap()), hint: settingHints.window },
  // Open at 0.5, as top-p is at 0.
  confidence: {
    label: settingLabels.confidence,
    ...rangeOf(config.confidence.unwrap()),
    min: 0.51,
    step: 0.01,
    hint: settingHints.confidence,
  },
  share: { label: settingLabels.share, ...rangeOf(config.share.unwrap()), hint: settingHints.share },
  seed: { label: settingLabels.seed, ...rangeOf(seedSchema) },
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
  readonly label: Text;
  /** What it is when nothing is chosen, and what it is about then. */
  readonly usual: Text;
  readonly hint: Text;
  /** What each word is called, and what it means in one line. */
  readonly words: Readonly<Record<NonNullable<SearchConfig[C]>, { readonly title: Text; readonly hint: Text }>>;
}

export type Choice = NonNullable<Strategy['choices']>[number];

/** Settings that are one of several words. */
export const choiceFields: { readonly [C in Choice]: ChoiceFacts<C> } = {
  resampling: {
    ...choiceWords.resampling,
    words: { multinomial: choiceOptions.multinomial, systematic: choiceOptions.systematic },
  },
  duplicates: {
    ...choiceWords.duplicates,
    words: { merged: choiceOptions.merged, kept: choiceOptions.kept, filtered: choiceOptions.filtered },
  },
  finished: {
    ...choiceWords.finished,
    words: { takes: choiceOptions.takes, competes: choiceOptions.competes, refills: choiceOptions.refills },
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
