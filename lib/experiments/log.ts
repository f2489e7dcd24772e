/**
 * What happened to an experiment as a whole: a few small past-tense facts, and their fold. What happened to its runs is in
 * the runs' own logs and is not told again here. Pure.
 */
import { z } from 'zod';
import { assert, assertUnreachable } from '@/lib/base';
import { timeSchema } from '@/lib/runs/wire';
import { fillText, refusalTexts, type Text } from '@/lib/words';
import { failureSchema, modelRefSchema, problemSchema, runSpecSchema, type Failure } from '@/lib/search';
import {
  answerComparisonSchema,
  cellSchema,
  experimentSpecSchema,
  modelFactsSchema,
  type AnswerComparison,
} from './model';
import { experimentSummarySchema, type ExperimentCommand, type ExperimentSummary } from './wire';

/** Raised when an old log can no longer be folded as it stands. */
export const experimentLogVersion = 1;

export const originSchema = experimentSummarySchema.shape.origin;

/** All that the experiment depends on, as it was at its start: sets may be replaced and servers configured anew later. */
const experimentStarted = z.strictObject({
  type: z.literal('experiment-started'),
  version: z.literal(experimentLogVersion),
  origin: originSchema,
  spec: experimentSpecSchema,
  cells: z.array(cellSchema),
  problems: z.array(problemSchema.extend({ uniqueId: z.string() })),
  models: z.array(modelFactsSchema),
  /** What the servers called the models; empty for an experiment that was not run here. */
  policies: z.array(modelRefSchema),
  verifiers: z.array(runSpecSchema.shape.verifier.unwrap()),
});
/** With a failure: by itself, because run after run failed. */
const experimentPaused = z.strictObject({ type: z.literal('experiment-paused'), failure: failureSchema.optional() });
const experimentResumed = z.strictObject({ type: z.literal('experiment-resumed') });
/** Runs as they had failed: one that went further since is not meant. */
const failuresRetried = z.strictObject({
  type: z.literal('failures-retried'),
  runs: z.array(z.strictObject({ runId: z.string(), lastSeq: z.int() })),
});
/** Of an import: what its file says of the same solutions. */
const answersCompared = z.strictObject({ type: z.literal('answers-compared'), comparison: answerComparisonSchema });
/** After `finished` only `failures-retried` may follow, after `cancelled` nothing. */
const experimentEnded = z.strictObject({
  type: z.literal('experiment-ended'),
  status: z.enum(['finished', 'cancelled']),
});

export const experimentEventSchema = z.discriminatedUnion('type', [
  experimentStarted,
  experimentPaused,
  experimentResumed,
  failuresRetried,
  answersCompared,
  experimentEnded,
]);
export type ExperimentEvent = z.infer<typeof experimentEventSchema>;
export type ExperimentStart = z.infer<typeof experimentStarted>;

/** `seq` counts from 1 without gaps; `at` is milliseconds since the epoch. */
export const experimentEntrySchema = z.strictObject({
  seq: z.int().min(1),
  at: timeSchema,
  event: experimentEventSchema,
});
export type ExperimentEntry = z.infer<typeof experimentEntrySchema>;

export interface ExperimentState {
  readonly start: ExperimentStart;
  readonly status: ExperimentSummary['status'];
  /** Why it paused by itself. */
  readonly failure: Failure | undefined;
  /** Failed runs to be taken up again, with the last entry of their failure. */
  readonly retries: ReadonlyMap<string, number>;
  readonly comparison: AnswerComparison | undefined;
  readonly lastSeq: number;
}

/** `before` is undefined for the first entry only. Throws when the log contradicts itself. */
export function foldExperiment(
  before: ExperimentState | undefined,
  entries: readonly ExperimentEntry[],
): ExperimentState {
  const state = entries.reduce<ExperimentState | undefined>((folded, { seq, event }) => {
    assert(seq === (folded?.lastSeq ?? 0) + 1, 'the log of an experiment has no gaps');
    return { ...next(folded, event), lastSeq: seq };
  }, before);
  assert(state !== undefined, 'an experiment has a beginning');
  return state;
}

function next(state: ExperimentState | undefined, event: ExperimentEvent): ExperimentState {
  if (event.type === 'experiment-started') {
    assert(state === undefined, 'an experiment begins once');
    return {
      start: event,
      status: 'running',
      failure: undefined,
      retries: new Map(),
      comparison: undefined,
      lastSeq: 0,
    };
  }
  assert(state !== undefined && state.status !== 'cancelled', `${event.type} follows a beginning and no cancellation`);
  switch (event.type) {
    case 'experiment-paused':
      return { ...state, status: 'paused', failure: event.failure };
    case 'experiment-resumed':
      return { ...state, status: 'running', failure: undefined };
    case 'failures-retried':
      return {
        ...state,
        status: state.status === 'finished' ? 'running' : state.status,
        retries: new Map([...state.retries, ...event.runs.map(({ runId, lastSeq }) => [runId, lastSeq] as const)]),
      };
    case 'answers-compared':
      return { ...state, comparison: event.comparison };
    case 'experiment-ended':
      return { ...state, status: event.status };
    default:
      return assertUnreachable(event);
  }
}

/** A run of the experiment that ended in a failure. */
export interface FailedRun {
  readonly runId: string;
  readonly lastSeq: number;
}

/** What a command adds to the log, or why it cannot be obeyed. `failed`: runs that failed and are not to be retried yet. */
export function effectOf(
  command: ExperimentCommand,
  { status, start }: ExperimentState,
  failed: readonly FailedRun[],
): ExperimentEvent | { readonly refusal: Text } {
  const isAlready = { refusal: fillText(refusalTexts.experimentIs, { status, command: command.type }) };
  if (start.origin !== 'measured') return { refusal: fillText(refusalTexts.notRunHere, { command: command.type }) };
  if (status === 'cancelled') return isAlready;
  switch (command.type) {
    case 'pause':
      return status === 'running' ? { type: 'experiment-paused' } : isAlready;
    case 'resume':
      return status === 'paused' ? { type: 'experiment-resumed' } : isAlready;
    case 'cancel':
      return status === 'finished' ? isAlready : { type: 'experiment-ended', status: 'cancelled' };
    case 'retry-failed':
      return failed.length === 0
        ? { refusal: refusalTexts.nothingFailed }
        : { type: 'failures-retried', runs: failed.map(({ runId, lastSeq }) => ({ runId, lastSeq })) };
    default:
      return assertUnreachable(command.type);
  }
}
