import type { RunCommand } from '@/lib/runs/wire';
import { CommandButton } from '@/components/ui/command-button';
import type { LiveRun } from './use-live-run';
import type { RunView } from '../playback/use-run-view';

/** Pause, resume, one round further, cancel: what can be told to a search that is under way. */
export function SearchCommands({ run, live }: { readonly run: RunView; readonly live: LiveRun }) {
  const { command } = live;
  if (!run.isUnderWay) return null;
  const isSent = (type: RunCommand['type']) => command.isPending && command.variables === type;
  const send = (type: RunCommand['type']) => () => command.mutate(type);
  const isHeld = run.facts.status === 'paused' || run.isStepping;
  return (
    <>
      {isHeld ? (
        <CommandButton
          key="hold"
          icon="play"
          label="Resume"
          isPending={isSent('resume')}
          isPrimary
          hint="Resume the search ( P )"
          onPress={send('resume')}
        />
      ) : (
        <CommandButton
          key="hold"
          icon="pause"
          label="Pause"
          isPending={isSent('pause')}
          hint="Pause the search ( P )"
          onPress={send('pause')}
        />
      )}
      {isHeld ? (
        <CommandButton
          icon="step-forward"
          label="Step"
          isPending={run.isStepping || isSent('step')}
          hint="Search one round further ( N )"
          onPress={send('step')}
        />
      ) : null}
      <CommandButton
        icon="stop"
        label="Cancel"
        isPending={isSent('cancel')}
        hint="End the search; what was written stays"
        onPress={send('cancel')}
      />
    </>
  );
}
