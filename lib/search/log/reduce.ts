/**
 * The fold: a log of events to the state of the search. Pure and strict; the one place that knows what every event
 * means. Knows no strategy, no server and no clock. Rules L-1 to L-6 of SPEC.md.
 */
import { assertUnreachable } from '@/lib/base';
import { Draft } from './draft';
import {
  foldAnswerSelected,
  foldCallClosed,
  foldCallOpened,
  foldCallRetried,
  foldCallsLost,
  foldHabitFound,
  foldPromptBuilt,
  foldRunForked,
  foldRunResumed,
  foldRunStarted,
} from './fold-run';
import { foldStatus } from './fold-status';
import {
  foldGroupOpened,
  foldNodeClosed,
  foldNodeExcluded,
  foldNodeOpened,
  foldNodeRewritten,
  foldNodeScored,
  foldNodeText,
  foldNodeThought,
  foldNodeUnscored,
  foldRoundDecided,
  foldRoundOpened,
} from './fold-tree';
import type { SearchEvent } from './events';
import type { SearchState, ServerTotals } from './state';

const noTotals: ServerTotals = { calls: 0, failedCalls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };

/** The state of an empty log. */
export const initialState: SearchState = {
  status: 'empty',
  spec: undefined,
  prompt: undefined,
  turns: new Map(),
  opened: [],
  forks: [],
  nodes: new Map(),
  groups: [],
  calls: [],
  habits: [],
  totals: { policy: noTotals, verifier: noTotals },
  breakpoints: undefined,
  breaks: [],
  roundLimit: undefined,
  selected: {},
  failure: undefined,
  effort: 0,
};

/** The state after one more event. Throws LogError when the event cannot follow; `state` is never changed. */
export function reduce(state: SearchState, event: SearchEvent): SearchState {
  return applyEvents(state, [event]);
}

/**
 * The state after `events`, in order. Of the nodes only those are copied that lie beside a changed one, and lists at most once
 * per call, so that a whole log takes as much for each event as a short one, and a beat of a live one hardly more in a large tree. Returns `state` itself when there is nothing to apply.
 * Throws LogError at the first event that cannot follow; `state` is never changed.
 */
export function applyEvents(state: SearchState, events: readonly SearchEvent[]): SearchState {
  if (events.length === 0) return state;
  const draft = new Draft(state, { isSeenAtEnd: true });
  for (const event of events) foldInto(draft, event);
  return draft.toState();
}

/** Folds one event into a draft, in place: for a reader that owns its state, such as the engine. */
export function foldInto(draft: Draft, event: SearchEvent): void {
  const { status, failure } = foldStatus(draft, event);
  draft.status = status;
  draft.failure = failure;
  switch (event.type) {
    case 'run-started':
      return foldRunStarted(draft, event);
    case 'prompt-built':
      return foldPromptBuilt(draft, event);
    case 'round-opened':
      return foldRoundOpened(draft, event);
    case 'node-opened':
      return foldNodeOpened(draft, event);
    case 'node-text':
      return foldNodeText(draft, event);
    case 'node-thought':
      return foldNodeThought(draft, event);
    case 'node-closed':
      return foldNodeClosed(draft, event);
    case 'node-rewritten':
      return foldNodeRewritten(draft, event);
    case 'node-excluded':
      return foldNodeExcluded(draft, event);
    case 'group-opened':
      return foldGroupOpened(draft, event);
    case 'node-scored':
      return foldNodeScored(draft, event);
    case 'node-unscored':
      return foldNodeUnscored(draft, event);
    case 'round-decided':
      return foldRoundDecided(draft, event);
    case 'call-opened':
      return foldCallOpened(draft, event);
    case 'call-retried':
      return foldCallRetried(draft, event);
    case 'call-closed':
      return foldCallClosed(draft, event);
    case 'habit-found':
      return foldHabitFound(draft, event);
    case 'run-resumed':
      return foldRunResumed(draft, event);
    case 'run-forked':
      return foldRunForked(draft, event);
    case 'breakpoints-set':
      draft.breakpoints = event.breakpoints;
      return undefined;
    case 'run-paused':
      if (event.at !== undefined) draft.breaks = draft.grown(draft.breaks, [event.at]);
      return foldCallsLost(draft);
    case 'run-recovered':
    case 'run-ended':
      return foldCallsLost(draft);
    case 'answer-selected':
      return foldAnswerSelected(draft, event);
    default:
      return assertUnreachable(event);
  }
}
