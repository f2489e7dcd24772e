/** What is said in the terminal of who can reach the app, and by which links. Reads the addresses of the machine, nothing else. */
import { networkInterfaces } from 'node:os';
import type { Settings } from '../settings/settings';
import type { Access, TokenOrigin } from './access';

/** A machine with many addresses is named by some of them. */
const maxAddresses = 4;

type Told = Pick<Settings, 'listensAt' | 'port' | 'isLocal' | 'proxies' | 'accessFile'>;

/** Some lines; the tokens that were made stand in them, and nowhere else. */
export function welcome(settings: Told, { origin }: Pick<Access, 'origin'>): string {
  const { listensAt, port, isLocal, proxies, accessFile } = settings;
  const places = placesOf(listensAt).map((place) => `http://${place}:${port}`);
  const reach = isLocal
    ? proxies.length > 0
      ? `whoever comes through a proxy at ${proxies.join(', ')}`
      : 'whoever can open a connection on this machine'
    : `whoever can reach this machine on port ${port}`;
  const place = places[0] ?? `http://localhost:${port}`;
  const made = [origin.owner, origin.viewer].filter((each) => each.type === 'made');
  return [
    '',
    `  Longthink listens at ${listensAt}:${port}. It answers ${reach}, and shows nothing without a token.`,
    `    owner, may do everything:   ${wayIn(origin.owner, place, 'LONGTHINK_TOKEN')}`,
    `    viewers, may look only:     ${wayIn(origin.viewer, place, 'LONGTHINK_VIEWER_TOKEN')}`,
    ...(places.length > 1 ? [`  The same at ${places.slice(1).join(', ')}.`] : []),
    ...(made.length === 0
      ? []
      : made.some(({ isKept }) => isKept)
        ? [
            `  These links are shown this once; ${accessFile} keeps hashes of their tokens. Without that file new ones are made.`,
          ]
        : [`  ${accessFile} cannot be written: these links hold until Longthink stops.`]),
    ...(isLocal
      ? []
      : ['  It speaks http: what is sent can be read on the way, unless a proxy in front speaks https.']),
    '',
  ].join('\n');
}

function wayIn(origin: TokenOrigin, place: string, variable: string): string {
  switch (origin.type) {
    case 'made':
      return `${place}/?token=${origin.token}`;
    case 'kept':
      return 'by the link that was shown when it was first started';
    case 'set':
      return `${place}/?token= and what is in ${variable}`;
  }
}

/** How others may call this machine, as hosts of an address. */
function placesOf(listensAt: string): readonly string[] {
  const isAny = listensAt === '0.0.0.0' || listensAt === '::' || listensAt === '';
  if (!isAny) return [listensAt.includes(':') ? `[${listensAt}]` : listensAt];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, maxAddresses);
}
