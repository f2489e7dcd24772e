import { Fragment, type ReactNode } from 'react';
import { piecesOf, type PlaceOf, type Text } from '@/lib/words';
import { useLanguage } from './use-language';

interface SaidProps<T extends Text> {
  readonly text: T;
  /** What stands in its places: each language has its own order. */
  readonly parts: { readonly [Name in PlaceOf<T['en']>]: ReactNode };
}

/** A sentence with something else than words in it: terms, links, formulas. */
export function Said<const T extends Text>({ text, parts }: SaidProps<T>) {
  const language = useLanguage();
  const byPlace: Readonly<Record<string, ReactNode>> = parts;
  return piecesOf(text[language], byPlace).map((piece, i) => (
    <Fragment key={i}>{'words' in piece ? piece.words : byPlace[piece.place]}</Fragment>
  ));
}
