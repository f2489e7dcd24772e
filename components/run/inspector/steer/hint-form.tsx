'use client';

import { useState } from 'react';
import type { NodeId } from '@/lib/search';
import { steerWords } from '@/lib/words';
import { CommandButton } from '@/components/ui/command-button';
import { Field } from '@/components/ui/field';
import { useSay } from '@/components/ui/use-language';
import { isTwoSteps } from './rewrite-form';
import type { Forking } from './use-fork';

interface HintFormProps {
  readonly node: NodeId;
  readonly fork: Forking;
}

/** A line that is put behind a step; the verifier reads it with the step, and the search goes on from it. */
export function HintForm({ node, fork }: HintFormProps) {
  const say = useSay();
  const [draft, setDraft] = useState('');
  const text = draft.trim();
  return (
    <>
      <Field
        label={say(steerWords.theHint)}
        hint={say(steerWords.theHintHint)}
        error={isTwoSteps(text) ? say(steerWords.oneStep) : undefined}
      >
        {(props) => (
          <textarea
            {...props}
            className="field min-h-16 font-mono text-sm"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
        )}
      </Field>
      {text === '' || isTwoSteps(text) ? null : (
        <div>
          <CommandButton
            icon="arrow"
            label={say(steerWords.goOnWithHint)}
            isPrimary
            isPending={fork.isPending}
            onPress={() => fork.mutate({ edit: { type: 'hint', node, text } })}
          />
        </div>
      )}
    </>
  );
}
