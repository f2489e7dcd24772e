'use client';

import { useState } from 'react';
import type { NodeId } from '@/lib/search';
import { steerWords } from '@/lib/words';
import { CommandButton } from '@/components/ui/command-button';
import { Field } from '@/components/ui/field';
import { useSay } from '@/components/ui/use-language';
import type { Forking } from './use-fork';

interface RewriteFormProps {
  readonly node: NodeId;
  readonly text: string;
  readonly fork: Forking;
}

/** A blank line ends a step. */
export function isTwoSteps(text: string): boolean {
  return /\n\s*\n/.test(text.trim());
}

/** The words of a step, to be changed or added to; the verifier reads what stands here, and the search goes on from it. */
export function RewriteForm({ node, text, fork }: RewriteFormProps) {
  const say = useSay();
  const [draft, setDraft] = useState(text.trim());
  const isSame = draft.trim() === text.trim();
  return (
    <>
      <Field
        label={say(steerWords.whatItSays)}
        hint={say(steerWords.whatItSaysHint)}
        error={isTwoSteps(draft) ? say(steerWords.oneStep) : undefined}
      >
        {(props) => (
          <textarea
            {...props}
            className="field min-h-28 font-mono text-sm"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
        )}
      </Field>
      {isTwoSteps(draft) || isSame || draft.trim() === '' ? null : (
        <div>
          <CommandButton
            icon="arrow"
            label={say(steerWords.goOnWithWords)}
            isPrimary
            isPending={fork.isPending}
            onPress={() => fork.mutate({ edit: { type: 'rewrite', node, text: draft.trim() } })}
          />
        </div>
      )}
    </>
  );
}
