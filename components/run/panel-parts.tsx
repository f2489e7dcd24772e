import type { ReactNode } from 'react';

/** A titled part of the inspector. */
export function Section({ title, children, aside }: { readonly title: string; readonly children: ReactNode; readonly aside?: ReactNode }) {
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

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm">{children}</dl>;
}

/** Nothing when there is nothing to say. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return children === undefined ? null : (
    <div className="min-w-0">
      <dt className="text-xs text-mute">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
