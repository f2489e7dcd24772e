/**
 * A round as its strategy sees it: candidates, what waits, what was finished, the chance that is left. From the folded state;
 * knows no rule.
 */
import { assertDefined } from '@/lib/base';
import { aggregate, aggregationOf } from './aggregate';
import { endsSolution } from '../shapes/decision';
import { compareIds, type NodeId } from '../shapes/ids';
import { chanceOf, nodeOf, pathOf, proposalsOf, scoresOf, tailOf, tokensLeft, unscoredOn } from '../log/path';
import { answerKeyOf } from './select';
import { isBlank, withoutSeparator } from '../log/steps';
import type { Candidate, GroupView, PastSolution } from '../strategies';
import type { GroupState, NodeState, RoundState, SearchState } from '../log/state';

/** `heads`: those of the round that the strategy is to see; all of them when it decides. */
export function viewOf(
  state: SearchState,
  group: GroupState,
  round: RoundState,
  { n, heads }: { readonly n: number; readonly heads: readonly NodeId[] },
): GroupView {
  const place = proposalsOf(group).findIndex((each) => each.round === round.round);
  return {
    n,
    group: group.index,
    round: place,
    solutions: group.finished.map((id) => solutionOf(state, group, id)),
    waiting: group.waiting.toSorted(compareIds).map((id) => waitingOf(state, group, id)),
    candidates: heads.map((head) => candidateOf(state, round, head)),
    chance: chanceOf(assertDefined(state.spec, 'the run has started'), { group: group.index, round: place }),
  };
}

/** The candidate at the end of the chain that begins at `head` in `round`. */
export function candidateOf(state: SearchState, round: RoundState, head: NodeId): Candidate {
  return endOf(state, round, head, tailOf(state, head));
}

function solutionOf(state: SearchState, group: GroupState, id: NodeId): PastSolution {
  const end = nodeOf(state, id);
  const decision = assertDefined(end.decision, 'what has finished was decided on');
  return { ...waitingOf(state, group, id), weight: end.weight, decision };
}

function waitingOf(state: SearchState, group: GroupState, id: NodeId): Candidate {
  const end = nodeOf(state, id);
  const round = assertDefined(group.rounds[end.round], 'a node has its round');
  const head = pathOf(state, id).find((node) => node.round === end.round && node.group === end.group);
  return endOf(state, round, assertDefined(head, 'a chain has a head').id, end);
}

function endOf(state: SearchState, { isWhole, steps }: RoundState, headId: NodeId, end: NodeState): Candidate {
  const spec = assertDefined(state.spec, 'the run has started');
  const { separator } = spec.config;
  const head = nodeOf(state, headId);
  const scores = scoresOf(state, end.id);
  const chain = steps === 1 || isWhole ? [end] : pathOf(state, end.id).slice(head.depth - 1);
  return {
    id: end.id,
    parent: assertDefined((isWhole ? end : head).parent, 'the root is no candidate'),
    // What a person excluded goes no further, whatever its own end was.
    finish: end.isExcluded ? 'stopped' : assertDefined(end.finish, 'a candidate has ended'),
    text: withoutSeparator(chain.map(({ text }) => text).join(''), separator),
    isBlank: isBlank(end.text, separator),
    isUnscored: unscoredOn(state, end.id) !== undefined,
    isSpent: !isWhole && tokensLeft(state, end.id, true) === 0,
    value: aggregate(scores, aggregationOf(spec)),
    lastScore: scores.at(-1),
    get key() {
      return endsSolution(end.finish) ? answerKeyOf(state, end) : undefined;
    },
  };
}
