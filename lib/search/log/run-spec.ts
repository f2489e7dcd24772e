/**
 * What a search is asked to do: problem, strategy, its numbers and its models, as zod schemas (they are a door: request
 * bodies and logs pass through them). Knows no server and no model; names only.
 */
import { z } from 'zod';
import { aggregationNameSchema, maxProposals, searchConfigSchema } from '../shapes/config';
import { nodeIdSchema } from '../shapes/ids';
import { strategyNames } from '../strategies';

export const strategyNameSchema = z.enum(strategyNames);

/** Longest problem statement accepted, in UTF-16 code units. */
export const maxProblemLength = 20_000;

export const problemSchema = z.strictObject({
  text: z.string().trim().min(1).max(maxProblemLength),
  /** Reference answer, LaTeX or plain; absent for a typed problem. */
  answer: z.string().max(2_000).optional(),
  subject: z.string().max(200).optional(),
  /** 1 (easy) to 5 (hard). */
  level: z.int().min(1).max(5).optional(),
  uniqueId: z.string().max(500).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A model as the log names it: the configured name and what its server calls it. */
export const modelRefSchema = z.strictObject({ name: z.string(), model: z.string() });
export type ModelRef = z.infer<typeof modelRefSchema>;

/** Largest seed of a run. */
export const maxSeed = 0x7fff_ffff;
export const seedSchema = z.int().min(0).max(maxSeed);

/** All that a search depends on; the same spec and models give the same run. */
export const runSpecSchema = z.strictObject({
  problem: problemSchema,
  strategy: strategyNameSchema,
  config: searchConfigSchema,
  policy: modelRefSchema,
  /** Absent for strategies that score nothing (greedy, majority). */
  verifier: modelRefSchema.extend({ kind: z.string(), recommendedAggregation: aggregationNameSchema }).optional(),
  seed: seedSchema,
});
export type RunSpec = z.infer<typeof runSpecSchema>;

/** A group that a decision opens: `n` solutions at most, `first` of them begun in its first round, searched by a method of its own. */
export const groupPlanSchema = z.strictObject({
  n: z.int().min(1).max(maxProposals),
  first: z.int().min(1).max(maxProposals).optional(),
  strategy: strategyNameSchema,
  config: searchConfigSchema,
});
/** A group that a person opens: it begins at a node of the tree, `from`, with the text that there is. */
export const groupFromSchema = groupPlanSchema.extend({ from: nodeIdSchema });
export type OpenedGroup = z.infer<typeof groupPlanSchema> & Partial<Pick<z.infer<typeof groupFromSchema>, 'from'>>;
