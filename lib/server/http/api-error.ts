/**
 * Refusals of the HTTP interface, and how every error becomes a reply: a code, words that say what to do, and details.
 */
import type { z } from 'zod';
import { BackendConfigError } from '@/lib/backends';
import { BackendError } from '@/lib/search';
import { fillText, otherFailures, refusalTexts, toldFailure, type Text } from '@/lib/words';
import { BrokenLogError, StoreError } from '@/lib/runs';
import type { ApiErrorBody } from '../wire';
import { SettingsError } from '../settings/settings';

const statusOf = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'viewing-only': 403,
  'not-found': 404,
  'no-such-method': 405,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  failed: 500,
  unavailable: 503,
} as const;
/** Of what is wrong with one body so many mistakes are told, each in so many characters. */
const maxIssues = 50;
const maxMessageLength = 500;
export type ApiErrorCode = keyof typeof statusOf;

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
  return new ApiError('conflict', `${reason} The experiment can only be deleted.`);
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

/** The reply for anything thrown while a request was handled. Bugs are told to `report` and to the caller as such. */
export function errorReply(error: unknown, report: (message: string, error: unknown) => void): Response {
  const known = toApiError(error);
  if (known === undefined) report('A request met a bug.', error);
  const { code, message, said, details } = known ?? new ApiError('failed', refusalTexts.bug);
  const headers = {
    'cache-control': 'no-store',
    ...(code === 'unauthorized' ? { 'www-authenticate': 'Bearer realm="Longthink"' } : {}),
    ...(code === 'too-many' || code === 'unavailable'
      ? { 'retry-after': error instanceof TooManyError ? String(error.retryAfterS) : '5' }
      : {}),
  };
  const body: ApiErrorBody = {
    error: { code, message, ...(said === undefined ? {} : { said }), ...(details === undefined ? {} : { details }) },
  };
  return Response.json(body, { status: statusOf[code], headers });
}

function toApiError(error: unknown): ApiError | undefined {
  if (isOf(ApiError, 'ApiError', error)) return error;
  if (isOf(StoreError, 'StoreError', error)) return failedAt(otherFailures.store, error, { kind: error.kind });
  if (isOf(BrokenLogError, 'BrokenLogError', error))
    return new ApiError('conflict', fillText(otherFailures.log, { message: error.message }));
  if (isOf(BackendError, 'BackendError', error))
    return new ApiError('unavailable', toldFailure(error).said ?? error.message, {
      kind: error.kind,
      server: error.server,
    });
  if (isOf(BackendConfigError, 'BackendConfigError', error))
    return failedAt(otherFailures.configuration, error, { issues: error.issues });
  if (isOf(SettingsError, 'SettingsError', error)) return failedAt(otherFailures.settings, error);
  return undefined;
}

function failedAt(around: Text, { message }: Error, details?: unknown): ApiError {
  return new ApiError('unavailable', fillText(around, { message }), details);
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
