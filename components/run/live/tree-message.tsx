import type { ReactNode } from 'react';
import type { Break, NodeId } from '@/lib/search';
import { liveWords, runWords } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { BreakTold } from './break-told';
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
  readonly onNodeSelect: (node: NodeId) => void;
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
  onNodeSelect,
}: TreeMessageProps) {
  const say = useSay();
  const { status, isStepping, isArriving } = standing;
  if (end === 0) return isOpening ? <Centre testId="opening" title={say(runWords.opening)} /> : null;
  if (isArriving) return steps === 0 ? <Centre testId="opening" title={say(runWords.opening)} /> : null;
  if (queuePosition !== undefined && end <= 1)
    return (
      <Centre testId="queued" title={say(liveWords.queued, { place: queuePosition })}>
        {say(liveWords.startsByItself)}
      </Centre>
    );
  if (standsBecause !== undefined && status === 'running')
    return (
      <Pill testId="stands">
        <b className="font-semibold text-ink">{say(liveWords.stands)}</b> {standsBecause}
      </Pill>
    );
  if (isStepping) return <Pill testId="stepping">{say(liveWords.oneRound)}</Pill>;
  if (status === 'paused' && isAtEnd)
    return (
      <Pill testId="paused">
        <b className="font-semibold text-ink">{say(liveWords.isPaused)}</b>{' '}
        {stop === undefined ? (
          <span className="hidden sm:inline">
            <Said
              text={liveWords.pausedKeys}
              parts={{ resume: <kbd className="kbd">P</kbd>, step: <kbd className="kbd">N</kbd> }}
            />
          </span>
        ) : (
          <span data-testid="break" className="pointer-events-auto">
            <BreakTold stop={stop} onNodeSelect={onNodeSelect} />
          </span>
        )}
      </Pill>
    );
  if (status === 'running' && isAtEnd && steps === 0)
    return (
      <Centre testId="starting" title={say(liveWords.firstWords)}>
        {say(liveWords.readsProblem)}
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
