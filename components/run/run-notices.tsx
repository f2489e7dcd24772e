import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import type { LiveRun } from './use-live-run';
import type { RunView } from './use-run-view';

/** What stands between the reader and the run: the connection, a failure, the queue, a command that was refused. */
export function RunNotices({ run, live }: { readonly run: RunView; readonly live: LiveRun }) {
  const { connection, command, remove, summary } = live;
  const { failure, status } = run.facts;
  const notices: ReactNode[] = [];
  if (connection.type === 'retrying') {
    notices.push(
      <Notice key="retrying" tone="busy" title="The connection to the server was lost" testId="reconnecting" actions={<button type="button" className="button" onClick={live.reconnect}>Try now</button>}>
        {connection.message} What was read so far stays here; the page goes on by itself (try {connection.attempt}).
      </Notice>,
    );
  }
  if (connection.type === 'broken') notices.push(<Notice key="broken" tone="bad" title={connection.isMissing ? 'This run is gone' : 'The log cannot be read'} testId="broken">{connection.message}</Notice>);
  if (connection.type === 'live' && connection.how === 'polling') notices.push(<Notice key="polling" tone="plain" title="Many tabs are open" testId="polling">This one asks once a second instead of holding a connection.</Notice>);
  if (status === 'failed' && failure !== undefined) {
    notices.push(
      <Notice key="failed" tone="bad" title="The run failed" testId="run-failed" actions={<button type="button" className="button" disabled={command.isPending} onClick={() => command.mutate('resume')}>Go on from here</button>}>
        {failure.message} Nothing that was logged is lost.
      </Notice>,
    );
  }
  if (summary?.queuePosition !== undefined && run.end <= 1) {
    notices.push(<Notice key="queue" tone="busy" title={`Waiting for its turn: number ${summary.queuePosition} in the queue`} testId="queued">Other runs are searching; this one starts by itself.</Notice>);
  }
  const refused = command.error ?? remove.error;
  if (refused !== null) notices.push(<Notice key="refused" tone="bad" title="That was not possible" testId="refused">{refused.message}</Notice>);
  return notices.length === 0 ? null : <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2">{notices}</div>;
}
