/**
 * The numbers of a search, and what its answers may be aggregated and selected by, as zod schemas (they are a door: request
 * bodies and logs pass through them). Knows no strategy.
 */
import { z } from 'zod';

export const aggregationNames = ['last', 'min', 'prod', 'mean'] as const;
export const selectionNames = ['majority', 'best', 'weighted'] as const;

export const aggregationNameSchema = z.enum(aggregationNames);
export const selectionNameSchema = z.enum(selectionNames);

export const resamplingNames = ['multinomial', 'systematic'] as const;
export const resamplingSchema = z.enum(resamplingNames);
export type Resampling = z.infer<typeof resamplingSchema>;

export type AggregationName = z.infer<typeof aggregationNameSchema>;
export type SelectionName = z.infer<typeof selectionNameSchema>;

/** What identical siblings are: one prefix with the places of all, prefixes of their own, or one that leaves its places to others. */
export const duplicatesNames = ['merged', 'kept', 'filtered'] as const;
const duplicatesSchema = z.enum(duplicatesNames);
export type Duplicates = z.infer<typeof duplicatesSchema>;

/** What a finished solution does to the budget: takes a place of it, competes for one, or leaves it to be filled again. */
export const finishedNames = ['takes', 'competes', 'refills'] as const;
const finishedSchema = z.enum(finishedNames);
export type Finished = z.infer<typeof finishedSchema>;

/** Largest budget n; no round asks for more children. */
export const maxProposals = 1024;

/** Most earlier attempts that one prompt shows. */
export const maxAttempts = 64;

const beamWidthSchema = z.int().min(1).max(64);
const temperatureSchema = z.number().min(0).max(2);

/** What is another from a round on, counted from 0; what is absent stays as it was. */
const changeSchema = z.strictObject({
  fromRound: z.int().min(0).max(199),
  beamWidth: beamWidthSchema.optional(),
  temperature: temperatureSchema.optional(),
});

const numbersSchema = z.strictObject({
  /**
   * Budget: finished solutions for best-of-N and majority, proposals per round for beam search and DVTS; for auto what it
   * comes to over problems of all kinds.
   */
  n: z.int().min(1).max(maxProposals).default(16),
  /** Beam width M: children per kept prefix; a DVTS subtree holds M proposals. */
  beamWidth: beamWidthSchema.default(4),
  /** Step scores to one number; absent: what the verifier recommends, else `last`. */
  aggregation: aggregationNameSchema.optional(),
  /** The same for the selections and what is shown of solutions; absent: as the search. */
  selectionAggregation: aggregationNameSchema.optional(),
  /** Which of the three selections is reported as the run's answer; all three are always computed. */
  selection: selectionNameSchema.optional(),
  temperature: temperatureSchema.default(0.8),
  topP: z.number().gt(0).max(1).default(1),
  topK: z.int().min(0).max(1_000).default(0),
  /** Steps of step-wise search until the last round, which writes to the end. */
  maxSteps: z.int().min(1).max(200).default(40),
  /** Steps of a proposal, g: the verifier is asked, and places are given out, after so many. */
  stepsPerRound: z.int().min(1).max(32).default(1),
  /** Completion tokens per solution, and per step. */
  maxTokens: z.int().min(1).max(32_768).default(2048),
  maxStepTokens: z.int().min(1).max(32_768).default(512),
  separator: z.string().min(1).max(32).default('\n\n'),
  /** A step with an answer in it ends its solution. */
  stopAtAnswer: z.boolean().default(false),
  /** Absent: merged. */
  duplicates: duplicatesSchema.optional(),
  /** Absent: takes. */
  finished: finishedSchema.optional(),
  /** M and temperature of later rounds, in their order. */
  schedule: z.array(changeSchema).max(16).readonly().default([]),
  /** Steps that lookahead search writes beyond a step to score it, k; 0: none. */
  lookahead: z.int().min(0).max(32).default(1),
  /** Balance temperature of REBASE: near 0 the best prefix gets all children, far above 1 all get about the same. */
  rebaseTemperature: z.number().min(0.01).max(100).default(0.2),
  /** How particles are drawn: each by itself, or by one comb over all; absent: by one comb in the entropic form alone. */
  resampling: resamplingSchema.optional(),
  /** Attempts of a chain of revisions, the first included; n of them in all. */
  revisions: z.int().min(1).max(64).default(4),
  /** Rounds of self-aggregation, the first included, and solutions that each prompt of it shows. */
  loops: z.int().min(1).max(32).default(4),
  aggregated: z.int().min(1).max(maxAttempts).default(4),
  /** Solutions that an early-stopping vote begins at once. */
  window: z.int().min(1).max(maxProposals).default(5),
  /** How sure the adaptive vote has to be of the leading answer before it stops. */
  confidence: z.number().gt(0.5).max(1).default(0.95),
  /** Whole solutions that auto writes first, to see how hard the problem is. */
  share: z.int().min(1).max(64).default(4),
});

const numbers = numbersSchema.shape;

const mappedSettingsSchema = z
  .strictObject({
    beamWidth: numbers.beamWidth.unwrap(),
    temperature: numbers.temperature.unwrap(),
    maxSteps: numbers.maxSteps.unwrap(),
    stepsPerRound: numbers.stepsPerRound.unwrap(),
    schedule: numbers.schedule.unwrap(),
    lookahead: numbers.lookahead.unwrap(),
    rebaseTemperature: numbers.rebaseTemperature.unwrap(),
    resampling: numbers.resampling.unwrap(),
    duplicates: numbers.duplicates.unwrap(),
    finished: numbers.finished.unwrap(),
    revisions: numbers.revisions.unwrap(),
    loops: numbers.loops.unwrap(),
    aggregated: numbers.aggregated.unwrap(),
  })
  .partial();
/** What a method of a strategy map may say of itself. */
export const mappedSettings = mappedSettingsSchema.keyof().options;

/** What is done with a problem of one kind at one budget. */
const mappedMethodSchema = z.strictObject({
  budget: numbers.n.unwrap(),
  /** Its name; which names there are is not known here. */
  strategy: z.string().min(1).max(40),
  /** Budget of the strategy, the first share included where it counts as its own (O-4). */
  n: numbers.n.unwrap(),
  /** Where it goes by other numbers than the config. */
  settings: mappedSettingsSchema.default({}),
  /** Part of the problems of its bin that it solved where the map was made, chosen without them. */
  accuracy: z.number().min(0).max(1).optional(),
});

/** Problems whose estimate lies above that of the bin before and not above `upTo`, and what suits them, by ascending budget. */
const mapBinSchema = z.strictObject({
  upTo: z.number().min(0).max(1),
  /** How many problems the map was made from lay in it. */
  problems: z.int().min(0).max(1_000_000).optional(),
  methods: z
    .array(mappedMethodSchema)
    .min(1)
    .max(32)
    .refine((methods) => isAscending(methods.map(({ budget }) => budget)), 'budgets must ascend'),
});

/**
 * Which strategy and budget suit a problem, by how easy a first share of solutions makes it look: a table small enough to lie
 * in the log of every run that goes by it.
 */
export const strategyMapSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** Experiment, models, problems, day: in words. */
  madeFrom: z.string().trim().min(1).max(1_000),
  /** The rule that gives the estimate (O-2). */
  estimate: z.literal('score-and-agreement'),
  /** Solutions that the estimates were made from. */
  share: numbers.share.unwrap(),
  /** Hardest first. */
  bins: z
    .array(mapBinSchema)
    .min(1)
    .max(16)
    .refine((bins) => isAscending(bins.map(({ upTo }) => upTo)), 'bins must ascend')
    .refine((bins) => bins.at(-1)?.upTo === 1, 'the last bin must reach up to 1'),
});
export type StrategyMap = z.infer<typeof strategyMapSchema>;

export const searchConfigSchema = numbersSchema.extend({
  /** What auto goes by; absent: published findings (O-5). */
  map: strategyMapSchema.optional(),
});
export type SearchConfig = z.infer<typeof searchConfigSchema>;

function isAscending(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value > values[i - 1]!);
}
