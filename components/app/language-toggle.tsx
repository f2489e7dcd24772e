import { languages, lessonWords, type Language } from '@/lib/words';

interface LanguageToggleProps {
  readonly language: Language;
  readonly onChoose: (language: Language) => void;
}

/** Says the name of the other language in that language. */
export function LanguageToggle({ language, onChoose }: LanguageToggleProps) {
  const other = languages[(languages.indexOf(language) + 1) % languages.length] ?? language;
  return (
    <button
      type="button"
      className="button button-quiet px-2"
      data-testid="language"
      aria-label={lessonWords.changeLanguage[language]}
      title={lessonWords.changeLanguage[language]}
      onClick={() => onChoose(other)}
    >
      <span lang={other}>{lessonWords.language[language]}</span>
    </button>
  );
}
