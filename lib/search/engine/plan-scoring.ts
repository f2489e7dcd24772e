/**
 * Which steps of a round are to be scored next, and which scores follow from others. Knows no server. Rules S-1 to S-7 of
 * SPEC.md.
 */
import { assertDefined } from '@/lib/base';
import { endsSolution } from '../shapes/decision';
import { headsOf, nodeOf, tailOf, unscoredOn } from '../log/path';
import { isBlank, withoutSeparator } from '../log/steps';
import type { PlannedGroup } from '../log/groups';
import { parentIdOf, type NodeId } from '../shapes/ids';
import type { SearchEvent } from '../log/events';
import type { Busy, Part } from './plan-part';
import { strategyOf } from '../strategies';
import type { GroupState, NodeState, RoundState, SearchState } from '../log/state';

export interface ScoringOptions {
  readonly round: RoundState;
  /** What looks ahead from the round, where it was opened. */
  readonly rollout: RoundState | undefined;
  /** Nothing is left to be written in the round, or in its rollout where there is one. */
  readonly isWritten: boolean;
  readonly planned: PlannedGroup;
  readonly busy: Busy;
  /** Steps of a whole solution wait for its end, and are scored in one go (S-5). */
  readonly isAtEnd: boolean;
}

const nothingToScore: Part = { events: [], needed: [], isWaiting: false };

/**
 * Every step with words in it is scored once (S-1). In step-wise rounds identical siblings share the score of the first
 * of them (S-3); for that a step waits while an earlier sibling could still turn out identical (S-4), so that which one
 * is first depends on ids and not on speed. Where a rollout looks ahead from a step, the score at its end is the step's (S-6).
 * Proposals of several steps are read when they are there, all of their steps at once (G-9).
 */
export function planScoring(state: SearchState, options: ScoringOptions): Part {
  const { round, rollout, isWritten, planned, busy, isAtEnd } = options;
  if (!planned.strategy.needsVerifier) return nothingToScore;
  if (!round.isWhole && round.steps > 1 && !isWritten) return nothingToScore;
  const { separator } = specOf(state).config;
  const looksAhead = !round.isWhole && planned.strategy.rollout?.(planned.config) !== undefined;
  const events: SearchEvent[] = [];
  const needed: NodeId[] = [];
  let isWaiting = false;
  const originals = new Map<string, NodeState>();
  const open = new Map<NodeId | undefined, NodeState[]>();
  const unread = new Set<NodeId>();
  const ends = isWritten ? rolloutEnds(state, rollout) : undefined;
  const unended = isAtEnd && round.isWhole ? unendedIn(state, round) : undefined;
  for (const id of round.nodes) {
    const node = nodeOf(state, id);
    if (node.finish === undefined) {
      const siblings = open.get(node.parent);
      if (siblings === undefined) open.set(node.parent, [node]);
      else siblings.push(node);
    }
    // What comes after a step that the verifier could not read is longer still (S-7); parents come before their children.
    if (node.parent !== undefined && unread.has(node.parent)) unread.add(id);
    if (unread.has(id) || !isScorable(node, separator)) continue;
    if (node.unscored !== undefined) unread.add(id);
    if (unended?.has(id) === true) {
      isWaiting = true;
      continue;
    }
    const text = withoutSeparator(node.text, separator);
    const key = round.isWhole ? node.id : `${node.parent} ${text}`;
    const original = originals.get(key);
    if (original === undefined) originals.set(key, node);
    if (isJudged(node)) continue;
    if (original !== undefined) {
      const { id: duplicateOf, score, unscored } = original;
      if (score !== undefined) events.push({ type: 'node-scored', node: id, score, duplicateOf });
      else if (unscored !== undefined) events.push({ type: 'node-unscored', node: id, ...unscored, duplicateOf });
      else isWaiting = true;
    } else if (
      !round.isWhole &&
      open.get(node.parent)?.some((sibling) => (text + separator).startsWith(sibling.text))
    ) {
      isWaiting = true;
    } else if (looksAhead && node.finish === 'step' && ends === undefined) {
      // Its rollout is still to be written, or to be opened.
      isWaiting = true;
    } else {
      const end = ends?.get(id);
      if (end?.score !== undefined)
        events.push({ type: 'node-scored', node: id, score: end.score, rolloutEnd: end.id });
      else if (busy.scoring.has(end?.id ?? id)) isWaiting = true;
      else needed.push(end?.id ?? id);
    }
  }
  return { events, needed, isWaiting };
}

/**
 * Steps of rounds that were decided while nobody read them, before the run was left by one that scores: they are scored all
 * the same, before anything of their group is decided (S-9).
 */
export function planLateScoring(
  state: SearchState,
  { rounds }: GroupState,
  options: Pick<ScoringOptions, 'planned' | 'busy' | 'isAtEnd'>,
): Part {
  const wasUnread = state.forks.some(
    ({ specBefore: was }) => was !== undefined && !strategyOf(was.strategy).needsVerifier,
  );
  if (!wasUnread) return nothingToScore;
  const parts = rounds
    .filter(({ isDecided }) => isDecided)
    .map((round) => planScoring(state, { ...options, round, rollout: undefined, isWritten: true }));
  return {
    events: parts.flatMap(({ events }) => events),
    needed: parts.flatMap(({ needed }) => needed),
    isWaiting: parts.some(({ isWaiting }) => isWaiting),
  };
}

/** By the node they look ahead from: the last steps of rollouts that can be scored. Where there is none the node is scored itself. */
function rolloutEnds(state: SearchState, rollout: RoundState | undefined): ReadonlyMap<NodeId, NodeState> {
  const { separator } = specOf(state).config;
  const ends = new Map<NodeId, NodeState>();
  for (const head of rollout === undefined ? [] : headsOf(rollout)) {
    const from = assertDefined(nodeOf(state, head).parent, 'a rollout begins somewhere');
    let end = tailOf(state, head);
    while (end.isRollout && (!isScorable(end, separator) || unscoredOn(state, end.id) !== undefined))
      end = nodeOf(state, assertDefined(end.parent, 'it has a parent'));
    if (end.isRollout) ends.set(from, end);
  }
  return ends;
}

/** Nodes of whole solutions that are still being written. */
function unendedIn(state: SearchState, round: RoundState): ReadonlySet<NodeId> {
  const nodes = new Set<NodeId>();
  for (const head of headsOf(round)) {
    const tail = tailOf(state, head);
    if (tail.finish !== undefined && tail.finish !== 'step') continue;
    for (let id: NodeId | undefined = tail.id; id !== undefined; id = id === head ? undefined : parentIdOf(id))
      nodes.add(id);
  }
  return nodes;
}

/** Blank, truncated and excluded steps are not scored: nothing is decided by their scores (S-2). */
function isScorable(node: NodeState, separator: string): boolean {
  return (node.finish === 'step' || endsSolution(node.finish)) && !node.isExcluded && !isBlank(node.text, separator);
}

/** The verifier has said what it has to say of it. */
function isJudged({ score, unscored }: NodeState): boolean {
  return score !== undefined || unscored !== undefined;
}

function specOf(state: SearchState) {
  return assertDefined(state.spec, 'the run has started');
}
