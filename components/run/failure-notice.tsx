import { isFinalFailure, type Failure } from '@/lib/search';
import { runWords, toldFailure } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { CommandButton } from '@/components/ui/command-button';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

interface FailureNoticeProps {
  /** What ended the run; undefined where no failure did. */
  readonly failure: Failure | undefined;
  /** Undefined where the search cannot be taken up again (a recorded run). */
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
}

/** Why the run failed and what to do about it; nothing when it did not. */
export function FailureNotice({ failure, onRetry, isRetrying }: FailureNoticeProps) {
  const say = useSay();
  if (failure === undefined) return null;
  const isFinal = isFinalFailure(failure);
  const where =
    failure.server === undefined
      ? say(runWords.failed)
      : say(failure.kind === 'unreachable' ? runWords.failedDown : runWords.failedServer, { server: failure.server });
  return (
    <Notice
      tone="bad"
      title={where}
      testId="run-failed"
      actions={
        onRetry === undefined || isFinal ? undefined : (
          <CommandButton icon="play" label={say(runWords.goOn)} isPending={isRetrying} isPrimary onPress={onRetry} />
        )
      }
    >
      <Told what={toldFailure(failure)} />
      {onRetry === undefined || isFinal ? '' : ` ${say(runWords.nothingLost)}`}
    </Notice>
  );
}
