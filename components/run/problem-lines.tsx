'use client';

import { useEffect, useRef, useState } from 'react';
import { runWords } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

/** A problem as a heading of two lines at most, whatever its length; the whole of it, where there is more, is laid over what follows. */
export function ProblemLines({ text }: { readonly text: string }) {
  const say = useSay();
  const lines = useRef<HTMLHeadingElement>(null);
  const [isCut, setIsCut] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  useEffect(() => {
    const heading = lines.current;
    if (heading === null || isWhole) return undefined;
    // Formulas stick out of their lines a little.
    const line = Number.parseFloat(getComputedStyle(heading).lineHeight);
    const observer = new ResizeObserver(() => setIsCut(heading.scrollHeight > heading.clientHeight + line * 0.6));
    observer.observe(heading);
    return () => observer.disconnect();
  }, [text, isWhole]);
  return (
    <div
      className={`flex items-start gap-1.5 ${isWhole ? 'panel absolute inset-x-2 top-1 z-30 px-3 py-1 shadow-lg' : ''}`}
    >
      <h1
        ref={lines}
        tabIndex={isWhole ? 0 : undefined}
        className={`text-lg leading-snug font-semibold text-pretty xl:text-xl low:text-base ${isWhole ? 'max-h-[60dvh] flex-1 overflow-auto' : 'line-clamp-2 max-h-[2.9em] print:line-clamp-none print:max-h-none low:line-clamp-1 low:max-h-[1.6em]'}`}
      >
        <MathText text={text} />
      </h1>
      {isCut || isWhole ? (
        <button
          type="button"
          className="button button-quiet button-square shrink-0 print:hidden low:min-h-0"
          aria-expanded={isWhole}
          aria-label={say(isWhole ? runWords.firstLines : runWords.wholeProblem)}
          title={say(isWhole ? runWords.firstLines : runWords.wholeProblem)}
          onClick={() => setIsWhole(!isWhole)}
        >
          <span className={isWhole ? 'grid rotate-180' : 'grid'}>
            <Icon name="chevron" />
          </span>
        </button>
      ) : null}
    </div>
  );
}
