/**
 * What a group needs next, from the folded state alone: facts that can be logged at once, text to be written, steps to
 * be scored, or nothing. Because nothing else is remembered, going on after a crash is the same as going on.
 * Knows no server; what is in flight is passed in. Rules G-1 to G-8 of SPEC.md.
 */
import { assert, assertDefined } from '@/lib/base';
import { breakBefore } from '../choose/break-before';
import { maxProposals } from '../shapes/config';
import { candidateOf, viewOf } from '../choose/group-view';
import { plannedGroups, type PlannedGroup } from '../log/groups';
import { childId, childIndexOf, rootId, type NodeId } from '../shapes/ids';
import { headsOf, nodeOf, promptOf, proposalsOf, tailOf, tokensLeft } from '../log/path';
import { planLateScoring, planScoring } from './plan-scoring';
import { finishOf, isBlank, stepEnd } from '../log/steps';
import { contendersOf, isStrategyName, strategyOf } from '../strategies';
import type { Break } from '../shapes/breakpoints';
import type { EventOf, SearchEvent } from '../log/events';
import type { Busy, Part } from './plan-part';
import type { ExpansionPlan, Method, RoundKind } from '../strategies';
import type { OpenedGroup } from '../log/run-spec';
import type { GroupState, NodeState, RoundState, SearchState } from '../log/state';

export type GroupNeed =
  /** Facts that follow from the state; to be logged, then look again. Never empty. */
  | { readonly type: 'log'; readonly events: readonly SearchEvent[] }
  /** Work for the servers, in id order: chains to be written on, by their heads, and nodes to be scored. Not both empty. */
  | { readonly type: 'work'; readonly write: readonly NodeId[]; readonly score: readonly NodeId[] }
  /** Calls in flight must come back first. */
  | { readonly type: 'wait' }
  /** The round may not be decided yet: the search is to pause before it. */
  | { readonly type: 'break'; readonly at: Break }
  /** The next round may not be opened: the run is being stepped. */
  | { readonly type: 'hold' }
  | { readonly type: 'done' };

export interface PlanOptions {
  readonly groups: readonly PlannedGroup[];
  readonly busy: Busy;
  /** See `SearchOptions.scoresAtEnd`. */
  readonly scoresAtEnd: boolean;
}

/** What group `index` needs next. Pure. */
export function planGroup(state: SearchState, index: number, options: PlanOptions): GroupNeed {
  const need = needOf(state, index, options);
  if (need.type !== 'decide') return need;
  const at = breakBefore(state, need.decision);
  return at === undefined ? log([need.decision]) : { type: 'break', at };
}

const idle: Busy = { writing: new Set(), scoring: new Set() };

/** The decision that is due in group `index`, with all of its round written and scored; undefined: there is none yet. */
export function pendingDecision(state: SearchState, index: number): EventOf<'round-decided'> | undefined {
  const groups = plannedGroups(state);
  if (groups[index] === undefined) return undefined;
  const need = needOf(state, index, { groups, busy: idle, scoresAtEnd: false });
  return need.type === 'decide' ? need.decision : undefined;
}

/** `decide`: all of the round is there, and this follows from it. */
type Need = GroupNeed | { readonly type: 'decide'; readonly decision: EventOf<'round-decided'> };

function needOf(state: SearchState, index: number, options: PlanOptions): Need {
  const { groups, busy, scoresAtEnd: isAtEnd } = options;
  const planned = assertDefined(groups[index], `group ${index} is planned`);
  const group = state.groups[index];
  // Rounds that are open: the proposals, and what looks ahead from them.
  const [round, rollout] = group?.rounds.slice(group.rounds.findLastIndex(({ isDecided }) => isDecided) + 1) ?? [];
  if (group === undefined) return log([firstRound(state, index, planned)]);
  const late = planLateScoring(state, group, { planned, busy, isAtEnd });
  if (late.events.length > 0) return log(late.events);
  if (round === undefined) {
    if (late.needed.length > 0) return { type: 'work', write: [], score: late.needed };
    return late.isWaiting ? { type: 'wait' } : nextRound(state, group, planned);
  }

  const latest = rollout ?? round;
  const missing = headsOf(latest).filter((head) => !state.nodes.has(head));
  if (missing.length > 0) return log(missing.map((node) => opened(node, index, latest.round)));

  const writing = planWriting(state, latest, index, busy);
  if (writing.events.length > 0) return log(writing.events);
  const isWritten = writing.needed.length === 0 && !writing.isWaiting;
  if (!isWritten && rollout === undefined && isSettled(state, group, round, planned)) return log(stopped(state, round));
  if (isWritten && rollout === undefined) {
    const ahead = rolloutRound(state, index, round, planned);
    if (ahead !== undefined) return log([ahead]);
  }

  const scoring = planScoring(state, { round, rollout, isWritten, planned, busy, isAtEnd });
  if (scoring.events.length > 0) return log(scoring.events);
  const score = [...late.needed, ...scoring.needed];
  if (writing.needed.length > 0 || score.length > 0) return { type: 'work', write: writing.needed, score };
  if (writing.isWaiting || scoring.isWaiting || late.isWaiting) return { type: 'wait' };
  return { type: 'decide', decision: decide(state, group, round, planned) };
}

// ---- rounds -------------------------------------------------------------------------------------------------------

function firstRound(state: SearchState, group: number, planned: PlannedGroup): SearchEvent {
  const begin = [{ parent: planned.from, children: planned.first }];
  return roundOpened(state, { group, round: 0, planned }, begin);
}

/** What was decided on is extended; a group whose decision extends nothing is done (G-3). */
function nextRound(state: SearchState, group: GroupState, planned: PlannedGroup): GroupNeed {
  const proposals = proposalsOf(group);
  const decided = assertDefined(proposals.at(-1), 'a decided round');
  if (decided.next.length === 0) return { type: 'done' };
  if (group.roundLimit !== undefined && proposals.length >= group.roundLimit) return { type: 'hold' };
  return log([roundOpened(state, { group: group.index, round: group.rounds.length, planned }, decided.next)]);
}

interface RoundPlace {
  readonly group: number;
  readonly round: number;
  readonly planned: PlannedGroup;
}

function roundOpened(
  state: SearchState,
  { group, round, planned }: RoundPlace,
  plans: readonly ExpansionPlan[],
  ahead?: RoundKind,
): SearchEvent {
  const before = state.groups[group];
  const place = before === undefined ? 0 : proposalsOf(before).length;
  const { isWhole, steps, temperature } = ahead ?? planned.strategy.kindOf(place, planned.config);
  return {
    type: 'round-opened',
    group,
    round,
    isWhole,
    ...(steps === undefined || isWhole ? {} : { steps }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(ahead === undefined ? {} : { isRollout: true }),
    expansions: ahead === undefined ? placed(state, group, planned, plans) : plans.map(aside),
  };
}

/** Rollouts are numbered beyond all children, which have the ids, and so the seeds, that they had without them (G-7). */
function aside({ parent, children }: ExpansionPlan): EventOf<'round-opened'>['expansions'][number] {
  return { parent, firstChild: maxProposals, children };
}

/** New children are numbered on from those there are; of the root each group has a range of its own (G-4). */
function placed(
  state: SearchState,
  group: number,
  { n, from, firstChild }: PlannedGroup,
  plans: readonly ExpansionPlan[],
): EventOf<'round-opened'>['expansions'] {
  const used = new Map<NodeId, number>();
  return plans.map(({ parent, children, attempts }) => {
    // The first child is the next step of a chain that may still be written there (G-11).
    const least = parent === from && from !== rootId ? 1 : 0;
    const first = used.get(parent) ?? Math.max(least, nextChild(state, group, parent, firstChild));
    used.set(parent, first + children);
    assert(
      parent !== rootId || first + children <= firstChild + n,
      `group ${group} begins no more than ${n} solutions`,
    );
    return { parent, firstChild: first, children, ...(attempts === undefined ? {} : { attempts: [...attempts] }) };
  });
}

function nextChild(state: SearchState, group: number, parent: NodeId, firstChild: number): number {
  if (parent !== rootId) {
    const last = nodeOf(state, parent).children.findLast((id) => !nodeOf(state, id).isRollout);
    return last === undefined ? 0 : childIndexOf(last) + 1;
  }
  const begun = state.groups[group]?.rounds.flatMap(({ expansions }) => expansions) ?? [];
  return firstChild + begun.reduce((sum, each) => sum + (each.parent === rootId ? each.children : 0), 0);
}

/** Looks ahead from each candidate that could be extended, identical siblings once (G-7); undefined where nobody does. */
function rolloutRound(
  state: SearchState,
  group: number,
  round: RoundState,
  planned: PlannedGroup,
): SearchEvent | undefined {
  const kind = planned.strategy.rollout?.(planned.config);
  if (kind === undefined) return undefined;
  const candidates = headsOf(round).map((head) => candidateOf(state, round, head));
  const ahead = contendersOf(candidates).map(({ id }) => ({ parent: id, children: 1 }));
  if (ahead.length === 0) return undefined;
  return roundOpened(state, { group, round: round.round + 1, planned }, ahead, kind);
}

/** Have the leading candidates, in id order, settled the round (G-8)? */
function isSettled(state: SearchState, group: GroupState, round: RoundState, { strategy, config, n }: PlannedGroup) {
  if (strategy.isSettled === undefined) return false;
  const heads = headsOf(round);
  const open = heads.findIndex((head) => !hasEnded(state, head, tailOf(state, head), round));
  return open > 0 && strategy.isSettled(viewOf(state, group, round, { n, heads: heads.slice(0, open) }), config);
}

/** Closes what is still being written. */
function stopped(state: SearchState, round: RoundState): readonly SearchEvent[] {
  return headsOf(round).flatMap((head): readonly SearchEvent[] => {
    const tail = tailOf(state, head);
    return hasEnded(state, head, tail, round) ? [] : stoppedAt(tail);
  });
}

/** The end of a chain that was between two steps is its next step. */
function stoppedAt(tail: NodeState): readonly SearchEvent[] {
  if (tail.finish === undefined) return [{ type: 'node-closed', node: tail.id, finish: 'stopped' }];
  const node = childId(tail.id, 0);
  return [opened(node, tail.group, tail.round), { type: 'node-closed', node, finish: 'stopped' }];
}

/** All candidates have ended and are scored: asks the strategy what becomes of them. */
export function decide(
  state: SearchState,
  group: GroupState,
  round: RoundState,
  { strategy, config, n }: PlannedGroup,
): EventOf<'round-decided'> {
  const view = viewOf(state, group, round, { n, heads: headsOf(round) });
  const { decisions, ranked, line, expansions, weights, opens, measures } = strategy.allocate(view, config);
  const groups = opens?.flatMap(groupsOf);
  return {
    type: 'round-decided',
    group: group.index,
    round: round.round,
    decisions: [...decisions],
    ranked,
    line,
    ...(expansions === undefined || expansions.length === 0
      ? {}
      : {
          expansions: expansions.map(({ attempts, ...each }) => ({
            ...each,
            ...(attempts && { attempts: [...attempts] }),
          })),
        }),
    ...(weights === undefined || weights.length === 0 ? {} : { weights: [...weights] }),
    ...(groups === undefined || groups.length === 0 ? {} : { groups }),
    ...(measures === undefined ? {} : { measures: { ...measures } }),
  };
}

/** Of a method whose solutions are written independently those that were begun are the first (O-4). */
function groupsOf({ strategy: name, config, begun = 0 }: Method): readonly OpenedGroup[] {
  assert(isStrategyName(name), `there is no strategy ${name}`);
  const { pooling, groups } = strategyOf(name);
  const n = pooling === 'solutions' ? config.n - begun : config.n;
  if (n < 1) return [];
  const own = { ...config, n };
  return groups(own).map((plan) => ({ ...plan, strategy: name, config: own }));
}

// ---- writing ------------------------------------------------------------------------------------------------------

function planWriting(state: SearchState, round: RoundState, group: number, busy: Busy): Part {
  const { config } = assertDefined(state.spec, 'the run has started');
  const { isWhole } = round;
  const events: SearchEvent[] = [];
  const needed: NodeId[] = [];
  let isWaiting = false;
  for (const head of headsOf(round)) {
    const tail = tailOf(state, head);
    if (hasEnded(state, head, tail, round)) continue;
    if (tail.isExcluded) events.push(...stoppedAt(tail));
    else if (busy.writing.has(head)) isWaiting = true;
    else if (tail.finish === 'step') events.push(opened(childId(tail.id, 0), group, round.round));
    else if (stepEnd(tail.text, config.separator, { isWhole }) !== undefined)
      events.push({ type: 'node-closed', node: tail.id, finish: finishOf(tail.text, config) });
    else if (promptOf(state, head) !== undefined && tokensLeft(state, tail.id, isWhole) === 0)
      events.push({ type: 'node-closed', node: tail.id, finish: 'length' });
    else needed.push(head);
  }
  return { events, needed, isWaiting };
}

/** True when nothing more is to be written in this round to the chain from `head` to `tail`. */
function hasEnded(state: SearchState, head: NodeId, tail: NodeState, { steps, isWhole }: RoundState): boolean {
  if (tail.finish !== 'step') return tail.finish !== undefined;
  if (isWhole) return false;
  const { separator } = assertDefined(state.spec, 'the run has started').config;
  const written = tail.depth - nodeOf(state, head).depth + 1;
  return written >= steps || isBlank(tail.text, separator) || tokensLeft(state, tail.id, true) === 0;
}

function opened(node: NodeId, group: number, round: number): SearchEvent {
  return { type: 'node-opened', node, group, round };
}

function log(events: readonly SearchEvent[]): GroupNeed {
  return { type: 'log', events };
}
