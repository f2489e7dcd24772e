/**
 * What crosses the HTTP interface for the lab of verifiers: what is asked, the report on one verifier, and where verifiers have
 * scored. Browser-safe and pure; knows no log and no store.
 */
import { z } from 'zod';
import { decimalNumber } from '@/lib/base';
import { aggregationNameSchema, nodeIdSchema, selectionNameSchema, strategyNameSchema } from '@/lib/search';
import { originSchema } from '@/lib/experiments/model';

const share = z.number().min(0).max(1);

/** Where a verifier is looked at: everywhere, in the runs that belong to no experiment, or in one experiment by its id. */
export const everywhere = '';
export const singleRuns = 'runs';

export const usualSureness = 0.8;
export const usualFall = 0.5;
/** Falls of less are not kept. */
export const leastFall = 0.2;

export const labQuerySchema = z.strictObject({
  /** Its configured name. */
  verifier: z.string().min(1).max(200),
  of: z.string().max(200).default(everywhere),
  /** Of step scores to the score of a solution; absent: as each run's selections went by. */
  aggregation: aggregationNameSchema.optional(),
  /** From which score on a winner is called sure. */
  sure: decimalNumber({ min: 0, max: 1 }).default(usualSureness),
  /** From which fall between two steps on there is a cliff. */
  fall: decimalNumber({ min: leastFall, max: 1 }).default(usualFall),
});
export type LabQuery = z.infer<typeof labQuerySchema>;

/**
 * Forms of training lines. `stepwise`: prompt, completions, labels, as TRL's PRMTrainer reads them; `prm800k`: a line of PRM800K
 * with ratings 1 and -1.
 */
export const trainingForms = ['stepwise', 'prm800k'] as const;
export const trainingQuerySchema = labQuerySchema
  .pick({ verifier: true, of: true })
  .extend({ form: z.enum(trainingForms).default('stepwise') });
export type TrainingQuery = z.infer<typeof trainingQuerySchema>;

const intervalSchema = z.strictObject({ low: share, high: share });

export const reliabilitySchema = z.strictObject({
  bins: z.array(
    z.strictObject({ from: share, to: share, said: share, found: share, count: z.int(), interval: intervalSchema }),
  ),
  error: share,
  errorInterval: intervalSchema,
});

/** Chance that a right one scores above a wrong one; absent without some of both. */
export const areaSchema = z.strictObject({
  name: z.string(),
  value: share.optional(),
  interval: intervalSchema.optional(),
  right: z.int(),
  wrong: z.int(),
});
export type Area = z.infer<typeof areaSchema>;

const histogramsSchema = z.strictObject({ right: z.array(z.int()), wrong: z.array(z.int()) });

/** How whole solutions, or single steps, are judged. A step's label is what its solution came to. */
const judgedSchema = z.strictObject({
  reliability: reliabilitySchema,
  histograms: histogramsSchema,
  area: areaSchema,
});

/** What a selection made of what was generated, on the same problems: `solved` + `selection` + `generation` is 1. */
export const gapSchema = z.strictObject({
  /** Id of the experiment; absent for runs of none. */
  experiment: z.string().optional(),
  /** Its name. */
  name: z.string().optional(),
  /** Tells methods of one place apart that differ in more than what is said here. */
  series: z.string(),
  strategy: strategyNameSchema,
  policy: z.string(),
  n: z.int(),
  selection: selectionNameSchema,
  problems: z.int(),
  /** Chance that the selected answer is right, that a right one is there and another was selected, that none is there. */
  solved: z.strictObject({ value: share, interval: intervalSchema }),
  selectionGap: z.strictObject({ value: share, interval: intervalSchema }),
  generationGap: z.strictObject({ value: share, interval: intervalSchema }),
});
export type Gap = z.infer<typeof gapSchema>;

const found = {
  run: z.string(),
  node: nodeIdSchema,
  strategy: strategyNameSchema,
  n: z.int(),
  level: z.int().optional(),
  /** The beginning of the problem, and of what was written at the node. */
  problem: z.string(),
  text: z.string(),
  /** Of the node or its solution, as the kind says. */
  score: share,
};

/** Where a verifier erred, by kind: each is a node to look at. */
export const failureSchema = z.discriminatedUnion('kind', [
  /** The run's answer is wrong, and its best solution scored high. `share` of the vote; `bestRight`: of a right solution, if any. */
  z.strictObject({
    ...found,
    kind: z.literal('wrong-winner'),
    answer: z.string(),
    share,
    bestRight: share.optional(),
  }),
  /** There was a right answer, and another was selected. `margin`: the winner's share of the vote less its own. */
  z.strictObject({
    ...found,
    kind: z.literal('passed-over'),
    answer: z.string(),
    rank: z.int(),
    of: z.int(),
    margin: share,
  }),
  /**
   * A candidate was cut that held the reference answer already, or whose steps, word for word, came to it elsewhere in the run.
   * `margin`: how far below the line; absent where there was none.
   */
  z.strictObject({
    ...found,
    kind: z.literal('right-cut'),
    because: z.enum(['holds-answer', 'same-steps']),
    group: z.int(),
    round: z.int(),
    rank: z.int().optional(),
    of: z.int(),
    margin: z.number().optional(),
  }),
  /** The score of a step is far below that of the step before. How many solutions through it came out right and wrong. */
  z.strictObject({ ...found, kind: z.literal('cliff'), before: share, right: z.int(), wrong: z.int() }),
  /** Longer than the best right solution of its run by half at least, wrong, and scored higher. */
  z.strictObject({
    ...found,
    kind: z.literal('long'),
    tokens: z.int(),
    bestRight: share,
    rightTokens: z.int(),
  }),
  /** Says a step again word for word, is wrong, and scored higher than every right solution of its run, or high where there is none. */
  z.strictObject({ ...found, kind: z.literal('repeated'), times: z.int(), bestRight: share.optional() }),
]);
export type Failure = z.infer<typeof failureSchema>;
export const failureKinds = ['wrong-winner', 'passed-over', 'right-cut', 'cliff', 'long', 'repeated'] as const;
export type FailureKind = (typeof failureKinds)[number];

/** `count`: as many as were found; `rows`: the worst of them. */
const failureListSchema = z.strictObject({
  kind: z.enum(failureKinds),
  count: z.int(),
  rows: z.array(failureSchema),
});
export type FailureList = z.infer<typeof failureListSchema>;

/** Which logs the report was made of. */
const readingSchema = z.strictObject({
  read: z.int(),
  /** Not read yet: ask again. */
  pending: z.int(),
  /** Experiments whose gaps are not measured yet: ask again. */
  pendingExperiments: z.int(),
  /** Finished runs with this verifier that are not read, as there are too many: drawn evenly, by their ids alone. */
  leftOut: z.int(),
  /** Read, and of no use here. */
  withoutReference: z.int(),
  withoutScores: z.int(),
  unreadable: z.int(),
});

export const labReportSchema = z.strictObject({
  verifier: z.string(),
  reading: readingSchema,
  problems: z.int(),
  /** Absent where no log holds a scored solution of a problem with a reference answer. */
  judged: z
    .strictObject({
      rightShare: share,
      solutions: judgedSchema.extend({ count: z.int() }),
      steps: judgedSchema.extend({ count: z.int() }),
      /** Mean over problems that have right and wrong solutions. */
      withinProblems: areaSchema.extend({ problems: z.int() }),
      byAggregation: z.array(areaSchema),
      byPosition: z.array(areaSchema),
      byPart: z.array(areaSchema),
      byLength: z.array(areaSchema),
      byLevel: z.array(areaSchema),
      /** Of two wrong solutions of one run that differ in length, how often the longer scored higher; a mean over problems. */
      longerHigher: z.strictObject({ value: share, interval: intervalSchema, problems: z.int() }).optional(),
    })
    .optional(),
  /** Of recorded experiments, whose logs are not kept: the mean score of each run's solutions against the share that is right. */
  byRun: z.strictObject({ reliability: reliabilitySchema, runs: z.int() }).optional(),
  gaps: z.array(gapSchema),
  failures: z.array(failureListSchema),
});
export type LabReport = z.infer<typeof labReportSchema>;

/** What is asked for when another verifier is to score the same solutions again. Nothing is generated; it costs calls. */
export const mostCompared = 60;
export const comparisonQuerySchema = labQuerySchema.pick({ verifier: true, of: true, aggregation: true }).extend({
  /** Configured name of the other one. */
  against: z.string().min(1).max(200),
  /** Runs whose solutions it scores. */
  runs: z.int().min(1).max(mostCompared).default(12),
});
export type ComparisonQuery = z.infer<typeof comparisonQuerySchema>;

const correlationSchema = z.number().min(-1).max(1);
const twoAreas = z.strictObject({ pooled: share.optional(), within: share.optional() });
/** The best of a run's solutions by one of both, and what both say of it. */
const pickSchema = z.strictObject({
  node: nodeIdSchema,
  answer: z.string().optional(),
  isRight: z.boolean().optional(),
  mine: share,
  theirs: share,
});

/** `mine`: of the verifier whose logs these are; `theirs`: of the one that scored them again. */
export const comparisonSchema = z.strictObject({
  verifier: z.string(),
  against: z.string(),
  /** Runs that are scored again, that wait for it (ask again), and why the last that could not be was not. */
  reading: z.strictObject({ scored: z.int(), pending: z.int(), failure: z.string().optional() }),
  /** With a solution that both picked. */
  runs: z.int(),
  solutions: z.int(),
  /** Solutions that the other one could not score. */
  unscored: z.int(),
  /** Spearman's: over all solutions, and the mean over runs of that within each; absent where all are tied. */
  correlation: correlationSchema.optional(),
  withinRuns: z.strictObject({ mean: correlationSchema, runs: z.int() }).optional(),
  areas: z.strictObject({ mine: twoAreas, theirs: twoAreas }),
  /** Picks that are right, of runs with a reference answer; absent without any. */
  right: z.strictObject({ mine: z.int(), theirs: z.int(), of: z.int() }).optional(),
  /** Runs in which they pick different answers. */
  differing: z.int(),
  points: z.array(
    z.strictObject({
      run: z.string(),
      node: nodeIdSchema,
      isRight: z.boolean().optional(),
      mine: share,
      theirs: share,
    }),
  ),
  picks: z.array(
    z.strictObject({
      run: z.string(),
      problem: z.string(),
      level: z.int().optional(),
      strategy: strategyNameSchema,
      n: z.int(),
      mine: pickSchema,
      theirs: pickSchema,
    }),
  ),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Verifiers that scored anything, and where. */
export const labSourcesSchema = z.strictObject({
  verifiers: z.array(
    z.strictObject({
      name: z.string(),
      /** Finished runs with it that belong to no experiment, as far as was looked. */
      runs: z.int(),
      experiments: z.array(z.strictObject({ id: z.string(), name: z.string(), origin: originSchema, runs: z.int() })),
    }),
  ),
});
export type LabSources = z.infer<typeof labSourcesSchema>;
