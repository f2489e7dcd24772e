import type { Connection } from '@/lib/client';
import type { Failure } from '@/lib/search';
import { Notice } from '@/components/ui/notice';
import { FailureNotice } from '../failure-notice';
import type { SearchCommand } from './use-live-run';

interface RunNoticesProps {
  readonly connection: Connection;
  /** Why the server cannot read this run, where it cannot. */
  readonly unreadable: string | undefined;
  readonly onReconnect: () => void;
  readonly failure: Failure | undefined;
  readonly command: SearchCommand;
  /** Why the last thing that was asked of the run was not done. */
  readonly refusal: Error | null;
}

/** What stands between the reader and the run: the connection, a failure, a command that was refused. */
export function RunNotices({ connection, unreadable, onReconnect, failure, command, refusal }: RunNoticesProps) {
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2 empty:hidden">
      <ConnectionNotice connection={connection} unreadable={unreadable} onReconnect={onReconnect} />
      <FailureNotice failure={failure} onRetry={() => command.mutate('resume')} isRetrying={command.isPending} />
      {refusal === null ? null : (
        <Notice tone="bad" title="That was not possible" testId="refused">
          {refusal.message}
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
  switch (connection.type) {
    case 'retrying':
      return (
        <Notice
          tone="busy"
          title="No connection to the server"
          testId="reconnecting"
          actions={
            <button type="button" className="button" onClick={onReconnect}>
              Try now
            </button>
          }
        >
          {connection.message} What was read so far stays here.{' '}
          <span aria-hidden="true">Try {connection.attempt}.</span>
        </Notice>
      );
    case 'broken':
      return (
        <Notice
          tone="bad"
          title={connection.isMissing ? 'This run is gone' : 'The log cannot be read further'}
          testId="broken"
        >
          {connection.isMissing
            ? 'It was deleted, here or in another tab. What was read of it stays on this page until it is left.'
            : (unreadable ?? connection.message)}
        </Notice>
      );
    case 'live':
      return connection.how === 'streaming' ? null : (
        <Notice tone="plain" title="Many tabs are open" testId="polling">
          This one asks once a second instead of holding a connection.
        </Notice>
      );
    case 'opening':
    case 'asleep':
    case 'complete':
      return null;
  }
}
