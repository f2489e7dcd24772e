'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orderOfCommands, sendCommand } from '@/lib/client';
import type { Breakpoints, SearchState } from '@/lib/search';
import { breakpointWords } from '@/lib/words';
import { BreakpointFields } from '@/components/app/breakpoint-fields';
import { CommandButton } from '@/components/ui/command-button';
import { Notice } from '@/components/ui/notice';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { Section } from '../section';

/** Where a search that is under way is to pause by itself; what is set takes the place of what was set before. */
export function BreakpointsSection({
  runId,
  state: { breakpoints, spec },
}: {
  readonly runId: string;
  readonly state: SearchState;
}) {
  const say = useSay();
  const [edited, setEdited] = useState<Breakpoints | undefined>();
  const shown = edited ?? breakpoints ?? {};
  const send = useMutation({
    mutationFn: (wanted: Breakpoints) => sendCommand(runId, { type: 'break', breakpoints: wanted }),
    scope: orderOfCommands(runId),
    onSuccess: () => setEdited(undefined),
  });
  return (
    <Section title={say(breakpointWords.pauseWhen)}>
      <div className="flex flex-col gap-3" data-testid="breakpoints">
        <BreakpointFields breakpoints={shown} onChange={setEdited} hasReference={spec?.problem.answer !== undefined} />
        <div>
          <CommandButton
            icon="pause"
            label={say(breakpointWords.set)}
            hint={say(breakpointWords.setHint)}
            isPending={send.isPending}
            onPress={() => send.mutate(shown)}
          />
        </div>
        {send.error === null ? null : (
          <Notice tone="bad" title={say(breakpointWords.notSet)}>
            <Told what={send.error} />
          </Notice>
        )}
      </div>
    </Section>
  );
}
