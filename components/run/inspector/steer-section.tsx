'use client';

import { useState } from 'react';
import type { SearchState } from '@/lib/search';
import type { TreeNode } from '@/lib/tree';
import { recordedWords, steerWords } from '@/lib/words';
import { CommandButton } from '@/components/ui/command-button';
import { Notice } from '@/components/ui/notice';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { Section } from './section';
import { GoOnForm } from './go-on-form';
import { RewriteForm } from './rewrite-form';
import { NotKeptError, useFork, type ForkParent } from './use-fork';

interface SteerSectionProps {
  readonly parent: ForkParent;
  /** At the cursor. */
  readonly state: SearchState;
  readonly node: TreeNode;
}

/** What can be done at this step: each begins a run of its own there, and leaves this one as it is. */
export function SteerSection({ parent, state, node }: SteerSectionProps) {
  const say = useSay();
  const fork = useFork(parent);
  const [open, setOpen] = useState<'rewrite' | 'go-on' | undefined>();
  const { source, id, isRollout } = node;
  const { spec } = state;
  if (spec === undefined || source?.finish === undefined || isRollout) return null;
  const { decision, finish } = source;
  const isKept = decision?.fate === 'kept';
  const canBeKept = decision !== undefined && !isKept && finish === 'step';
  const canGoOn = decision !== undefined;
  const isSent = (type: string) => fork.isPending && fork.variables.edit?.type === type;
  const toggle = (form: 'rewrite' | 'go-on') => () => setOpen(open === form ? undefined : form);
  return (
    <Section title={say(steerWords.otherwise)}>
      <div className="flex flex-col gap-3" data-testid="steer">
        <div className="flex flex-wrap gap-2">
          {isKept ? (
            <CommandButton
              icon="cross"
              label={say(steerWords.cut)}
              hint={say(steerWords.cutHint)}
              isPending={isSent('cut')}
              onPress={() => fork.mutate({ edit: { type: 'cut', node: id } })}
            />
          ) : null}
          {canBeKept ? (
            <CommandButton
              icon="check"
              label={say(steerWords.keep)}
              hint={say(steerWords.keepHint, { width: spec.config.beamWidth })}
              isPending={isSent('keep')}
              onPress={() => fork.mutate({ edit: { type: 'keep', node: id, children: spec.config.beamWidth } })}
            />
          ) : null}
          {isKept ? (
            <CommandButton
              icon="plus"
              label={say(steerWords.moreChildren)}
              hint={say(steerWords.moreChildrenHint, { width: spec.config.beamWidth })}
              isPending={isSent('keep')}
              onPress={() =>
                fork.mutate({
                  edit: { type: 'keep', node: id, children: (decision.children ?? 0) + spec.config.beamWidth },
                })
              }
            />
          ) : null}
          <button type="button" className="button" aria-expanded={open === 'rewrite'} onClick={toggle('rewrite')}>
            {say(steerWords.rewrite)}
          </button>
          {canGoOn ? (
            <button type="button" className="button" aria-expanded={open === 'go-on'} onClick={toggle('go-on')}>
              {say(steerWords.otherSettings)}
            </button>
          ) : null}
        </div>
        {parent.type === 'file' ? <p className="text-sm text-mute">{say(steerWords.keepsFirst)}</p> : null}
        {open === 'rewrite' ? <RewriteForm node={id} text={source.text} fork={fork} /> : null}
        {open === 'go-on' && canGoOn ? <GoOnForm node={id} state={state} spec={spec} fork={fork} /> : null}
        {fork.error === null ? null : (
          <Notice
            tone="bad"
            title={say(fork.error instanceof NotKeptError ? recordedWords.notKept : steerWords.cannot)}
            testId="steer-error"
          >
            <Told what={fork.error} />
          </Notice>
        )}
      </div>
    </Section>
  );
}
