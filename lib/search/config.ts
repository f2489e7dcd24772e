/**
 * What a search is asked to do: problem, strategy and its numbers, as zod schemas (they are a door: request bodies and
 * logs pass through them). Knows no server and no model; names only.
 */
import { z } from 'zod';
import { strategyNames } from './strategies/names';

export const aggregationNames = ['last', 'min', 'prod', 'mean'] as const;
export const selectionNames = ['majority', 'best', 'weighted'] as const;

export const strategyNameSchema = z.enum(strategyNames);
export const aggregationNameSchema = z.enum(aggregationNames);
export const selectionNameSchema = z.enum(selectionNames);

export type StrategyName = z.infer<typeof strategyNameSchema>;
export type AggregationName = z.infer<typeof aggregationNameSchema>;
export type SelectionName = z.infer<typeof selectionNameSchema>;

/** Largest budget n; no round asks for more children. */
export const maxProposals = 1024;

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

export const searchConfigSchema = z.strictObject({
  /** Budget: finished solutions for best-of-N and majority, proposals per round for beam search and DVTS. */
  n: z.int().min(1).max(maxProposals).default(16),
  /** Beam width M: children per kept prefix; a DVTS subtree holds M proposals. */
  beamWidth: z.int().min(1).max(64).default(4),
  /** Step scores to one number; absent: what the verifier recommends, else `last`. */
  aggregation: aggregationNameSchema.optional(),
  /** Which of the three selections is reported as the run's answer; all three are always computed. */
  selection: selectionNameSchema.optional(),
  temperature: z.number().min(0).max(2).default(0.8),
  topP: z.number().gt(0).max(1).default(1),
  topK: z.int().min(0).max(1_000).default(0),
  /** Rounds of step-wise search; the last one writes to the end. */
  maxSteps: z.int().min(1).max(200).default(40),
  /** Completion tokens per solution, and per step. */
  maxTokens: z.int().min(1).max(32_768).default(2048),
  maxStepTokens: z.int().min(1).max(32_768).default(512),
  separator: z.string().min(1).max(32).default('\n\n'),
});
export type SearchConfig = z.infer<typeof searchConfigSchema>;

/** A model as the log names it: the configured name and what its server calls it. */
export const modelRefSchema = z.strictObject({ name: z.string(), model: z.string() });
export type ModelRef = z.infer<typeof modelRefSchema>;

/** All that a search depends on; the same spec and models give the same run. */
export const runSpecSchema = z.strictObject({
  problem: problemSchema,
  strategy: strategyNameSchema,
  config: searchConfigSchema,
  policy: modelRefSchema,
  /** Absent for strategies that score nothing (greedy, majority). */
  verifier: modelRefSchema.extend({ kind: z.string(), recommendedAggregation: aggregationNameSchema }).optional(),
  seed: z.int().min(0).max(0x7fff_ffff),
});
export type RunSpec = z.infer<typeof runSpecSchema>;
