import { nowAt, type Now, type TreeView } from '@/lib/tree';
import type { LogEntry } from '@/lib/runs/wire';
import { presenterWords, say, type Language } from '@/lib/words';
import { useLanguage } from '@/components/ui/use-language';
import { MathText } from '@/components/math/math-text';

interface NowLineProps {
  readonly view: TreeView;
  readonly entries: readonly LogEntry[];
  readonly cursor: number;
}

/** What happens now, in one sentence that can be read from the back of a hall. */
export function NowLine({ view, entries, cursor }: NowLineProps) {
  const language = useLanguage();
  return (
    <p lang={language} data-testid="now" className="shrink-0 border-b border-line bg-panel px-5 py-2 text-xl">
      <MathText text={sentenceOf(nowAt(view, entries, cursor), language)} />
    </p>
  );
}

function sentenceOf(now: Now, language: Language): string {
  switch (now.type) {
    case 'nothing':
      return presenterWords.nothing[language];
    case 'writing':
      return say(presenterWords.writing, language, { step: now.step, count: now.count });
    case 'decided': {
      const { step, lives, of, best } = now;
      return best === undefined
        ? say(presenterWords.decidedUnscored, language, { step, lives, of })
        : say(presenterWords.decided, language, { step, lives, of, best });
    }
    case 'chosen':
      return now.answer === undefined
        ? presenterWords.noAnswer[language]
        : say(presenterWords.chosen, language, { answer: `$${now.answer}$` });
  }
}
