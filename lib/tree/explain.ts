/**
 * Says in plain words what became of a node and why, in the numbers that were compared. English sentences for people;
 * nothing computes with them.
 */
import { assertUnreachable, formatScore } from '@/lib/base';
import { hasEnded, type NodeId, type RoundState } from '@/lib/search';
import { isDead } from './display-state';
import type { TreeNode, TreeView } from './view';

/** The path from the root in child numbers, e.g. "0.2.1"; the name under which a node is spoken of. */
export function nodeLabel(id: NodeId): string {
  return id;
}

/** "cut: 0.31, rank 6 of 16, line at 0.44"; one line, no full stop. */
export function explain(view: TreeView, node: TreeNode): string {
  if (node.parentIndex < 0) return 'the problem: every path starts here';
  const round = view.state.groups[node.group]?.rounds[node.round];
  const isInner = node.source?.decision === undefined;
  switch (node.state) {
    case 'reserved':
      return hasEnded(view.status) ? 'never written: the run ended first' : 'about to be written';
    case 'growing':
      return hasEnded(view.status)
        ? `unfinished: the run ended while it was written${tokens(node)}`
        : `being written${tokens(node)}`;
    case 'waiting':
      return 'written, waiting for its score';
    case 'scored':
      return node.score === undefined
        ? 'written; its round is not decided yet'
        : `scored ${formatScore(node.score)}; its round is not decided yet`;
    case 'kept':
      return isInner
        ? joined('part of a solution', scoreOf(node))
        : `kept: ${joined(...compared(node, round), granted(node))}`;
    case 'finished':
      return `finished: ${joined(...compared(node, round), answered(node)) || 'a complete solution'}`;
    case 'cut':
      return isInner ? 'part of a solution that was cut' : `cut: ${joined(...compared(node, round), lineOf(round))}`;
    case 'duplicate':
      return duplicate(node);
    case 'empty':
      return isInner ? 'part of a solution that ended in an empty step' : 'ended: the step has no text';
    case 'truncated':
      return isInner
        ? 'part of a solution that hit a token limit'
        : `ended: hit a token limit${tokens(node)} before the step was complete`;
    case 'dropped':
      return isInner
        ? 'part of a solution that was lost on the way'
        : 'lost: the policy server dropped it before the step was complete';
    case 'stopped':
      return isInner ? 'part of a solution that came too late to matter' : 'stopped: the round was settled without it';
    default:
      return assertUnreachable(node.state);
  }
}

/** One word or two for the state alone, as the screen reader and the inspector's heading say it. */
export function stateName(node: TreeNode): string {
  if (node.isChosen && node.parentIndex >= 0) return 'chosen';
  switch (node.state) {
    case 'reserved':
      return 'not yet written';
    case 'growing':
      return 'being written';
    case 'waiting':
      return 'waiting for its score';
    case 'duplicate':
      return 'duplicate';
    case 'empty':
      return 'empty';
    default:
      return node.state;
  }
}

function compared(node: TreeNode, round: RoundState | undefined): readonly (string | undefined)[] {
  const rank = node.source?.decision?.rank;
  return [
    node.value === undefined ? scoreOf(node) : formatScore(node.value),
    rank === undefined || round === undefined || round.ranked === 0 ? undefined : `rank ${rank} of ${round.ranked}`,
  ];
}

function granted(node: TreeNode): string | undefined {
  const children = node.source?.decision?.children;
  return children === undefined ? undefined : `${children} ${children === 1 ? 'continuation' : 'continuations'}`;
}

function lineOf(round: RoundState | undefined): string | undefined {
  return round?.line === undefined ? undefined : `line at ${formatScore(round.line)}`;
}

function answered(node: TreeNode): string | undefined {
  if (node.answer === undefined) return undefined;
  return node.verdict === undefined ? `answer ${node.answer}` : `answer ${node.answer}, ${node.verdict}`;
}

function duplicate(node: TreeNode): string {
  const original = node.source?.duplicateOf;
  return original === undefined
    ? 'cut: the same text as an earlier sibling'
    : `cut: the same text as step ${nodeLabel(original)}, which stands for both`;
}

function scoreOf(node: TreeNode): string | undefined {
  return node.score === undefined ? undefined : `score ${formatScore(node.score)}`;
}

function tokens(node: TreeNode): string {
  const count = node.source?.tokens ?? 0;
  return count === 0 ? '' : `, ${count} ${count === 1 ? 'token' : 'tokens'}`;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(', ');
}

/**
 * One sentence on what was decided between two views of a run, for the live region; undefined when nothing was.
 */
export function announce(previous: TreeView | undefined, view: TreeView): string | undefined {
  if (view.chosen !== undefined && previous?.chosen !== view.chosen) {
    const answer = view.nodes.get(view.chosen)?.answer;
    return answer === undefined ? 'An answer was chosen.' : `Answer chosen: ${answer}.`;
  }
  const decided = view.state.groups.flatMap((group) => {
    const before = previous?.state.groups[group.index];
    return group === before
      ? []
      : group.rounds.filter((round, i) => round.isDecided && before?.rounds[i]?.isDecided !== true);
  });
  const nodes = decided
    .flatMap((round) => round.nodes.flatMap((id) => view.nodes.get(id) ?? []))
    .filter((node) => node.source?.decision !== undefined);
  if (nodes.length === 0) return undefined;
  const count = (test: (node: TreeNode) => boolean) => nodes.filter(test).length;
  const kept = count((node) => node.state === 'kept');
  const finished = count((node) => node.state === 'finished');
  const cut = count((node) => isDead(node.state));
  const best = nodes.reduce((top, node) => Math.max(top, isDead(node.state) ? -1 : (node.value ?? -1)), -1);
  const step = Math.max(...nodes.map((node) => node.depth));
  return `Step ${step}: ${joined(
    kept > 0 ? `${kept} kept` : undefined,
    finished > 0 ? `${finished} finished` : undefined,
    cut > 0 ? `${cut} ended or cut` : undefined,
    best >= 0 ? `best ${formatScore(best)}` : undefined,
  )}.`;
}
