/**
 * The run log's vocabulary: small, plain, past-tense facts with ids. Anything that can be computed from earlier events
 * (depth, totals, best so far, positions) is not in here. Sequence numbers and times are put around events by the
 * runner; this file knows neither.
 */
import { z } from 'zod';
import { breakSchema, breakpointsSchema } from '../shapes/breakpoints';
import { maxAttempts, maxProposals, selectionNameSchema } from '../shapes/config';
import { decisionSchema, finishSchema, unscoredReasonSchema } from '../shapes/decision';
import { editSchema, maxStepLength } from '../shapes/edit';
import { maxCount, nodeIdSchema } from '../shapes/ids';
import { groupFromSchema, groupPlanSchema, runSpecSchema } from './run-spec';

/**
 * What new logs are written in. Those of every version before it are folded by the same code: version 2 added events' fields
 * that may be absent, and words.
 */
export const logVersion = 2;

/**
 * Tokens that any entry, and all entries of a run together, may speak of: far more than a run can spend, and so few that
 * the sum over an experiment is still a number of the store.
 */
export const maxTokens = 1_000_000_000_000;

const count = z.int().min(0).max(maxCount);
const children = z.int().min(1).max(maxProposals);
const tokens = z.int().min(0).max(maxTokens);
/** Last nodes of solutions that a prompt shows. */
const attempts = z.array(nodeIdSchema).min(1).max(maxAttempts);
/** As a server told them; nothing is added up from them. */
const tokenIds = z.array(z.int());
/** Characters of what a server said of something that it did not do. */
export const maxWords = 2_000;
/** Characters of the thoughts of a node that are kept. */
export const maxThoughtLength = 262_144;
/** What of a verifier's words is kept with a score: its answers, or a step's least likely tokens. */
export const maxTold = 5;
/** Characters of one of these tokens. */
export const maxTokenText = 100;
/** What servers write for minus infinity. */
export const leastLogprob = -9_999;
/** Levels of a request body; what servers are asked for has two or three. */
export const maxBodyDepth = 32;

/** The prompt as the policy's server sees it, before any step; `tokenIds` where the server tells them. */
const promptSchema = z.strictObject({
  text: z.string(),
  tokenIds: tokenIds.optional(),
  /** Context length of the model in tokens, where known. Logs of version 1 hold whatever a server said, -1 too. */
  maxModelLength: z.int().optional(),
});
export type Prompt = z.infer<typeof promptSchema>;

export const failureSchema = z.strictObject({
  kind: z.string(),
  /** Says what failed, where, and what to change. */
  message: z.string(),
  server: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

const runStarted = z.strictObject({
  type: z.literal('run-started'),
  version: z.literal([1, logVersion]),
  spec: runSpecSchema,
});
/** `attempts`: the ends of the earlier solutions that it shows to the model, in their order; absent: the problem alone. */
const promptBuilt = z.strictObject({
  type: z.literal('prompt-built'),
  attempts: attempts.optional(),
  prompt: promptSchema,
});

/** A round begins in a group: which prefixes get how many children, and the index of the first. Comes before its nodes. */
const roundOpened = z.strictObject({
  type: z.literal('round-opened'),
  group: count,
  round: count,
  /** True when proposals run to the end of the solution and are split into steps as they stream. */
  isWhole: z.boolean(),
  /** Steps that a proposal may have; absent: one, or all of a whole solution. */
  steps: z.int().min(1).max(maxCount).optional(),
  /** Of its own; absent: that of the strategy or the config. */
  temperature: z.number().min(0).max(2).optional(),
  /** True when what is written only tells what its parents are worth: scored, thrown away, never part of a solution. */
  isRollout: z.literal(true).optional(),
  expansions: z
    .array(z.strictObject({ parent: nodeIdSchema, firstChild: count, children, attempts: attempts.optional() }))
    .max(maxProposals, `a round extends at most ${maxProposals} nodes`),
});
const nodeOpened = z.strictObject({ type: z.literal('node-opened'), node: nodeIdSchema, group: count, round: count });
const nodeText = z.strictObject({
  type: z.literal('node-text'),
  node: nodeIdSchema,
  /** Appended to the node's text; the separator that closes a step is part of it. */
  text: z.string(),
  /** Ids of the tokens that arrived with this text, where the server tells them. */
  tokenIds: tokenIds.optional(),
  /** Tokens in this piece; equals `tokenIds.length` where ids are known. */
  tokens,
});
/** What the model thought before it wrote the text, or in between: shown, and neither scored nor read. */
const nodeThought = z.strictObject({
  type: z.literal('node-thought'),
  node: nodeIdSchema,
  /** Appended to the node's thoughts. */
  text: z.string().max(maxThoughtLength),
  /** They begin anew: what was thought before came to nothing. */
  isAnew: z.literal(true).optional(),
});
const nodeClosed = z.strictObject({
  type: z.literal('node-closed'),
  node: nodeIdSchema,
  finish: finishSchema,
  /** Tokens that came at the end without text, as an end token does, and their ids; absent: none. */
  tokens: tokens.optional(),
  tokenIds: z.array(z.int()).optional(),
});
/** A token that a score was read from, and its natural log-probability. */
const toldSchema = z.strictObject({
  token: z.string().max(maxTokenText),
  logprob: z.number().min(leastLogprob).max(0),
});
export type Told = z.infer<typeof toldSchema>;
const nodeScored = z.strictObject({
  type: z.literal('node-scored'),
  node: nodeIdSchema,
  /** In [0, 1]; the score of this step alone. */
  score: z.number().min(0).max(1),
  /** The earlier sibling whose identical text was scored instead. */
  duplicateOf: nodeIdSchema.optional(),
  /** The end of the rollout whose score this is. */
  rolloutEnd: nodeIdSchema.optional(),
  /** What the verifier said, where its score was read from log-probabilities; of many tokens the least likely. */
  told: z.array(toldSchema).max(maxTold).optional(),
});
/** The verifier could not read the path as far as this step; what comes after the step on the path has no score either. */
const nodeUnscored = z.strictObject({
  type: z.literal('node-unscored'),
  node: nodeIdSchema,
  reason: unscoredReasonSchema,
  message: z.string().max(maxWords),
  /** The earlier sibling whose identical text was to be scored instead. */
  duplicateOf: nodeIdSchema.optional(),
});

const roundDecided = z.strictObject({
  type: z.literal('round-decided'),
  group: count,
  round: count,
  /** Every candidate of the round, in id order, and those that waited from earlier rounds and are decided on now. */
  decisions: z.array(decisionSchema),
  /** Candidates that were ranked, and the lowest value that was kept. */
  ranked: count,
  line: z.number().optional(),
  /** What the next round extends besides the candidates that were kept. */
  expansions: z
    .array(z.strictObject({ parent: nodeIdSchema, children, attempts: attempts.optional() }))
    .max(maxProposals)
    .optional(),
  /** How often solutions of earlier rounds vote from now on; 0: no longer. */
  weights: z.array(z.strictObject({ node: nodeIdSchema, weight: z.int().min(0).max(maxProposals) })).optional(),
  /** Groups that this decision opens, after those there are. */
  groups: z.array(groupPlanSchema).max(maxProposals).optional(),
  /** Numbers of the rule that decided, by name, for whoever wants to know why. */
  measures: z.record(z.string().max(40), z.number()).optional(),
});

const serverRoleSchema = z.enum(['policy', 'verifier']);
export type ServerRole = z.infer<typeof serverRoleSchema>;

const callOpened = z.strictObject({
  type: z.literal('call-opened'),
  /** Counts from 0 within the run. */
  call: count,
  role: serverRoleSchema,
  nodes: z.array(nodeIdSchema),
  url: z.string(),
  /** The request body without its prompt, which is the run's prompt followed by the nodes' paths. */
  body: z.record(z.string(), z.unknown()).refine((body) => isWithin(body, maxBodyDepth), 'is nested too deeply'),
  /** Of a chat: its last message, which the assistant has begun, was marked `prefix: true`. */
  isPrefixed: z.literal(true).optional(),
});
const callRetried = z.strictObject({
  type: z.literal('call-retried'),
  call: count,
  /** 2 = the second try is about to be made. */
  attempt: z.int().min(2).max(maxCount),
  delayMs: z.number().min(0).max(maxCount),
  reason: failureSchema,
});
const callClosed = z.strictObject({
  type: z.literal('call-closed'),
  call: count,
  promptTokens: tokens,
  cachedTokens: tokens.optional(),
  completionTokens: tokens,
  failure: failureSchema.optional(),
});

/** Ways in which a server has to be spoken to otherwise, and what that costs or changes is for the reader to know. */
const habitSchema = z.enum([
  /** One continuation a request, whatever it is asked for. */
  'writes-one',
  /** Prompts as text, for it refuses token ids. */
  'reads-text',
  /** It does not tell a stop at the separator from the model's own end; texts are cut here. */
  'hides-stops',
  /** It refuses this field, which is left out or written in another way. */
  'refuses-field',
  /** It refuses fields that it does not know; those that not every server has are left out. */
  'refuses-unknown',
]);
const habitFound = z.strictObject({
  type: z.literal('habit-found'),
  role: serverRoleSchema,
  habit: habitSchema,
  field: z.string().max(100).optional(),
});
export type Habit = Omit<z.infer<typeof habitFound>, 'type'>;
/** Habits that a run may tell. */
export const maxHabits = 100;

/** Where the search is to pause by itself from now on; those of before hold no longer. */
const breakpointsSet = z.strictObject({ type: z.literal('breakpoints-set'), breakpoints: breakpointsSchema });
/** `at`: by itself, at a breakpoint. */
const runPaused = z.strictObject({ type: z.literal('run-paused'), at: breakSchema.optional() });
/** `rounds: 1` is a single step: every unfinished group advances that many rounds, then the run pauses again. */
const runResumed = z.strictObject({ type: z.literal('run-resumed'), rounds: z.int().min(1).max(maxCount).optional() });
/** A new process took the run over after the old one died; calls then in flight are lost, logged text is not. */
const runRecovered = z.strictObject({ type: z.literal('run-recovered') });

/**
 * From here on this is a run of its own: what comes before is the log of run `parent` up to its entry `seq`, or part of it.
 * `spec`: it goes on by another; `edit`: what was done to the search by hand, told by the entry before this one.
 */
const runForked = z.strictObject({
  type: z.literal('run-forked'),
  parent: z.string().min(1).max(200),
  seq: count,
  spec: runSpecSchema.optional(),
  edit: editSchema.optional(),
});
/** A step that nobody has read yet was given other words by hand; the tokens that it had stay paid for. */
const nodeRewritten = z.strictObject({
  type: z.literal('node-rewritten'),
  node: nodeIdSchema,
  /** With the separator that closes it. */
  text: z
    .string()
    .min(1)
    .max(maxStepLength + 64),
});

/** By hand a node is gone on from, beside the search, by a group of its own that comes after those there are. */
const groupOpened = z.strictObject({ type: z.literal('group-opened'), group: groupFromSchema });
/** By hand: no solution through this node votes, and nothing more is written after it. */
const nodeExcluded = z.strictObject({ type: z.literal('node-excluded'), node: nodeIdSchema });

/** The run's answer under one selection; absent `node` and `answer`: no candidate had a readable answer. */
const answerSelected = z.strictObject({
  type: z.literal('answer-selected'),
  selection: selectionNameSchema,
  node: nodeIdSchema.optional(),
  answer: z.string().optional(),
});
/** Terminal. Only `run-resumed` after a failure may follow it. */
const runEnded = z.strictObject({
  type: z.literal('run-ended'),
  status: z.enum(['finished', 'cancelled', 'failed']),
  failure: failureSchema.optional(),
});

export const searchEventSchema = z.discriminatedUnion('type', [
  runStarted,
  promptBuilt,
  roundOpened,
  nodeOpened,
  nodeText,
  nodeThought,
  nodeClosed,
  nodeScored,
  nodeUnscored,
  roundDecided,
  callOpened,
  callRetried,
  callClosed,
  habitFound,
  breakpointsSet,
  runPaused,
  runResumed,
  runRecovered,
  runForked,
  nodeRewritten,
  groupOpened,
  nodeExcluded,
  answerSelected,
  runEnded,
]);
export type SearchEvent = z.infer<typeof searchEventSchema>;
export type EventOf<T extends SearchEvent['type']> = Extract<SearchEvent, { type: T }>;

/** Has `value` at most `levels` levels of objects and arrays? What is nested deeper cannot be written as JSON again. */
export function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isWithin(each, levels - 1));
}
