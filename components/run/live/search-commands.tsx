import { CommandButton } from '@/components/ui/command-button';
import type { PlainCommand, SearchCommand } from './use-live-run';

interface SearchCommandsProps {
  readonly command: SearchCommand;
  readonly isPaused: boolean;
  /** It goes one round further now, and pauses again. */
  readonly isStepping: boolean;
}

/** Pause, resume, one round further, cancel: what can be told to a search that is under way. */
export function SearchCommands({ command, isPaused, isStepping }: SearchCommandsProps) {
  const isSent = (type: PlainCommand) => command.isPending && command.variables === type;
  const send = (type: PlainCommand) => () => command.mutate(type);
  const isHeld = isPaused || isStepping;
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
          isPending={isStepping || isSent('step')}
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
