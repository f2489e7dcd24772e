'use client';

import { useState, type ReactNode } from 'react';

interface SizedProps {
  /** Not narrower than this, in rem; what stands around it then scrolls. */
  readonly minRem?: number;
  /** `rem`: the size of the page's type, in pixels. */
  readonly children: (size: { readonly width: number; readonly rem: number }) => ReactNode;
}

/** Tells its content how wide it is; empty until that is known. */
export function Sized({ minRem = 0, children }: SizedProps) {
  const [size, setSize] = useState<{ readonly width: number; readonly rem: number } | undefined>();
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
    <div ref={ref} style={{ minWidth: `${minRem}rem` }}>
      {size === undefined || size.width === 0 ? null : children(size)}
    </div>
  );
}
