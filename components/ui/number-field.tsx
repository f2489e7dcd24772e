'use client';

import { useState, type ReactNode } from 'react';
import { sharedWords, type Say } from '@/lib/words';
import { Field } from './field';
import { useSay } from './use-language';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly hint?: ReactNode;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number with its range. What is typed stays as it is; only a number within the range is passed on. */
export function NumberField({ label, value, min, max, step = 1, hint, isDisabled, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | undefined>();
  const say = useSay();
  const error = draft === undefined ? undefined : complaint(draft, { min, max, step }, say);
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => (
        <input
          {...props}
          type="number"
          inputMode={step < 1 ? 'decimal' : 'numeric'}
          className="field"
          min={min}
          max={max}
          step={step < 1 ? 'any' : step}
          disabled={isDisabled}
          value={draft ?? String(value)}
          onChange={(event) => {
            const text = event.target.value;
            const isGood = complaint(text, { min, max, step }, say) === undefined;
            setDraft(isGood && String(Number(text)) === text ? undefined : text);
            if (isGood) onChange(Number(text));
          }}
          onBlur={() => setDraft(undefined)}
        />
      )}
    </Field>
  );
}

function complaint(
  text: string,
  range: { readonly min: number; readonly max: number; readonly step: number },
  say: Say,
): string | undefined {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return say(sharedWords.numberNeeded);
  if (value < range.min || value > range.max) return say(sharedWords.fromTo, { min: range.min, max: range.max });
  return range.step >= 1 && !Number.isInteger(value) ? say(sharedWords.wholeNeeded) : undefined;
}
