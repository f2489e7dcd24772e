/** In which language a request wishes to be answered: as its address says, else as its browser does. */
import type { IncomingHttpHeaders } from 'node:http';
import { languageFor, languageSchema, type Language } from '@/lib/words';

interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export function askedLanguage({ url, headers }: Asked): Language {
  const wished = new URLSearchParams(url.split('?').slice(1).join('?')).get('lang');
  return languageSchema.safeParse(wished).data ?? languageFor(preferredIn(headers['accept-language'] ?? ''));
}

/** The tags of an Accept-Language header, most wanted first; those that are not wanted at all are left out. */
function preferredIn(header: string): readonly string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1');
      return { tag, weight };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
