'use client';

import { experimentHasEnded } from '@/lib/experiments/model';
import type { ExperimentCommand, ExperimentDetail } from '@/lib/experiments/wire';
import { DeleteExperiment } from '@/components/app/delete-experiment';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';
import { plural } from '@/components/ui/numbers';
import { CommandButton } from '@/components/ui/command-button';
import type { Removal, SendCommand } from './view/use-experiment';

interface ExperimentCommandsProps {
  readonly experiment: ExperimentDetail;
  readonly command: SendCommand;
  readonly remove: Removal;
}

/** Pause, resume, cancel, retry what failed; forget what is not under way. What ships with Longthink takes none, what was imported has no search to command. */
export function ExperimentCommands({ experiment: { status, origin, runs }, command, remove }: ExperimentCommandsProps) {
  if (origin === 'recorded') return null;
  const isSent = (type: ExperimentCommand['type']) => command.isPending && command.variables === type;
  const isOpen = origin === 'measured' && !experimentHasEnded(status);
  return (
    <>
      {isOpen && status === 'running' ? (
        <CommandButton
          key="hold"
          icon="pause"
          label="Pause"
          isPending={isSent('pause')}
          hint="Runs under way pause where they are"
          onPress={() => command.mutate('pause')}
        />
      ) : null}
      {isOpen && status === 'paused' ? (
        <CommandButton
          key="hold"
          icon="play"
          label="Resume"
          isPrimary
          isPending={isSent('resume')}
          onPress={() => command.mutate('resume')}
        />
      ) : null}
      {origin === 'measured' && runs.failed > 0 && status !== 'cancelled' ? (
        <CommandButton
          icon="refresh"
          label={`Retry ${runs.failed} failed`}
          isPending={isSent('retry-failed')}
          onPress={() => command.mutate('retry-failed')}
        />
      ) : null}
      {isOpen ? (
        <ConfirmButton
          key="cancel"
          label="Cancel the experiment"
          icon={<Icon name="stop" />}
          question="Cancel this experiment?"
          explanation="What is measured stays, with its curves. Runs that have not begun will not be made."
          confirmLabel="Cancel it"
          onConfirm={() => command.mutate('cancel')}
        />
      ) : (
        <DeleteExperiment
          key="delete"
          label="Delete the experiment"
          explanation={`Its curves and all of its ${plural(runs.finished + runs.failed, 'run')} are removed for good.`}
          onDelete={() => remove.mutate()}
        />
      )}
    </>
  );
}
