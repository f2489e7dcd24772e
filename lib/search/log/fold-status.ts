/**
 * How the events change the status of a run, and which of them may come at all by it (L-2). A part of the fold that asks
 * for nothing of the tree, so that whoever wants to know the status alone does not fold the rest. Knows no draft.
 */
import { assertUnreachable } from '@/lib/base';
import { expect } from './draft';
import type { SearchEvent } from './events';
import type { SearchState } from './state';

/** How a run stands: the part of its state that no node has a say in. */
export type RunStanding = Pick<SearchState, 'status' | 'failure'>;

/** How the run stands after one more event; `before` itself where it stands as it did. Throws LogError when the event may not come. */
export function foldStatus(before: RunStanding, event: SearchEvent): RunStanding {
  expectTurn(before, event);
  switch (event.type) {
    case 'run-started':
    case 'run-resumed':
    case 'run-forked':
      return { status: 'running', failure: undefined };
    case 'run-paused':
      return { status: 'paused', failure: undefined };
    case 'run-ended':
      return { status: event.status, failure: event.failure };
    default:
      return before;
  }
}

function expectTurn({ status }: RunStanding, event: SearchEvent): void {
  switch (status) {
    case 'empty':
      return expect(event.type === 'run-started', event, 'a log begins with run-started');
    case 'running':
      return expect(event.type !== 'run-started' && event.type !== 'run-resumed', event, 'the run is going on');
    case 'paused':
      return expect(
        event.type === 'run-resumed' ||
          event.type === 'breakpoints-set' ||
          event.type === 'run-recovered' ||
          event.type === 'run-forked' ||
          event.type === 'run-ended',
        event,
        'the run is paused',
      );
    case 'failed':
      return expect(event.type === 'run-resumed', event, 'the run has failed; only run-resumed may follow');
    case 'finished':
    case 'cancelled':
      return expect(false, event, `the run has ended (${status})`);
    default:
      return assertUnreachable(status);
  }
}
