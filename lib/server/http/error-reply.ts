/** How everything that is thrown while a request is handled becomes a reply. */
import { BackendConfigError } from '@/lib/backends';
import { BackendError } from '@/lib/search';
import { BrokenLogError, StoreError } from '@/lib/runs';
import { fillText, otherFailures, refusalTexts, toldFailure, type Text } from '@/lib/words';
import type { ApiErrorBody } from '../wire';
import { SettingsError } from '../settings/settings';
import { ApiError, isOf, TooManyError, type ApiErrorCode } from './api-error';

const statusOf: Readonly<Record<ApiErrorCode, number>> = {
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
};

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
