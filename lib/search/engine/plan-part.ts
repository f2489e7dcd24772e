/** What the parts of a plan have in common. */
import type { NodeId } from '../shapes/ids';
import type { SearchEvent } from '../log/events';

/** What calls in flight are about: heads being written (the first node of each chain), nodes being scored. */
export interface Busy {
  readonly writing: ReadonlySet<NodeId>;
  readonly scoring: ReadonlySet<NodeId>;
}

export interface Part {
  /** Facts that follow; to be logged before anything else. */
  readonly events: readonly SearchEvent[];
  /** In id order: heads of chains to be written on, or nodes to be scored. */
  readonly needed: readonly NodeId[];
  /** True when calls in flight must come back first. */
  readonly isWaiting: boolean;
}
