/**
 * What a run took over from those that it left, and what is its own: where in the tree it leaves each of them, and which step a
 * person changed there. Reads the folded state; knows no lanes.
 */
import { rootId, type Edit, type Fork, type NodeId, type SearchState } from '@/lib/search';

export interface Origins {
  /** Which fork a step is the first of its own after, as an index into `forks`; of several the last. Undefined for all others. */
  readonly seamAt: (id: NodeId, parent: NodeId | undefined) => number | undefined;
  readonly editOf: (id: NodeId) => Edit['type'] | undefined;
}

const alone: Origins = { seamAt: () => undefined, editOf: () => undefined };

/** Of each step of `state`; a step that is still to be written is the run's own. */
export function originsIn(state: SearchState): Origins {
  const { forks } = state;
  if (forks.length === 0) return alone;
  const before = forks.map((fork) => takenOverBy(fork, state));
  const edits = new Map(forks.flatMap(({ edit }) => (edit === undefined ? [] : [[edit.node, edit.type] as const])));
  return {
    seamAt(id, parent) {
      if (parent === undefined) return undefined;
      const fork = before.findLastIndex((nodes) => nodes.has(parent) && !nodes.has(id));
      return fork < 0 ? undefined : fork;
    },
    editOf: (id) => edits.get(id),
  };
}

const known = new WeakMap<Fork, ReadonlySet<NodeId>>();

/** The nodes that were written to their end when it left; the problem is everybody's. */
export function takenOverBy(fork: Fork, { nodes }: SearchState): ReadonlySet<NodeId> {
  const before = known.get(fork);
  if (before !== undefined) return before;
  const begun = new Set(fork.begun);
  const taken = new Set<NodeId>([rootId]);
  let left = fork.takenOver;
  for (const id of nodes.keys()) {
    if (left-- === 0) break;
    if (!begun.has(id)) taken.add(id);
  }
  known.set(fork, taken);
  return taken;
}
