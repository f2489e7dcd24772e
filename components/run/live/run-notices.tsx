import type { Connection } from '@/lib/client';
import type { Failure } from '@/lib/search';
import { liveWords, sharedWords } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { FailureNotice } from '../failure-notice';
import type { SearchCommand } from './use-live-run';

interface RunNoticesProps {
  readonly connection: Connection;
  /** Why the server cannot read this run, where it cannot. */
  readonly unreadable: Error | undefined;
  readonly onReconnect: () => void;
  readonly failure: Failure | undefined;
  readonly command: SearchCommand;
  /** Why the last thing that was asked of the run was not done. */
  readonly refusal: Error | null;
}

/** What stands between the reader and the run: the connection, a failure, a command that was refused. */
export function RunNotices({ connection, unreadable, onReconnect, failure, command, refusal }: RunNoticesProps) {
  const say = useSay();
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2 empty:hidden">
      <ConnectionNotice connection={connection} unreadable={unreadable} onReconnect={onReconnect} />
      <FailureNotice failure={failure} onRetry={() => command.mutate('resume')} isRetrying={command.isPending} />
      {refusal === null ? null : (
        <Notice tone="bad" title={say(liveWords.notPossible)} testId="refused">
          <Told what={refusal} />
        </Notice>
      )}
    </div>
  );
}

function ConnectionNotice({
  connection,
  unreadable,
  onReconnect,
}: Pick<RunNoticesProps, 'connection' | 'unreadable' | 'onReconnect'>) {
  const say = useSay();
  switch (connection.type) {
    case 'retrying':
      return (
        <Notice
          tone="busy"
          title={say(liveWords.noConnection)}
          testId="reconnecting"
          actions={
            <button type="button" className="button" onClick={onReconnect}>
              {say(sharedWords.tryNow)}
            </button>
          }
        >
          <Told what={connection} /> {say(liveWords.staysHere)}{' '}
          <span aria-hidden="true">{say(liveWords.attempt, { attempt: connection.attempt })}</span>
        </Notice>
      );
    case 'broken':
      return (
        <Notice tone="bad" title={say(connection.isMissing ? liveWords.isGone : liveWords.notFurther)} testId="broken">
          {connection.isMissing ? say(liveWords.wasDeleted) : <Told what={unreadable ?? connection} />}
        </Notice>
      );
    case 'live':
      return connection.how === 'streaming' ? null : (
        <Notice tone="plain" title={say(liveWords.manyTabs)} testId="polling">
          {say(liveWords.asksEverySecond)}
        </Notice>
      );
    case 'opening':
    case 'asleep':
    case 'complete':
      return null;
  }
}
