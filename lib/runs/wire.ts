/**
 * What crosses the HTTP interface for runs, in both directions, as zod schemas: the log envelope, requests and replies.
 * Browser-safe: it imports search only. The runner and the log store are behind `lib/runs/index.ts`.
 */
import { z } from 'zod';
import {
  editSchema,
  failureSchema,
  nodeIdSchema,
  problemSchema,
  searchConfigSchema,
  searchEventSchema,
  seedSchema,
  selectionNameSchema,
  strategyNameSchema,
} from '@/lib/search';

/** Whole milliseconds since the epoch, as far as a Date goes. */
export const timeSchema = z.int().min(0).max(8_640_000_000_000_000);

/** One line of a run log. `seq` counts from 1 without gaps; `at` is milliseconds since the epoch. */
export const logEntrySchema = z.strictObject({ seq: z.int().min(1), at: timeSchema, event: searchEventSchema });
export type LogEntry = z.infer<typeof logEntrySchema>;

export const createRunSchema = z.strictObject({
  problem: problemSchema,
  strategy: strategyNameSchema,
  config: searchConfigSchema.partial().optional(),
  /** Name of a strategy map, which the server puts into the config; absent: the one made with these models, if there is one. */
  map: z.string().min(1).max(100).optional(),
  /** Configured names; absent: the first configured policy and verifier. */
  policy: z.string().min(1).max(200).optional(),
  verifier: z.string().min(1).max(200).optional(),
  /** Absent: drawn by the server and written into the log. */
  seed: seedSchema.optional(),
});
export type CreateRunRequest = z.infer<typeof createRunSchema>;

/**
 * A run that leaves another: where (an edit says it by itself; else at a node, before it was decided on, or after so many
 * entries; absent: at the end of what there is), what is done there, and by what it goes on. Absent: as its parent.
 */
export const forkRunSchema = z
  .strictObject({
    node: nodeIdSchema.optional(),
    seq: z.int().min(1).optional(),
    edit: editSchema.optional(),
    strategy: strategyNameSchema.optional(),
    /** Numbers that are others from there; a partial schema would fill in the defaults of all the rest. */
    config: z.record(z.string(), z.unknown()).optional(),
    policy: createRunSchema.shape.policy,
    verifier: createRunSchema.shape.verifier,
    seed: seedSchema.optional(),
  })
  .refine(({ node, seq, edit }) => [node, seq, edit].filter((place) => place !== undefined).length <= 1, {
    path: ['seq'],
    message: 'name one place: node, seq, or an edit, which says its place by itself',
  });
export type ForkRunRequest = z.infer<typeof forkRunSchema>;

export const createdRunSchema = z.strictObject({ runId: z.string() });

export const runStatusSchema = z.enum(['running', 'paused', 'finished', 'cancelled', 'failed']);

export const runSummarySchema = z.strictObject({
  id: z.string(),
  createdAt: timeSchema,
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
  importedAt: timeSchema.optional(),
  /** The experiment it belongs to, and the cell of its grid. */
  experiment: z.strictObject({ id: z.string(), cell: z.string() }).optional(),
  /** The run waits for a free place to search; 1 = it is next. */
  queuePosition: z.int().min(1).optional(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/**
 * A stored run of which this version can read neither the summary nor the log. The log can be downloaded as it lies
 * there, and the run can be deleted.
 */
export const unreadableRunSchema = z.strictObject({
  id: z.string(),
  /** When it came into the store. */
  createdAt: timeSchema,
  status: z.literal('unreadable'),
  /** Why, in words. */
  reason: z.string(),
  experiment: runSummarySchema.shape.experiment,
});
export type UnreadableRun = z.infer<typeof unreadableRunSchema>;
export const listedRunSchema = z.discriminatedUnion('status', [runSummarySchema, unreadableRunSchema]);
export type ListedRun = z.infer<typeof listedRunSchema>;

export const runListSchema = z.strictObject({ runs: z.array(listedRunSchema), nextCursor: z.string().optional() });
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

/** Runs that came here longer ago than so many days of 24 hours; 0: all. */
export const olderRunsQuerySchema = z.strictObject({ days: z.coerce.number<number>().int().min(0).max(36_500) });
/** How many there are, or were removed. */
export const olderRunsSchema = z.strictObject({ runs: z.int().min(0) });

export const runCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('step') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('cancel') }),
]);
export type RunCommand = z.infer<typeof runCommandSchema>;
