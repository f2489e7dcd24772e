import { strategyNames, type StrategyName } from '@/lib/search';
import { lessonWords, type Language } from '@/lib/words';
import { entryWords, glossary, type TermName } from '@/components/app/glossary';
import { Term } from '@/components/app/term';
import { StrategyTerm } from '@/components/strategies/strategy-term';

interface StopTermsProps {
  /** By name; what the glossary does not have is left out. */
  readonly terms: readonly string[];
  readonly language: Language;
}

/** The words that a stop brings up, each with its sentence from the glossary; not for those who look from afar. */
export function StopTerms({ terms, language }: StopTermsProps) {
  const known = terms.filter((name) => isTerm(name) || isStrategy(name));
  if (known.length === 0) return null;
  return (
    <ul
      data-chrome
      data-testid="stop-terms"
      aria-label={lessonWords.terms[language]}
      className="mt-1 flex flex-wrap gap-x-4 text-sm text-mute print:hidden"
    >
      {known.map((name) => (
        <li key={name}>
          {isTerm(name) ? (
            <Term name={name}>{entryWords(glossary[name], language).title}</Term>
          ) : isStrategy(name) ? (
            <StrategyTerm name={name} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function isTerm(name: string): name is TermName {
  return Object.hasOwn(glossary, name);
}

function isStrategy(name: string): name is StrategyName {
  return strategyNames.some((each) => each === name);
}
