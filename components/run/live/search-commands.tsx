import { liveWords } from '@/lib/words';
import { CommandButton } from '@/components/ui/command-button';
import { useSay } from '@/components/ui/use-language';
import type { PlainCommand, SearchCommand } from './use-live-run';

interface SearchCommandsProps {
  readonly command: SearchCommand;
  readonly isPaused: boolean;
  /** It goes one round further now, and pauses again. */
  readonly isStepping: boolean;
}

/** Pause, resume, one round further: what is told to a search again and again. */
export function SearchCommands({ command, isPaused, isStepping }: SearchCommandsProps) {
  const say = useSay();
  const isSent = (type: PlainCommand) => command.isPending && command.variables === type;
  const send = (type: PlainCommand) => () => command.mutate(type);
  const isHeld = isPaused || isStepping;
  return (
    <>
      {isHeld ? (
        <CommandButton
          key="hold"
          icon="play"
          label={say(liveWords.resume)}
          isPending={isSent('resume')}
          isPrimary
          hint={say(liveWords.resumeHint)}
          isTerse
          onPress={send('resume')}
        />
      ) : (
        <CommandButton
          key="hold"
          icon="pause"
          label={say(liveWords.pause)}
          isPending={isSent('pause')}
          hint={say(liveWords.pauseHint)}
          isTerse
          onPress={send('pause')}
        />
      )}
      {isHeld ? (
        <CommandButton
          icon="step-forward"
          label={say(liveWords.step)}
          isPending={isStepping || isSent('step')}
          hint={say(liveWords.stepHint)}
          isTerse
          onPress={send('step')}
        />
      ) : null}
    </>
  );
}
