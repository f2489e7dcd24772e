/**
 * What crosses the HTTP interface for runs, in both directions, as zod schemas: the log envelope, requests and replies.
 * Browser-safe: it imports search only. The runner and the log store are behind `lib/runs/index.ts`.
 */
import { z } from 'zod';
import { wholeNumber } from '@/lib/base';
import {
  aggregationNameSchema,
  breakpointsSchema,
  editSchema,
  failureSchema,
  nodeIdSchema,
  problemSchema,
  searchConfigSchema,
  searchEventSchema,
  seedSchema,
  selectionNameSchema,
  strategyNameSchema,
  unscoredReasonSchema,
} from '@/lib/search';

/** As far as a Date goes. */
export const latestTime = 8_640_000_000_000_000;
/** Whole milliseconds since the epoch. */
export const timeSchema = z.int().min(0).max(latestTime);

/** One line of a run log. `seq` counts from 1 without gaps; `at` is milliseconds since the epoch, as rule L-8 says. */
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
  /** Where it is to pause by itself; absent: nowhere. */
  breakpoints: breakpointsSchema.optional(),
});
export type CreateRunRequest = z.infer<typeof createRunSchema>;

/**
 * A run that leaves another: where (an edit says it by itself; else at a node, before it was decided on, or after so many
 * entries; absent: at the end of what there is, before its answers where it goes on otherwise), what is done there, and by what it goes on. Absent: as its parent.
 */
export const forkRunSchema = z
  .strictObject({
    node: nodeIdSchema.optional(),
    seq: z.int().min(1).optional(),
    edit: editSchema.optional(),
    strategy: strategyNameSchema.optional(),
    /** Numbers that are others from there, null: as usual again; a partial schema would fill in the defaults of all the rest. */
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

/** Most continuations of one branch that are asked for at once. */
export const maxRevivals = 64;

/** A branch written on to its end so many times, to see what it would have come to; the run stays as it is. */
export const reviveSchema = z.strictObject({
  node: nodeIdSchema,
  times: z.int().min(1).max(maxRevivals).default(8),
  /** Of each continuation; absent: what the run had left there. */
  maxTokens: z.int().min(1).max(100_000).optional(),
});
export type ReviveRequest = z.input<typeof reviveSchema>;

/** What came of it. Nothing of it is in the log of the run. */
export const revivedSchema = z.strictObject({
  times: z.int(),
  /** Absent without a reference answer. */
  right: z.int().optional(),
  /** Cut by the limit on tokens, or without an answer that can be read. */
  unanswered: z.int(),
  tokens: z.int(),
  /** Most frequent first. */
  answers: z.array(z.strictObject({ answer: z.string(), count: z.int(), isRight: z.boolean().optional() })),
  /** The first that came right, or the first of all: what follows the branch. */
  text: z.string(),
});
export type Revived = z.infer<typeof revivedSchema>;

/** Most paths that another verifier reads at once. */
export const maxReadAgain = 2_048;

/** Paths of a run, by their last steps, that another verifier is to read; nothing is generated, and the run stays as it is. */
export const readAgainSchema = z.strictObject({
  verifier: z.string().min(1).max(200),
  ends: z.array(nodeIdSchema).min(1).max(maxReadAgain),
});
export type ReadAgainRequest = z.infer<typeof readAgainSchema>;

/** What it said of each step on them, as far as it could read. Nothing of it is in the log of the run. */
export const readAgainReplySchema = z.strictObject({
  /** That the verifier recommends. */
  aggregation: aggregationNameSchema.optional(),
  said: z.array(
    z.union([
      z.strictObject({ node: nodeIdSchema, score: z.number().min(0).max(1) }),
      z.strictObject({ node: nodeIdSchema, reason: unscoredReasonSchema, message: z.string() }),
    ]),
  ),
});
export type ReadAgainReply = z.infer<typeof readAgainReplySchema>;

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
  /** Seconds that were worked on it: without pauses, and without the time in which nobody owned it or the machine slept. */
  seconds: z.number(),
  lastSeq: z.int(),
  failure: failureSchema.optional(),
  /** When the log was brought in from a file; absent for a run of this installation. */
  importedAt: timeSchema.optional(),
  /** The experiment it belongs to, and the cell of its grid. */
  experiment: z.strictObject({ id: z.string(), cell: z.string() }).optional(),
  /** The run waits for a free place to search; 1 = it is next. */
  queuePosition: z.int().min(1).optional(),
  /** Why a run that is to go on stands, and what to do: its log cannot be written at the moment. */
  standsBecause: z.string().optional(),
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

const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\0\n,]*$/, 'must be one line without commas');
const noteSchema = z.string().trim().max(4_000);
const tagsSchema = z
  .array(tagSchema)
  .max(20)
  .transform((tags) => [...new Set(tags)]);
/** Nodes of one run that can be marked. */
const maxMarkedNodes = 200;

/** What a person holds on to of one step. */
const nodeMarksSchema = z.union([
  z.strictObject({
    isStarred: z.boolean().default(false),
    tags: tagsSchema.default([]),
    note: noteSchema.default(''),
  }),
  // As long as steps could have nothing but a note.
  noteSchema.transform((note) => ({ isStarred: false, tags: [] as string[], note })),
]);
export type NodeMarks = z.infer<typeof nodeMarksSchema>;
export const noNodeMarks: NodeMarks = { isStarred: false, tags: [], note: '' };
const isAny = ({ isStarred, tags, note }: NodeMarks) => isStarred || tags.length > 0 || note !== '';
const onlyMarked = (nodes: Readonly<Record<string, NodeMarks>>): Record<string, NodeMarks> =>
  Object.fromEntries(Object.entries(nodes).filter(([, marks]) => isAny(marks)));

/** What a person holds on to of a run: kept beside its log and no part of it, so that the log stays what happened. */
export const runMarksSchema = z.strictObject({
  isStarred: z.boolean().default(false),
  tags: tagsSchema.default([]),
  note: noteSchema.default(''),
  /** Of single nodes; those without any are left out. */
  nodes: z
    .record(nodeIdSchema, nodeMarksSchema)
    .default({})
    .transform(onlyMarked)
    .refine((nodes) => Object.keys(nodes).length <= maxMarkedNodes, `at most ${maxMarkedNodes} nodes can be marked`),
});
export type RunMarks = z.infer<typeof runMarksSchema>;
export const noMarks: RunMarks = { isStarred: false, tags: [], note: '', nodes: {} };

/** Somebody holds on to something of it. */
export function hasMarks({ nodes, ...own }: RunMarks): boolean {
  return isAny(own) || Object.keys(nodes).length > 0;
}

/** What becomes other: all else stays as it is, so that whoever sends it need not know what there is. */
export const marksChangeSchema = z.strictObject({
  isStarred: z.boolean().optional(),
  tags: tagsSchema.optional(),
  note: noteSchema.optional(),
  nodes: z
    .record(
      nodeIdSchema,
      z.strictObject({ isStarred: z.boolean().optional(), tags: tagsSchema.optional(), note: noteSchema.optional() }),
    )
    .optional(),
});
export type MarksChange = z.infer<typeof marksChangeSchema>;

/** The marks after a change of them. */
export function changedMarks(marks: RunMarks, { nodes = {}, ...change }: MarksChange): RunMarks {
  const changed = Object.entries(nodes).map(
    ([node, each]) => [node, { ...noNodeMarks, ...marks.nodes[node], ...each }] as const,
  );
  return { ...marks, ...change, nodes: onlyMarked({ ...marks.nodes, ...Object.fromEntries(changed) }) };
}

/** The last line of a log that is sent with its marks. It is no entry: the log is what stands before it. */
export const marksLineSchema = z.strictObject({ marks: runMarksSchema });

/** By run; those without any are left out. */
export const markedRunsSchema = z.strictObject({ runs: z.record(z.string(), runMarksSchema) });

export const runListSchema = z.strictObject({ runs: z.array(listedRunSchema), nextCursor: z.string().optional() });
export type RunList = z.infer<typeof runListSchema>;

export const runListQuerySchema = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: wholeNumber({ min: 1, max: 200 }).default(50),
  status: runStatusSchema.optional(),
  strategy: strategyNameSchema.optional(),
  /** Words that occur in the problem text (`searchWords`). */
  text: z.string().max(200).optional(),
  correct: z.enum(['right', 'wrong', 'unknown']).optional(),
  /** Starred ones alone. */
  starred: z.literal('yes').optional(),
  tag: tagSchema.optional(),
  /** Runs of this experiment; absent: runs that belong to none. */
  experiment: z.string().max(200).optional(),
});
export type RunListQuery = z.infer<typeof runListQuerySchema>;

/** `marks`: with what somebody holds on to of the run. */
export const savedRunQuerySchema = z.strictObject({ marks: z.literal('1').optional() });
/** `live`: what comes is shown as it comes, and stands when the body breaks off; otherwise a log is taken whole or not at all. */
export const importQuerySchema = z.strictObject({ live: z.literal('1').optional() });
/** Runs that came here longer ago than so many days of 24 hours; 0: all. */
export const olderRunsQuerySchema = z.strictObject({ days: wholeNumber({ min: 0, max: 36_500 }) });
export type OlderRunsQuery = z.input<typeof olderRunsQuerySchema>;

/** Entries of a run that is over from which on they are asked for packed; fewer come as fast by themselves. */
export const fewestPacked = 1_000;

/** What is asked of a log: everything after the last entry that one has, and whether by columns, packed. */
export const logQuerySchema = z.strictObject({
  after: wholeNumber({ min: 0 }).default(0),
  packed: z.literal('1').optional(),
  /** With what somebody holds on to of it as the last line. */
  marks: z.literal('1').optional(),
});
export type LogQuery = z.input<typeof logQuerySchema>;
/** How many there are, or were removed. */
export const olderRunsSchema = z.strictObject({ runs: z.int().min(0) });

export const runCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('step') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('cancel') }),
  /** Pauses by itself there from now on, and nowhere else. */
  z.strictObject({ type: z.literal('break'), breakpoints: breakpointsSchema }),
]);
export type RunCommand = z.infer<typeof runCommandSchema>;
