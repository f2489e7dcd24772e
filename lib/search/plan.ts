/**
 * What a group needs next, from the folded state alone: facts that can be logged at once, text to be written, steps to
 * be scored, or nothing. Because nothing else is remembered, going on after a crash is the same as going on.
 * Knows no server; what is in flight is passed in. Rules G-1 to G-5, P-1 to P-7 and S-1 to S-5 of SPEC.md.
 */
import { assert, assertDefined } from '@/lib/base';
import { aggregate, aggregationOf } from './aggregate';
import { childId, rootId, type NodeId } from './ids';
import { chanceOf, headsOf, nodeOf, scoresOf, tailOf, tokensLeft } from './path';
import { isBlank, stepEnd, withoutSeparator } from './steps';
import type { EventOf, SearchEvent } from './events';
import type { Candidate, GroupPlan, Strategy } from './strategies';
import type { Expansion, GroupState, NodeState, RoundState, SearchState } from './state';

/** What calls in flight are about: heads being written (the first node of each chain), nodes being scored. */
export interface Busy {
  readonly writing: ReadonlySet<NodeId>;
  readonly scoring: ReadonlySet<NodeId>;
}

export type GroupNeed =
  /** Facts that follow from the state; to be logged, then look again. Never empty. */
  | { readonly type: 'log'; readonly events: readonly SearchEvent[] }
  /** Work for the servers, in id order: chains to be written on, by their heads, and nodes to be scored. Not both empty. */
  | { readonly type: 'work'; readonly write: readonly NodeId[]; readonly score: readonly NodeId[] }
  /** Calls in flight must come back first. */
  | { readonly type: 'wait' }
  /** The next round may not be opened: the run is being stepped. */
  | { readonly type: 'hold' }
  | { readonly type: 'done' };

export interface PlanOptions {
  readonly strategy: Strategy;
  readonly groups: readonly GroupPlan[];
  readonly busy: Busy;
}

/** What group `index` needs next. Pure. */
export function planGroup(state: SearchState, index: number, options: PlanOptions): GroupNeed {
  const group = state.groups[index];
  const round = group?.rounds.at(-1);
  if (group === undefined || round === undefined) return log([firstRound(index, options, state)]);
  if (round.isDecided) return nextRound(state, group, options);

  const missing = headsOf(round).filter((head) => !state.nodes.has(head));
  if (missing.length > 0) return log(missing.map((node) => opened(node, index, round.round)));

  const writing = planWriting(state, round, index, options.busy);
  if (writing.events.length > 0) return log(writing.events);
  const scoring = options.strategy.needsVerifier ? planScoring(state, round, options.busy) : nothingToScore;
  if (scoring.events.length > 0) return log(scoring.events);
  if (writing.needed.length > 0 || scoring.needed.length > 0)
    return { type: 'work', write: writing.needed, score: scoring.needed };
  if (writing.isWaiting || scoring.isWaiting) return { type: 'wait' };
  return log([decide(state, group, round, options)]);
}

interface Part {
  readonly events: readonly SearchEvent[];
  readonly needed: readonly NodeId[];
  readonly isWaiting: boolean;
}
const nothingToScore: Part = { events: [], needed: [], isWaiting: false };

// ---- rounds -------------------------------------------------------------------------------------------------------

function firstRound(index: number, { groups, strategy }: PlanOptions, state: SearchState): SearchEvent {
  const { n } = assertDefined(groups[index], `group ${index} is planned`);
  const firstChild = groups.slice(0, index).reduce((sum, group) => sum + group.n, 0);
  return roundOpened(state, { group: index, round: 0, strategy }, [{ parent: rootId, firstChild, children: n }]);
}

/** The prefixes that were kept are extended; a group without any is done (G-3). */
function nextRound(state: SearchState, group: GroupState, { strategy }: PlanOptions): GroupNeed {
  const decided = assertDefined(group.rounds.at(-1), 'a decided round');
  const expansions = decided.nodes.flatMap((id) => {
    const children = nodeOf(state, id).decision?.children;
    return children === undefined ? [] : [{ parent: id, firstChild: 0, children }];
  });
  if (expansions.length === 0) return { type: 'done' };
  if (group.roundLimit !== undefined && group.rounds.length >= group.roundLimit) return { type: 'hold' };
  return log([roundOpened(state, { group: group.index, round: decided.round + 1, strategy }, expansions)]);
}

function roundOpened(
  state: SearchState,
  { group, round, strategy }: { readonly group: number; readonly round: number; readonly strategy: Strategy },
  expansions: readonly Expansion[],
): SearchEvent {
  const isWhole = strategy.isWhole(round, specOf(state).config);
  return { type: 'round-opened', group, round, isWhole, expansions: [...expansions] };
}

/** All candidates have ended and are scored: asks the strategy what becomes of them. */
function decide(
  state: SearchState,
  group: GroupState,
  round: RoundState,
  { strategy, groups }: PlanOptions,
): EventOf<'round-decided'> {
  const { n } = assertDefined(groups[group.index], `group ${group.index} is planned`);
  const { config, seed } = specOf(state);
  const candidates = headsOf(round).map((head) => candidateOf(state, tailOf(state, head), round));
  const chance = chanceOf(seed, { group: group.index, round: round.round });
  const view = { n, finished: group.finished.length, candidates, chance };
  const { decisions, ranked, line } = strategy.allocate(view, config);
  assert(
    round.round < config.maxSteps - 1 || decisions.every(({ fate }) => fate !== 'kept'),
    'the last round keeps nothing',
  );
  return { type: 'round-decided', group: group.index, round: round.round, decisions: [...decisions], ranked, line };
}

function candidateOf(state: SearchState, node: NodeState, round: RoundState): Candidate {
  const spec = specOf(state);
  const { separator } = spec.config;
  const scores = scoresOf(state, node.id);
  return {
    id: node.id,
    parent: assertDefined(node.parent, 'the root is no candidate'),
    finish: assertDefined(node.finish, 'a candidate has ended'),
    text: withoutSeparator(node.text, separator),
    isBlank: isBlank(node.text, separator),
    isSpent: tokensLeft(state, node.id, true) === 0 && !round.isWhole,
    value: aggregate(scores, aggregationOf(spec)),
    lastScore: scores.at(-1),
  };
}

// ---- writing ------------------------------------------------------------------------------------------------------

function planWriting(state: SearchState, round: RoundState, group: number, busy: Busy): Part {
  const { separator } = specOf(state).config;
  const { isWhole } = round;
  const events: SearchEvent[] = [];
  const needed: NodeId[] = [];
  let isWaiting = false;
  for (const head of headsOf(round)) {
    const tail = tailOf(state, head);
    if (tail.finish !== undefined && !(isWhole && tail.finish === 'step')) continue;
    if (busy.writing.has(head)) isWaiting = true;
    else if (tail.finish === 'step') events.push(opened(childId(tail.id, 0), group, round.round));
    else if (stepEnd(tail.text, separator, { isWhole }) !== undefined)
      events.push({ type: 'node-closed', node: tail.id, finish: 'step' });
    else if (tokensLeft(state, tail.id, isWhole) === 0)
      events.push({ type: 'node-closed', node: tail.id, finish: 'length' });
    else needed.push(head);
  }
  return { events, needed, isWaiting };
}

function opened(node: NodeId, group: number, round: number): SearchEvent {
  return { type: 'node-opened', node, group, round };
}

// ---- scoring ------------------------------------------------------------------------------------------------------

/**
 * Every step with words in it is scored once (S-1). In step-wise rounds identical siblings share the score of the first
 * of them (S-3); for that a step waits while an earlier sibling could still turn out identical (S-4), so that which one
 * is first depends on ids and not on speed.
 */
function planScoring(state: SearchState, round: RoundState, busy: Busy): Part {
  const { separator } = specOf(state).config;
  const events: SearchEvent[] = [];
  const needed: NodeId[] = [];
  let isWaiting = false;
  const originals = new Map<string, NodeState>();
  const open: NodeState[] = [];
  for (const id of round.nodes) {
    const node = nodeOf(state, id);
    if (node.finish === undefined) open.push(node);
    if (!isScorable(node, separator)) continue;
    const text = withoutSeparator(node.text, separator);
    const key = round.isWhole ? node.id : `${node.parent} ${text}`;
    const original = originals.get(key);
    if (original === undefined) originals.set(key, node);
    if (node.score !== undefined) continue;
    if (original !== undefined) {
      if (original.score === undefined) isWaiting = true;
      else events.push({ type: 'node-scored', node: id, score: original.score, duplicateOf: original.id });
    } else if (
      busy.scoring.has(id) ||
      (!round.isWhole && open.some((sibling) => mayBecome(sibling, node, text + separator)))
    ) {
      isWaiting = true;
    } else {
      needed.push(id);
    }
  }
  return { events, needed, isWaiting };
}

/** Blank and truncated steps are not scored: nothing is decided by their scores (S-2). */
function isScorable(node: NodeState, separator: string): boolean {
  return (node.finish === 'step' || node.finish === 'eos') && !isBlank(node.text, separator);
}

function mayBecome(sibling: NodeState, node: NodeState, text: string): boolean {
  return sibling.parent === node.parent && text.startsWith(sibling.text);
}

// -------------------------------------------------------------------------------------------------------------------

function log(events: readonly SearchEvent[]): GroupNeed {
  return { type: 'log', events };
}

function specOf(state: SearchState) {
  return assertDefined(state.spec, 'the run has started');
}
