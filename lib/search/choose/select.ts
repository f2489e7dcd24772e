/**
 * From finished solutions to an answer, under each of the three selections. Works on any state, finished or not, and
 * generates nothing. Rules V-1 to V-7 of SPEC.md; definitions: Snell et al. 2024 section 5.1 and the published search-and-learn.
 */
import { canonicalKey, extractAnswer, type ExtractionMode } from '@/lib/answers';
import { assertDefined, assertUnreachable } from '@/lib/base';
import { aggregate, selectionAggregationOf } from './aggregate';
import { endsSolution } from '../shapes/decision';
import { plannedGroups } from '../log/groups';
import { compareIds, type NodeId } from '../shapes/ids';
import { scoresOf, textOf, unscoredOn } from '../log/path';
import { isOneSolution, needsScores, strengthOf } from '../shapes/selections';
import type { AggregationName, SelectionName } from '../shapes/config';
import type { Unscored } from '../shapes/decision';
import type { EventOf } from '../log/events';
import type { NodeState, SearchState } from '../log/state';

/** A finished solution: a path that the policy ended itself, or that was ended at its answer. */
export interface Solution {
  /** Last node of the path. */
  readonly node: NodeId;
  readonly text: string;
  /** As written; undefined when the text holds no readable answer. */
  readonly answer: string | undefined;
  /** Equal for equal answers; undefined exactly when `answer` is. */
  readonly key: string | undefined;
  /** Step scores in [0, 1], first step first; none where the verifier could not read all of it. */
  readonly scores: readonly number[];
  /** Why it has no value although others have one: the verifier could not read it. It votes under majority alone (V-6). */
  readonly unscored: Unscored | undefined;
  /** Aggregated scores; undefined while, or where, nothing is scored. */
  readonly value: number | undefined;
  /** How often it votes, at least once: the copies of a particle that ended in it. */
  readonly weight: number;
  /** Its group, where the weighted vote is held within groups first (V-8). */
  readonly chain: number | undefined;
}

export interface SolutionOptions {
  /** Absent: as the run was configured. */
  readonly aggregation?: AggregationName | undefined;
  /** How an answer is read from a text; absent: `boxed`. */
  readonly extraction?: ExtractionMode | undefined;
}

/** All solutions that give the same answer. */
export interface Vote {
  readonly key: string;
  /** As its best solution writes it. */
  readonly answer: string;
  /** Its best solution: highest value, then highest last score, then id order. */
  readonly node: NodeId;
  /** Members in id order. */
  readonly nodes: readonly NodeId[];
  /** Of votes. */
  readonly count: number;
  /** Sum of the members' values, each as often as it votes; where groups vote first, of the groups that it won. */
  readonly weight: number;
  /** Highest value among its members, and the last score of the one that has it. */
  readonly best: number | undefined;
  readonly lastScore: number | undefined;
  /** In [0, 1]. Majority: part of the votes; weighted: part of the weight; best: the highest value itself. */
  readonly share: number;
  readonly isWinner: boolean;
}

export interface Selected {
  readonly selection: SelectionName;
  /** Undefined when no solution can be selected. */
  readonly node: NodeId | undefined;
  readonly answer: string | undefined;
  /** Strongest first under this selection. */
  readonly votes: readonly Vote[];
  /** Finished solutions without a readable answer; they do not vote. */
  readonly unreadable: number;
}

/** Every finished solution of the state that votes, in id order. */
export function solutionsOf(state: SearchState, options: SolutionOptions = {}): readonly Solution[] {
  if (state.spec === undefined) return [];
  const read = solutionReader(state, options);
  return [...state.nodes.values()]
    .filter(votes)
    .toSorted((left, right) => compareIds(left.id, right.id))
    .map(read);
}

/** The solution that ends in `id`; undefined where none does that votes. The run has started. */
export function solutionAt(state: SearchState, id: NodeId, options: SolutionOptions = {}): Solution | undefined {
  const end = state.nodes.get(id);
  return end !== undefined && votes(end) ? solutionReader(state, options)(end) : undefined;
}

function votes({ finish, isRollout, weight }: NodeState): boolean {
  return endsSolution(finish) && !isRollout && weight > 0;
}

function solutionReader(state: SearchState, options: SolutionOptions): (end: NodeState) => Solution {
  const spec = assertDefined(state.spec, 'the run has started');
  const { aggregation = selectionAggregationOf(spec), extraction = 'boxed' } = options;
  const isChain = plannedGroups(state).map(({ strategy }) => strategy.votesByGroup === true);
  return (end) => {
    const scores = scoresOf(state, end.id);
    return {
      ...readingOf(state, end, extraction),
      node: end.id,
      scores,
      unscored: unscoredOn(state, end.id),
      value: aggregate(scores, aggregation),
      weight: end.weight,
      chain: isChain[end.group] === true ? end.group : undefined,
    };
  };
}

/**
 * Paths that came to an end without being solutions: cut by a limit, lost on the way, given up for their blanks, or not gone
 * on with because the verifier could not read them.
 */
export interface LostPaths {
  readonly truncated: number;
  /** Stopped within a thought, at a limit or by the model itself, before there was an answer. */
  readonly thinking: number;
  readonly dropped: number;
  readonly empty: number;
  readonly unscored: number;
}

/**
 * Ends of paths that a limit cut, inside a step or between two, in order of opening; rollouts, and what was stopped as it came
 * too late to matter, are none.
 */
export function truncatedEnds(state: SearchState): readonly NodeState[] {
  return [...state.nodes.values()].filter((node) => isPath(node) && isTruncated(node));
}

/** What became of the paths that are no solutions and do not vote (V-2); those cut, stopped or left open are not counted. */
export function lostPathsOf(state: SearchState): LostPaths {
  let [truncated, thinking, dropped, empty, unscored] = [0, 0, 0, 0, 0];
  for (const node of state.nodes.values()) {
    if (!isPath(node)) continue;
    if (node.finish === 'thinking') thinking++;
    else if (isTruncated(node)) truncated++;
    else if (node.finish === 'dropped') dropped++;
    else if (node.decision?.fate === 'empty') empty++;
    else if (node.decision?.fate === 'unscored') unscored++;
  }
  return { truncated, thinking, dropped, empty, unscored };
}

function isPath({ isRollout, decision }: NodeState): boolean {
  return !isRollout && decision?.fate !== 'stopped';
}

function isTruncated({ finish, decision }: NodeState): boolean {
  return finish === 'length' || finish === 'thinking' || decision?.fate === 'truncated';
}

/** The answer under one selection, with the votes it follows from. Pure; nothing is generated or scored. */
export function selectAnswer(solutions: readonly Solution[], selection: SelectionName): Selected {
  const groups = new Map<string, Solution[]>();
  for (const solution of solutions) {
    if (solution.key === undefined) continue;
    const group = groups.get(solution.key);
    if (group === undefined) groups.set(solution.key, [solution]);
    else group.push(solution);
  }
  const chainWeights = weightsByChain(solutions);
  const tallies = [...groups].map(([key, members]) => {
    const flat = tally(members);
    return chainWeights === undefined ? flat : { ...flat, weight: chainWeights.get(key) ?? 0 };
  });
  // Without a single score best and weighted have nothing to go by, and say so by selecting nothing (V-6).
  const isOpen = !needsScores(selection) || tallies.some(({ best }) => best !== undefined);
  const total = tallies.reduce((sum, vote) => sum + strengthOf(vote, selection), 0);
  const votes = tallies
    // The sort is stable and groups are in id order of their first members.
    .toSorted((left, right) => byScored(left, right, selection) || byStrength(left, right, selection))
    .map((vote, place) => ({
      ...vote,
      share: isOneSolution(selection) ? strengthOf(vote, selection) : ratio(strengthOf(vote, selection), total),
      isWinner: isOpen && place === 0,
    }));
  const winner = votes.find(({ isWinner }) => isWinner);
  const unreadable = solutions.filter(({ key }) => key === undefined).length;
  return { selection, node: winner?.node, answer: winner?.answer, votes, unreadable };
}

/** The event that tells the answer under `selection`, with the aggregation of the run. */
export function answerEvent(state: SearchState, selection: SelectionName): EventOf<'answer-selected'> {
  const { node, answer } = selectAnswer(solutionsOf(state), selection);
  return { type: 'answer-selected', selection, node, answer };
}

type Tally = Omit<Vote, 'share' | 'isWinner'>;

function tally(members: readonly Solution[]): Tally {
  const first = assertDefined(members[0], 'a vote has members');
  const best = members.reduce((best, solution) => (isBetter(solution, best) ? solution : best), first);
  return {
    key: assertDefined(first.key, 'a vote has a key'),
    answer: assertDefined(best.answer, 'what has a key has an answer'),
    node: best.node,
    nodes: members.map(({ node }) => node),
    count: members.reduce((sum, { weight }) => sum + weight, 0),
    weight: members.reduce((sum, { value, weight }) => sum + weight * (value ?? 0), 0),
    best: best.value,
    lastScore: best.scores.at(-1),
  };
}

/**
 * Weights of answers where groups vote first: in each the answer of the highest weight wins, and has that weight in the vote
 * of the groups (V-8; Snell et al. 2024, 6.1). What belongs to no such group votes for itself. Undefined where all vote at once.
 */
function weightsByChain(solutions: readonly Solution[]): ReadonlyMap<string, number> | undefined {
  if (!solutions.some(({ chain }) => chain !== undefined)) return undefined;
  const weights = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, weight: number) => to.set(key, (to.get(key) ?? 0) + weight);
  const chains = new Map<number, Map<string, number>>();
  for (const { key, value = 0, weight, chain } of solutions) {
    if (key === undefined) continue;
    if (chain === undefined) {
      add(weights, key, weight * value);
      continue;
    }
    const inside = chains.get(chain) ?? new Map<string, number>();
    chains.set(chain, inside);
    add(inside, key, weight * value);
  }
  for (const inside of chains.values()) {
    let winner: readonly [string, number] | undefined;
    for (const each of inside) if (winner === undefined || each[1] > winner[1]) winner = each;
    if (winner !== undefined) add(weights, ...winner);
  }
  return weights;
}

function isBetter(solution: Solution, other: Solution): boolean {
  const lead = (solution.value ?? -1) - (other.value ?? -1);
  return lead > 0 || (lead === 0 && (solution.scores.at(-1) ?? -1) > (other.scores.at(-1) ?? -1));
}

/** What puts one answer before another: its strength, among equals its last score, else its place. */
export type Decider = 'strength' | 'last-score' | 'place';

/**
 * By what `left` and `right` are told apart under `selection` (V-4). Under `best` a group is its best solution, whatever
 * else is in it, and equal values go by the last score; other strengths are sums of many solutions, which have no last one.
 */
export function deciderOf(left: Tally, right: Tally, selection: SelectionName): Decider {
  if (strengthOf(left, selection) !== strengthOf(right, selection)) return 'strength';
  return isOneSolution(selection) && lastScoreOf(left) !== lastScoreOf(right) ? 'last-score' : 'place';
}

/** Where strengths are made of scores, an answer that nobody could score comes after all others. */
function byScored(left: Tally, right: Tally, selection: SelectionName): number {
  return needsScores(selection) ? Number(left.best === undefined) - Number(right.best === undefined) : 0;
}

/** Strongest first; a place is that of the best solution under `best`, elsewhere that of the first, where groups stand. */
function byStrength(left: Tally, right: Tally, selection: SelectionName): number {
  const decider = deciderOf(left, right, selection);
  switch (decider) {
    case 'strength':
      return strengthOf(right, selection) - strengthOf(left, selection);
    case 'last-score':
      return lastScoreOf(right) - lastScoreOf(left);
    case 'place':
      return isOneSolution(selection) ? compareIds(left.node, right.node) : 0;
    default:
      return assertUnreachable(decider);
  }
}

/** Below every score where there is none. */
function lastScoreOf({ lastScore = -1 }: Tally): number {
  return lastScore;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The answer of the solution that ends in `end`, equal for equal answers; undefined where none can be read. */
export function answerKeyOf(state: SearchState, end: NodeState): string | undefined {
  return readingOf(state, end, 'boxed').key;
}

type Reading = Pick<Solution, 'text' | 'answer' | 'key'>;

/** Readings by the last node: a finished path never changes, and reading answers is the costly part of a live vote. */
const readings: Readonly<Record<ExtractionMode, WeakMap<NodeState, Reading>>> = {
  boxed: new WeakMap(),
  'search-and-learn': new WeakMap(),
};

function readingOf(state: SearchState, end: NodeState, extraction: ExtractionMode): Reading {
  const known = readings[extraction];
  let reading = known.get(end);
  if (reading === undefined) {
    const text = textOf(state, end.id);
    const answer = extractAnswer(text, extraction);
    const key = answer === undefined ? undefined : canonicalKey(answer);
    reading = { text, answer: key === undefined ? undefined : answer, key };
    known.set(end, reading);
  }
  return reading;
}
