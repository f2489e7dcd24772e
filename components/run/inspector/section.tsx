import type { ReactNode } from 'react';

/** A titled part of the inspector. */
export function Section({
  title,
  children,
  aside,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
}) {
  return (
    <section>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 className="text-sm font-medium text-mute">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
