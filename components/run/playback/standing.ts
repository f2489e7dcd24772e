/** How a run stands for somebody who looks at it from one place of its log. Pure. */
import { isUnderWay, type Failure, type RunStatus } from '@/lib/search';

export interface Standing {
  /** Of the whole log, whatever the cursor. */
  readonly status: RunStatus;
  /** The search goes on or may go on here: more entries may come, and it takes commands. */
  readonly isUnderWay: boolean;
  /** The newest entries are on the screen and more may come. */
  readonly isLive: boolean;
  /** A paused search goes one round further and pauses again. */
  readonly isStepping: boolean;
  /** At the end of a recorded log whose run goes on after it. */
  readonly isCutShort: boolean;
  /** What ended the run, where a failure did. */
  readonly failure: Failure | undefined;
}

/**
 * A `recorded` log is all there is, even when it breaks off before its run ended; a `live` one may still grow; of one that
 * is `arriving` the run is over, and what of its log is not here yet is on its way.
 */
export type LogSource = 'live' | 'recorded' | 'arriving';

/** Of a log that is all there is, however much of it has been read. */
export const recordedSource = (): LogSource => 'recorded';

interface StandingInput {
  readonly source: LogSource;
  readonly status: RunStatus;
  readonly failure: Failure | undefined;
  readonly isAtEnd: boolean;
  /** The search is to pause after so many rounds. */
  readonly hasRoundLimit: boolean;
}

export function standingOf({ source, status, failure, isAtEnd, hasRoundLimit }: StandingInput): Standing {
  const isOpen = source === 'live' && isUnderWay(status);
  const isLive = isOpen && isAtEnd && status === 'running';
  return {
    status,
    isUnderWay: isOpen,
    isLive,
    isStepping: isLive && hasRoundLimit,
    isCutShort: source === 'recorded' && isUnderWay(status) && isAtEnd,
    failure: status === 'failed' ? failure : undefined,
  };
}
