'use client';

import { languages, navigationWords } from '@/lib/words';
import { chooseLanguage } from '@/components/ui/language';
import { useLanguage } from '@/components/ui/use-language';

/** Says the name of the other language in that language. */
export function LanguageToggle() {
  const language = useLanguage();
  const other = languages[(languages.indexOf(language) + 1) % languages.length] ?? language;
  return (
    <button
      type="button"
      className="button button-quiet px-2"
      data-testid="language"
      aria-label={navigationWords.changeLanguage[language]}
      title={navigationWords.changeLanguage[language]}
      onClick={() => chooseLanguage(other)}
    >
      <span lang={other}>{navigationWords.language[language]}</span>
    </button>
  );
}
