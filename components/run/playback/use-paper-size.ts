'use client';

import { useEffect, useState, type CSSProperties, type RefObject } from 'react';

/** Width of a sheet within its margins, in CSS pixels: the narrower of A4 and Letter. */
const sheetWidth = 690;

/**
 * How an element keeps the size that it has on the screen while it is printed, made smaller to fit the sheet: what is drawn in it
 * stays as the reader left it.
 */
export function usePaperSize(element: RefObject<HTMLElement | null>, isPrinting: boolean): CSSProperties | undefined {
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
  return isPrinting && width > 0 ? { width, height, flex: 'none', zoom: Math.min(1, sheetWidth / width) } : undefined;
}
