/** What the statistics of an experiment say: points, curves, crossings, paired differences. Browser-safe; knows no picture. */
import { z } from 'zod';
import { majorityVote, needsScores, selectionNames, strategyNameSchema, strategyOf } from '@/lib/search';
import { textSchema } from '@/lib/words';
import { originSchema, share, type Cell, type Origin } from '../model';

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
  /** Of whole searches alone, with the searches that were under way together meanwhile. */
  seconds: z.number().optional(),
  searchesAtOnce: z.number().optional(),
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
  /** Accuracy of each seed alone, where there are several: how much chance moves it. */
  bySeed: z.array(share).optional(),
  cost: costSchema,
  ledger: ledgerSchema,
});
export type CurvePoint = z.infer<typeof pointSchema>;

/**
 * What a point costs on an axis; undefined where that is not known. A 0 is nothing known: a search costs something. What an
 * imported file does not tell is 0 in its ledger, and sums with it are not known either.
 */
export function amountOf({ cost, ledger }: CurvePoint, axis: AxisName, origin: Origin): number | undefined {
  const amount = cost[axis];
  if (amount === undefined || !(amount > 0)) return undefined;
  const needsPrompt = axis === 'totalTokens' || axis === 'flops' || axis === 'flopsWithoutReuse' || axis === 'price';
  return origin === 'imported' && needsPrompt && ledger.policy.prompt === 0 ? undefined : amount;
}

export const readingNames = [...selectionNames, 'oracle'] as const;
export type Reading = (typeof readingNames)[number];

/** Of one solution all readings say the same; without scores there is the vote, and the oracle. */
export function readingsOf({ strategy }: Pick<Cell, 'strategy'>): readonly Reading[] {
  const { needsVerifier, settings } = strategyOf(strategy);
  if (!settings.includes('n')) return [majorityVote];
  return needsVerifier ? readingNames : readingNames.filter((reading) => !readsScores(reading));
}

/** True for readings that look at the scores of a pool. */
export function readsScores(reading: Reading): boolean {
  return reading !== 'oracle' && needsScores(reading);
}

/** How many points a grid of these cells holds against each baseline: of each method, all readings at all budgets but the oracle's. */
export function comparedPoints(cells: readonly Pick<Cell, 'strategy' | 'budgets' | 'isBaseline'>[]): number {
  return cells
    .filter(({ isBaseline }) => !isBaseline)
    .map((cell) => cell.budgets.length * readingsOf(cell).filter((reading) => reading !== 'oracle').length)
    .reduce((sum, each) => sum + each, 0);
}

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

export const methodNames = [
  'accuracy',
  'exact',
  'resampled',
  'bands',
  'differences',
  'crossings',
  'flops',
  'seconds',
  'computeOptimal',
] as const;

/** A sentence on how points, bands and tests were made, in every language. */
export const methodSentenceSchema = z.strictObject({ about: z.enum(methodNames), ...textSchema.shape });
export type MethodSentence = z.infer<typeof methodSentenceSchema>;

/** Not whole: these are some of its problems. */
export const benchmarkSchema = z.strictObject({ name: z.string(), isWhole: z.boolean() });
export type Benchmark = z.infer<typeof benchmarkSchema>;

export const curvesSchema = z.strictObject({
  experiment: z.strictObject({
    id: z.string(),
    name: z.string(),
    set: z.string(),
    /** The benchmark that published figures are of, where these are its problems. */
    benchmark: benchmarkSchema.optional(),
    origin: originSchema,
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
  method: z.array(methodSentenceSchema),
});
export type Curves = z.infer<typeof curvesSchema>;

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

/** Problems by methods, by place: `chances[i]` is that of `problems[i]`, -1 where runs are lacking; `runs` by cell, as many readings share one. */
export const problemGridSchema = z.strictObject({
  problems: z.array(
    z.strictObject({ id: z.string(), text: z.string(), level: z.int().optional(), subject: z.string().optional() }),
  ),
  columns: z.array(
    z.strictObject({
      series: z.string(),
      isBaseline: z.boolean(),
      n: z.int(),
      cell: z.string(),
      chances: z.array(z.number().min(-1).max(1)),
    }),
  ),
  runs: z.array(z.strictObject({ cell: z.string(), ids: z.array(z.array(z.string())) })),
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
