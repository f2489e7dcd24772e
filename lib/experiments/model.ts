/**
 * What an experiment is: the grid a person asks for, its cells, what each run leaves behind, and what the statistics read.
 * Browser-safe and pure; knows no server, no database and no picture.
 */
import { z } from 'zod';
import {
  type problemSchema,
  searchConfigSchema,
  seedSchema,
  selectionNameSchema,
  strategyNameSchema,
} from '@/lib/search';

/** Largest budget n of a grid. */
export const maxBudget = 256;

const budgetSchema = z.int().min(1).max(maxBudget);

export const share = z.number().min(0).max(1);
/** Looked up in databases, which cannot all keep a NUL. */
const name = z.string().regex(/^[^\0]*$/, 'must hold no NUL character');

/** One strategy of the grid at several budgets; its other numbers are the same at each. */
export const gridStrategySchema = z.strictObject({
  strategy: strategyNameSchema,
  budgets: z.array(budgetSchema).min(1).max(16),
  config: searchConfigSchema.omit({ n: true }).partial().optional(),
  /** Name of a strategy map, which the server puts into the cells; absent: the one made with their models, if there is one. */
  map: name.min(1).max(100).optional(),
  /** Those of the policies that search by it; absent: all of them. */
  policies: z.array(z.string().min(1)).min(1).max(8).optional(),
});

/** The grid: problems x strategies x budgets x policies x verifiers x seeds. */
export const experimentSpecSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  problems: z.strictObject({
    set: name.min(1).max(200),
    levels: z.array(z.int().min(1).max(5)).min(1).optional(),
    subjects: z.array(name).min(1).max(1_000).optional(),
    /** Every k-th problem of those, then at most `limit`. */
    every: z.int().min(1).optional(),
    limit: z.int().min(1).optional(),
  }),
  strategies: z.array(gridStrategySchema).min(1).max(16),
  /** Configured names. */
  policies: z.array(z.string().min(1)).min(1).max(8),
  /** Configured names; strategies that score nothing ignore them. */
  verifiers: z.array(z.string().min(1)).max(8).default([]),
  /** Policies whose greedy answer is measured beside the curves. */
  baselines: z.array(z.string().min(1)).max(8).default([]),
  seeds: z.array(seedSchema).min(1).max(32).default([0]),
});
export type ExperimentSpec = z.infer<typeof experimentSpecSchema>;

/**
 * What is run once a problem and seed. One pool answers every budget below its own, by any of its solutions or by whole
 * subtrees; what cannot be pooled is run at each budget.
 */
export const cellSchema = z.strictObject({
  /** Unique in its experiment and stable, e.g. `best-of-n 64 / policy / prm`. */
  id: z.string(),
  strategy: strategyNameSchema,
  config: searchConfigSchema,
  policy: z.string(),
  verifier: z.string().optional(),
  /** Budgets it answers, ascending; the last one is `config.n`. */
  budgets: z.array(budgetSchema).min(1),
  isBaseline: z.boolean(),
});
export type Cell = z.infer<typeof cellSchema>;

/** Tokens of one role. `cached` is the part of `prompt` that the server's prefix cache held. */
export const tokensSchema = z.strictObject({ prompt: z.int(), cached: z.int(), completion: z.int(), calls: z.int() });
export type Tokens = z.infer<typeof tokensSchema>;

/** A finished or truncated solution; in id order of their last nodes. */
export const resultSolutionSchema = z.strictObject({
  /** Equal for equal answers; absent when there is none that can be read. */
  key: z.string().optional(),
  answer: z.string().optional(),
  isCorrect: z.boolean(),
  /** Aggregated step scores; absent where nothing is scored. */
  value: share.optional(),
  /** Number of the group (subtree) it belongs to, from 0. */
  group: z.int(),
  completionTokens: z.int(),
  isTruncated: z.boolean(),
});

/** What a run leaves behind for statistics: a summary of its log that can be made again from the log. */
export const runResultSchema = z.strictObject({
  runId: z.string(),
  cell: z.string(),
  /** `uniqueId` of the problem. */
  problem: z.string(),
  seed: z.int(),
  solutions: z.array(resultSolutionSchema),
  /** Is the answer under each selection the reference's? */
  isCorrect: z.record(selectionNameSchema, z.boolean()),
  policy: tokensSchema,
  verifier: tokensSchema,
  seconds: z.number(),
});
export type RunResult = z.infer<typeof runResultSchema>;

/**
 * A result boiled down to what curves read: made once when its run ends, and again from the result (and so from the log)
 * whenever it is needed. Votes are counted here, so that looking at curves counts none.
 */
export const runDigestSchema = z.strictObject({
  /** Empty where no log of the run is kept. */
  runId: z.string(),
  cell: z.string(),
  problem: z.string(),
  seed: z.int(),
  /** Chance of the right answer by reading, at each budget of the cell that can be had, ascending. */
  chances: z.strictObject({
    majority: z.array(share),
    best: z.array(share),
    weighted: z.array(share),
    oracle: z.array(share),
  }),
  /** Solutions, the share of them that is right, and their mean value where they are scored: how hard the problem was. */
  solutions: z.int(),
  /**
   * Of a scored pool: what auto would think by first shares of it that have no solution in common, and whether the weighted
   * vote is right that begins with each, by budget as in `chances`. Absent in recordings of before.
   */
  firstShares: z.array(z.strictObject({ estimate: share, right: z.array(z.boolean()) })).optional(),
  rightShare: share,
  /** The same by place in its chain, where solutions are written in sight of those before them. Absent in recordings of before. */
  rightByPlace: z.array(share).optional(),
  meanValue: share.optional(),
  policy: tokensSchema,
  verifier: tokensSchema,
  seconds: z.number(),
});
export type RunDigest = z.infer<typeof runDigestSchema>;

/** What a figure needs to know of a model to count its work; absent where it is not configured. */
export const modelFactsSchema = z.strictObject({
  name: z.string(),
  role: z.enum(['policy', 'verifier']),
  parametersM: z.number().positive().optional(),
  /** Currency units a million tokens. */
  promptPrice: z.number().optional(),
  completionPrice: z.number().optional(),
});

/** All that the statistics of one experiment read. */
export interface ExperimentData {
  readonly spec: ExperimentSpec;
  readonly cells: readonly Cell[];
  readonly problems: readonly (z.infer<typeof problemSchema> & { readonly uniqueId: string })[];
  readonly digests: readonly RunDigest[];
  readonly models: readonly z.infer<typeof modelFactsSchema>[];
  /** Searches under way together, on the mean over the time in which any was: what seconds are seconds of. Absent where nobody knows. */
  readonly atOnce?: number | undefined;
}

export const experimentStatusSchema = z.enum(['running', 'paused', 'finished', 'cancelled']);
export type ExperimentStatus = z.infer<typeof experimentStatusSchema>;

/** No run of it is begun any more, unless failed ones are asked for again. */
export function experimentHasEnded(status: ExperimentStatus): boolean {
  return status === 'finished' || status === 'cancelled';
}

/** Where the numbers come from: measured here, brought in from a file, or shipped with Longthink. */
export const originSchema = z.enum(['measured', 'imported', 'recorded']);
export type Origin = z.infer<typeof originSchema>;

/** Of an imported experiment: the answers that its file holds against ours from the same solutions. */
export const answerComparisonSchema = z.strictObject({
  compared: z.int(),
  different: z.int(),
  /** The first of them; an absent answer is none that can be read. */
  differences: z.array(
    z.strictObject({
      problem: z.string(),
      prediction: z.string(),
      theirs: z.string().optional(),
      ours: z.string().optional(),
    }),
  ),
});
export type AnswerComparison = z.infer<typeof answerComparisonSchema>;
