/**
 * Keeps other web sites away from an interface without accounts: a page elsewhere must neither start a search here
 * (cross-site requests) nor reach us under its own name (DNS rebinding).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError } from '../http/api-error';
import { isLoopback } from './sender';
import { visitorHere } from './visitor';

export interface GuardSettings {
  /** Host names, besides loopback and addresses in numbers, under which the app may be reached; `*` for any. */
  readonly allowedHosts: readonly string[];
}

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The name by which the app was asked for. */
  readonly host: string;
}

export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Throws ApiError `forbidden` when the request cannot have come from the app's own pages or from a script. */
export function checkOrigin(request: Asked, settings: GuardSettings): void {
  const { host } = request;
  if (!isAllowedHost(hostnameOf(`http://${host}`), settings)) {
    throw new ApiError(
      'forbidden',
      `This Longthink does not answer to the name “${host}”. Add it to LONGTHINK_ALLOWED_HOSTS if it should.`,
    );
  }
  if (safeMethods.has(request.method)) return;
  const { origin, 'sec-fetch-site': site = 'none' } = request.headers;
  const isForeignSite = site !== 'same-origin' && site !== 'none';
  if (isForeignSite || (origin !== undefined && !isSameHost(origin, host))) {
    throw new ApiError(
      'forbidden',
      "Requests that change something are accepted from Longthink's own pages and from scripts only, not from other sites.",
    );
  }
}

/**
 * Throws ApiError `forbidden` when the request may come from another machine than the one that Longthink runs on, and not
 * from the holder of the owner's token: for what reaches out to addresses, or writes them down. `name` says what that is. Headers can be made up, so they only ever speak
 * against a request: what counts is that the socket takes connections of this machine alone, which the launcher sees to.
 */
export function checkFromThisMachine(request: Request, name: string, settings: { readonly isLocal: boolean }): void {
  const visitor = visitorHere();
  if (visitor?.isByToken === true && visitor.role === 'owner') return;
  const host = hostnameOf(`http://${request.headers.get('host') ?? ''}`);
  // Whoever stands in between says for whom; without anybody it is the one who is connected.
  const senders = (request.headers.get('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
  const isFromHere = senders.every((sender) => sender === '' || isLoopback(sender.replace(/^::ffff:/, '')));
  if (settings.isLocal && host !== undefined && isLoopback(host) && isFromHere) return;
  throw new ApiError('forbidden', fillText(refusalTexts.onlyHere, { what: name }));
}

/** An address in numbers cannot be rebound: the browser connected to it because it was asked for by that address. */
function isAllowedHost(hostname: string | undefined, { allowedHosts }: GuardSettings): boolean {
  if (hostname === undefined) return false;
  const isLoopbackName = hostname === 'localhost' || hostname.endsWith('.localhost');
  return (
    isLoopbackName ||
    isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 ||
    allowedHosts.includes('*') ||
    allowedHosts.includes(hostname)
  );
}

/** A proxy in front may speak https to the browser and http to us, so schemes are not compared. */
function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host.toLowerCase() === host.toLowerCase();
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : undefined;
}
