import { memo, useMemo } from 'react';
import type { LogMark } from '@/lib/client';
import { timeOfSeq, type Timeline } from '@/lib/tree';

interface ScrubberMarksProps {
  readonly marks: readonly LogMark[];
  readonly timeline: Timeline;
  /** Share of the run that lies before the cursor. */
  readonly at: number;
}

/** The line under the cursor: a tick for every decided round, taller marks for pauses, failures and take-overs. */
export function ScrubberMarks({ marks, timeline, at }: ScrubberMarksProps) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-x-2 inset-y-0">
      <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-line" />
      <div
        className="absolute top-1/2 left-0 h-1 w-full origin-left -translate-y-1/2 rounded-full bg-mute"
        style={{ transform: `translateY(-50%) scaleX(${at})` }}
      />
      <Ticks marks={marks} timeline={timeline} />
    </div>
  );
}

const Ticks = memo(function Ticks({ marks, timeline }: Omit<ScrubberMarksProps, 'at'>) {
  const { rounds, others } = useMemo(() => {
    const total = Math.max(1, timeline.durationMs);
    const x = (mark: LogMark) => (1000 * timeOfSeq(timeline, mark.seq)) / total;
    return {
      rounds: marks
        .filter((mark) => mark.kind === 'round')
        .map((mark) => `M${x(mark).toFixed(1)} 0V7`)
        .join(''),
      others: marks
        .filter((mark) => mark.kind !== 'round')
        .map((mark) => `M${x(mark).toFixed(1)} 0V36`)
        .join(''),
    };
  }, [marks, timeline]);
  return (
    <svg
      className="absolute inset-0 h-full w-full overflow-visible"
      viewBox="0 0 1000 36"
      preserveAspectRatio="none"
      fill="none"
    >
      <path d={rounds} stroke="var(--dim)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <path d={others} stroke="var(--mute)" strokeWidth="1.5" strokeDasharray="3 3" vectorEffect="non-scaling-stroke" />
    </svg>
  );
});
