/**
 * What of a search is a rule and no number of a strategy: how scores become one, what ends a solution, what later rounds do.
 * Their place in an address, which the forms of a run and of a grid share. What cannot be read has its default.
 */
import { z } from 'zod';
import { aggregationNameSchema, strategyOf, type SearchConfig, type StrategyName } from '@/lib/search';
import { scheduleFromText, scheduleToText } from './schedule-text';

export const rulesShape = {
  aggregation: aggregationNameSchema.optional().catch(undefined),
  selectionAggregation: aggregationNameSchema.optional().catch(undefined),
  stopAtAnswer: z.stringbool().catch(false),
  schedule: z
    .string()
    .transform((text) => scheduleFromText(text) ?? [])
    .catch([]),
};
const rulesSchema = z.object(rulesShape);

export type Rules = Pick<SearchConfig, keyof typeof rulesShape>;

export const ruleParams: Readonly<Record<keyof Rules, string>> = {
  aggregation: 'agg',
  selectionAggregation: 'finalagg',
  stopAtAnswer: 'answerstops',
  schedule: 'later',
};

// Keys of a record are strings to the compiler.
export const ruleNames = Object.keys(ruleParams) as readonly (keyof Rules)[];

export function rulesFromParams(params: Pick<URLSearchParams, 'get'>): Rules {
  return rulesSchema.parse(
    Object.fromEntries(ruleNames.map((name) => [name, params.get(ruleParams[name]) ?? undefined])),
  );
}

export function ruleToText(rules: Rules, name: keyof Rules): string {
  return name === 'schedule' ? scheduleToText(rules.schedule) : String(rules[name] ?? '');
}

/** Of the rules those that are no default and mean something to the strategy. */
export function rulesFor(strategy: StrategyName, rules: Rules): Partial<Rules> {
  const { needsVerifier, settings } = strategyOf(strategy);
  const { aggregation, selectionAggregation, stopAtAnswer, schedule } = rules;
  return {
    ...(needsVerifier && aggregation !== undefined ? { aggregation } : {}),
    ...(needsVerifier && selectionAggregation !== undefined ? { selectionAggregation } : {}),
    ...(stopAtAnswer ? { stopAtAnswer } : {}),
    ...(settings.includes('maxSteps') && schedule.length > 0 ? { schedule } : {}),
  };
}
