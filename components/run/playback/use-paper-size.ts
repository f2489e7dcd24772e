'use client';

import { useEffect, useState, type CSSProperties, type RefObject } from 'react';

/** Width of a sheet within its margins, in CSS pixels: the narrower of A4 and Letter. */
const sheetWidth = 690;

interface PaperSize {
  /** Of the element: what it takes of the sheet. */
  readonly room: CSSProperties;
  /** Of the one thing in it that fills it. */
  readonly content: CSSProperties;
}

/**
 * How what fills an element keeps the size that it has on the screen while it is printed, made smaller to fit the sheet: what is
 * drawn in it stays as the reader left it. Scaled, not zoomed: Chromium prints a zoomed canvas smaller than what lies over it.
 */
export function usePaperSize(element: RefObject<HTMLElement | null>, isPrinting: boolean): PaperSize | undefined {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const shown = element.current;
    if (shown === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (matchMedia('print').matches) return;
      setSize({ width: shown.offsetWidth, height: shown.offsetHeight });
    });
    observer.observe(shown);
    return () => observer.disconnect();
  }, [element]);
  const { width, height } = size;
  if (!isPrinting || width === 0) return undefined;
  const scale = Math.min(1, sheetWidth / width);
  return {
    room: { width: width * scale, height: height * scale, flex: 'none', overflow: 'hidden' },
    content: { width, height, transform: `scale(${scale})`, transformOrigin: '0 0' },
  };
}
