/** Where a token stands in a request: in a header, in a link, or in the cookie that a link leaves behind. Knows no token. */
import type { IncomingHttpHeaders } from 'node:http';
import { isApi } from './well-formed';

/** A link is asked for once in so long. */
const cookieLifeS = 90 * 24 * 60 * 60;

interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Cookies are those of a machine, whatever the port: two Longthinks on one have one each. */
export function cookieNameFor(port: number): string {
  return `longthink-${port}`;
}

/** `isSecure`: it came over https, and is sent over nothing else. Lax: a link in a mail leads in, a form elsewhere does not. */
export function cookieFor(cookie: {
  readonly name: string;
  readonly value: string;
  readonly isSecure: boolean;
}): string {
  const { name, value, isSecure } = cookie;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${cookieLifeS}${isSecure ? '; Secure' : ''}`;
}

/** What is shown: a token, or what a cookie holds in its place. */
export interface Shown {
  readonly value: string;
  readonly isCookie: boolean;
}

/** What was said on purpose first: a link over what was remembered, a header over both. */
export function shownIn({ url, headers }: Asked, cookieName: string): readonly Shown[] {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  // Addresses of data are written into logs and scripts: there a token has no place.
  const link = isApi(url)
    ? undefined
    : (new URLSearchParams(url.split('?').slice(1).join('?')).get('token') ?? undefined);
  const cookies = (headers.cookie ?? '').split(';').flatMap((each) => {
    const [name, ...value] = each.trim().split('=');
    return name === cookieName ? [value.join('=')] : [];
  });
  return [
    ...[bearer, link].map((value) => ({ value, isCookie: false })),
    ...cookies.map((value) => ({ value, isCookie: true })),
  ].flatMap(({ value, isCookie }) => (value === undefined || value === '' ? [] : [{ value, isCookie }]));
}

/** The same address without the token; it never leads to another machine. */
export function withoutToken(url: string): string {
  const [path = '/', ...rest] = url.split('?');
  const asked = rest.join('?');
  if (!new URLSearchParams(asked).has('token')) return url;
  const others = new URLSearchParams(asked);
  others.delete('token');
  return `${path.replace(/^[/\\]+/, '/')}${others.size === 0 ? '' : `?${others.toString()}`}`;
}
