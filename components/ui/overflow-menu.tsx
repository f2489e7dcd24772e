'use client';

import { useId, useRef, type ReactNode } from 'react';
import { Icon } from './icon';

interface OverflowMenuProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Pixels between the sign and its menu, and between that and the edge of the screen. */
const gap = 6;

/** Controls in a row where there is the width for it, and otherwise the lines of a menu behind one sign, each in words. */
export function OverflowMenu({ label, children }: OverflowMenuProps) {
  const id = useId();
  const sign = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        ref={sign}
        type="button"
        className="button button-quiet button-square lg:hidden"
        popoverTarget={id}
        aria-label={label}
        title={label}
      >
        <Icon name="more" />
      </button>
      <div
        ref={menu}
        id={id}
        popover=""
        role="group"
        aria-label={label}
        className="menu panel fixed inset-auto m-0 max-w-[92vw] flex-col p-1 text-ink shadow-lg lg:contents max-lg:open:flex"
        onBeforeToggle={() => {
          if (sign.current !== null && menu.current !== null) hang(menu.current, sign.current.getBoundingClientRect());
        }}
        onClick={({ target }) => {
          // A link is done with when it is followed; a button may have something to say where it was pressed.
          if (target instanceof Element && target.closest('a') !== null) menu.current?.hidePopover();
        }}
      >
        {children}
      </div>
    </>
  );
}

/** Below the sign, its end where that of the sign is. */
function hang(menu: HTMLElement, sign: DOMRect): void {
  menu.style.top = `${sign.bottom + gap}px`;
  menu.style.right = `${Math.max(gap, document.documentElement.clientWidth - sign.right)}px`;
  menu.style.maxHeight = `calc(100dvh - ${sign.bottom + 2 * gap}px)`;
}
