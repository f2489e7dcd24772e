/**
 * What experiments are and what is read from them, as zod schemas: the grid a person asks for, what each run leaves behind,
 * and the curves the statistics make of it. Browser-safe and pure; knows no server, no database and no picture.
 */
import { z } from 'zod';
import {
  failureSchema,
  type problemSchema,
  searchConfigSchema,
  selectionNameSchema,
  strategyNameSchema,
} from '@/lib/search';

export const maxBudget = 256;
const budgetSchema = z.int().min(1).max(maxBudget);
const share = z.number().min(0).max(1);

/** One strategy of the grid at several budgets; its other numbers are the same at each. */
export const gridStrategySchema = z.strictObject({
  strategy: strategyNameSchema,
  budgets: z.array(budgetSchema).min(1).max(16),
  config: searchConfigSchema.omit({ n: true }).partial().optional(),
});

/** The grid: problems x strategies x budgets x policies x verifiers x seeds. */
export const experimentSpecSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  problems: z.strictObject({
    set: z.string().min(1).max(200),
    levels: z.array(z.int().min(1).max(5)).min(1).optional(),
    subjects: z.array(z.string()).min(1).optional(),
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
  seeds: z.array(z.int().min(0).max(0x7fff_ffff)).min(1).max(32).default([0]),
});
export type ExperimentSpec = z.infer<typeof experimentSpecSchema>;

/**
 * What is run once a problem and seed. One pool answers every budget below its own (best-of-N, majority: any subset; DVTS:
 * whole subtrees); beam search is run at each budget.
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
  rightShare: share,
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
}

export const experimentStatusSchema = z.enum(['running', 'paused', 'finished', 'cancelled']);

export const experimentSummarySchema = z.strictObject({
  id: z.string(),
  createdAt: z.number(),
  spec: experimentSpecSchema,
  status: experimentStatusSchema,
  /** Where the numbers come from: measured here, brought in from a file, or shipped with Longthink. */
  origin: z.enum(['measured', 'imported', 'recorded']),
  problems: z.int(),
  runs: z.strictObject({ planned: z.int(), finished: z.int(), failed: z.int(), running: z.int() }),
  tokens: z.int(),
  /** Of the last minute or so while it runs; absent when nothing is known yet. */
  runsPerMinute: z.number().optional(),
  tokensPerSecond: z.number().optional(),
  etaSeconds: z.number().optional(),
  /** Why it paused by itself: run after run failed, the last one of this. */
  failure: failureSchema.optional(),
});
export type ExperimentSummary = z.infer<typeof experimentSummarySchema>;
export const createdExperimentSchema = z.strictObject({ id: z.string() });
export const experimentListSchema = z.strictObject({ experiments: z.array(experimentSummarySchema) });

export const failedRunSchema = z.strictObject({
  runId: z.string(),
  cell: z.string(),
  problem: z.string(),
  seed: z.int(),
  failure: failureSchema,
});

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

export const experimentDetailSchema = experimentSummarySchema.extend({
  cells: z.array(cellSchema),
  failures: z.array(failedRunSchema),
  comparison: answerComparisonSchema.optional(),
});
export type ExperimentDetail = z.infer<typeof experimentDetailSchema>;

/** `leftOut`: lines of the file that could not be used. */
export const importedExperimentSchema = createdExperimentSchema.extend({
  problems: z.int(),
  comparison: answerComparisonSchema,
  leftOut: z.array(z.strictObject({ line: z.int(), message: z.string() })),
});

export const experimentCommandSchema = z.strictObject({ type: z.enum(['pause', 'resume', 'cancel', 'retry-failed']) });
export type ExperimentCommand = z.infer<typeof experimentCommandSchema>;

/** Before starting: what the grid asks for. `seconds` is absent while no throughput is known; `basis` says where the numbers come from. */
export const experimentEstimateSchema = z.strictObject({
  problems: z.int(),
  cells: z.int(),
  runs: z.int(),
  policyTokens: z.number(),
  verifierTokens: z.number(),
  calls: z.number(),
  seconds: z.number().optional(),
  price: z.number().optional(),
  basis: z.string(),
});
export type ExperimentEstimate = z.infer<typeof experimentEstimateSchema>;

// --- what the statistics say ---------------------------------------------------------------------------------------------

export const axisNames = [
  'n',
  'generatedTokens',
  'totalTokens',
  'flops',
  'flopsWithoutReuse',
  'seconds',
  'price',
] as const;
export const axisNameSchema = z.enum(axisNames);
export type AxisName = z.infer<typeof axisNameSchema>;

const intervalSchema = { low: z.number(), high: z.number() };

/** Means a problem and seed; an axis that cannot be computed (no parameter count, no price) is absent. */
export const costSchema = z.strictObject({
  n: z.number(),
  generatedTokens: z.number(),
  totalTokens: z.number(),
  flops: z.number().optional(),
  flopsWithoutReuse: z.number().optional(),
  seconds: z.number(),
  price: z.number().optional(),
});

/** What a point adds up from: tokens of each role (means a problem and seed) and the parameters they are multiplied with. */
export const ledgerSchema = z.strictObject({
  policy: z.strictObject({
    name: z.string(),
    parametersM: z.number().optional(),
    prompt: z.number(),
    cached: z.number(),
    completion: z.number(),
    calls: z.number(),
  }),
  verifier: z
    .strictObject({
      name: z.string(),
      parametersM: z.number().optional(),
      prompt: z.number(),
      cached: z.number(),
      completion: z.number(),
      calls: z.number(),
    })
    .optional(),
});

export const pointSchema = z.strictObject({
  n: z.int(),
  accuracy: share,
  /** 95 %: bootstrap over problems, all seeds of a problem together. */
  ...intervalSchema,
  /** Exact: from all subsets of a pool; resampled: from seeded subsets; measured: from searches run at this n. */
  estimate: z.enum(['exact', 'resampled', 'measured']),
  /** Standard error that comes from drawing subsets; 0 unless resampled. */
  monteCarloError: z.number(),
  problems: z.int(),
  seeds: z.int(),
  cost: costSchema,
  ledger: ledgerSchema,
});
export type CurvePoint = z.infer<typeof pointSchema>;

export const readingNames = ['majority', 'best', 'weighted', 'oracle'] as const;
export const seriesSchema = z.strictObject({
  /** E.g. `best-of-n / weighted / policy / prm`. */
  id: z.string(),
  strategy: z.union([strategyNameSchema, z.literal('compute-optimal')]),
  /** A selection, or the oracle: is any of the n right (pass@n). */
  reading: z.enum(readingNames),
  policy: z.string(),
  verifier: z.string().optional(),
  points: z.array(pointSchema),
});
export type CurveSeries = z.infer<typeof seriesSchema>;

/** A policy's greedy answer. */
export const baselineSchema = z.strictObject({ id: z.string(), policy: z.string(), point: pointSchema });

/** Where a series passes a baseline on an axis, with the interval of that place; by log-linear interpolation between points. */
export const crossingSchema = z.strictObject({
  series: z.string(),
  baseline: z.string(),
  axis: axisNameSchema,
  status: z.enum(['reached', 'not-reached', 'above-from-the-start']),
  at: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
});

/** A series against the reference series at the same n, problem by problem. */
export const differenceSchema = z.strictObject({
  series: z.string(),
  reference: z.string(),
  n: z.int(),
  difference: z.number(),
  ...intervalSchema,
  /** Paired permutation (McNemar's exact test where each problem has one answer). */
  pValue: share,
  verdict: z.enum(['better', 'worse', 'tied']),
  /** Problems (by the more frequent outcome over seeds) that only one, both or neither solved. */
  onlySeries: z.int(),
  onlyReference: z.int(),
  both: z.int(),
  neither: z.int(),
});

/** Curves of a part of the problems. */
export const sliceSchema = z.strictObject({
  by: z.enum(['level', 'subject']),
  value: z.string(),
  problems: z.int(),
  series: z.array(
    z.strictObject({
      id: z.string(),
      points: z.array(z.strictObject({ n: z.int(), accuracy: share, ...intervalSchema })),
    }),
  ),
});

export const computeOptimalSchema = z.strictObject({
  difficulty: z.enum(['oracle', 'predicted']),
  edges: z.enum(['quantile', 'absolute']),
  bins: z.array(z.strictObject({ label: z.string(), problems: z.int(), ...intervalSchema })),
  /** Best series by bin and budget, chosen on one half of the problems; accuracy is that on the other half. */
  cells: z.array(
    z.strictObject({
      bin: z.int(),
      n: z.int(),
      best: z.string().optional(),
      tied: z.array(z.string()),
      accuracy: share.optional(),
      chosenAccuracy: share.optional(),
    }),
  ),
  /** The curve of always taking the best of the bin; its cost holds the estimation of difficulty. */
  curve: seriesSchema.optional(),
});

export const curvesSchema = z.strictObject({
  experiment: z.strictObject({
    id: z.string(),
    name: z.string(),
    set: z.string(),
    origin: experimentSummarySchema.shape.origin,
  }),
  problems: z.int(),
  seeds: z.int(),
  /** Runs that count; failed ones do not, and problems without all their runs are left out of a point and counted here. */
  results: z.int(),
  missing: z.int(),
  series: z.array(seriesSchema),
  baselines: z.array(baselineSchema),
  crossings: z.array(crossingSchema),
  reference: z.string().optional(),
  differences: z.array(differenceSchema),
  slices: z.array(sliceSchema),
  computeOptimal: z.array(computeOptimalSchema),
  /** In words: how points, bands and tests were made. */
  method: z.array(z.string()),
});
export type Curves = z.infer<typeof curvesSchema>;

export const curvesQuerySchema = z.strictObject({ reference: z.string().max(400).optional() });

/** The problems behind one point: chance of the right answer (over subsets and seeds) and the runs to look at. */
export const pointProblemsSchema = z.strictObject({
  series: z.string(),
  n: z.int(),
  problems: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      level: z.int().optional(),
      subject: z.string().optional(),
      chance: share,
      runIds: z.array(z.string()),
    }),
  ),
});

/** A row of `public/published-results.json`. */
export const publishedRowSchema = z.strictObject({
  model: z.string(),
  parametersB: z.number().optional(),
  dataset: z.string(),
  method: z.string(),
  aggregation: z.string().optional(),
  n: z.int().optional(),
  accuracy: share,
  prm: z.string().optional(),
  source: z.string(),
  kind: z.string(),
  confidence: z.string(),
  note: z.string().optional(),
});
export type PublishedRow = z.infer<typeof publishedRowSchema>;

// --- problem sets ----------------------------------------------------------------------------------------------------------

export const problemSetSchema = z.strictObject({
  name: z.string(),
  problems: z.int(),
  isBundled: z.boolean(),
  /** Of an imported set. */
  importedAt: z.number().optional(),
  /** File or dataset it came from. */
  source: z.string().optional(),
  levels: z.array(z.strictObject({ level: z.int(), problems: z.int() })),
  subjects: z.array(z.strictObject({ subject: z.string(), problems: z.int() })),
});
export type ProblemSet = z.infer<typeof problemSetSchema>;
export const problemSetListSchema = z.strictObject({ sets: z.array(problemSetSchema) });

/** What became of an import: nothing that was left out is silent. */
export const importReportSchema = z.strictObject({
  rows: z.int(),
  problems: z.int(),
  leftOut: z.int(),
  /** Which column was taken for what, with the rows it was taken in. */
  columns: z.array(z.strictObject({ field: z.string(), column: z.string(), rows: z.int() })),
  /** The first rows that were left out; `row` as a person finds it (line, or entry from 1). */
  issues: z.array(z.strictObject({ row: z.int(), message: z.string() })),
  /** All rows that were left out, by reason. */
  reasons: z.array(z.strictObject({ reason: z.string(), rows: z.int() })),
  /** What is worth knowing of rows that were kept, and where reading had to stop. */
  notes: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;
export const importedSetSchema = z.strictObject({ set: problemSetSchema, report: importReportSchema });
