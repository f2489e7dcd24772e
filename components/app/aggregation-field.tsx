'use client';

import { aggregationNames, type AggregationName } from '@/lib/search';
import { Field } from '@/components/ui/field';
import { aggregationTitles } from './words';

interface AggregationFieldProps {
  readonly label: string;
  readonly hint: string;
  /** What happens when nothing is chosen. */
  readonly usual: string;
  readonly value: AggregationName | undefined;
  readonly onChange: (value: AggregationName | undefined) => void;
}

/** One of the ways from step scores to one number, in a form. */
export function AggregationField({ label, hint, usual, value, onChange }: AggregationFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(props) => (
        <select
          {...props}
          className="field"
          value={value ?? ''}
          onChange={(event) => onChange(aggregationNames.find((name) => name === event.target.value))}
        >
          <option value="">{usual}</option>
          {aggregationNames.map((name) => (
            <option key={name} value={name}>
              {aggregationTitles[name]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
