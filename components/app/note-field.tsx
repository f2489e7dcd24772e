'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';

interface NoteFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly isLong?: boolean;
  readonly onKeep: (value: string) => void;
}

/** A line or a note that is kept when one leaves it, or presses Enter in a line. */
export function NoteField({ label, hint, value, isLong = false, onKeep }: NoteFieldProps) {
  const [draft, setDraft] = useState<string | undefined>();
  const keep = () => {
    if (draft !== undefined && draft.trim() !== value) onKeep(draft.trim());
    setDraft(undefined);
  };
  return (
    <Field label={label} hint={hint}>
      {(props) =>
        isLong ? (
          <textarea
            {...props}
            className="field min-h-16"
            maxLength={4_000}
            value={draft ?? value}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={keep}
          />
        ) : (
          <input
            {...props}
            className="field"
            maxLength={400}
            value={draft ?? value}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={keep}
            onKeyDown={(event) => {
              if (event.key === 'Enter') keep();
            }}
          />
        )
      }
    </Field>
  );
}
