'use client';

import { useState } from 'react';
import type { NodeId } from '@/lib/search';
import { CommandButton } from '@/components/ui/command-button';
import { Field } from '@/components/ui/field';
import type { Forking } from './use-fork';

interface RewriteFormProps {
  readonly node: NodeId;
  readonly text: string;
  readonly fork: Forking;
}

/** The words of a step, to be changed or added to; the verifier reads what stands here, and the search goes on from it. */
export function RewriteForm({ node, text, fork }: RewriteFormProps) {
  const [draft, setDraft] = useState(text.trim());
  const isTwoSteps = /\n\s*\n/.test(draft.trim());
  const isSame = draft.trim() === text.trim();
  return (
    <>
      <Field
        label="What this step says"
        hint="as the model would write it; a hint may stand behind it"
        error={isTwoSteps ? 'One step: leave out blank lines.' : undefined}
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
      {isTwoSteps || isSame || draft.trim() === '' ? null : (
        <div>
          <CommandButton
            icon="arrow"
            label="Go on with these words"
            isPrimary
            isPending={fork.isPending}
            onPress={() => fork.mutate({ edit: { type: 'rewrite', node, text: draft.trim() } })}
          />
        </div>
      )}
    </>
  );
}
