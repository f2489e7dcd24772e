'use client';

import { useId, useRef, type ReactNode } from 'react';

interface ExplainedProps {
  readonly children: ReactNode;
  /** What it means, in a sentence. */
  readonly means: string;
  /** Where that is said. */
  readonly follows: string | undefined;
}

/** Pixels between the word and its explanation, and between that and the edge of the screen. */
const gap = 6;
/** How long the pointer may be on its way from the word to the explanation. */
const wayMs = 120;

/** A word with its explanation, under the pointer and in the focus; Escape closes it. Lies over everything, so that nothing cuts it off. */
export function Explained({ children, means, follows }: ExplainedProps) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const leaving = useRef<number | undefined>(undefined);
  const show = () => {
    window.clearTimeout(leaving.current);
    if (word.current === null || tip.current === null || tip.current.matches(':popover-open')) return;
    tip.current.showPopover();
    place(tip.current, word.current.getBoundingClientRect());
  };
  const hide = () => {
    window.clearTimeout(leaving.current);
    if (tip.current?.matches(':popover-open') === true) tip.current.hidePopover();
  };
  const leave = () => {
    leaving.current = window.setTimeout(hide, wayMs);
  };
  return (
    <>
      <button
        ref={word}
        type="button"
        className="explained"
        aria-describedby={id}
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') show();
        }}
        onPointerLeave={leave}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || tip.current?.matches(':popover-open') !== true) return;
          event.preventDefault();
          event.stopPropagation();
          hide();
        }}
      >
        {children}
      </button>
      <span
        ref={tip}
        id={id}
        popover="manual"
        role="tooltip"
        className="panel fixed inset-auto m-0 w-max max-w-[min(22rem,92vw)] px-3 py-2 text-left text-sm font-normal tracking-normal whitespace-normal text-ink shadow-lg"
        onPointerEnter={() => window.clearTimeout(leaving.current)}
        onPointerLeave={leave}
      >
        {means}
        {follows === undefined ? null : <span className="mt-1 block text-xs text-mute">{follows}</span>}
      </span>
    </>
  );
}

/** Below the word, or above it where there is no room. */
function place(tip: HTMLElement, word: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(gap, Math.min(word.left, window.innerWidth - width - gap));
  const isBelow = word.bottom + gap + height <= window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${isBelow ? word.bottom + gap : Math.max(gap, word.top - gap - height)}px`;
}
