/** What every route handler has around it: the application, the question for the door, and errors as replies. */
import { refusalTexts } from '@/lib/words';
import { ApiError } from './http/api-error';
import { errorReply } from './http/error-reply';
import type { App } from './app';
import { visitorHere } from './door/visitor';
import { getApp } from './instance';

/** Whoever asked has left and reads no reply; nginx's number for it. */
const leftStatus = 499;

type Context<P> = { readonly params: Promise<P> };

/** A handler in the framework's form out of one that gets the application and the address's parameters. */
export function route<P = object>(
  handle: (app: App, request: Request, params: P) => Promise<Response> | Response,
): (request: Request, context: Context<P>) => Promise<Response> {
  return async (request, context) => {
    let app: App | undefined;
    try {
      if (visitorHere() === undefined)
        throw new ApiError('forbidden', 'Requests come in by the door of Longthink. Start it with npm start.');
      app = await getApp();
      // No name holds one, and a database that is asked for it fails.
      if (request.url.includes('%00')) throw new ApiError('bad-request', 'The address holds a NUL character.');
      return unshared(await handle(app, request, await context.params));
    } catch (error) {
      const isLeft =
        request.signal.aborted &&
        (error === request.signal.reason || (error instanceof Error && error.name === 'AbortError'));
      if (isLeft) return new Response(null, { status: leftStatus });
      if (app?.closing.aborted === true)
        return errorReply(new ApiError('unavailable', refusalTexts.ending), app.report);
      return errorReply(error, app?.report ?? ((message, bug) => process.stderr.write(`${message} ${String(bug)}\n`)));
    }
  };
}

/** What one visitor is told is kept for nobody else on the way. */
function unshared(reply: Response): Response {
  if (!reply.headers.has('cache-control')) reply.headers.set('cache-control', 'private, no-store');
  return reply;
}
