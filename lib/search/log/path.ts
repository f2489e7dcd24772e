/**
 * Questions about a node's path that plan, engine and selection share: its steps, scores, tokens left, seed.
 * Everything is read from the folded state.
 */
import { assertDefined, hashString, mix } from '@/lib/base';
import { childId, childIndexOf, parentIdOf, turnKey, type NodeId } from '../shapes/ids';
import type { Unscored } from '../shapes/decision';
import type { Prompt } from './events';
import type { RunSpec } from './run-spec';
import type { GroupState, NodeState, RoundState, SearchState } from './state';

/** A step as written, with the policy's token ids where known (all tokens of the step, separator and end token included). */
export interface StepText {
  readonly text: string;
  readonly tokenIds?: readonly number[];
}

export function nodeOf(state: SearchState, id: NodeId): NodeState {
  return assertDefined(state.nodes.get(id), `node ${id} exists`);
}

/** Nodes from the first step to `id`, both included; empty for the root. */
export function pathOf(state: SearchState, id: NodeId): readonly NodeState[] {
  const path: NodeState[] = [];
  for (let node = nodeOf(state, id); node.parent !== undefined; node = nodeOf(state, node.parent)) path.push(node);
  return path.reverse();
}

export function stepTextOf({ text, tokenIds }: NodeState): StepText {
  return { text, tokenIds };
}

/** Ends of the attempts that the model sees on this path; undefined: it sees the problem alone. */
export function attemptsOf(state: SearchState, id: NodeId): readonly NodeId[] | undefined {
  return pathOf(state, id)[0]?.attempts;
}

/** The prompt that the path of `id` goes on from; undefined until it is built. */
export function promptOf(state: SearchState, id: NodeId): Prompt | undefined {
  return promptFor(state, attemptsOf(state, id));
}

function promptFor({ prompt, turns }: SearchState, attempts: readonly NodeId[] | undefined): Prompt | undefined {
  return attempts === undefined ? prompt : turns.get(turnKey(attempts));
}

/**
 * Scores along the path of `id`, first step first; steps without a score are left out. None where the verifier could not read
 * all of the path: what it said of its beginning is no value of the whole.
 */
export function scoresOf(state: SearchState, id: NodeId): readonly number[] {
  const path = pathOf(state, id);
  if (path.some(({ unscored }) => unscored !== undefined)) return [];
  return path.flatMap(({ score }) => (score === undefined ? [] : [score]));
}

/** Why the verifier could not read the path of `id`; undefined where it could, or was not asked. */
export function unscoredOn(state: SearchState, id: NodeId): Unscored | undefined {
  return pathOf(state, id).find(({ unscored }) => unscored !== undefined)?.unscored;
}

/** The solution as far as `id`. */
export function textOf(state: SearchState, id: NodeId): string {
  return pathOf(state, id)
    .map(({ text }) => text)
    .join('');
}

/** Rounds of a group that proposed something; those that only looked ahead are left out. */
export function proposalsOf({ rounds }: GroupState): readonly RoundState[] {
  return rounds.filter(({ isRollout }) => !isRollout);
}

/** The nodes that a round asked the policy for, in id order of each expansion; they may not be open yet. */
export function headsOf({ expansions }: RoundState): readonly NodeId[] {
  const known = headsOfExpansions.get(expansions);
  if (known !== undefined) return known;
  const heads = expansions.flatMap(({ parent, firstChild, children }) =>
    Array.from({ length: children }, (_, i) => childId(parent, firstChild + i)),
  );
  headsOfExpansions.set(expansions, heads);
  return heads;
}

/** A round is looked at whenever a step of it ends; what it asked for never changes. */
const headsOfExpansions = new WeakMap<RoundState['expansions'], readonly NodeId[]>();

/** The last node of the chain that begins at `head`: `head` itself where a proposal is one step. */
export function tailOf(state: SearchState, head: NodeId): NodeState {
  let tail = nodeOf(state, head);
  for (;;) {
    const next = tail.children[0] === undefined ? undefined : nodeOf(state, tail.children[0]);
    if (next === undefined || next.group !== tail.group || next.round !== tail.round) return tail;
    tail = next;
  }
}

/**
 * Tokens that may still be written to node `id`, at most; never negative. Bounded by the solution's budget, by the
 * context of the model where it is known, and in step-wise rounds by the step's budget (P-7).
 */
export function tokensLeft(state: SearchState, id: NodeId, isWhole: boolean): number {
  const { config } = assertDefined(state.spec, 'the run has started');
  const path = pathOf(state, id);
  const { tokenIds: promptIds, maxModelLength } = promptFor(state, path[0]?.attempts) ?? {};
  const written = path.reduce((sum, { tokens }) => sum + tokens, 0);
  const limits = [config.maxTokens - written];
  if (!isWhole) limits.push(config.maxStepTokens - nodeOf(state, id).tokens);
  if (promptIds !== undefined && maxModelLength !== undefined) limits.push(maxModelLength - promptIds.length - written);
  return Math.max(0, Math.min(...limits));
}

/** What all chance of a run comes from: runs of different problems share nothing by having the same seed. */
function originOf({ seed, problem }: RunSpec): number {
  return mix(seed) ^ hashString(problem.text);
}

/** Seed of what is left to chance when a round of a group is decided, in [0, 2^32). */
export function chanceOf(spec: RunSpec, { group, round }: { readonly group: number; readonly round: number }): number {
  return mix(mix(mix(originOf(spec)) ^ group) ^ round);
}

/**
 * Seed of the text that begins at `head`, in [0, 2^31): a base drawn from the run's seed, the problem and the parent, plus
 * the child index, so that a server that gives the i-th of n samples `seed + i` and one asked for a single sample agree (P-2).
 */
export function seedOf(spec: RunSpec, head: NodeId): number {
  const parent = assertDefined(parentIdOf(head), 'the root is not sampled');
  const base = mix(mix(originOf(spec)) ^ hashString(parent)) >>> 2;
  return base + childIndexOf(head);
}
