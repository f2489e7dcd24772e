'use client';

import { useRef } from 'react';
import type { ListedProblem } from '@/lib/problems/wire';
import { gistOf } from '@/lib/tree';
import { startWords, subjectText } from '@/lib/words';
import { useKeys } from '@/components/ui/keys-overlay';
import { useLanguage, useSay } from '@/components/ui/use-language';

interface ProblemListProps {
  readonly label: string;
  readonly problems: readonly ListedProblem[];
  /** `uniqueId` of the chosen one. */
  readonly chosen: string | undefined;
  readonly onChoose: (uniqueId: string) => void;
}

/** Problems to choose from. One stop of the tab key: the arrows move through them, Enter chooses. */
export function ProblemList({ label, problems, chosen, onChoose }: ProblemListProps) {
  const say = useSay();
  const language = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  const stop = Math.max(
    0,
    problems.findIndex(({ uniqueId }) => uniqueId === chosen),
  );
  /** `to`: from the place of the row that has the focus, and the number of rows; beyond the ends it stays at them. */
  const move = (to: (at: number, count: number) => number) => () => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[Math.min(Math.max(to(at, rows.length), 0), rows.length - 1)]?.focus();
  };
  useKeys({
    title: label,
    lines: [
      {
        does: say(startWords.keyThroughProblems),
        keys: { ArrowUp: move((at) => at - 1), ArrowDown: move((at) => at + 1) },
        within: list,
      },
      {
        does: say(startWords.keyEndsOfProblems),
        keys: { Home: move(() => 0), End: move((_at, count) => count - 1) },
        within: list,
      },
    ],
  });
  return (
    <ul ref={list} aria-label={label} className="-mx-2 max-h-[max(19rem,100dvh-34rem)] overflow-auto">
      {problems.map(({ uniqueId, text, subject, level }, i) => {
        const isChosen = uniqueId === chosen;
        return (
          <li key={uniqueId}>
            <button
              type="button"
              tabIndex={i === stop ? 0 : -1}
              aria-pressed={isChosen}
              onClick={() => onChoose(uniqueId)}
              className={`flex w-full items-baseline gap-3 rounded-md px-2 py-1.5 text-left text-sm ${isChosen ? 'bg-ink/10' : 'hover:bg-ink/5'}`}
            >
              <span
                className="w-5 shrink-0 text-xs text-mute"
                title={say(startWords.levelTitle, { level: level ?? say(startWords.unknown) })}
              >
                {level === undefined ? '–' : `L${level}`}
              </span>
              <span className="min-w-0 flex-1 truncate">{gistOf(text)}</span>
              <span className="hidden max-w-32 shrink-0 truncate text-xs text-mute sm:inline">
                {subject === undefined ? '' : subjectText(subject)[language]}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
