/**
 * Says in plain words what became of a node and why, in the numbers that were compared. Sentences for people; nothing
 * computes with them.
 */
import { assertUnreachable, formatScore } from '@/lib/base';
import { hasEnded, type NodeId, type RoundState, type Unscored } from '@/lib/search';
import { fateWords, newsWords, percentSign, sayIn, stateWords, type Say, type Text } from '@/lib/words';
import { attemptsSeenBy, firstStepOf } from './attempts';
import { isDead } from './display-state';
import { gistOf } from './gist';
import { candidateOf, stepsBetween } from './rollouts';
import { settledVotes } from './settled';
import type { TreeNode, TreeView } from './view';
import { scoresIn } from './written-scores';

/** The path from the root in child numbers, e.g. "0.2.1"; the name under which a node is spoken of. */
export function nodeLabel(id: NodeId): string {
  return id;
}

/** "cut: 0.31, rank 6 of 16, line at 0.44"; one line, no full stop. */
export function explain(view: TreeView, node: TreeNode, say: Say = sayIn('en')): string {
  if (node.parentIndex < 0) return say(fateWords.problem);
  const round = view.state.groups[node.group]?.rounds[node.round];
  const isInner = node.source?.decision === undefined;
  const joined = joinedIn(say);
  const told = { round, say, written: scoresIn(view, node) };
  switch (node.state) {
    case 'reserved':
      return say(hasEnded(view.status) ? fateWords.neverWritten : fateWords.aboutToBe);
    case 'growing':
      return hasEnded(view.status)
        ? `${say(fateWords.unfinished)}${tokens(node, say)}`
        : joined(
            isThinking(node) ? say(fateWords.thinking) : `${say(fateWords.beingWritten)}${tokens(node, say)}`,
            inSightOf(view, node, say),
          );
    case 'waiting':
      return say(fateWords.awaitsScore);
    case 'ahead':
      return lookedAhead(view, node, say);
    case 'scored':
      if (node.source?.decision?.fate === 'waiting')
        return say(fateWords.waiting, { why: joined(...compared(node, told), say(fateWords.mayBeExtended)) });
      return say(fateWords.undecided, {
        what:
          node.score === undefined
            ? (unscoredWords(node, say) ?? say(fateWords.written))
            : say(fateWords.scored, { score: told.written(node.score) }),
      });
    case 'kept':
      return isInner
        ? joined(say(fateWords.partOf), scoreOf(node, told), unscoredWords(node, say), inSightOf(view, node, say))
        : say(isByHand(node) ? fateWords.keptByHand : fateWords.kept, {
            why: joined(...compared(node, told), granted(node, say)),
          });
    case 'finished':
      return say(fateWords.finished, {
        why:
          joined(
            unscoredWords(node, say),
            ...compared(node, told),
            answered(node, say),
            voteOf(node, say),
            inSightOf(view, node, say),
          ) || say(fateWords.complete),
      });
    case 'cut':
      return isInner
        ? say(fateWords.partOfCut)
        : say(isByHand(node) ? fateWords.cutByHand : fateWords.cut, {
            why: joined(
              ...compared(node, told),
              lineOf(told),
              placesOf(view, node, told),
              isDrawn(node, round) ? say(fateWords.notDrawn) : undefined,
            ),
          });
    case 'duplicate':
      return duplicate(node, say);
    case 'empty':
      return say(isInner ? fateWords.partOfEmpty : fateWords.empty);
    case 'truncated':
      return isInner
        ? say(fateWords.partOfTruncated)
        : say(node.source?.finish === 'thinking' ? fateWords.thoughtsEndless : fateWords.truncated, {
            tokens: tokens(node, say),
          });
    case 'dropped':
      return say(isInner ? fateWords.partOfDropped : fateWords.dropped);
    case 'unscored':
      return say(fateWords.worthUnknown, { what: unscoredWords(node, say) ?? say(fateWords.unscored) });
    case 'stopped':
      if (node.source?.isExcluded === true) return say(fateWords.stoppedByHand);
      if (isInner) return say(fateWords.partOfLate);
      return node.source?.finish === 'eos' ? say(fateWords.tooLate) : `${say(fateWords.stopped)}${tokens(node, say)}`;
    default:
      return assertUnreachable(node.state);
  }
}

/** One word or two for the state alone, as the screen reader and the inspector's heading say it. */
export function stateName(node: TreeNode, say: Say = sayIn('en')): string {
  if (node.isChosen && node.parentIndex >= 0) return say(stateWords.chosen);
  if (node.state === 'finished' && node.unscored !== undefined) return say(stateWords.finishedUnscored);
  return say(stateWords[node.state]);
}

/** A person decided so. */
function isByHand({ source }: TreeNode): boolean {
  return source?.decision?.byHand === true;
}

/** What sentences about a node of `round` are made with. */
interface Telling {
  readonly round: RoundState | undefined;
  readonly say: Say;
  /** How its scores are written. */
  readonly written: (score: number) => string;
}

function compared(node: TreeNode, told: Telling): readonly (string | undefined)[] {
  const { round, say, written } = told;
  const { decision, rolloutEnd } = node.source ?? {};
  return [
    node.value === undefined ? scoreOf(node, told) : written(node.value),
    decision?.rank === undefined || round === undefined || round.ranked === 0
      ? undefined
      : say(fateWords.rank, { rank: decision.rank, of: round.ranked }),
    rolloutEnd === undefined ? undefined : say(fateWords.judgedAhead, { steps: stepsBetween(node.id, rolloutEnd) }),
    decision?.share === undefined ? undefined : say(fateWords.share, { share: percent(decision.share) }),
  ];
}

/** Were candidates drawn by their shares, rather than ranked? */
function isDrawn(node: TreeNode, round: RoundState | undefined): boolean {
  return round?.ranked === 0 && node.source?.decision?.share !== undefined;
}

function granted(node: TreeNode, say: Say): string | undefined {
  const count = node.source?.decision?.children;
  return count === undefined ? undefined : say(fateWords.continuations, { count });
}

/** "looked ahead: found 0.62 for step 0.3". */
function lookedAhead(view: TreeView, node: TreeNode, say: Say): string {
  const step = nodeLabel(candidateOf(view.state, node.id));
  return node.score === undefined
    ? say(fateWords.aheadUnscored, { step })
    : say(fateWords.aheadFound, { score: formatScore(node.score), step });
}

/** How often a solution votes, where that is not once. */
function voteOf({ weight, source }: TreeNode, say: Say): string | undefined {
  if (weight > 1) return say(fateWords.votes, { votes: weight });
  if (weight === 1) return undefined;
  if (source?.isExcluded === true) return say(fateWords.noVoteHand);
  return say(source?.decision?.share === undefined ? fateWords.noVotePlace : fateWords.noVoteDrawn);
}

/** "in sight of 0.0 and 0.1": the attempts, by their first steps. */
function inSightOf(view: TreeView, node: TreeNode, say: Say): string | undefined {
  const seen = attemptsSeenBy(view.state, node.id).map((end) => nodeLabel(firstStepOf(end)));
  const listed = [seen.slice(0, -1).join(say(fateWords.comma)), ...seen.slice(-1)].filter((part) => part !== '');
  return listed.length === 0 ? undefined : say(fateWords.inSight, { attempts: listed.join(say(fateWords.and)) });
}

function lineOf({ round, say, written }: Telling): string | undefined {
  return round?.line === undefined || round.ranked === 0
    ? undefined
    : say(fateWords.line, { score: written(round.line) });
}

/** Why fewer than the budget says may have been kept: what is kept has the places of what it stands for. */
function placesOf({ state }: TreeView, node: TreeNode, { round, say }: Telling): string | undefined {
  if (round === undefined || round.ranked === 0) return undefined;
  const duplicates = round.nodes.filter((id) => {
    const original = state.nodes.get(id)?.duplicateOf;
    return original !== undefined && state.nodes.get(original)?.decision?.fate === 'kept';
  });
  // Where duplicates are filtered out nobody has their places.
  if (duplicates.length === 0 || state.spec?.config.duplicates === 'filtered' || isByHand(node)) return undefined;
  return say(fateWords.standFor, { count: duplicates.length });
}

function answered({ answer, verdict }: TreeNode, say: Say): string | undefined {
  if (answer === undefined) return undefined;
  const words = say(fateWords.answer, { answer: gistOf(answer) });
  return verdict === undefined ? words : joinedIn(say)(words, say(fateWords[verdict]));
}

function duplicate(node: TreeNode, say: Say): string {
  const original = node.source?.duplicateOf;
  return original === undefined ? say(fateWords.sameText) : say(fateWords.sameTextAs, { step: nodeLabel(original) });
}

function scoreOf({ score }: TreeNode, { say, written }: Telling): string | undefined {
  return score === undefined ? undefined : say(fateWords.score, { score: written(score) });
}

/** "unscored: too long for the verifier"; undefined for what has a score, or could have one. */
function unscoredWords({ unscored }: TreeNode, say: Say): string | undefined {
  return unscored === undefined ? undefined : say(unscoredReasons[unscored.reason]);
}

const unscoredReasons: Readonly<Record<Unscored['reason'], Text>> = {
  'too-long': fateWords.tooLong,
  refused: fateWords.refused,
};

function isThinking({ source }: TreeNode): boolean {
  return source !== undefined && source.text === '' && source.thought !== '';
}

function tokens(node: TreeNode, say: Say): string {
  const count = node.source?.tokens ?? 0;
  return count === 0 ? '' : say(fateWords.tokens, { count });
}

/** `44 %`; what is not nothing is never said to be. */
function percent(share: number): string {
  return `${share > 0 && share < 0.005 ? '<\u00a01' : Math.round(100 * share)}${percentSign}`;
}

function joinedIn(say: Say): (...parts: readonly (string | undefined)[]) => string {
  return (...parts) => parts.filter((part) => part !== undefined).join(say(fateWords.comma));
}

/**
 * One sentence on what was decided between two views of a run, for the live region; undefined when nothing was.
 */
export function announce(previous: TreeView | undefined, view: TreeView, say: Say = sayIn('en')): string | undefined {
  if (view.chosen !== undefined && previous?.chosen !== view.chosen) {
    const answer = view.nodes.get(view.chosen)?.answer;
    return answer === undefined ? say(newsWords.answerChosen) : say(newsWords.answerIs, { answer });
  }
  const settled = settledVotes(view.state);
  const known = previous === undefined ? [] : settledVotes(previous.state);
  const fresh = settled.find(({ group }) => !known.some((other) => other.group === group));
  if (fresh !== undefined) return say(newsWords.settled, { after: fresh.after, of: fresh.of });
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
  const what = joinedIn(say)(
    kept > 0 ? say(newsWords.kept, { count: kept }) : undefined,
    finished > 0 ? say(newsWords.finished, { count: finished }) : undefined,
    cut > 0 ? say(newsWords.cut, { count: cut }) : undefined,
    best >= 0 ? say(newsWords.best, { score: formatScore(best) }) : undefined,
  );
  return say(newsWords.step, { step, what });
}
