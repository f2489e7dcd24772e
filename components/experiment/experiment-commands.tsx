'use client';

import { experimentHasEnded } from '@/lib/experiments/model';
import { isDeletable, type ExperimentCommand, type ExperimentDetail } from '@/lib/experiments/wire';
import { experimentWords } from '@/lib/words';
import { DeleteButton } from '@/components/app/delete-button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';
import { CommandButton } from '@/components/ui/command-button';
import { useSay } from '@/components/ui/use-language';
import type { SendCommand } from './view/use-experiment';

interface ExperimentCommandsProps {
  readonly experiment: ExperimentDetail;
  readonly command: SendCommand;
  readonly onDelete: () => void;
}

/** Pause, resume, cancel, retry what failed; delete what is not under way. What ships with Longthink takes none, what was imported has no search to command. */
export function ExperimentCommands({
  experiment: { status, origin, runs },
  command,
  onDelete,
}: ExperimentCommandsProps) {
  const say = useSay();
  if (origin === 'recorded') return null;
  const isSent = (type: ExperimentCommand['type']) => command.isPending && command.variables === type;
  const isOpen = origin === 'measured' && !experimentHasEnded(status);
  return (
    <>
      {isOpen && status === 'running' ? (
        <CommandButton
          key="hold"
          icon="pause"
          label={say(experimentWords.pause)}
          isPending={isSent('pause')}
          hint={say(experimentWords.pauseHint)}
          onPress={() => command.mutate('pause')}
        />
      ) : null}
      {isOpen && status === 'paused' ? (
        <CommandButton
          key="hold"
          icon="play"
          label={say(experimentWords.resume)}
          isPrimary
          isPending={isSent('resume')}
          onPress={() => command.mutate('resume')}
        />
      ) : null}
      {origin === 'measured' && runs.failed > 0 && status !== 'cancelled' ? (
        <CommandButton
          icon="refresh"
          label={say(experimentWords.retryFailed, { count: runs.failed })}
          isPending={isSent('retry-failed')}
          onPress={() => command.mutate('retry-failed')}
        />
      ) : null}
      {isOpen ? (
        <ConfirmButton
          key="cancel"
          label={say(experimentWords.cancel)}
          icon={<Icon name="stop" />}
          question={say(experimentWords.askCancel)}
          explanation={say(experimentWords.cancels)}
          confirmLabel={say(experimentWords.cancelIt)}
          onConfirm={() => command.mutate('cancel')}
        />
      ) : null}
      {isDeletable({ origin, status }) ? (
        <DeleteButton key="delete" label={say(experimentWords.remove)} onDelete={onDelete} />
      ) : null}
    </>
  );
}
