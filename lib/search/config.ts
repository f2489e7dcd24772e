/**
 * The numbers of a search, and what its answers may be aggregated and selected by, as zod schemas (they are a door: request
 * bodies and logs pass through them). Knows no strategy.
 */
import { z } from 'zod';

export const aggregationNames = ['last', 'min', 'prod', 'mean'] as const;
export const selectionNames = ['majority', 'best', 'weighted'] as const;

export const aggregationNameSchema = z.enum(aggregationNames);
export const selectionNameSchema = z.enum(selectionNames);

export type AggregationName = z.infer<typeof aggregationNameSchema>;
export type SelectionName = z.infer<typeof selectionNameSchema>;

/** Largest budget n; no round asks for more children. */
export const maxProposals = 1024;

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
