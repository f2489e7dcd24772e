/**
 * Ports that play a script, for the dialects and faults of servers that the toy models do not speak: pieces of any size,
 * stop strings kept or trimmed, no usage, lost streams, late, over-long and wrong replies. A plan says what is played to
 * each call, in order of the calls; what was asked for is kept for the test to look at. Knows no rule of the search.
 */
import { assertDefined } from '@/lib/base';
import {
  BackendError,
  type CallNotice,
  type FailureKind,
  type Policy,
  type Proposal,
  type ProposeRequest,
  type ScoreRequest,
  type StepScore,
  type Verifier,
} from '../engine/ports';
import type { Prompt } from '../log/events';
import type { Finish } from '../shapes/decision';

/** What any server may do. `late`: nothing happens for so many turns of the queue; `hang`: nothing until the call is aborted. */
type Mishap =
  | { readonly type: 'late'; readonly turns: number }
  | { readonly type: 'hang' }
  | { readonly type: 'fail'; readonly error: unknown };

export type PolicyLine = Proposal | CallNotice | Mishap;
export type VerifierLine =
  | { readonly type: 'scores'; readonly scores: readonly (readonly StepScore[])[] }
  | CallNotice
  | Mishap;

/** Calls in their order, or what to play to a call. A call beyond a list fails the test. */
export type Plan<Request, Line> = readonly (readonly Line[])[] | ((request: Request, call: number) => Iterable<Line>);

/** One call as it was seen from the server. */
export interface SeenCall<Request> {
  readonly request: Request;
  readonly signal: AbortSignal;
  /** Lines played so far. */
  played: number;
  /** True once nobody reads the stream any more: it was read to its end, or given up. */
  isLeft: boolean;
}

export interface ScriptedPolicy extends Policy {
  readonly calls: readonly SeenCall<ProposeRequest>[];
}
export interface ScriptedVerifier extends Verifier {
  readonly calls: readonly SeenCall<ScoreRequest>[];
}

export function scriptedPolicy(
  plan: Plan<ProposeRequest, PolicyLine>,
  prepare: (attempts: readonly string[]) => Prompt = () => ({ text: 'P', tokenIds: [0] }),
): ScriptedPolicy {
  const calls: SeenCall<ProposeRequest>[] = [];
  return {
    calls,
    ref: { name: 'scripted policy', model: 'script' },
    prepare: async (_problem, _signal, turn) => prepare(turn?.attempts ?? []),
    async *propose(request, signal) {
      const call: SeenCall<ProposeRequest> = { request, signal, played: 0, isLeft: false };
      const lines = linesFor(plan, request, calls.push(call) - 1);
      try {
        for (const line of lines) {
          // A stream never hands over an item in the very turn it is asked for one.
          await Promise.resolve();
          call.played++;
          if (line.type === 'text' || line.type === 'thought' || line.type === 'finish') yield [line];
          else await play(line, request, signal);
        }
      } finally {
        call.isLeft = true;
      }
    },
  };
}

/** The last line `scores` is the reply; a script without one never answers. */
export function scriptedVerifier(plan: Plan<ScoreRequest, VerifierLine>): ScriptedVerifier {
  const calls: SeenCall<ScoreRequest>[] = [];
  return {
    calls,
    ref: { name: 'scripted verifier', model: 'script', kind: 'script', recommendedAggregation: 'last' },
    async score(request, signal) {
      const call: SeenCall<ScoreRequest> = { request, signal, played: 0, isLeft: false };
      const lines = linesFor(plan, request, calls.push(call) - 1);
      try {
        for (const line of lines) {
          await Promise.resolve();
          call.played++;
          if (line.type === 'scores') return line.scores;
          await play(line, request, signal);
        }
        return await untilAborted(signal);
      } finally {
        call.isLeft = true;
      }
    },
  };
}

function linesFor<Request, Line>(plan: Plan<Request, Line>, request: Request, call: number): Iterable<Line> {
  return typeof plan === 'function' ? plan(request, call) : assertDefined(plan[call], `call ${call} is in the script`);
}

async function play(
  line: CallNotice | Mishap,
  { onNotice }: { readonly onNotice: (notice: CallNotice) => void },
  signal: AbortSignal,
): Promise<void> {
  switch (line.type) {
    case 'late':
      for (let turn = 0; turn < line.turns; turn++) await Promise.resolve();
      return;
    case 'hang':
      return untilAborted(signal);
    case 'fail':
      throw line.error;
    default:
      onNotice(line);
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
}

// ---- lines ----------------------------------------------------------------------------------------------------------

/** A piece of `tokens` tokens, without ids. */
export function piece(text: string, tokens = 1, index = 0): Proposal {
  return { type: 'text', index, text, tokens };
}

/** A piece with its token ids. */
export function tokens(text: string, tokenIds: readonly number[], index = 0): Proposal {
  return { type: 'text', index, text, tokens: tokenIds.length, tokenIds };
}

export function ends(finish: Finish, index = 0): Proposal {
  return { type: 'finish', index, finish };
}

export function sent(body: Readonly<Record<string, unknown>> = {}): CallNotice {
  return { type: 'sent', url: 'script://server', body };
}

export function retry(attempt = 2): CallNotice {
  return { type: 'retry', attempt, delayMs: 10, reason: { kind: 'overloaded', message: 'busy' } };
}

export function usage(completionTokens: number, promptTokens = 5): CallNotice {
  return { type: 'usage', promptTokens, completionTokens };
}

export function fails(kind: FailureKind = 'cut', isRetryable = true): Mishap {
  return { type: 'fail', error: new BackendError(kind, `The script says ${kind}.`, { server: 'script', isRetryable }) };
}

/** The same score for every step that is asked for. */
export function allScored(score: number): (request: ScoreRequest) => readonly VerifierLine[] {
  return ({ paths }) => [
    { type: 'scores', scores: paths.map(({ steps, from }) => steps.slice(from).map(() => score)) },
  ];
}
