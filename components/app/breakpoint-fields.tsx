'use client';

import { useState } from 'react';
import type { Breakpoints } from '@/lib/search';
import { settingWords } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { useSay } from '@/components/ui/use-language';

interface BreakpointFieldsProps {
  readonly breakpoints: Breakpoints;
  readonly onChange: (breakpoints: Breakpoints) => void;
  /** There is a reference answer that could be lost. */
  readonly hasReference: boolean;
}

/** Where a search is to pause by itself, right before a round is decided; an empty field asks for nothing. */
export function BreakpointFields({ breakpoints, onChange, hasReference }: BreakpointFieldsProps) {
  const say = useSay();
  const set = (change: Breakpoints) => {
    const next = { ...breakpoints, ...change };
    onChange(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)));
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <AmountField
        label={say(settingWords.closerThan)}
        hint={say(settingWords.closerThanHint)}
        value={breakpoints.closerThan}
        onChange={(closerThan) => set({ closerThan })}
      />
      <AmountField
        label={say(settingWords.fallsBy)}
        hint={say(settingWords.fallsByHint)}
        value={breakpoints.fallsBy}
        onChange={(fallsBy) => set({ fallsBy })}
      />
      <Field label={say(settingWords.holdsAnswer)} hint={say(settingWords.holdsAnswerHint)}>
        {(props) => (
          <input
            {...props}
            className="field"
            maxLength={200}
            value={breakpoints.holdsAnswer ?? ''}
            onChange={({ target }) => set({ holdsAnswer: target.value === '' ? undefined : target.value })}
          />
        )}
      </Field>
      <label className="flex items-start gap-2 text-sm sm:mt-6">
        <input
          type="checkbox"
          className="mt-1"
          checked={breakpoints.losesReference === true}
          disabled={!hasReference}
          onChange={({ target }) => set({ losesReference: target.checked ? true : undefined })}
        />
        <span>
          {say(settingWords.losesReference)}
          {hasReference ? null : <span className="block text-xs text-mute">{say(settingWords.noneKnown)}</span>}
        </span>
      </label>
    </div>
  );
}

interface AmountFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** A number in [0, 1], or nothing. What is typed stays as it is. */
function AmountField({ label, hint, value, onChange }: AmountFieldProps) {
  const say = useSay();
  const [draft, setDraft] = useState<string | undefined>();
  const typed = Number(draft);
  const error =
    draft === undefined || draft === '' || (typed >= 0 && typed <= 1) ? undefined : say(settingWords.zeroToOne);
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => (
        <input
          {...props}
          type="number"
          inputMode="decimal"
          className="field"
          min={0}
          max={1}
          step="any"
          value={draft ?? value ?? ''}
          onChange={({ target }) => {
            setDraft(target.value);
            const next = Number(target.value);
            if (target.value === '') onChange(undefined);
            else if (next >= 0 && next <= 1) onChange(next);
          }}
          onBlur={() => setDraft(undefined)}
        />
      )}
    </Field>
  );
}
