import type { ReactNode } from 'react';
import type { Break } from '@/lib/search';
import { breakWords } from './break-words';
import type { Standing } from '../playback/standing';

interface TreeMessageProps {
  readonly standing: Standing;
  readonly end: number;
  readonly isAtEnd: boolean;
  /** Steps that are drawn. */
  readonly steps: number;
  /** The log is asked for, and nothing of it has come. */
  readonly isOpening: boolean;
  /** Place among the runs that wait to be searched, from 1 on; undefined for one that does not wait. */
  readonly queuePosition: number | undefined;
  /** Why it cannot go on for now. */
  readonly standsBecause: string | undefined;
  /** Where it paused by itself; undefined: it did not. */
  readonly stop: Break | undefined;
}

/** Why the tree is empty or stands still, said in its own place, so that nothing on the page moves. */
export function TreeMessage({
  standing,
  end,
  isAtEnd,
  steps,
  isOpening,
  queuePosition,
  standsBecause,
  stop,
}: TreeMessageProps) {
  const { status, isStepping } = standing;
  if (end === 0) return isOpening ? <Centre testId="opening" title="Opening the run …" /> : null;
  if (queuePosition !== undefined && end <= 1)
    return (
      <Centre testId="queued" title={`Number ${queuePosition} in the queue`}>
        Other runs are searching; this one starts by itself.
      </Centre>
    );
  if (standsBecause !== undefined && status === 'running')
    return (
      <Pill testId="stands">
        <b className="font-semibold text-ink">The search stands, and goes on by itself.</b> {standsBecause}
      </Pill>
    );
  if (isStepping) return <Pill testId="stepping">One round further …</Pill>;
  if (status === 'paused' && isAtEnd)
    return (
      <Pill testId="paused">
        <b className="font-semibold text-ink">The search is paused.</b>{' '}
        {stop === undefined ? (
          <span className="hidden sm:inline">
            <kbd className="kbd">P</kbd> resumes it, <kbd className="kbd">N</kbd> searches one round further.
          </span>
        ) : (
          <span data-testid="break">{breakWords(stop)}</span>
        )}
      </Pill>
    );
  if (status === 'running' && isAtEnd && steps === 0)
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
      <p className="panel rounded-3xl px-4 py-1.5 text-sm text-mute shadow-lg">{children}</p>
    </div>
  );
}
