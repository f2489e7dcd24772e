'use client';

import Link from 'next/link';
import { Empty } from '@/components/app/load-state';
import { RunActions } from './run-actions';
import { RunFrame } from './run-frame';
import { RunHeader } from './run-header';
import { RunNotices } from './run-notices';
import { useLiveRun } from './use-live-run';
import { useRunKeys } from './use-run-keys';
import { useRunView } from './use-run-view';

/** A run of this server, live or over. */
export function RunPage({ runId }: { readonly runId: string }) {
  const live = useLiveRun(runId);
  const run = useRunView(live.log);
  const { status } = run.facts;
  const { mutate } = live.command;
  useRunKeys(run, {
    togglePause: status === 'running' ? () => mutate('pause') : status === 'paused' ? () => mutate('resume') : undefined,
    stepOnce: status === 'paused' ? () => mutate('step') : undefined,
  });
  if (live.connection.type === 'broken' && live.connection.isMissing && run.end === 0) {
    return (
      <main id="main" className="mx-auto w-full max-w-3xl px-4 py-16">
        <h1 className="sr-only">No such run</h1>
        <Empty title="There is no such run">It may have been deleted. <Link href="/runs" className="link text-ink">All runs</Link></Empty>
      </main>
    );
  }
  const imported = live.summary?.importedAt === undefined ? undefined : <span data-testid="origin">recorded elsewhere, kept here</span>;
  return (
    <RunFrame
      run={run}
      header={<RunHeader run={run} origin={imported} actions={<RunActions runId={runId} run={run} live={live} />} />}
      notices={<RunNotices run={run} live={live} />}
    />
  );
}
