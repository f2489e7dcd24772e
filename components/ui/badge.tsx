import type { ReactNode } from 'react';

interface BadgeProps {
  readonly children: ReactNode;
  /** What it means, on hover. */
  readonly title?: string;
  /** Something goes on. */
  readonly isBreathing?: boolean;
}

/** A word about where a number comes from or how it was made. */
export function Badge({ children, title, isBreathing = false }: BadgeProps) {
  return (
    <span
      title={title}
      className="inline-flex items-center gap-1.5 rounded-md border border-dim/60 px-1.5 py-px text-xs whitespace-nowrap text-mute"
    >
      {isBreathing ? <span aria-hidden="true" className="breathing size-1.5 rounded-full bg-ink" /> : null}
      {children}
    </span>
  );
}
