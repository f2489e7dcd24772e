/** How a run stands for somebody who looks at it from one place of its log. Pure. */
import { isUnderWay, type Failure, type RunStatus } from '@/lib/search';

export interface Standing {
  /** Of the whole log, whatever the cursor. */
  readonly status: RunStatus;
  /** The search goes on or may go on here: more entries may come, and it takes commands. */
  readonly isUnderWay: boolean;
  /** The newest entries are on the screen and more may come. */
  readonly isLive: boolean;
  /** More of a log is on its way than is here, of a run of which nobody knows yet that it goes on. */
  readonly isArriving: boolean;
  /** A paused search goes one round further and pauses again. */
  readonly isStepping: boolean;
  /** At the end of a recorded log whose run goes on after it. */
  readonly isCutShort: boolean;
  /** What ended the run, where a failure did. */
  readonly failure: Failure | undefined;
}

/**
 * A `recorded` log is all there is, even when it breaks off before its run ended; a `live` one may still grow; of one that
 * is `arriving` the run is over, or not known to go on, and what of its log is not here yet is on its way.
 */
export type LogSource = 'live' | 'recorded' | 'arriving';

/** Of a log that is all there is, however much of it has been read. */
export const recordedSource = (): LogSource => 'recorded';

/** What is known here of a run of a server, beside the part of its log that has come. */
interface ServedLog {
  /** Of the last entry that is here. */
  readonly end: number;
  /** The server has said, or failed to say, whether the run is over. */
  readonly isTold: boolean;
  /** Of the run's last entry, where it is over; undefined: it is not, as far as is known. */
  readonly endedAt: number | undefined;
  /** No more of the log will come. */
  readonly isCutOff: boolean;
}

/**
 * What kind of log a server's run has. Until the server has told how it stands, no run is taken for one that goes on: most
 * runs that are opened are over, and would show for a moment what only a search under way has.
 */
export function servedSource({ end, isTold, endedAt, isCutOff }: ServedLog): LogSource {
  if (isCutOff) return 'recorded';
  return !isTold || (endedAt !== undefined && end < endedAt) ? 'arriving' : 'live';
}

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
    isArriving: source === 'arriving' && isUnderWay(status),
    isStepping: isLive && hasRoundLimit,
    isCutShort: source === 'recorded' && isUnderWay(status) && isAtEnd,
    failure: status === 'failed' ? failure : undefined,
  };
}
