'use client';

import type { SearchConfig } from '@/lib/search';
import type { Text } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { useSay } from '@/components/ui/use-language';
import { choiceFields, type Choice } from './setting-fields';

interface ChoiceFieldProps<C extends Choice> {
  readonly name: C;
  /** The form that holds it. */
  readonly form: Readonly<Pick<SearchConfig, C>>;
  readonly onChange: (change: Readonly<Pick<SearchConfig, C>>) => void;
}

/** One choice between words in a form. */
export function ChoiceField<C extends Choice>({ name, form, onChange }: ChoiceFieldProps<C>) {
  const say = useSay();
  const { label, hint, usual, words } = choiceFields[name];
  const chosen = form[name];
  return (
    <Field label={say(label)} hint={say(chosen === undefined ? hint : words[chosen].hint)}>
      {(props) => (
        <select
          {...props}
          className="field"
          value={chosen ?? ''}
          // The options are the words there are, and none; a computed key is a string to the compiler.
          onChange={(event) => onChange({ [name]: event.target.value || undefined } as Pick<SearchConfig, C>)}
        >
          <option value="">{say(usual)}</option>
          {Object.entries<{ readonly title: Text }>(words).map(([value, { title }]) => (
            <option key={value} value={value}>
              {say(title)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
