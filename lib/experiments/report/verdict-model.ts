/** The verdict on an experiment: does search pass a baseline, from which cost on, and how sure is that. Browser-safe; holds numbers, no words. */
import { z } from 'zod';
import { share } from '../model';
import { axisNameSchema, seriesSchema } from './curve-model';

/** What search is held against: a large model's answer measured here, the searching model's own, or a figure of others. */
export const verdictBaselineSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['baseline', 'own', 'published']),
  /** Of the model. */
  name: z.string(),
  accuracy: share,
  /** 95 %; a published share's is that of `problems` independent ones, and of no width where these are not known. */
  low: share,
  high: share,
  /** Of a published figure: the problems it was measured on, and who says so. */
  dataset: z.string().optional(),
  /** How many those are; absent where nobody says, and the figure is taken as exact. */
  problems: z.int().optional(),
  /** How much of what it was measured on the problems of this experiment are. */
  coverage: z.enum(['all', 'part', 'none']),
  source: z.string().optional(),
});
export type VerdictBaseline = z.infer<typeof verdictBaselineSchema>;

/** A point against the baseline. `pValue` is corrected for all points that were compared; the interval is of this one alone. */
export const verdictPointSchema = z.strictObject({
  n: z.int(),
  /** On the verdict's axis. */
  cost: z.number(),
  accuracy: share,
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  pValue: share,
  outcome: z.enum(['better', 'worse', 'tied']),
});
export type VerdictPoint = z.infer<typeof verdictPointSchema>;

export const verdictMethodSchema = seriesSchema.omit({ points: true }).extend({
  /** By ascending cost. */
  points: z.array(verdictPointSchema).min(1),
  /**
   * Where its line passes the baseline on the axis, with the 95 % interval of that place, as crossings have it: for the last
   * time before it is better beyond chance, or, where it never is, before its highest point.
   */
  status: z.enum(['reached', 'not-reached', 'above-from-the-start']),
  at: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** Some point of it is better beyond chance. */
  passes: z.boolean(),
  /** Cost of the first point after that which is below the baseline again; absent where none is. */
  fallsAt: z.number().optional(),
});
export type VerdictMethod = z.infer<typeof verdictMethodSchema>;

export const verdictSchema = z.strictObject({
  /** All that can be chosen. */
  baselines: z.array(verdictBaselineSchema),
  /** Absent where there is nothing to hold search against. */
  against: verdictBaselineSchema.optional(),
  axis: axisNameSchema,
  /** Of one answer of the baseline; absent where it is not known. Reckoned: from its parameters and the tokens of the policy's answer. */
  cost: z.number().optional(),
  isCostReckoned: z.boolean(),
  /** By problem; a published figure is one number, and nothing can be paired with it. */
  isPaired: z.boolean(),
  problems: z.int(),
  /** Runs that count. */
  results: z.int(),
  seeds: z.int(),
  /** Points that were compared, all of which p-values are corrected for (Holm). */
  comparisons: z.int(),
  /** Those that pass first, in the order of the cost from which they do beyond chance. The oracle is none of them. */
  methods: z.array(verdictMethodSchema),
  /**
   * Passes: some point is better beyond chance. Undecided: none is, and some cannot be told from the baseline. Not reached:
   * all are worse beyond chance. Nothing: nothing was compared.
   */
  outcome: z.enum(['passes', 'undecided', 'not-reached', 'nothing']),
  /** Ids. The cheapest of those that pass; the point that comes highest for no more than the baseline's cost. */
  cheapest: z.string().optional(),
  atItsCost: z
    .strictObject({
      method: z.string(),
      point: verdictPointSchema,
      /** Points that cost no more, all of which its p-value is corrected for. */
      comparisons: z.int(),
    })
    .optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
