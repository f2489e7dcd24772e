/**
 * Refusals of the HTTP interface, and how every error becomes a reply: a code, words that say what to do, and details.
 */
import type { z } from 'zod';
import { BackendConfigError } from '@/lib/backends';
import { BackendError } from '@/lib/search';
import { StoreError } from '@/lib/runs';

const statusOf = {
  'bad-request': 400, forbidden: 403, 'not-found': 404, conflict: 409, 'too-large': 413, 'too-many': 429, failed: 500, unavailable: 503,
} as const;
export type ApiErrorCode = keyof typeof statusOf;

/** Something the caller can act on. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly details: unknown;
  constructor(code: ApiErrorCode, message: string, details?: unknown) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** The 400 for input that does not fit its schema: the message names the first field, `details` holds all issues. */
export function invalidInput(error: z.ZodError, what: string): ApiError {
  const issues = error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message }));
  const first = issues[0];
  const where = first === undefined || first.path === '' ? what : `${what}: ${first.path}`;
  return new ApiError('bad-request', `${where}: ${first?.message ?? 'not in the agreed form'}`, { issues });
}

/** The reply for anything thrown while a request was handled. Bugs are told to `report` and to the caller as such. */
export function errorReply(error: unknown, report: (message: string, error: unknown) => void): Response {
  const known = toApiError(error);
  if (known === undefined) report('A request met a bug.', error);
  const { code, message, details } = known ?? new ApiError('failed', 'Longthink itself failed at this request. This is a bug; the terminal it runs in shows more.');
  const headers = { 'cache-control': 'no-store', ...(code === 'too-many' || code === 'unavailable' ? { 'retry-after': '5' } : {}) };
  return Response.json({ error: { code, message, ...(details === undefined ? {} : { details }) } }, { status: statusOf[code], headers });
}

function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof StoreError) return new ApiError('unavailable', error.message, { kind: error.kind });
  if (error instanceof BackendError) return new ApiError('unavailable', error.message, { kind: error.kind, server: error.server });
  if (error instanceof BackendConfigError) return new ApiError('unavailable', error.message, { issues: error.issues });
  return undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');
}
