/**
 * A round as another verifier would have it read: which paths it has to be shown, and the state right before the decision
 * with what it says in place of the scores of the log. Knows no verifier and no screen.
 */
import { GrowingMap } from '@/lib/base';
import { headsOf, nodeOf, pathOf, tailOf } from '../log/path';
import { roundAt, type RoundPlace } from './round-at';
import type { AggregationName } from '../shapes/config';
import type { Unscored } from '../shapes/decision';
import type { NodeId } from '../shapes/ids';
import type { NodeState, SearchState } from '../log/state';

/** What another verifier said of steps, and how its scores of a path become one number. */
export interface SecondReading {
  readonly aggregation: AggregationName | undefined;
  /** By the step at whose end the path was read. */
  readonly said: ReadonlyMap<NodeId, number | Unscored>;
}

/**
 * Last steps of the paths to read, so that every score which the decision goes by is known again: no path is the beginning of
 * another. `before`: the state right before the decision.
 */
export function pathsToRead(before: SearchState, place: RoundPlace): readonly NodeId[] {
  const ends = new Set(scoredIn(before, place).map(({ id, rolloutEnd }) => rolloutEnd ?? id));
  for (const end of ends) for (const { id } of pathOf(before, end).slice(0, -1)) ends.delete(id);
  return [...ends];
}

/** `before` with what the other one says. Steps of which it says nothing, for nobody asked, keep what the log says. */
export function readAgain(before: SearchState, place: RoundPlace, { said }: Pick<SecondReading, 'said'>): SearchState {
  const nodes = new GrowingMap(before.nodes);
  for (const node of scoredIn(before, place)) {
    const now = said.get(node.rolloutEnd ?? node.id);
    if (now === undefined) continue;
    const [score, unscored] = typeof now === 'number' ? [now, undefined] : [undefined, now];
    nodes.set(node.id, { ...node, score, unscored });
  }
  return { ...before, nodes };
}

/** Steps with a score on the way to whatever the decision may go by: its candidates, what waits, and what has finished in the group. */
function scoredIn(before: SearchState, place: RoundPlace): readonly NodeState[] {
  const { group, round } = roundAt(before, place);
  const ends = [...headsOf(round).map((head) => tailOf(before, head).id), ...group.waiting, ...group.finished];
  const found = new Map<NodeId, NodeState>();
  for (const end of ends) {
    for (let node = nodeOf(before, end); node.parent !== undefined; node = nodeOf(before, node.parent)) {
      if (found.has(node.id)) break;
      found.set(node.id, node);
    }
  }
  return [...found.values()].filter(({ score }) => score !== undefined);
}
