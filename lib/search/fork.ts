/**
 * Where a run leaves another, and what it begins with beyond that: entries of the parent's log, what a person did there,
 * and the fork itself. Pure; knows no store and starts nothing. Rules of SPEC.md.
 */
import { assertDefined } from '@/lib/base';
import { fillText, forkRefusals, type Text } from '@/lib/words';
import { maxProposals } from './config';
import { plannedGroups } from './groups';
import { childIndexOf, rootId, type NodeId } from './ids';
import { applyEvents, initialState } from './reduce';
import type { Decision } from './decision';
import type { Edit } from './edit';
import type { EventOf, SearchEvent } from './events';
import type { RunSpec } from './run-spec';
import type { SearchState } from './state';

export interface ForkOptions {
  /** Name of the run that is left. */
  readonly parent: string;
  /** Where: at this node, before it was decided on, or after so many entries. An edit says it by itself. */
  readonly node?: NodeId;
  readonly seq?: number;
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

/** The fork cannot be made; `said` says why, and what could. */
export class ForkError extends Error {
  override readonly name = 'ForkError';
  readonly said: Text;
  constructor(said: Text) {
    super(said.en);
    this.said = said;
  }
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
  if (spec !== undefined && !canGoOnBy(before, spec))
    throw new ForkError(
      fillText(forkRefusals.otherGroups, {
        mine: fillText(forkRefusals.groups, { groups: before.groups.length }),
        strategy: spec.strategy,
        n: spec.config.n,
      }),
    );
  const forked: SearchEvent = {
    type: 'run-forked',
    parent,
    seq: shared,
    ...(spec === undefined ? {} : { spec }),
    ...(edit === undefined ? {} : { edit }),
  };
  const added = [...(edit === undefined ? [] : [editEvent(events, shared, before, edit)]), forked];
  return { shared, events: added, state: applyEvents(before, added) };
}

function sharedEntries(events: readonly SearchEvent[], { node, seq, edit }: ForkOptions): number {
  if (edit?.type === 'rewrite') {
    const closed = events.findIndex((event) => event.type === 'node-closed' && event.node === edit.node);
    if (closed < 0) throw new ForkError(fillText(forkRefusals.unwritten, { step: edit.node }));
    return closed + 1;
  }
  const place = edit?.node ?? node;
  if (place === undefined) return seq ?? events.length;
  const decided = events.findIndex((event) => event.type === 'round-decided' && decisionOn(event, place) !== undefined);
  if (decided < 0) throw new ForkError(fillText(forkRefusals.undecided, { step: place }));
  return decided;
}

function decisionOn({ decisions }: EventOf<'round-decided'>, node: NodeId): Decision | undefined {
  return decisions.find((decision) => decision.node === node);
}

/** What tells the edit: the decision as it was but for one candidate, or the step with its new words. */
function editEvent(events: readonly SearchEvent[], shared: number, before: SearchState, edit: Edit): SearchEvent {
  if (edit.type === 'rewrite') {
    const { separator } = assertDefined(before.spec, 'the run has started').config;
    if (edit.text.includes(separator)) throw new ForkError(forkRefusals.separated);
    return { type: 'node-rewritten', node: edit.node, text: edit.text + separator };
  }
  const decided = events[shared];
  if (decided?.type !== 'round-decided') throw new ForkError(forkRefusals.nothingThere);
  return decidedByHand(before, decided, edit);
}

function decidedByHand(
  before: SearchState,
  decided: EventOf<'round-decided'>,
  edit: Exclude<Edit, { type: 'rewrite' }>,
): SearchEvent {
  const node = assertDefined(before.nodes.get(edit.node), 'what was decided on is there');
  const { children: _, ...decision } = assertDefined(decisionOn(decided, edit.node), 'it was decided on');
  if (edit.type === 'cut' && decision.fate !== 'kept')
    throw new ForkError(fillText(forkRefusals.notKept, { step: edit.node }));
  if (edit.type === 'keep' && node.finish !== 'step')
    throw new ForkError(fillText(forkRefusals.ended, { step: edit.node }));
  if (edit.type === 'keep' && node.unscored !== undefined)
    throw new ForkError(fillText(forkRefusals.unscored, { step: edit.node }));
  const mine: Decision =
    edit.type === 'cut'
      ? { ...decision, fate: 'cut', byHand: true }
      : { ...decision, fate: 'kept', children: edit.children, byHand: true };
  const decisions = decided.decisions.map((each) => (each.node === edit.node ? mine : each));
  const next = [...decisions, ...(decided.expansions ?? [])];
  const children = next.reduce((sum, each) => sum + (each.children ?? 0), 0);
  if (children > maxProposals) throw new ForkError(fillText(forkRefusals.tooMany, { children, most: maxProposals }));
  return { ...decided, decisions };
}

/** Could what was begun go on by this spec? Groups that there are must have the same range of the root's children. */
export function canGoOnBy(state: SearchState, spec: RunSpec): boolean {
  const [mine, other] = [plannedGroups(state), plannedGroups({ ...state, spec })];
  const begun = (state.nodes.get(rootId)?.children ?? []).map(childIndexOf);
  const isSame = state.groups.every((_, i) => {
    const [from, to] = [mine[i], other[i]];
    if (from === undefined || to === undefined) return false;
    const last = begun.findLast((index) => index >= from.firstChild && index < from.firstChild + from.n);
    return from.firstChild === to.firstChild && (last === undefined || last < to.firstChild + to.n);
  });
  const isAlone = state.opened.length === 0 || mine.length === other.length;
  return isSame && isAlone;
}
