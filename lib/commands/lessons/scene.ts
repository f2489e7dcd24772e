/**
 * What lessons ask of a recording: when something happened in it, which steps it is about, and what came out. Everything is
 * read off the log; nothing is chosen here. Pure.
 */
import { gradeAnswer } from '@/lib/answers';
import { assertDefined } from '@/lib/base';
import {
  type EventOf,
  type NodeId,
  type NodeState,
  type SearchEvent,
  type SearchState,
  type SelectionName,
  type Solution,
  type Vote,
  applyEvents,
  initialState,
  needsScores,
  pathOf,
  rootId,
  selectAnswer,
  selectionOf,
  solutionsOf,
  usualSelection,
} from '@/lib/search';
import type { Recording } from './studio';

type EventType = SearchEvent['type'];

/** Entry of the last event of this type that `test` holds for. Throws where there is none: then the rule chose wrongly. */
export function lastEntry<T extends EventType>(
  { entries }: Recording,
  type: T,
  test: (event: EventOf<T>) => boolean = () => true,
): number {
  const found = entries.findLast(({ event }) => event.type === type && test(event as EventOf<T>));
  return assertDefined(found, `the log has such a ${type}`).seq;
}

/** Entry of the first such event. Throws where there is none. */
export function firstEntry<T extends EventType>(
  { entries }: Recording,
  type: T,
  test: (event: EventOf<T>) => boolean = () => true,
): number {
  const found = entries.find(({ event }) => event.type === type && test(event as EventOf<T>));
  return assertDefined(found, `the log has such a ${type}`).seq;
}

export function endOf({ entries }: Recording): number {
  return entries.length;
}

export function stateAt({ entries }: Recording, seq: number): SearchState {
  return applyEvents(
    initialState,
    entries.slice(0, seq).map(({ event }) => event),
  );
}

/** Entry at which the last of these nodes was closed, or scored where it has a score. */
export function writtenAt(recording: Recording, nodes: readonly NodeId[]): number {
  const isOneOf = (event: { readonly node: NodeId }) => nodes.includes(event.node);
  const closed = lastEntry(recording, 'node-closed', isOneOf);
  const isScored = nodes.some((id) => recording.state.nodes.get(id)?.score !== undefined);
  return isScored ? Math.max(closed, lastEntry(recording, 'node-scored', isOneOf)) : closed;
}

/** Entry at which the answer was chosen. */
export function chosenAt(recording: Recording): number {
  return lastEntry(recording, 'answer-selected');
}

/** Entry before the first answer was chosen: every solution is written, none is picked. */
export function beforeChoice(recording: Recording): number {
  return firstEntry(recording, 'answer-selected') - 1;
}

export function firstSteps({ state }: Recording): readonly NodeState[] {
  return [...state.nodes.values()].filter(({ parent, isRollout }) => parent === rootId && !isRollout);
}

/** First steps that say different things. */
export function distinctFirstSteps(recording: Recording): number {
  return new Set(firstSteps(recording).map(({ text }) => text.trim())).size;
}

export interface Judged extends Solution {
  readonly isRight: boolean;
}

export function solutionsIn({ state, spec }: Recording): readonly Judged[] {
  return solutionsOf(state).map((solution) => ({
    ...solution,
    isRight: isRight(solution.answer, spec.problem.answer),
  }));
}

function isRight(answer: string | undefined, reference: string | undefined): boolean {
  return answer !== undefined && reference !== undefined && gradeAnswer(answer, reference) === 'right';
}

export interface Outcome {
  /** Strongest first. */
  readonly votes: readonly Vote[];
  readonly winner: Vote;
  readonly isRight: boolean;
  /** The answers that are right, where somebody gave it. */
  readonly right: Vote | undefined;
}

/** What comes out under `selection`, or the run's own; undefined where nothing can be selected, or two are equally strong. */
export function outcomeOf({ state, spec }: Recording, selection?: SelectionName): Outcome | undefined {
  const name = selection ?? selectionOf(spec);
  const { votes } = selectAnswer(solutionsOf(state), name);
  const [winner, second] = votes;
  if (winner === undefined || (!needsScores(name) && second?.count === winner.count)) return undefined;
  const reference = spec.problem.answer;
  return {
    votes,
    winner,
    isRight: isRight(winner.answer, reference),
    right: votes.find(({ answer }) => isRight(answer, reference)),
  };
}

/** Ids of the steps of a solution, first step first. */
export function stepsTo({ state }: Recording, end: NodeId): readonly NodeId[] {
  return pathOf(state, end).map(({ id }) => id);
}

export function tokensOf({ state }: Recording): number {
  return state.totals.policy.completionTokens;
}

/** The step of a path at which its score falls furthest, and the scores before and after it; undefined where none falls. */
export function deepestFall(
  { state }: Recording,
  end: NodeId,
): { readonly step: NodeState; readonly before: number; readonly after: number } | undefined {
  const path = pathOf(state, end);
  const falls = path.flatMap((step, i) => {
    const before = path[i - 1]?.score;
    return before === undefined || step.score === undefined ? [] : [{ step, before, after: step.score }];
  });
  const deepest = falls.reduce<(typeof falls)[number] | undefined>(
    (best, fall) => (best === undefined || fall.before - fall.after > best.before - best.after ? fall : best),
    undefined,
  );
  return deepest === undefined || deepest.before <= deepest.after ? undefined : deepest;
}

/** The decisions of a round, in id order. */
export function decisionsOf(recording: Recording, group: number, round: number): EventOf<'round-decided'> {
  const seq = firstEntry(recording, 'round-decided', (event) => event.group === group && event.round === round);
  return recording.entries[seq - 1]!.event as EventOf<'round-decided'>;
}

export function keptIn({ decisions }: EventOf<'round-decided'>): readonly NodeId[] {
  return decisions.filter(({ fate }) => fate === 'kept' || fate === 'finished').map(({ node }) => node);
}

/** How many beginnings live on after a decision of a search by beams. */
export function placesOf({ spec }: Recording): number {
  const { n, beamWidth } = spec.config;
  return Math.max(1, Math.floor(n / beamWidth));
}

/** How often the text of a step was written after the same steps. */
export function copiesOf(recording: Recording, { parent, text }: NodeState): number {
  const { children } = nodeIn(recording, assertDefined(parent, 'a step has a parent'));
  return children.filter((id) => nodeIn(recording, id).text.trim() === text.trim()).length;
}

export function decidedAt(recording: Recording, group: number, round: number): number {
  return firstEntry(recording, 'round-decided', (event) => event.group === group && event.round === round);
}

export function nodeIn({ state }: Recording, id: NodeId): NodeState {
  return assertDefined(state.nodes.get(id), `the log has node ${id}`);
}

/** First steps from which something that lives after entry `seq` grows: kept there and not extended yet, or finished. */
export function aliveFirstSteps(recording: Recording, seq: number): readonly NodeId[] {
  const state = stateAt(recording, seq);
  const alive = [...state.nodes.values()].filter(
    ({ decision, children }) => decision?.fate === 'finished' || (decision?.fate === 'kept' && children.length === 0),
  );
  return [...new Set(alive.map(({ id }) => pathOf(state, id)[0]!.id))];
}

/**
 * The first decision after which all that lives grows from one first step although others had lived on before, with the step
 * that was decided on; undefined where there is none.
 */
export function narrowedAt(recording: Recording): { readonly at: number; readonly depth: number } | undefined {
  let before = 0;
  for (const { seq, event } of recording.entries) {
    if (event.type !== 'round-decided') continue;
    const alive = aliveFirstSteps(recording, seq).length;
    if (before > 1 && alive === 1)
      return { at: seq, depth: Math.max(...event.decisions.map(({ node }) => nodeIn(recording, node).depth)) };
    before = alive;
  }
  return undefined;
}

/** The solutions of each group, in the order in which they were written. */
export function chainsOf(recording: Recording): readonly (readonly Judged[])[] {
  const solutions = solutionsIn(recording);
  return recording.state.groups.map(({ index }) =>
    solutions
      .filter(({ node }) => nodeIn(recording, node).group === index)
      .toSorted((left, right) => nodeIn(recording, left.node).round - nodeIn(recording, right.node).round),
  );
}

/** What a chain votes for before chains vote; undefined where none of its attempts has an answer. */
export function voteWithin(chain: readonly Judged[]): Vote | undefined {
  return selectAnswer(chain, usualSelection(true)).votes[0];
}

/** The first decision of a run, and what it reckoned. Throws where it reckoned no estimate. */
export function firstDecision(recording: Recording): { readonly at: number; readonly estimate: number } {
  const at = firstEntry(recording, 'round-decided');
  const { measures } = recording.entries[at - 1]!.event as EventOf<'round-decided'>;
  return { at, estimate: assertDefined(measures?.['estimate'], 'it made an estimate') };
}

interface CutStep {
  readonly node: NodeState;
  readonly round: number;
  readonly value: number;
  /** Lowest value that was kept. */
  readonly line: number;
}

/** The first step that was cut for its score although it and all before it are those of `reference`; undefined where none was. */
export function cutAgainstReference({ entries, state }: Recording, reference: readonly string[]): CutStep | undefined {
  for (const { event } of entries) {
    if (event.type !== 'round-decided' || event.line === undefined) continue;
    for (const { node, fate, value } of event.decisions) {
      const path = pathOf(state, node);
      const isReference = path.every(({ text }, i) => text.trim() === reference[i]?.trim());
      if (fate === 'cut' && value !== undefined && isReference && value < event.line)
        return { node: path.at(-1)!, round: event.round, value, line: event.line };
    }
  }
  return undefined;
}

/**
 * The step of a solution of `other` that `recording` wrote too, after the same steps, and cut; undefined where it kept, or never
 * wrote, what the solution goes on with. Two searches are compared by their texts.
 */
export function cutOf(recording: Recording, other: Recording, end: NodeId): NodeState | undefined {
  const texts = pathOf(other.state, end).map(({ text }) => text.trim());
  let alike = [rootId];
  for (const text of texts) {
    const found = alike
      .flatMap((id) => nodeIn(recording, id).children)
      .map((id) => nodeIn(recording, id))
      .filter((node) => node.text.trim() === text && !node.isRollout);
    const living = found.filter(({ decision }) => decision?.fate === 'kept' || decision?.fate === 'finished');
    if (living.length === 0) return found.find(({ decision }) => decision?.fate === 'cut');
    alike = living.map(({ id }) => id);
  }
  return undefined;
}
