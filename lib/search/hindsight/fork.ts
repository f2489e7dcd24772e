/**
 * Where a run leaves another, and what it begins with beyond that: entries of the parent's log, what a person did there,
 * and the fork itself. Pure; knows no store and starts nothing. Rules of SPEC.md.
 */
import { fillText, forkRefusals, type Text } from '@/lib/words';
import { eventOfEdit, writtenNode } from './fork-edit';
import { ForkError } from './fork-error';
import { plannedGroups, type PlannedGroup } from '../log/groups';
import { rootId, type NodeId } from '../shapes/ids';
import { proposalsOf } from '../log/path';
import { pendingDecision } from '../engine/plan';
import { applyEvents, initialState } from '../log/reduce';
import { strategyOf } from '../strategies';
import type { Decision } from '../shapes/decision';
import type { Edit } from '../shapes/edit';
import type { EventOf, SearchEvent } from '../log/events';
import type { RunSpec } from '../log/run-spec';
import type { ExpansionPlan } from '../strategies';
import type { GroupState, SearchState } from '../log/state';

export interface ForkOptions {
  /** Name of the run that is left. */
  readonly parent: string;
  /** Where: at this node, after so many entries, or at the end of what there was before an answer was selected. An edit says it by itself. */
  readonly node?: NodeId;
  readonly seq?: number | 'unanswered';
  readonly edit?: Edit;
  /** To go on by from there; absent: by what the parent went by. */
  readonly spec?: RunSpec;
}

export interface ForkedLog {
  /** Entries of the parent that it begins with. */
  readonly shared: number;
  /** What follows them. */
  readonly events: readonly SearchEvent[];
  /** The fold of all of it. */
  readonly state: SearchState;
}

/** `events`: the whole log of the parent so far. Throws ForkError. */
export function forkOf(events: readonly SearchEvent[], options: ForkOptions): ForkedLog {
  const { parent, edit, spec } = options;
  const shared = sharedEntries(events, options);
  if (shared < 1 || shared > events.length)
    throw new ForkError(fillText(forkRefusals.noEntry, { entry: shared, entries: events.length }));
  if (events.slice(0, shared).some(({ type }) => type === 'answer-selected'))
    throw new ForkError(forkRefusals.answered);
  const before = applyEvents(initialState, events.slice(0, shared));
  if (spec !== undefined && !canGoOnBy(before, spec)) throw new ForkError(whyNotBy(before, spec));
  const forked: SearchEvent = {
    type: 'run-forked',
    parent,
    seq: shared,
    ...(spec === undefined ? {} : { spec }),
    ...(edit === undefined ? {} : { edit }),
  };
  // While a run is paused nothing is done to it (L-2).
  const resumed: readonly SearchEvent[] = before.status === 'paused' ? [{ type: 'run-resumed' }] : [];
  const edited = edit === undefined ? [] : [...resumed, eventOfEdit(before, edit, decisionFor(events[shared], edit))];
  const added = [...edited, forked];
  return { shared, events: added, state: applyEvents(before, added) };
}

function sharedEntries(events: readonly SearchEvent[], { node, seq, edit }: ForkOptions): number {
  switch (edit?.type) {
    case undefined:
      if (node !== undefined) return decidedAt(events, node) ?? writtenAt(events, node);
      return seq === 'unanswered' ? unansweredEnd(events) : (seq ?? endOf(events));
    case 'rewrite':
    case 'hint':
      return writtenAt(events, edit.node);
    case 'cut':
    case 'keep':
      return decidedAt(events, edit.node) ?? refuseUndecided(events, edit.node);
    case 'continue':
    case 'exclude':
      return unansweredEnd(events);
  }
}

/** Entries before the decision on a node: one that was made, or one that is due at the end of what there is. */
function decidedAt(events: readonly SearchEvent[], node: NodeId): number | undefined {
  const decided = events.findIndex((event) => decisionOn(event, node) !== undefined);
  if (decided >= 0) return decided;
  const end = unansweredEnd(events);
  const isDue = pendingDecisionOn(applyEvents(initialState, events.slice(0, end)), node) !== undefined;
  return isDue ? end : undefined;
}

/** The decision that is due on a node of the state; undefined: it was decided on, or its round is not all there yet. */
export function pendingDecisionOn(state: SearchState, node: NodeId): Decision | undefined {
  const { group, decision } = state.nodes.get(node) ?? {};
  if (group === undefined || decision !== undefined || state.spec === undefined) return undefined;
  return decisionOn(pendingDecision(state, group), node);
}

function decisionOn(event: SearchEvent | undefined, node: NodeId): Decision | undefined {
  return event?.type === 'round-decided' ? event.decisions.find((decision) => decision.node === node) : undefined;
}

function decisionFor(event: SearchEvent | undefined, { node }: Edit): EventOf<'round-decided'> | undefined {
  return event?.type === 'round-decided' && decisionOn(event, node) !== undefined ? event : undefined;
}

/** Entries until a node was written to its end; the problem is there from the beginning. */
function writtenAt(events: readonly SearchEvent[], node: NodeId): number {
  if (node === rootId) return 1;
  const closed = events.findIndex((event) => event.type === 'node-closed' && event.node === node);
  if (closed < 0) throw new ForkError(fillText(forkRefusals.unwritten, { step: node }));
  return closed + 1;
}

function refuseUndecided(events: readonly SearchEvent[], node: NodeId): never {
  writtenNode(applyEvents(initialState, events.slice(0, unansweredEnd(events))), node);
  throw new ForkError(fillText(forkRefusals.undecided, { step: node }));
}

/** All that there is, but for the end itself of a run that ended. */
function endOf(events: readonly SearchEvent[]): number {
  return events.at(-1)?.type === 'run-ended' ? events.length - 1 : events.length;
}

function unansweredEnd(events: readonly SearchEvent[]): number {
  const answered = events.findIndex(({ type }) => type === 'answer-selected');
  return answered < 0 ? endOf(events) : answered;
}

/** Could what was begun go on by this spec? Groups that there are must begin as many solutions, as they would under it. */
export function canGoOnBy(state: SearchState, spec: RunSpec): boolean {
  const [mine, other] = [plannedGroups(state), plannedGroups({ ...state, spec })];
  const isSame = state.groups.every((group, i) => {
    const [from, to] = [mine[i], other[i]];
    return from !== undefined && to !== undefined && from.from === to.from && canBegin(group, from, to);
  });
  const isAlone = state.opened.length === 0 || mine.length === other.length;
  return isSame && isAlone && !isUnread(state, spec);
}

/** The same children of the root, as many of them at a time, and attempts shown to them by whoever knows how to ask about these. */
function canBegin(group: GroupState, from: PlannedGroup, to: PlannedGroup): boolean {
  if (from.from !== rootId) return true;
  const latest = proposalsOf(group).at(-1);
  const due = latest?.isDecided === true ? latest.next : [];
  const begun = solutionsIn([...group.rounds.flatMap(({ expansions }) => expansions), ...due]);
  const open = latest?.isDecided === true ? due : (latest?.expansions ?? []);
  const isAsking = open.some(({ attempts = [] }) => attempts.length > 0);
  return (
    from.firstChild === to.firstChild &&
    begun <= to.n &&
    (to.first === to.n || to.first === from.first) &&
    (!isAsking || from.strategy.asks === to.strategy.asks)
  );
}

function solutionsIn(plans: readonly ExpansionPlan[]): number {
  return plans.reduce((sum, { parent, children }) => sum + (parent === rootId ? children : 0), 0);
}

/** Some group that was opened is to be scored, and nobody would be there to do it. */
function isUnread({ opened }: SearchState, spec: RunSpec): boolean {
  const { needsVerifier } = strategyOf(spec.strategy);
  return !needsVerifier && opened.some(({ strategy }) => strategyOf(strategy).needsVerifier);
}

function whyNotBy(state: SearchState, spec: RunSpec): Text {
  if (isUnread(state, spec)) return fillText(forkRefusals.nobodyScores, { strategy: spec.strategy });
  return fillText(forkRefusals.otherGroups, {
    mine: fillText(forkRefusals.groups, { groups: state.groups.length }),
    strategy: spec.strategy,
    n: spec.config.n,
  });
}
