'use client';

import { maxProblemLength } from '@/lib/search';
import type { RunForm } from '@/lib/client';
import { Field } from '@/components/ui/field';

interface OwnProblemProps {
  readonly form: RunForm;
  readonly change: (changes: Partial<RunForm>) => void;
}

/** A problem in the reader's own words, with its answer where known. */
export function OwnProblem({ form, change }: OwnProblemProps) {
  return (
    <>
      <Field label="Problem" hint="Plain English; mathematics between $ signs is typeset.">
        {(props) => (
          <textarea
            {...props}
            className="field min-h-32 resize-y leading-snug"
            maxLength={maxProblemLength}
            value={form.text}
            placeholder="Solve for $x$: $3x + 4 = 19$."
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <Field label="Reference answer, if you know it" hint="Used to say right or wrong; the models never see it.">
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
