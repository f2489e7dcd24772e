/** What a way of having a server write has to say of itself; `writer.ts` does the rest alike for all of them. */
import type { z } from 'zod';
import type { Policy, ProposeRequest } from '@/lib/search';
import type { Call } from '../http/call-error';
import type { Completion, PlainReader } from '../http/replies';

/** Prompt and all that was written after it. */
export interface JoinedPrompt {
  readonly text: string;
  /** Of `text`, what the model has written. */
  readonly written: string;
  /** Undefined where one of them is not known, or the server takes none. */
  readonly ids: readonly number[] | undefined;
}

export interface Asked {
  /** With the count, the limit and the seed of this one call. */
  readonly request: ProposeRequest;
  readonly prompt: JoinedPrompt;
  /** What the server itself is to stop at. */
  readonly stop: readonly string[];
  /** All of it in one reply, which comes when the last has ended. */
  readonly isAtOnce: boolean;
}

export interface AtOnce {
  /** Whether such a reply tells all that a stream does. Rejects with the signal's reason only. */
  readonly isTold: (signal: AbortSignal) => Promise<boolean>;
  /** What each of `ids` says alone; undefined where the server does not tell. */
  readonly textsOf: (ids: readonly number[], signal: AbortSignal) => Promise<readonly string[] | undefined>;
}

export interface Route {
  readonly call: Call;
  readonly schema: z.ZodType<Completion>;
  /** Reads events of the usual form without the schema, which the first event of a stream is always read with. */
  readonly plain?: PlainReader;
  /** The prompt goes out as the text that it is. */
  readonly isText: boolean;
  /** The prompt is part of the body, and is not shown in the log. */
  readonly bodyOf: (asked: Asked) => {
    readonly body: Readonly<Record<string, unknown>>;
    readonly prompt: Readonly<Record<string, unknown>>;
    readonly optional: Readonly<Record<string, unknown>>;
    /** The begun message at the end of a chat says `prefix: true` of itself. */
    readonly isPrefixed?: boolean;
  };
  /** Tokens of the whole prompt, or a bound on them that leaves room enough; undefined where nobody knows. */
  readonly measure: (request: ProposeRequest, prompt: JoinedPrompt, signal: AbortSignal) => Promise<number | undefined>;
  /** How its texts can come at once; absent: they never do. */
  readonly atOnce?: AtOnce;
  /** Why text cannot be gone on with; undefined when it can. Asked only where something is written already. */
  readonly whyNotContinued: (signal: AbortSignal) => Promise<string | undefined>;
}

/** A policy that can say beforehand whether it writes step by step. */
export interface WritingPolicy extends Policy, Pick<Route, 'whyNotContinued'> {}

/** Tokens of a text whose server tells neither ids nor usage: a token of English or LaTeX is some four bytes. */
export function guessedLength(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}
