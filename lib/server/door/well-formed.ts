/**
 * Whether a request can be one of ours at all: its method, its address, how its body is packed. What the framework would
 * answer as a failure of its own is refused here in words. Knows no route and no visitor.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../http/api-error';

/** What comes in, as far as it is looked at here. */
export interface Asked {
  readonly method: string;
  /** As it stands in the request: the path and what is asked for. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

const pageMethods: readonly string[] = ['GET', 'HEAD'];
const apiMethods: readonly string[] = [...pageMethods, 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** What the development server asks of itself. */
const toolsPath = /^\/(?:_next|__next)/;

/** The path, without what is asked for. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

export function isApi(url: string): boolean {
  const path = pathOf(url);
  return path === '/api' || path.startsWith('/api/');
}

/** Throws ApiError. */
export function checkWellFormed({ method, url, headers }: Asked): void {
  if (!url.startsWith('/')) throw new ApiError('bad-request', 'The address of a request begins with a slash.');
  const isTool = process.env.NODE_ENV === 'development' && toolsPath.test(url);
  const methods = isApi(url) || isTool ? apiMethods : pageMethods;
  if (!methods.includes(method))
    throw new ApiError(
      'no-such-method',
      `${method} can be done to nothing here. There ${isApi(url) ? 'are' : 'are, for pages,'} ${methods.join(', ')}.`,
    );
  checkAddress(pathOf(url));
  const packing = headers['content-encoding'];
  if (packing !== undefined && packing !== 'identity')
    throw new ApiError('unsupported', `The body is packed (${packing}). Send it as it is.`);
  checkPageState(headers);
}

function checkAddress(path: string): void {
  let text: string;
  try {
    text = decodeURIComponent(path);
  } catch {
    throw new ApiError(
      'bad-request',
      'The address has a percent sign that stands for no letter. Write %25 for the sign itself.',
    );
  }
  if (text.includes('\0')) throw new ApiError('bad-request', 'The address holds a NUL character.');
}

/** The framework's pages say in a header what the browser has of them; one that cannot be read is no page of ours. */
function checkPageState(headers: IncomingHttpHeaders): void {
  const state = headers['next-router-state-tree'];
  if (state === undefined) return;
  try {
    JSON.parse(decodeURIComponent(String(state)));
  } catch {
    throw new ApiError('bad-request', 'The header next-router-state-tree cannot be read. Reload the page.');
  }
}
