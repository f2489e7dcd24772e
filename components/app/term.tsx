import type { ReactNode } from 'react';
import { Explained } from '@/components/ui/explained';
import { useLanguage } from '@/components/ui/use-language';
import { entryWords, glossary, type TermName } from './glossary';

interface TermProps {
  readonly name: TermName;
  /** The word as it stands in its sentence. */
  readonly children: ReactNode;
}

/** A word of the glossary where it stands first on a page. */
export function Term({ name, children }: TermProps) {
  const { means } = entryWords(glossary[name], useLanguage());
  const { follows } = glossary[name];
  return (
    <Explained means={means} follows={follows}>
      {children}
    </Explained>
  );
}
