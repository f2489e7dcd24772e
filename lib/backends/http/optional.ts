/**
 * The one rule for calls that a server need not have (`/tokenize`, `/apply-template`, `/version` …), for probes and runs
 * alike, so that a run can do what the Backends page says. Servers say no in every way there is: with 404, 400, a page
 * and 403, an error inside a 200, 500. Whatever it is, the call is then missing, with three exceptions: see `ifSupported`.
 */
import { CallError } from './call-error';
import type { HttpClient } from './http';

/**
 * The reply of an optional call; undefined when it is missing. A refused key is no exception: what it is worth is for
 * the calls to say that are needed.
 *
 * Throws when the connection was lost, and when the server has the call but not the model. A passing failure (429, 502,
 * 503 …) is no answer: undefined for now, and `onNotNow` is told, so that nobody remembers the call as missing.
 */
export async function ifSupported<T>(reply: Promise<T>, onNotNow: (error: CallError) => void): Promise<T | undefined> {
  try {
    return await reply;
  } catch (error) {
    if (!(error instanceof CallError) || error.isLost || error.isUnknownModel) throw error;
    if (error.isPassing) onNotNow(error);
    return undefined;
  }
}

/**
 * For a call that is needed, as one of several ways to ask: undefined when the server cannot do what it asks. Here a
 * refused key and an overloaded server are failures.
 */
export async function ifAble<T>(reply: Promise<T>): Promise<T | undefined> {
  try {
    return await reply;
  } catch (error) {
    const isUnable =
      error instanceof CallError &&
      (error.isUnknownPath || ['rejected', 'bad-reply', 'server-error'].includes(error.kind));
    if (isUnable) return undefined;
    throw error;
  }
}

/** `http` for optional calls: what is probably a no is not asked for again and again. */
export function optionally(http: HttpClient): HttpClient {
  return {
    ...http,
    json: (request, schema, options) => http.json(request, schema, { ...options, isOptional: true }),
    text: (request, options) => http.text(request, { ...options, isOptional: true }),
  };
}
