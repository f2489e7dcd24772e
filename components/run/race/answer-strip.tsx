'use client';

import { memo, useEffect, useRef, useState } from 'react';
import type { Measure } from '@/lib/race';
import { gistOf } from '@/lib/tree';
import { raceWords, type Say } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { Stretch } from './race-model';
import { amountWords } from './race-words';
import { placeLabels } from './strip-labels';

interface AnswerStripProps {
  readonly stretches: readonly Stretch[];
  /** What the clock counts, and where it ends. */
  readonly by: Measure;
  readonly total: number;
  /** Where the lane ends, and whether that is for good. */
  readonly end: number;
  readonly isOver: boolean;
  /** More answers may be on their way. */
  readonly isArriving: boolean;
}

/** Right stands high, wrong low: the shape says what the colour says. */
const looks = {
  right: 'top-0 border-t-4 border-good bg-good/15',
  wrong: 'top-2 border-t border-dim bg-ink/7',
  unknown: 'top-1 border-t-2 border-mute bg-ink/7',
} as const;

/** Which answer a lane held when, on the scale of the clock. */
export const AnswerStrip = memo(function AnswerStrip({
  stretches,
  by,
  total,
  end,
  isOver,
  isArriving,
}: AnswerStripProps) {
  const say = useSay();
  const share = (amount: number) => (total === 0 ? 0 : amount / total);
  const held = stretches.filter(({ answer, from, to }) => answer !== undefined && to > from);
  const [strip, width] = useWidth();
  const words = held.map(({ answer }) => gistOf(answer ?? ''));
  const labels = placeLabels(
    held.map(({ from, to }, i) => ({ start: share(from) * width, end: share(to) * width, words: words[i] ?? '' })),
    width,
  );
  return (
    <div
      ref={strip}
      role="img"
      data-testid="strip"
      aria-label={
        held.length === 0
          ? say(isArriving ? raceWords.openingRuns : raceWords.noneHeld)
          : held.map((stretch) => stretchWords(stretch, by, say)).join('; ')
      }
      className="relative h-7 overflow-hidden"
    >
      <div className="absolute inset-x-0 bottom-0 border-b border-line" />
      <div
        className="absolute bottom-0 left-0 h-px w-full origin-left bg-mute"
        style={{ transform: `scaleX(${share(end)})` }}
      />
      {held.map((stretch) => {
        const { from, to, verdict } = stretch;
        return (
          <div
            key={from}
            title={stretchWords(stretch, by, say)}
            data-verdict={verdict ?? 'unknown'}
            className={`absolute bottom-0 border-r border-bg ${looks[verdict ?? 'unknown']}`}
            style={{ left: `${100 * share(from)}%`, width: `${100 * (share(to) - share(from))}%` }}
          />
        );
      })}
      {labels.map((label, i) =>
        label === undefined ? null : (
          // A formula of two lines or one cut in two would not be read; its words end in dots.
          <span
            key={held[i]?.from}
            className={`pointer-events-none absolute top-2 bottom-0 flex items-center px-1 text-xs ${label.isBefore ? 'justify-end' : ''}`}
            style={{ left: label.left, width: label.width }}
          >
            <span className="truncate">{words[i]}</span>
          </span>
        ),
      )}
      {isOver ? (
        <div
          aria-hidden="true"
          className="absolute inset-y-0 w-0.5 -translate-x-full bg-ink"
          style={{ left: `${100 * share(end)}%` }}
        />
      ) : null}
    </div>
  );
});

/** Of the element that the ref is given to, in pixels; 0 before it is known. */
function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const sizes = new ResizeObserver(() => setWidth(element.clientWidth));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  return [ref, width] as const;
}

const heldWords = {
  right: raceWords.heldRight,
  wrong: raceWords.heldWrong,
  unknown: raceWords.held,
} as const;

function stretchWords({ from, to, answer, verdict }: Stretch, by: Measure, say: Say): string {
  return say(heldWords[verdict ?? 'unknown'], {
    answer: answer ?? '',
    from: amountWords(from, by, say),
    to: amountWords(to, by, say),
  });
}
