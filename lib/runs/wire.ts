/**
 * What crosses the HTTP interface for runs, in both directions, as zod schemas: the log envelope, requests and replies.
 * Browser-safe: it imports search only. The runner and the log store are behind `lib/runs/index.ts`.
 */
import { z } from 'zod';
import {
  aggregationNameSchema,
  failureSchema,
  problemSchema,
  searchConfigSchema,
  searchEventSchema,
  selectionNameSchema,
  strategyNameSchema,
} from '@/lib/search';

/** One line of a run log. `seq` counts from 1 without gaps; `at` is milliseconds since the epoch. */
export const logEntrySchema = z.strictObject({ seq: z.int().min(1), at: z.number(), event: searchEventSchema });
export type LogEntry = z.infer<typeof logEntrySchema>;

export const createRunSchema = z.strictObject({
  problem: problemSchema,
  strategy: strategyNameSchema,
  config: searchConfigSchema.partial().optional(),
  /** Configured names; absent: the first configured policy and verifier. */
  policy: z.string().min(1).max(200).optional(),
  verifier: z.string().min(1).max(200).optional(),
  /** Absent: drawn by the server and written into the log. */
  seed: z.int().min(0).max(0x7fff_ffff).optional(),
});
export type CreateRunRequest = z.infer<typeof createRunSchema>;
export const createdRunSchema = z.strictObject({ runId: z.string() });

export const runStatusSchema = z.enum(['running', 'paused', 'finished', 'cancelled', 'failed']);

export const runSummarySchema = z.strictObject({
  id: z.string(),
  createdAt: z.number(),
  status: runStatusSchema,
  problem: problemSchema,
  strategy: strategyNameSchema,
  config: searchConfigSchema,
  policy: z.string(),
  verifier: z.string().optional(),
  seed: z.int(),
  /** The answer under the run's selection, once there is one. */
  selection: selectionNameSchema.optional(),
  answer: z.string().optional(),
  /** Absent without a reference answer or before the end. */
  isCorrect: z.boolean().optional(),
  policyTokens: z.int(),
  verifierTokens: z.int(),
  calls: z.int(),
  nodes: z.int(),
  /** Wall-clock seconds from the first to the last entry. */
  seconds: z.number(),
  lastSeq: z.int(),
  failure: failureSchema.optional(),
  /** When the log was brought in from a file; absent for a run of this installation. */
  importedAt: z.number().optional(),
  /** The experiment it belongs to, and the cell of its grid. */
  experiment: z.strictObject({ id: z.string(), cell: z.string() }).optional(),
  /** The run waits for a free place to search; 1 = it is next. */
  queuePosition: z.int().min(1).optional(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runListSchema = z.strictObject({ runs: z.array(runSummarySchema), nextCursor: z.string().optional() });
export type RunList = z.infer<typeof runListSchema>;

export const runListQuerySchema = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  status: runStatusSchema.optional(),
  strategy: strategyNameSchema.optional(),
  /** Words that occur in the problem text (`searchWords`). */
  text: z.string().max(200).optional(),
  correct: z.enum(['right', 'wrong', 'unknown']).optional(),
  /** Runs of this experiment; absent: runs that belong to none. */
  experiment: z.string().max(200).optional(),
});
export type RunListQuery = z.infer<typeof runListQuerySchema>;

export const runCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('step') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('cancel') }),
]);
export type RunCommand = z.infer<typeof runCommandSchema>;

/** One problem of a bundled or imported set. */
export const listedProblemSchema = problemSchema.extend({ set: z.string(), uniqueId: z.string() });
export type ListedProblem = z.infer<typeof listedProblemSchema>;
export const problemListSchema = z.strictObject({ problems: z.array(listedProblemSchema), total: z.int() });

const slotValueSchema = z.union([z.number(), z.string()]);

export const templateSlotSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    name: z.string(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    default: z.number(),
  }),
  z.strictObject({
    kind: z.literal('word'),
    name: z.string(),
    choices: z.array(z.string()).min(1),
    default: z.string(),
  }),
]);
export type TemplateSlot = z.infer<typeof templateSlotSchema>;

export const problemTemplateSchema = z.strictObject({
  id: z.string(),
  family: z.string(),
  title: z.string(),
  level: z.int().min(1).max(5),
  /** `{name}` marks a slot; braces round anything else are LaTeX's. */
  text: z.string(),
  slots: z.array(templateSlotSchema),
  /** What the values must keep to for the problem to be a proper one, in words. */
  note: z.string().optional(),
  /** Fillings of all slots that make proper problems. */
  examples: z.array(z.record(z.string(), slotValueSchema)),
});
export type ProblemTemplate = z.infer<typeof problemTemplateSchema>;

/** One policy or verifier server as configured and as found. */
export const backendStatusSchema = z.strictObject({
  name: z.string(),
  role: z.enum(['policy', 'verifier']),
  /** How it is spoken to, e.g. `vllm`, `rlhflow-prm`, `likelihood`. */
  kind: z.string(),
  url: z.string(),
  /** All addresses, where there are several, and how many of them answer. */
  urls: z.array(z.string()).optional(),
  reachable: z.int().optional(),
  isBundled: z.boolean(),
  isReachable: z.boolean(),
  model: z.string().optional(),
  version: z.string().optional(),
  maxModelLength: z.int().optional(),
  /** Millions of parameters, where configured or told. */
  parametersM: z.number().optional(),
  /** Of a million tokens, in the currency of the configuration. */
  promptPrice: z.number().optional(),
  completionPrice: z.number().optional(),
  /** What a policy is told before every problem. */
  systemPrompt: z.string().optional(),
  recommendedAggregation: aggregationNameSchema.optional(),
  capabilities: z.record(z.string(), z.boolean()),
  load: z.strictObject({
    running: z.number().optional(),
    waiting: z.number().optional(),
    cacheUse: z.number().optional(),
    preemptions: z.number().optional(),
    /** Sequences of this application: under way, and how many may be. */
    inFlight: z.number(),
    limit: z.number(),
  }),
  latencyMs: z.number().optional(),
  failure: failureSchema.optional(),
  checkedAt: z.number(),
});
export type BackendStatus = z.infer<typeof backendStatusSchema>;
export const backendTrialSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('wrote'),
    text: z.string(),
    tokens: z.int(),
    firstTokenMs: z.number(),
    ms: z.number(),
  }),
  /** Scores of a right and of a wrong step. */
  z.strictObject({ type: z.literal('scored'), right: z.number(), wrong: z.number(), ms: z.number() }),
  z.strictObject({ type: z.literal('failed'), failure: failureSchema }),
]);
export type BackendTrial = z.infer<typeof backendTrialSchema>;
export const backendTestSchema = z.strictObject({
  role: z.enum(['policy', 'verifier']),
  name: z.string().min(1).max(200),
});
export const backendTestedSchema = z.strictObject({ backend: backendStatusSchema, trial: backendTrialSchema });
export const backendListSchema = z.strictObject({ backends: z.array(backendStatusSchema) });

export const apiErrorSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
