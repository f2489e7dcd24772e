/** Refusals of the HTTP interface: a code, words that say what to do, and details. Knows no reply, and whose errors become refusals. */
import type { z } from 'zod';
import { fillText, otherFailures, refusalTexts, type Text } from '@/lib/words';

/** Of what is wrong with one body so many mistakes are told, each in so many characters. */
const maxIssues = 50;
const maxMessageLength = 500;

export type ApiErrorCode =
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'viewing-only'
  | 'not-found'
  | 'no-such-method'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'failed'
  | 'unavailable';

/** Something the caller can act on; what pages meet is told in every language. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly said: Text | undefined;
  readonly details: unknown;
  constructor(code: ApiErrorCode, words: string | Text, details?: unknown) {
    super(typeof words === 'string' ? words : words.en);
    this.code = code;
    this.said = typeof words === 'string' ? undefined : words;
    this.details = details;
  }
}

/** Asked for too much at once; in `retryAfterS` seconds there is room again. */
export class TooManyError extends ApiError {
  readonly retryAfterS: number;
  constructor(message: string, retryAfterS: number) {
    super('too-many', message);
    this.retryAfterS = retryAfterS;
  }
}

export function unknownExperiment(id: string): ApiError {
  return new ApiError('not-found', fillText(refusalTexts.noExperiment, { id }));
}

export function unreadableExperiment({ reason }: { readonly reason: string }): ApiError {
  return new ApiError('conflict', fillText(refusalTexts.onlyDeleted, { reason }));
}

/** The 400 for input that does not fit its schema: the message names the first field, `details` holds all issues. */
export function invalidInput(error: z.ZodError, what: string): ApiError {
  const issues = error.issues
    .slice(0, maxIssues)
    .map((issue) => ({ path: pathText(issue.path), message: shortened(issue.message) }));
  const first = issues[0];
  const where = first === undefined || first.path === '' ? what : `${what}: ${first.path}`;
  const message = `${where}: ${first?.message ?? 'not in the agreed form'}`;
  return new ApiError('bad-request', fillText(otherFailures.input, { message }), { issues });
}

/**
 * Like `instanceof`, also for an error made by another instance of the same module: start-up code and routes are bundled
 * apart, so each has classes of its own.
 */
export function isOf<E extends Error>(
  type: abstract new (...args: never[]) => E,
  name: E['name'],
  error: unknown,
): error is E {
  // The name is given, not read from the class: builds shorten the names of classes.
  return error instanceof type || (error instanceof Error && error.name === name);
}

function pathText(path: readonly PropertyKey[]): string {
  return shortened(
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, ''),
  );
}

/** A message repeats names that were sent, however many and long they are. */
function shortened(text: string): string {
  return text.length <= maxMessageLength ? text : `${text.slice(0, maxMessageLength)} …`;
}
