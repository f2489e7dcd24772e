'use client';

import { useId, type ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  /** Plain words under the control: what it means, its range. */
  readonly hint?: ReactNode;
  readonly error?: string;
  readonly children: (props: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': true | undefined;
  }) => ReactNode;
}

/** A labelled control with its explanation and its error, all tied together for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hasNote = hint !== undefined || error !== undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="label">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? `${id}-note` : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hasNote ? (
        <p id={`${id}-note`} className={`text-xs ${error === undefined ? 'text-mute' : 'text-bad'}`}>
          {error ?? hint}
        </p>
      ) : null}
    </div>
  );
}
