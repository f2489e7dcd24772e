import type { ReactNode } from 'react';
import type { LiveRun } from './use-live-run';
import type { RunView } from '../playback/use-run-view';

/** Why the tree is empty or stands still, said in its own place, so that nothing on the page moves. */
export function TreeMessage({ run, live }: { readonly run: RunView; readonly live: LiveRun }) {
  const { status } = run.facts;
  const place = live.summary?.queuePosition;
  if (run.end === 0)
    return live.connection.type === 'opening' ? <Centre testId="opening" title="Opening the run …" /> : null;
  if (place !== undefined && run.end <= 1)
    return (
      <Centre testId="queued" title={`Number ${place} in the queue`}>
        Other runs are searching; this one starts by itself.
      </Centre>
    );
  if (run.isStepping) return <Pill testId="stepping">One round further …</Pill>;
  if (status === 'paused' && run.isAtEnd)
    return (
      <Pill testId="paused">
        <b className="font-semibold text-ink">The search is paused.</b>{' '}
        <span className="hidden sm:inline">
          <kbd className="kbd">P</kbd> resumes it, <kbd className="kbd">N</kbd> searches one round further.
        </span>
      </Pill>
    );
  if (status === 'running' && run.isAtEnd && run.view.nodes.size <= 1)
    return (
      <Centre testId="starting" title="Waiting for the first words …">
        The policy reads the problem.
      </Centre>
    );
  return null;
}

function Centre({
  title,
  testId,
  children,
}: {
  readonly title: string;
  readonly testId: string;
  readonly children?: string;
}) {
  return (
    <div
      role="status"
      data-testid={testId}
      className="pointer-events-none absolute inset-0 z-20 grid place-items-center p-6 text-center"
    >
      <p>
        <span className="text-lg font-medium breathing">{title}</span>
        {children === undefined ? null : <span className="mt-1 block text-sm text-mute">{children}</span>}
      </p>
    </div>
  );
}

function Pill({ testId, children }: { readonly testId: string; readonly children: ReactNode }) {
  return (
    <div
      role="status"
      data-testid={testId}
      className="pointer-events-none absolute inset-x-0 top-10 z-20 flex justify-center px-4"
    >
      <p className="panel rounded-full px-4 py-1.5 text-sm text-mute shadow-lg">{children}</p>
    </div>
  );
}
