/**
 * What crosses the HTTP interface for experiments: summaries, commands, estimates and queries. What an experiment is stands
 * in `model.ts`, what is read from it in `report/curve-model.ts`.
 */
import { z } from 'zod';
import { wholeNumber } from '@/lib/base';
import { failureSchema, strategyNames, strategyOf } from '@/lib/search';
import { saidSchema } from '@/lib/words';
import {
  experimentHasEnded,
  experimentSpecSchema,
  cellSchema,
  experimentStatusSchema,
  originSchema,
  answerComparisonSchema,
} from './model';

export const experimentSummarySchema = z.strictObject({
  id: z.string(),
  createdAt: z.number(),
  spec: experimentSpecSchema,
  status: experimentStatusSchema,
  origin: originSchema,
  problems: z.int(),
  runs: z.strictObject({ planned: z.int(), finished: z.int(), failed: z.int(), running: z.int() }),
  /** No whole number, where it is the sum of very many. */
  tokens: z.number().min(0),
  /** Of the last minute or so while it runs; absent when nothing is known yet. */
  runsPerMinute: z.number().optional(),
  tokensPerSecond: z.number().optional(),
  etaSeconds: z.number().optional(),
  /** Why it paused by itself: run after run failed, the last one of this. */
  failure: failureSchema.optional(),
  /** Why it stands although it runs, and what to do: the store takes nothing at the moment. */
  standsBecause: z.string().optional(),
});
export type ExperimentSummary = z.infer<typeof experimentSummarySchema>;

/** What ships with Longthink stays, and what is under way is cancelled first. */
export function isDeletable({ origin, status }: Pick<ExperimentSummary, 'origin' | 'status'>): boolean {
  return origin === 'imported' || (origin === 'measured' && experimentHasEnded(status));
}

export const createdExperimentSchema = z.strictObject({ id: z.string() });
/** A stored experiment of which this version can read neither the head nor the log. It can be deleted. */
export const unreadableExperimentSchema = z.strictObject({
  id: z.string(),
  /** When it came into the store, milliseconds since the epoch. */
  createdAt: z.number(),
  status: z.literal('unreadable'),
  /** Why, in words. */
  reason: z.string(),
});
export type UnreadableExperiment = z.infer<typeof unreadableExperimentSchema>;
export const experimentListSchema = z.strictObject({
  experiments: z.array(z.discriminatedUnion('status', [experimentSummarySchema, unreadableExperimentSchema])),
});
export type ExperimentList = z.infer<typeof experimentListSchema>['experiments'];

export const failedRunSchema = z.strictObject({
  runId: z.string(),
  cell: z.string(),
  problem: z.string(),
  seed: z.int(),
  failure: failureSchema,
});

export const experimentDetailSchema = experimentSummarySchema.extend({
  cells: z.array(cellSchema),
  failures: z.array(failedRunSchema),
  comparison: answerComparisonSchema.optional(),
});
export type ExperimentDetail = z.infer<typeof experimentDetailSchema>;

/** `leftOut`: lines of the file that could not be used; `notes`: what of the others was not read. */
export const importedExperimentSchema = createdExperimentSchema.extend({
  problems: z.int(),
  comparison: answerComparisonSchema,
  leftOut: z.array(z.strictObject({ line: z.int(), message: z.string(), said: saidSchema })),
  notes: z.array(z.strictObject({ message: z.string(), said: saidSchema })),
});

export const experimentCommandSchema = z.strictObject({ type: z.enum(['pause', 'resume', 'cancel', 'retry-failed']) });
export type ExperimentCommand = z.infer<typeof experimentCommandSchema>;

/**
 * Before starting: what the grid asks for. `shownTokens`, of earlier solutions that policies read again in prompts, is absent
 * where none is shown, `seconds` while no throughput is known; `basis` says where the numbers come from.
 */
export const experimentEstimateSchema = z.strictObject({
  problems: z.int(),
  cells: z.int(),
  /** What the verdict will hold against a baseline, and corrects for. */
  points: z.int(),
  runs: z.int(),
  policyTokens: z.number(),
  shownTokens: z.number().optional(),
  verifierTokens: z.number(),
  calls: z.number(),
  seconds: z.number().optional(),
  /** In every language. */
  basis: saidSchema,
});
export type ExperimentEstimate = z.infer<typeof experimentEstimateSchema>;

/** Id of the series or baseline that differences are taken against; absent: as the server thinks best. */
export const curvesQuerySchema = z.strictObject({ reference: z.string().max(400).optional() });
export type CurvesQuery = z.input<typeof curvesQuerySchema>;

/** Id of the baseline. */
export const verdictQuerySchema = z.strictObject({ against: z.string().max(400).optional() });
export type VerdictQuery = z.input<typeof verdictQuerySchema>;

export const exportQuerySchema = z.strictObject({ of: z.enum(['points', 'problems']).default('points') });
export type ExportQuery = z.input<typeof exportQuerySchema>;
export const pointQuerySchema = z.strictObject({
  series: z.string().min(1).max(400),
  n: wholeNumber({ min: 1 }),
});
export type PointQuery = z.input<typeof pointQuerySchema>;

/** The largest budget that is looked at. */
export const gridQuerySchema = z.strictObject({ n: wholeNumber({ min: 1 }).optional() });
export type GridQuery = z.input<typeof gridQuerySchema>;

export const importableStrategies = strategyNames.filter(
  (each) => strategyOf(each).isInSearchAndLearn || strategyOf(each).isInItsHub === true,
);

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'must hold no control characters');

export const importExperimentQuerySchema = z.strictObject({
  name,
  /** The output does not say with which strategy and models it was made. */
  strategy: z.enum(importableStrategies),
  policy: name,
  verifier: name,
  /** Where the problems are that lines give by id alone. */
  set: name.optional(),
});
export type ImportExperimentQuery = z.input<typeof importExperimentQuerySchema>;
