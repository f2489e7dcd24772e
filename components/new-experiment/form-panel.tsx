import { useId, type ReactNode } from 'react';

interface FormPanelProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** A titled part of the form. */
export function FormPanel({ title, note, children }: FormPanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="panel flex min-w-0 flex-col gap-3 p-4">
      <div>
        <h2 id={id} className="text-base">
          {title}
        </h2>
        {note === undefined ? null : <p className="mt-0.5 text-sm text-mute">{note}</p>}
      </div>
      {children}
    </section>
  );
}
