/** Words that are signs where a number stands beside them: `negative 5`, `3 to 2`, `about 4`, `50 percent`, `12 base 5`. Data and one question. */

export interface SpokenSign {
  /** `before` a number, `between` two, or `behind` one. */
  readonly place: 'before' | 'between' | 'behind';
  readonly token: { readonly kind: 'mark' | 'command'; readonly text: string };
}

const SIGNS: ReadonlyMap<string, SpokenSign> = new Map(
  (
    [
      ['before', 'mark', '-', 'negative minus'],
      ['before', 'mark', '+', 'positive plus'],
      ['before', 'command', 'approx', 'about around roughly approximately approx approx.'],
      ['before', 'command', 'cis', 'cis'],
      ['between', 'mark', ':', 'to :'],
      ['between', 'mark', '*', 'times'],
      ['between', 'mark', '/', 'over'],
      ['between', 'mark', '_', 'base'],
      ['behind', 'mark', '%', 'percent pct pct.'],
    ] as const
  ).flatMap(([place, kind, text, spoken]) =>
    spoken.split(' ').map((word) => [word, { place, token: { kind, text } }] as const),
  ),
);

/** undefined for words that are none wherever they stand. */
export function spokenSign(words: string): SpokenSign | undefined {
  return SIGNS.get(words.toLowerCase().replace('per cent', 'percent').trim());
}
