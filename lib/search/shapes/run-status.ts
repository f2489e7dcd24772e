/** How a run stands as a whole, and the one place that says whether it is over. Knows nothing of why. */
import { assertUnreachable } from '@/lib/base';

/** `empty`: before the first event. A failed run may be resumed, and is then running again. */
export type RunStatus = 'empty' | 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** Its last event is `run-ended`: as it stands, nothing more comes. */
export function hasEnded(status: RunStatus): boolean {
  switch (status) {
    case 'finished':
    case 'cancelled':
    case 'failed':
      return true;
    case 'empty':
    case 'running':
    case 'paused':
      return false;
    default:
      return assertUnreachable(status);
  }
}

/** It has begun and not ended; a paused run is under way. */
export function isUnderWay(status: RunStatus): boolean {
  return status !== 'empty' && !hasEnded(status);
}
