'use client';

import { useState } from 'react';
import type { Edit, SearchState } from '@/lib/search';
import type { TreeNode } from '@/lib/tree';
import { recordedWords, steerWords, type Text } from '@/lib/words';
import { CommandButton } from '@/components/ui/command-button';
import type { IconName } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { Section } from '../section';
import { GoOnForm } from './go-on-form';
import { handsAt } from './hands';
import { HintForm } from './hint-form';
import { RewriteForm } from './rewrite-form';
import { NotKeptError, useFork, type ForkParent } from './use-fork';

interface SteerSectionProps {
  readonly parent: ForkParent;
  /** At the cursor. */
  readonly state: SearchState;
  readonly node: TreeNode;
}

type Form = 'rewrite' | 'hint' | 'go-on';

/** Most children that are asked for at once here. */
const maxChildren = 64;

/** What can be done at this step: each begins a run of its own there, and leaves this one as it is. */
export function SteerSection({ parent, state, node }: SteerSectionProps) {
  const say = useSay();
  const fork = useFork(parent);
  const [open, setOpen] = useState<Form | undefined>();
  const [chosen, setChosen] = useState<number | undefined>();
  const { source, id, isRollout } = node;
  const { spec } = state;
  if (spec === undefined || source?.finish === undefined || isRollout) return null;
  const { cut, keep, more, canBeWritten } = handsAt(state, source);
  const width = chosen ?? spec.config.beamWidth;
  const forms: readonly (readonly [Form, Text])[] = [
    ...(canBeWritten
      ? ([
          ['rewrite', steerWords.rewrite],
          ['hint', steerWords.hint],
        ] as const)
      : []),
    ['go-on', steerWords.otherSettings],
  ];
  const hand = (icon: IconName, label: string, hint: string, edit: Edit | undefined) =>
    edit === undefined ? null : (
      <CommandButton
        icon={icon}
        label={label}
        hint={hint}
        isPending={fork.isPending && fork.variables.edit?.type === edit.type}
        onPress={() => fork.mutate({ edit })}
      />
    );
  return (
    <Section title={say(steerWords.otherwise)}>
      <div className="flex flex-col gap-3" data-testid="steer">
        <div className="flex flex-wrap gap-2">
          {hand(
            'cross',
            say(steerWords.cut),
            say(cut?.type === 'cut' ? steerWords.cutHint : steerWords.cutAllHint),
            cut,
          )}
          {hand('check', say(steerWords.keep), say(steerWords.keepHint, { width }), keep?.(width))}
          {hand(
            'plus',
            say(steerWords.moreChildren),
            say(more?.(width).type === 'keep' ? steerWords.moreChildrenHint : steerWords.goOnHint, { width }),
            more?.(width),
          )}
          {forms.map(([form, label]) => (
            <button
              key={form}
              type="button"
              className="button"
              aria-expanded={open === form}
              onClick={() => setOpen(open === form ? undefined : form)}
            >
              {say(label)}
            </button>
          ))}
        </div>
        {keep === undefined && more === undefined ? null : (
          <div className="max-w-64">
            <NumberField
              label={say(steerWords.children)}
              hint={say(steerWords.childrenHint)}
              value={width}
              min={1}
              max={maxChildren}
              onChange={setChosen}
            />
          </div>
        )}
        {parent.type === 'file' ? <p className="text-sm text-mute">{say(steerWords.keepsFirst)}</p> : null}
        {open === 'rewrite' ? <RewriteForm node={id} text={source.text} fork={fork} /> : null}
        {open === 'hint' ? <HintForm node={id} fork={fork} /> : null}
        {open === 'go-on' ? <GoOnForm node={id} state={state} spec={spec} fork={fork} /> : null}
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
