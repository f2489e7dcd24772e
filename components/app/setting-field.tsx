'use client';

import type { ReactNode } from 'react';
import { NumberField } from '@/components/ui/number-field';
import { settingFields, type NumberName } from './setting-fields';

interface SettingFieldProps<N extends NumberName> {
  readonly name: N;
  /** The form that holds it. */
  readonly form: Readonly<Record<N, number>>;
  readonly hint?: ReactNode;
  readonly onChange: (change: Readonly<Record<N, number>>) => void;
}

/** One number of a search in a form. */
export function SettingField<N extends NumberName>({
  name,
  form,
  hint = settingFields[name].hint,
  onChange,
}: SettingFieldProps<N>) {
  return (
    <NumberField
      {...settingFields[name]}
      value={form[name]}
      hint={hint}
      // A computed key is a string to the compiler.
      onChange={(value) => onChange({ [name]: value } as Record<N, number>)}
    />
  );
}
