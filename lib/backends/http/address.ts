/**
 * Where a call goes: most servers have the calls of the OpenAI interface under `/v1`, some under a path of their own, and
 * what is asked of them may need a query. Knows no call.
 */
import type { Backend } from '../config/backend';

/** The path of a call as this server has it. */
export function pathOn({ apiPath }: Backend, path: string): string {
  return path.startsWith('/v1/') ? apiPath + path.slice('/v1'.length) : path;
}

/** The whole address of a call, with the configured query. */
export function addressOf(backend: Backend, path: string): string {
  const query = new URLSearchParams(backend.query).toString();
  return `${backend.url}${pathOn(backend, path)}${query === '' ? '' : `?${query}`}`;
}
