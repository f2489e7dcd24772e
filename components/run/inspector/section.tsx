import type { ReactNode } from 'react';

/** A titled part of the inspector. */
export function Section({
  title,
  children,
  aside,
  isForScreen = false,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
  /** Has nothing to say on paper. */
  readonly isForScreen?: boolean;
}) {
  return (
    <section className={isForScreen ? 'print:hidden' : undefined}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 className="text-sm font-medium text-mute">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
