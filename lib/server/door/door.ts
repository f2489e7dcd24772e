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
import { askedLanguage } from './asked-language';
import { scriptsOfReply } from './page-scripts';
import { checkOrigin, safeMethods } from './request-guard';
import { createSenders, isLoopback, spokenFor, type Sender } from './sender';
import { insideHeaders, policyName } from './security-headers';
import { endWith, sendReply } from './send-reply';
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
  /** Those that stand in pages which the build made, as a policy names them. */
  readonly pageScripts: readonly string[];
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
/** Replies to each token that have not ended, streams above all: a class of two hundred has some thousand connections. */
const mostOpen = 2_000;
/** Bytes that are believed of a body before it is here; none that is taken is larger. */
const mostBelieved = 2_147_483_648;
/** Of each address that comes with no token, or a wrong one. */
const knocking = { atOnce: 60, perSecond: 1 };
/** Of each address that asks whether the app is well: whoever minds it asks often. */
const watching = { atOnce: 200, perSecond: 20 };

export function createDoor({ settings, access, pageScripts, now, report }: DoorOptions): Door {
  const senderOf = createSenders(settings.proxies);
  const cookieName = cookieNameFor(settings.port);
  // Who has to show a token cannot be tricked into showing it to somebody else's page: its name is another.
  const guard = access === undefined ? settings : { allowedHosts: ['*'] };
  const asks = new Allowances(asking, now);
  const changes = new Allowances(changing, now);
  const brought = new Allowances(bringing, now);
  const knocks = new Allowances(knocking, now);
  const watches = new Allowances(watching, now);
  /** Replies that have not ended, by the role whose token they were asked with. */
  const open = new Map<Role, number>();
  /** Bodies on their way here; each charges what came of it since. */
  const uploads = new Set<() => void>();

  /** The visitor, or what they are told instead of being let in. Throws ApiError. */
  function lookAt(request: IncomingMessage, response: ServerResponse): Visitor | Response {
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
    checkAllowed(known.role, request, response);
    return { role: known.role, isByToken: true, sender: sender.address };
  }

  function strangerAt(request: IncomingMessage, { address }: Sender, isWrong: boolean): Visitor | Response {
    const { method = 'GET', url = '/', headers } = request;
    const isOpen = openToStrangers.includes(pathOf(url)) && safeMethods.has(method);
    const allowances = isOpen ? watches : knocks;
    check(allowances, address, 'Too many requests without a token that is known here.');
    allowances.charge(address, 1);
    if (isOpen) return { role: 'stranger', isByToken: false, sender: address };
    if (!isApi(url) && headers.accept?.includes('text/html') === true)
      return tokenPage(isWrong, askedLanguage({ url, headers }));
    throw new ApiError(
      'unauthorized',
      isWrong
        ? 'This token is not one of this Longthink, or is no longer. Ask whoever runs it for a new link.'
        : 'This Longthink asks for a token: open the link that was shown when it was first started, or send “Authorization: Bearer …” along.',
    );
  }

  /** Throws TooManyError. */
  function checkAllowed(role: Role, request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', url = '/' } = request;
    if (sharedPath.test(url)) return;
    check(asks, role, 'Too many requests with this token.');
    const opened = open.get(role) ?? 0;
    if (opened >= mostOpen) throw new TooManyError('Too much is open with this token. Close some pages. Wait 5 s.', 5);
    asks.charge(role, 1);
    if (!safeMethods.has(method)) {
      for (const chargeMore of uploads) chargeMore();
      check(changes, role, 'Too many changes with this token.');
      check(brought, role, 'Too much was sent with this token.');
      changes.charge(role, 1);
      watchBody(role, request);
    }
    open.set(role, opened + 1);
    response.once('close', () => open.set(role, (open.get(role) ?? 1) - 1));
  }

  /** What is said to come is charged at once, the rest as it comes, and in the end what has come. */
  function watchBody(role: Role, request: IncomingMessage): void {
    const { socket, headers } = request;
    const before = socket.bytesRead;
    let charged = Math.min(mostBelieved, Number(headers['content-length'] ?? 0));
    brought.charge(role, charged);
    const chargeTo = (bytes: number) => {
      brought.charge(role, bytes - charged);
      charged = bytes;
    };
    const came = () => Math.max(0, socket.bytesRead - before);
    const chargeMore = () => chargeTo(Math.max(charged, came()));
    uploads.add(chargeMore);
    request.once('close', () => {
      uploads.delete(chargeMore);
      chargeTo(came());
    });
  }

  /** Those that may stand in the reply; in what is no page there are none. */
  function scriptsIn(url: string): readonly string[] {
    return isApi(url) || sharedPath.test(url) ? [] : [scriptsOfReply(), ...pageScripts];
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
    /** What is being answered on a connection. */
    const answering = new WeakMap<Duplex, ServerResponse>();
    const enter = (request: IncomingMessage, response: ServerResponse) => {
      answering.set(request.socket, response);
      let visitor: Visitor | Response;
      try {
        visitor = lookAt(request, response);
      } catch (error) {
        visitor = errorReply(error, report);
      }
      if (visitor instanceof Response) return void sendReply(response, visitor);
      const headers = insideHeaders(scriptsIn(request.url ?? '/'));
      // Redirections and refusals of the framework go out with them, too.
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      // From here the framework takes the number for its scripts; a visitor could have sent one of their own.
      request.headers[policyName] = headers[policyName];
      visiting(visitor, () => pass(request, response));
    };
    server.on('request', enter);
    // Whatever is expected beyond a word that the body may come: it is not waited for here.
    server.on('checkExpectation', enter);
    // No reply object goes with a CONNECT: without a listener the connection ends in silence.
    server.on('connect', (_request, socket) => endWith(socket, '405 Method Not Allowed', 'Longthink is no proxy.\n'));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      const current = answering.get(socket);
      const isMidway = current?.headersSent === true && !current.writableFinished;
      if (isMidway || !socket.writable || error.code === 'ECONNRESET') socket.destroy();
      else endWith(socket, statusOfBroken[error.code ?? ''] ?? '400 Bad Request');
    });
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

/** Of heads that Node cannot read, or does not wait for. */
const statusOfBroken: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Throws ApiError. */
function checkMay(role: Role, method: string): void {
  if (role === 'owner' || safeMethods.has(method)) return;
  throw new ApiError('viewing-only', refusalTexts.viewingOnly);
}

function check(allowances: Allowances, name: string, words: string): void {
  const seconds = allowances.wait(name);
  if (seconds > 0) throw new TooManyError(`${words} Wait ${seconds} s.`, seconds);
}
