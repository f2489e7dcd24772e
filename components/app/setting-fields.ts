/**
 * The numbers of a search as every form asks for them: label, range and step, one record a number. The ranges are those of
 * the schemas that requests are checked with. Knows no form; what a number means to a strategy is said where it is asked for.
 */
import { assert } from '@/lib/base';
import { searchConfigSchema, seedSchema, type Setting } from '@/lib/search';

export type NumberName = Setting | 'seed';

interface NumberFacts {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Absent: whole numbers. */
  readonly step?: number;
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
  seed: { label: 'Seed', ...rangeOf(seedSchema) },
};

interface Bounded {
  readonly minValue: number | null;
  readonly maxValue: number | null;
}

function rangeOf({ minValue, maxValue }: Bounded): { readonly min: number; readonly max: number } {
  assert(minValue !== null && maxValue !== null, 'a number of a search is bounded');
  return { min: minValue, max: maxValue };
}
