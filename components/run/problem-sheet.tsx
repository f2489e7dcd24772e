'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { runWords } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface ProblemSheetProps {
  readonly problem: string;
  /** How it is searched, as far as a line has room for it. */
  readonly line: ReactNode;
  /** All that is to be said of how it is searched. */
  readonly details: ReactNode;
}

/** What the line behind the problem has at least: where the run comes from on all but telephones, how it is searched only where there is the width. */
const lineRoom =
  '[--line:0rem] sm:has-[[data-line]>:not([data-facts])]:[--line:38%] xl:[--line:min(13rem,30%)] presented:[--line:0rem]';

/** A problem as a heading of one line, whatever its length; the whole of it and of how it is searched is laid over what follows. */
export function ProblemSheet({ problem, line, details }: ProblemSheetProps) {
  const say = useSay();
  const sheet = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // It is in the way of the tree: whoever turns to something else is done with it.
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && sheet.current?.contains(event.target) === false) setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [isOpen]);
  const label = say(isOpen ? runWords.firstLine : runWords.wholeProblem);
  return (
    <div
      ref={sheet}
      data-testid="problem-sheet"
      className={
        isOpen
          ? 'panel absolute inset-x-2 top-1 z-30 flex items-start gap-x-2 px-3 py-1.5 shadow-lg sm:right-auto sm:max-w-[min(60rem,calc(100%-1rem))] sm:min-w-96'
          : `flex min-w-[6.5rem] flex-1 items-center gap-x-2 ${lineRoom}`
      }
    >
      <div className={isOpen ? 'min-w-0 flex-1' : 'contents'}>
        <h1
          tabIndex={isOpen ? 0 : undefined}
          className={`text-lg leading-snug font-semibold text-pretty max-sm:text-base low:text-base ${
            isOpen
              ? 'max-h-[60dvh] overflow-auto'
              : 'first-line relative line-clamp-1 max-h-[1.6em] max-w-[calc(100%-var(--line)-3.2rem)] shrink-0 max-sm:max-w-[calc(100%-2.6rem)] presented:line-clamp-2 presented:max-h-[2.9em]'
          }`}
        >
          <MathText text={problem} />
        </h1>
        {isOpen ? <div className="mt-1.5 flex flex-col gap-0.5 text-sm text-mute">{details}</div> : null}
      </div>
      <button
        type="button"
        className="button button-quiet button-square shrink-0 low:min-h-0"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className={isOpen ? 'grid rotate-180' : 'grid'}>
          <Icon name="chevron" />
        </span>
      </button>
      {isOpen ? null : line}
    </div>
  );
}
