/** What is known of each kind of verifier apart from how it is spoken to: its aggregation, and the models that are of it. */
import type { AggregationName } from '@/lib/search';
import type { VerifierKind } from './backend';

/** Aggregations that suit the scores of each kind. Published defaults: `last` for RLHFlow and Qwen, `min` for Math-Shepherd. */
export const recommendedAggregations: Readonly<Record<VerifierKind, AggregationName>> = {
  likelihood: 'prod',
  'rlhflow-prm': 'last',
  'math-shepherd': 'min',
  'qwen-prm': 'last',
  'skywork-prm': 'last',
  'think-prm': 'last',
  'outcome-rm': 'last',
  judge: 'last',
  'score-api': 'last',
};

/** In this order; names of published models, whoever re-uploaded or quantised them. */
const names: readonly (readonly [RegExp, VerifierKind])[] = [
  [/math[-_]?shepherd/i, 'math-shepherd'],
  [/qwen[\d.]*[-_]?math[-_]?prm/i, 'qwen-prm'],
  [/skywork[-_]?o1[-_]?open[-_]?prm/i, 'skywork-prm'],
  [/think[-_]?prm/i, 'think-prm'],
  [/rlhflow|llama[\d.-]*8b[-_]?prm/i, 'rlhflow-prm'],
  [/reward|[-_]o?rm\b/i, 'outcome-rm'],
];

/** The kind of verifier that a model is, from its name; undefined when the name says nothing. */
export function kindOfModel(model: string): VerifierKind | undefined {
  return names.find(([pattern]) => pattern.test(model))?.[1];
}
