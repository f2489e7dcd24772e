/** The numbers and words of a config that one strategy reads and another leaves. What all of them read is none of these. */
import type { SearchConfig } from '../shapes/config';

export type Setting = Exclude<
  keyof SearchConfig,
  'aggregation' | 'selectionAggregation' | 'selection' | 'separator' | 'map' | 'stopAtAnswer' | 'schedule' | Choice
>;

/** Settings that are one of several words. */
export type Choice = 'resampling' | 'duplicates' | 'finished';

/** Of a strategy that samples whole solutions. */
export const samplingSettings = ['n', 'temperature', 'topP', 'topK', 'maxTokens'] as const satisfies readonly Setting[];

/** Of one that samples step by step. */
export const steppingSettings = [
  ...samplingSettings,
  'maxSteps',
  'maxStepTokens',
  'stepsPerRound',
] as const satisfies readonly Setting[];
