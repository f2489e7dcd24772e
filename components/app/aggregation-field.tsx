'use client';

import { aggregationNames, type AggregationName } from '@/lib/search';
import { aggregationWords } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { useSay } from '@/components/ui/use-language';

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
  const say = useSay();
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
              {say(aggregationWords[name])}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
