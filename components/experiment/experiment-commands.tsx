'use client';

import type { UseMutationResult } from '@tanstack/react-query';
import type { ExperimentCommand, ExperimentDetail } from '@/lib/experiments/wire';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';
import { CommandButton } from '@/components/run/command-button';

interface ExperimentCommandsProps {
  readonly experiment: ExperimentDetail;
  readonly command: UseMutationResult<void, Error, ExperimentCommand['type']>;
}

/** Pause, resume, cancel, retry what failed. An experiment that is over, or came from elsewhere, takes none. */
export function ExperimentCommands({ experiment: { status, origin, runs }, command }: ExperimentCommandsProps) {
  if (origin !== 'measured') return null;
  const isSent = (type: ExperimentCommand['type']) => command.isPending && command.variables === type;
  const isOpen = status === 'running' || status === 'paused';
  return (
    <>
      {status === 'running' ? <CommandButton key="hold" icon="pause" label="Pause" isPending={isSent('pause')} hint="Runs under way pause where they are" onPress={() => command.mutate('pause')} /> : null}
      {status === 'paused' ? <CommandButton key="hold" icon="play" label="Resume" isPrimary isPending={isSent('resume')} onPress={() => command.mutate('resume')} /> : null}
      {runs.failed > 0 && status !== 'cancelled' ? <CommandButton icon="refresh" label={`Retry ${runs.failed} failed`} isPending={isSent('retry-failed')} onPress={() => command.mutate('retry-failed')} /> : null}
      {isOpen ? (
        <ConfirmButton
          label="Cancel the experiment"
          icon={<Icon name="stop" />}
          question="Cancel this experiment?"
          explanation="What is measured stays, with its curves. Runs that have not begun will not be made."
          confirmLabel="Cancel it"
          onConfirm={() => command.mutate('cancel')}
        />
      ) : null}
    </>
  );
}
