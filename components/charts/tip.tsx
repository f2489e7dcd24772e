import type { ReactNode } from 'react';

interface TipProps {
  readonly x: number;
  readonly y: number;
  /** Of the picture it lies over. */
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/** What is said of a place in a picture, beside it, on the side where there is more room. The place itself says the same in words. */
export function Tip({ x, y, width, height, children }: TipProps) {
  const isRight = x < width * 0.55;
  const isBelow = y < height * 0.5;
  return (
    <div
      aria-hidden="true"
      data-testid="tip"
      className="panel pointer-events-none absolute z-10 w-max max-w-[min(21rem,70%)] px-3 py-2 text-sm shadow-lg shadow-(color:--shade)"
      style={{
        ...(isRight ? { left: x + 14 } : { right: width - x + 14 }),
        ...(isBelow ? { top: y + 10 } : { bottom: height - y + 10 }),
      }}
    >
      {children}
    </div>
  );
}
