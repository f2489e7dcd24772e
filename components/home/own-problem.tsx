'use client';

import { maxProblemLength } from '@/lib/search';
import type { RunForm } from '@/lib/client';
import { startWords } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { useSay } from '@/components/ui/use-language';

/** In the wording of the bundled problems, which are English. */
const example = 'Solve for $x$: $3x + 4 = 19$.';

interface OwnProblemProps {
  readonly form: RunForm;
  readonly change: (changes: Partial<RunForm>) => void;
}

/** A problem in the reader's own words, with its answer where known. */
export function OwnProblem({ form, change }: OwnProblemProps) {
  const say = useSay();
  return (
    <>
      <Field label={say(startWords.problem)} hint={say(startWords.ownHint)}>
        {(props) => (
          <textarea
            {...props}
            className="field min-h-32 resize-y leading-snug"
            maxLength={maxProblemLength}
            value={form.text}
            placeholder={example}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <Field label={say(startWords.ownAnswer)} hint={say(startWords.ownAnswerHint)}>
        {(props) => (
          <input
            {...props}
            className="field"
            maxLength={2_000}
            value={form.answer}
            placeholder="5"
            onChange={(event) => change({ answer: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
