/**
 * Says in plain words what became of a node and why, in the numbers that were compared. English sentences for people;
 * nothing computes with them.
 */
import { assertUnreachable, formatScore } from '@/lib/base';
import { hasEnded, type NodeId, type RoundState, type Unscored } from '@/lib/search';
import { attemptsSeenBy, firstStepOf } from './attempts';
import { isDead } from './display-state';
import { candidateOf, stepsBetween } from './rollouts';
import { settledVotes } from './settled';
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
        : joined(isThinking(node) ? 'thinking' : `being written${tokens(node)}`, inSightOf(view, node));
    case 'waiting':
      return 'written, waiting for its score';
    case 'ahead':
      return lookedAhead(view, node);
    case 'scored':
      if (node.source?.decision?.fate === 'waiting')
        return `waiting: ${joined(...compared(node, round), 'may still be extended')}`;
      return node.score === undefined
        ? `${unscoredWords(node) ?? 'written'}; its round is not decided yet`
        : `scored ${formatScore(node.score)}; its round is not decided yet`;
    case 'kept':
      return isInner
        ? joined('part of a solution', scoreOf(node), unscoredWords(node), inSightOf(view, node))
        : `kept${handOf(node)}: ${joined(...compared(node, round), granted(node))}`;
    case 'finished':
      return `finished: ${joined(unscoredWords(node), ...compared(node, round), answered(node), voteOf(node), inSightOf(view, node)) || 'a complete solution'}`;
    case 'cut':
      return isInner
        ? 'part of a solution that was cut'
        : `cut${handOf(node)}: ${joined(...compared(node, round), lineOf(round), placesOf(view, node, round), isDrawn(node, round) ? 'not drawn' : undefined)}`;
    case 'duplicate':
      return duplicate(node);
    case 'empty':
      return isInner ? 'part of a solution that ended in an empty step' : 'ended: the step has no text';
    case 'truncated':
      return isInner
        ? 'part of a solution that hit a token limit'
        : node.source?.finish === 'thinking'
          ? `ended: its thoughts came to no end${tokens(node)}, so there is no answer`
          : `ended: hit a token limit${tokens(node)} before the step was complete`;
    case 'dropped':
      return isInner
        ? 'part of a solution that was lost on the way'
        : 'lost: the policy server dropped it before the step was complete';
    case 'unscored':
      return `${unscoredWords(node) ?? 'unscored'}, so that nobody can say what it is worth`;
    case 'stopped':
      if (isInner) return 'part of a solution that came too late to matter';
      return node.source?.finish === 'eos'
        ? 'came too late to vote: the round was settled without it'
        : `stopped: the round was settled without it${tokens(node)}`;
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
    case 'ahead':
      return 'looked ahead';
    case 'finished':
      return node.unscored === undefined ? 'finished' : 'finished, unscored';
    default:
      return node.state;
  }
}

/** A person decided so. */
function handOf({ source }: TreeNode): string {
  return source?.decision?.byHand === true ? ' by hand' : '';
}

function compared(node: TreeNode, round: RoundState | undefined): readonly (string | undefined)[] {
  const { decision, rolloutEnd } = node.source ?? {};
  return [
    node.value === undefined ? scoreOf(node) : formatScore(node.value),
    decision?.rank === undefined || round === undefined || round.ranked === 0
      ? undefined
      : `rank ${decision.rank} of ${round.ranked}`,
    rolloutEnd === undefined ? undefined : `judged ${plural(stepsBetween(node.id, rolloutEnd), 'step')} ahead`,
    decision?.share === undefined ? undefined : `share ${percent(decision.share)}`,
  ];
}

/** Were candidates drawn by their shares, rather than ranked? */
function isDrawn(node: TreeNode, round: RoundState | undefined): boolean {
  return round?.ranked === 0 && node.source?.decision?.share !== undefined;
}

function granted(node: TreeNode): string | undefined {
  const children = node.source?.decision?.children;
  return children === undefined ? undefined : plural(children, 'continuation');
}

/** "looked ahead: found 0.62 for step 0.3". */
function lookedAhead(view: TreeView, node: TreeNode): string {
  const from = nodeLabel(candidateOf(view.state, node.id));
  return node.score === undefined
    ? `looked ahead: written only to see what step ${from} leads to`
    : `looked ahead: found ${formatScore(node.score)} for step ${from}`;
}

/** How often a solution votes, where that is not once. */
function voteOf({ weight, source }: TreeNode): string | undefined {
  if (weight > 1) return `votes ${weight} times`;
  if (weight === 1) return undefined;
  return source?.decision?.share === undefined ? 'no vote: later ones took its place' : 'no vote: not drawn';
}

/** "in sight of 0.0 and 0.1": the attempts, by their first steps. */
function inSightOf(view: TreeView, node: TreeNode): string | undefined {
  const seen = attemptsSeenBy(view.state, node.id).map((end) => nodeLabel(firstStepOf(end)));
  const listed = [seen.slice(0, -1).join(', '), ...seen.slice(-1)].filter((part) => part !== '');
  return listed.length === 0 ? undefined : `in sight of ${listed.join(' and ')}`;
}

function lineOf(round: RoundState | undefined): string | undefined {
  return round?.line === undefined || round.ranked === 0 ? undefined : `line at ${formatScore(round.line)}`;
}

/** Why fewer than the budget says may have been kept: what is kept has the places of what it stands for (A-2). */
function placesOf({ state }: TreeView, node: TreeNode, round: RoundState | undefined): string | undefined {
  if (round === undefined || round.ranked === 0) return undefined;
  const duplicates = round.nodes.filter((id) => {
    const original = state.nodes.get(id)?.duplicateOf;
    return original !== undefined && state.nodes.get(original)?.decision?.fate === 'kept';
  });
  // Where duplicates are filtered out nobody has their places.
  if (duplicates.length === 0 || state.spec?.config.duplicates === 'filtered' || node.source?.decision?.byHand === true)
    return undefined;
  return `the kept stand for ${plural(duplicates.length, 'duplicate')} too`;
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

/** "unscored: too long for the verifier"; undefined for what has a score, or could have one. */
function unscoredWords({ unscored }: TreeNode): string | undefined {
  return unscored === undefined ? undefined : `unscored: ${unscoredReasons[unscored.reason]}`;
}

const unscoredReasons: Readonly<Record<Unscored['reason'], string>> = {
  'too-long': 'too long for the verifier',
  refused: 'refused by the verifier',
};

function isThinking({ source }: TreeNode): boolean {
  return source !== undefined && source.text === '' && source.thought !== '';
}

function tokens(node: TreeNode): string {
  const count = node.source?.tokens ?? 0;
  return count === 0 ? '' : `, ${plural(count, 'token')}`;
}

function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** `44 %`; what is not nothing is never said to be. */
function percent(share: number): string {
  return share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(100 * share)} %`;
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
  const settled = settledVotes(view.state);
  const known = previous === undefined ? [] : settledVotes(previous.state);
  const fresh = settled.find(({ group }) => !known.some((other) => other.group === group));
  if (fresh !== undefined) return `The vote is settled after ${fresh.after} of ${plural(fresh.of, 'solution')}.`;
  const decided = view.state.groups.flatMap((group) => {
    const before = previous?.state.groups[group.index];
    return group === before
      ? []
      : group.rounds.filter((round, i) => round.isDecided && !round.isRollout && before?.rounds[i]?.isDecided !== true);
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
