/**
 * The one door of the app: every request, for pages, data, streams and files alike, is looked at here before the framework
 * sees it, and is let in with a word on who sent it, or sent away in words. Knows no route but those that strangers may ask.
 */
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { refusalTexts } from '@/lib/words';
import { ApiError, TooManyError } from '../http/api-error';
import { errorReply } from '../http/error-reply';
import type { Settings } from '../settings/settings';
import type { Access } from './access';
import { Allowances } from './allowances';
import { checkOrigin, safeMethods } from './request-guard';
import { createSenders, isLoopback, spokenFor, type Sender } from './sender';
import { sendReply } from './send-reply';
import { tokenPage } from './token-page';
import { cookieFor, cookieNameFor, shownIn, withoutToken } from './token-places';
import { visiting, type Role, type Visitor } from './visitor';
import { checkWellFormed, isApi, pathOf } from './well-formed';

/** What comes in at the server is let in by calling `pass`, or answered. */
export type Door = (server: Server, pass: (request: IncomingMessage, response: ServerResponse) => void) => void;

export interface DoorOptions {
  readonly settings: Pick<Settings, 'allowedHosts' | 'port' | 'proxies'>;
  /** Undefined: whoever comes this far may do everything. */
  readonly access: Access | undefined;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  readonly report: (message: string, error?: unknown) => void;
}

/** What tells nobody more than whether the app is well. */
const openToStrangers: readonly string[] = ['/api/health', '/api/health/live'];
/** The framework's own, the same for everybody. */
const sharedPath = /^\/_next\/static\//;
/** Of each token, whoever has it: a class of two hundred shares one. A page asks for some twenty things, and then twice a second. */
const asking = { atOnce: 4_000, perSecond: 500 };
/** Of each token: a script that starts runs one by one is not stopped, one that has run wild is. */
const changing = { atOnce: 200, perSecond: 10 };
/** Bytes sent with one token: two of the largest files at once, then some 90 GB a day. */
const bringing = { atOnce: 4_294_967_296, perSecond: 1_048_576 };
/** Of each address that comes with no token, or a wrong one. */
const knocking = { atOnce: 60, perSecond: 1 };
/** Of each address that asks whether the app is well: whoever minds it asks often. */
const watching = { atOnce: 200, perSecond: 20 };

export function createDoor({ settings, access, now, report }: DoorOptions): Door {
  const senderOf = createSenders(settings.proxies);
  const cookieName = cookieNameFor(settings.port);
  // Who has to show a token cannot be tricked into showing it to somebody else's page: its name is another.
  const guard = access === undefined ? settings : { allowedHosts: ['*'] };
  const asks = new Allowances(asking, now);
  const changes = new Allowances(changing, now);
  const brought = new Allowances(bringing, now);
  const knocks = new Allowances(knocking, now);
  const watches = new Allowances(watching, now);

  /** The visitor, or what they are told instead of being let in. Throws ApiError. */
  function lookAt(request: IncomingMessage): Visitor | Response {
    const { method = 'GET', url = '/', headers } = request;
    // 1. Is it a request at all?
    checkWellFormed({ method, url, headers });
    // 2. Is it of our own pages, or of a script?
    const sender = senderOf(request.socket.remoteAddress ?? '', headers);
    checkOrigin({ method, headers, host: sender.host }, guard);
    // 3. Who is it?
    if (access === undefined) return anybodyHere(sender, headers);
    const shown = shownIn({ url, headers }, cookieName);
    const known = shown
      .map(({ value, isCookie }) => ({
        role: isCookie ? access.roleOfCookie(value) : access.roleOf(value),
        cookie: () => (isCookie ? value : access.cookieOf(value)),
      }))
      .find(({ role }) => role !== undefined);
    if (known?.role === undefined) return strangerAt(request, sender, shown.length > 0);
    if (!isApi(url) && withoutToken(url) !== url) return moveOn(url, sender, known.cookie());
    // 4. May they, and as much as that?
    checkMay(known.role, method);
    checkAllowed(known.role, request);
    return { role: known.role, isByToken: true, sender: sender.address };
  }

  function strangerAt(request: IncomingMessage, { address }: Sender, isWrong: boolean): Visitor | Response {
    const { method = 'GET', url = '/', headers } = request;
    const isOpen = openToStrangers.includes(pathOf(url)) && safeMethods.has(method);
    const allowances = isOpen ? watches : knocks;
    check(allowances, address, 'Too many requests without a token that is known here.');
    allowances.charge(address, 1);
    if (isOpen) return { role: 'stranger', isByToken: false, sender: address };
    if (!isApi(url) && headers.accept?.includes('text/html') === true) return tokenPage(isWrong);
    throw new ApiError(
      'unauthorized',
      isWrong
        ? 'This token is not one of this Longthink, or is no longer. Ask whoever runs it for a new link.'
        : 'This Longthink asks for a token: open the link that was shown when it was first started, or send “Authorization: Bearer …” along.',
    );
  }

  /** Throws TooManyError. */
  function checkAllowed(role: Role, request: IncomingMessage): void {
    const { method = 'GET', url = '/', socket } = request;
    if (sharedPath.test(url)) return;
    check(asks, role, 'Too many requests with this token.');
    asks.charge(role, 1);
    if (safeMethods.has(method)) return;
    check(changes, role, 'Too many changes with this token.');
    check(brought, role, 'Too much was sent with this token.');
    changes.charge(role, 1);
    const before = socket.bytesRead;
    request.once('close', () => brought.charge(role, Math.max(0, socket.bytesRead - before)));
  }

  /** The link has brought them in: from now on the browser remembers, and the address can be shown and kept. */
  function moveOn(url: string, { isSecure }: Sender, value: string): Response {
    return new Response(null, {
      status: 303,
      headers: {
        location: withoutToken(url),
        'set-cookie': cookieFor({ name: cookieName, value, isSecure }),
        'cache-control': 'no-store',
      },
    });
  }

  return (server, pass) => {
    server.on('request', (request, response) => {
      let visitor: Visitor | Response;
      try {
        visitor = lookAt(request);
      } catch (error) {
        visitor = errorReply(error, report);
      }
      if (visitor instanceof Response) void sendReply(response, visitor);
      else visiting(visitor, () => pass(request, response));
    });
    server.on('connect', (_request, socket) => refuseTunnel(socket));
  };
}

/** Answers everything with what keeps the app from starting. */
export function closedDoor(reason: unknown, report: DoorOptions['report']): Door {
  return (server) => {
    server.on('request', (_request, response) => void sendReply(response, errorReply(reason, report)));
  };
}

/** Where no token is asked for, only this machine is listened to; a proxy on it may speak for others nevertheless. */
function anybodyHere({ address }: Sender, headers: IncomingHttpHeaders): Visitor {
  const elsewhere = spokenFor(headers).find((each) => !isLoopback(each));
  if (elsewhere === undefined) return { role: 'owner', isByToken: false, sender: address };
  throw new ApiError(
    'forbidden',
    `A proxy brings a request of ${elsewhere}, and this Longthink asks for no token. Name the proxy in LONGTHINK_PROXIES, and it will.`,
  );
}

/** Throws ApiError. */
function checkMay(role: Role, method: string): void {
  if (role === 'owner' || safeMethods.has(method)) return;
  throw new ApiError('viewing-only', refusalTexts.viewingOnly);
}

function check(allowances: Allowances, name: string, words: string): void {
  const seconds = allowances.wait(name);
  if (seconds > 0) throw new TooManyError(`${words} Wait ${seconds} s.`, seconds);
}

/** No reply object goes with a CONNECT: without a listener the connection ends in silence. */
function refuseTunnel(socket: Duplex): void {
  const words = 'Longthink is no proxy.\n';
  // Whoever has left reads no reply.
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${words.length}\r\n\r\n${words}`,
  );
}
