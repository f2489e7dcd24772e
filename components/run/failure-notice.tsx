import { isFinalFailure, type Failure } from '@/lib/search';
import { Notice } from '@/components/ui/notice';
import { CommandButton } from '@/components/ui/command-button';

interface FailureNoticeProps {
  /** What ended the run; undefined where no failure did. */
  readonly failure: Failure | undefined;
  /** Undefined where the search cannot be taken up again (a recorded run). */
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
}

/** Why the run failed and what to do about it; nothing when it did not. */
export function FailureNotice({ failure, onRetry, isRetrying }: FailureNoticeProps) {
  if (failure === undefined) return null;
  const isFinal = isFinalFailure(failure);
  const where =
    failure.server === undefined
      ? 'The run failed'
      : `The run failed: ${failure.server} ${failure.kind === 'unreachable' ? 'is down' : 'did not do its part'}`;
  return (
    <Notice
      tone="bad"
      title={where}
      testId="run-failed"
      actions={
        onRetry === undefined || isFinal ? undefined : (
          <CommandButton icon="play" label="Go on from here" isPending={isRetrying} isPrimary onPress={onRetry} />
        )
      }
    >
      {failure.message}
      {onRetry === undefined || isFinal ? '' : ' Nothing that was logged is lost.'}
    </Notice>
  );
}
