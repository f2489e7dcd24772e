/**
 * The two ports of the search: a policy that proposes and a verifier that scores. Adapters live in `lib/backends`;
 * nothing here knows a wire format. Calls are told through `onNotice` so that the log can show each of them.
 */
import type { AggregationName } from '../shapes/config';
import type { ModelRef, Problem } from '../log/run-spec';
import type { Finish, Unscored } from '../shapes/decision';
import type { Ask } from '../strategies';
import type { Failure, Habit, Prompt, Told } from '../log/events';
import type { StepText } from '../log/path';

/** What an adapter reports about one HTTP call; the engine turns it into `call-*` events. */
export type CallNotice =
  | {
      readonly type: 'sent';
      readonly url: string;
      /** Without the prompt. */
      readonly body: Readonly<Record<string, unknown>>;
      /** The begun message of the assistant, at the end of a chat, says `prefix: true` of itself. */
      readonly isPrefixed?: boolean;
    }
  | { readonly type: 'retry'; readonly attempt: number; readonly delayMs: number; readonly reason: Failure }
  | {
      readonly type: 'usage';
      readonly promptTokens: number;
      readonly completionTokens: number;
      readonly cachedTokens?: number;
    }
  /** How the server has to be spoken to otherwise than usual; may be told again and again. */
  | { readonly type: 'habit'; readonly habit: Habit['habit']; readonly field?: string };

export interface ProposeRequest {
  readonly problem: Problem;
  readonly prompt: Prompt;
  /** The prompt holds earlier attempts: that it does not fit the context says nothing of the problem. */
  readonly showsAttempts?: boolean;
  /** Everything written after the prompt so far: closed steps of the path, then the partial text of an open node, if any. */
  readonly prefix: readonly StepText[];
  /** Continuations wanted; the i-th uses `seed + i`. 1 when temperature is 0. */
  readonly count: number;
  /** Empty: run to the end of the solution. */
  readonly stop: readonly string[];
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly seed: number;
  /**
   * Present: nobody watches, and a continuation may come at once when it has ended. A piece of several tokens then ends behind
   * `separator`, or with the continuation, so that it is known whose step each token is.
   */
  readonly atOnce?: { readonly separator: string };
  /** Key for session affinity in front of several replicas. */
  readonly session: string;
  readonly onNotice: (notice: CallNotice) => void;
}

export type Proposal =
  | {
      readonly type: 'text';
      readonly index: number;
      readonly text: string;
      readonly tokens: number;
      readonly tokenIds?: readonly number[];
    }
  /** What the model thinks; its tokens come with the text. */
  | { readonly type: 'thought'; readonly index: number; readonly text: string }
  | { readonly type: 'finish'; readonly index: number; readonly finish: Finish };

/** A prompt that shows earlier attempts. */
export interface Turn {
  readonly ask: Ask;
  /** Texts of whole solutions, in the order in which the model is to see them; at least one. */
  readonly attempts: readonly string[];
}

export interface Policy {
  readonly ref: ModelRef;
  /** The prompt for this problem, and for what the turn asks where there is one (chat template applied, tokenised where the server can). */
  prepare(problem: Problem, signal: AbortSignal, turn?: Turn): Promise<Prompt>;
  /**
   * Streams `count` continuations, interleaved, those proposals together that came together; each continuation ends with
   * exactly one `finish`. Text ends with the stop string when that is what ended it. Throws BackendError; text yielded before the error stands and may be continued from.
   */
  propose(request: ProposeRequest, signal: AbortSignal): AsyncIterable<readonly Proposal[]>;
}

export interface ScorePath {
  /** All steps of the path from the first one; the text of each as the policy wrote it. */
  readonly steps: readonly StepText[];
  /** Index of the first step whose score is wanted. */
  readonly from: number;
}

export interface ScoreRequest {
  readonly problem: Problem;
  readonly prompt: Prompt;
  readonly paths: readonly ScorePath[];
  readonly session: string;
  /** What the score of step `step` of one of `paths` was read from, where that was log-probabilities; before the scores come. */
  readonly onTold?: (path: ScorePath, step: number, told: readonly Told[]) => void;
  readonly onNotice: (notice: CallNotice) => void;
}

/** In [0, 1], or why there is none. */
export type StepScore = number | Unscored;

export interface Verifier {
  readonly ref: ModelRef & { readonly kind: string; readonly recommendedAggregation: AggregationName };
  /**
   * `result[i]` holds one score per step of `paths[i]` from its `from` on. Where one has none, those after it say nothing.
   * Throws BackendError.
   */
  score(request: ScoreRequest, signal: AbortSignal): Promise<readonly (readonly StepScore[])[]>;
}

export type FailureKind =
  | 'unreachable'
  | 'timeout'
  | 'cut'
  | 'overloaded'
  | 'rejected'
  | 'unauthorized'
  | 'not-found'
  | 'bad-reply'
  | 'server-error';

/** An expected failure of a server. `message` names the server, the call and what to do about it. */
/** Characters of what is told of a failure; a server may have answered anything. */
const maxFailureLength = 10_000;

export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly kind: FailureKind;
  readonly server: string;
  readonly isRetryable: boolean;
  constructor(
    kind: FailureKind,
    message: string,
    details: { readonly server: string; readonly isRetryable: boolean; readonly cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.server = details.server;
    this.isRetryable = details.isRetryable;
  }
  toFailure(): Failure {
    return { kind: this.kind, message: this.message.slice(0, maxFailureLength), server: this.server };
  }
}
