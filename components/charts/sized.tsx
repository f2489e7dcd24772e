'use client';

import { useState, type ReactNode } from 'react';
import { sheet, usePrinting } from '@/components/ui/use-printing';

interface Size {
  readonly width: number;
  /** Of the page's type, in pixels. */
  readonly rem: number;
}

interface SizedProps {
  /** Not narrower than this, in rem; what stands around it then scrolls. */
  readonly minRem?: number;
  readonly children: (size: Size) => ReactNode;
}

/** Beside what stands in a panel, in rem: its border and its padding, and those of the page. */
const edges = 5.5;
/** Type in a picture on paper, which is nearer to the eye, to that on a screen. */
const paperType = 0.7;

/** Tells its content how wide it is, and what goes into a panel on paper; empty until that is known. */
export function Sized({ minRem = 0, children }: SizedProps) {
  const [size, setSize] = useState<Size>();
  const isPrinting = usePrinting();
  const observe = (box: HTMLDivElement) => {
    const measure = () => {
      const width = Math.floor(box.clientWidth);
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      setSize((old) => (old?.width === width && old.rem === rem ? old : { width, rem }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  };
  const [ref] = useState(() => (box: HTMLDivElement | null) => (box === null ? undefined : observe(box)));
  return (
    <div ref={ref} style={{ minWidth: isPrinting ? undefined : `${minRem}rem` }}>
      {size === undefined || size.width === 0 ? null : children(isPrinting ? onPaper(size, minRem) : size)}
    </div>
  );
}

function onPaper({ width, rem }: Size, minRem: number): Size {
  const room = Math.min(width, sheet.width - edges * rem);
  return { width: room, rem: Math.min(paperType * rem, minRem === 0 ? Infinity : room / minRem) };
}
