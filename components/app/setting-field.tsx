'use client';

import type { ReactNode } from 'react';
import { NumberField } from '@/components/ui/number-field';
import { useSay } from '@/components/ui/use-language';
import { settingFields, type NumberName } from './setting-fields';

interface SettingFieldProps<N extends NumberName> {
  readonly name: N;
  /** The form that holds it. */
  readonly form: Readonly<Record<N, number>>;
  readonly hint?: ReactNode;
  readonly onChange: (change: Readonly<Record<N, number>>) => void;
}

/** One number of a search in a form. */
export function SettingField<N extends NumberName>({ name, form, hint, onChange }: SettingFieldProps<N>) {
  const say = useSay();
  const { label, hint: usual, ...range } = settingFields[name];
  return (
    <NumberField
      {...range}
      label={say(label)}
      value={form[name]}
      hint={hint ?? (usual === undefined ? undefined : say(usual))}
      // A computed key is a string to the compiler.
      onChange={(value) => onChange({ [name]: value } as Record<N, number>)}
    />
  );
}
