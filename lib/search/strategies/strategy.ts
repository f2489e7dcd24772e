/**
 * What a strategy is: data and two small pure functions. It sees candidates with their values and says what becomes of
 * each; it sees no server, no state and no events. Whatever else is to be known of a strategy (does it cost a verifier, can
 * smaller budgets be read off it, which numbers are asked for) is one of its facts: nobody asks for its name.
 */
import type { SearchConfig } from '../config';
import type { Decision, Finish } from '../decision';
import type { NodeId } from '../ids';
import type { Setting } from './settings';

/** A group as a strategy plans it: `n` is both its proposals in the first round and the solutions it may finish. */
export interface GroupPlan {
  readonly n: number;
}

/** A node proposed in the round to be decided; in a whole round the last node of each chain. */
export interface Candidate {
  readonly id: NodeId;
  readonly parent: NodeId;
  readonly finish: Finish;
  /** Without the separator. */
  readonly text: string;
  readonly isBlank: boolean;
  /** The solution's tokens are used up: there is no room for another step. */
  readonly isSpent: boolean;
  /** Aggregated scores of its path, in [0, 1]; undefined where nothing is scored. */
  readonly value: number | undefined;
  /** The last of these scores, which tells candidates of equal value apart. */
  readonly lastScore: number | undefined;
}

export interface GroupView extends GroupPlan {
  /** Solutions the group finished in earlier rounds. */
  readonly finished: number;
  /** In id order. */
  readonly candidates: readonly Candidate[];
  /** Seed of whatever is left to chance, in [0, 2^32): follows from the run's seed, the group and the round. */
  readonly chance: number;
}

export interface Allocation {
  /** One per candidate, in id order. Those `kept` are the next round's prefixes. */
  readonly decisions: readonly Decision[];
  /** Candidates that were ranked against each other. */
  readonly ranked: number;
  /** Lowest value that was kept; undefined when none was. */
  readonly line: number | undefined;
}

/**
 * How one search answers budgets below its own: by any of its solutions, which were written independently; by any of its
 * groups, which never met; not at all, since with less it would have gone another way.
 */
export type Pooling = 'solutions' | 'subtrees' | 'none';

export interface Strategy {
  /** True when candidates are scored; without scores `value` stays undefined. */
  readonly needsVerifier: boolean;
  /** True when it proposes step by step, so that rounds mean something and scores steer what is written. */
  readonly isStepwise: boolean;
  /** With `subtrees` each group holds `beamWidth` proposals. */
  readonly pooling: Pooling;
  /** What it reads of a config; the rest is neither asked for nor shown. Without `n` it writes one solution. */
  readonly settings: readonly Setting[];
  /** True when search-and-learn searches so too: its output can be opened as runs of this strategy. */
  readonly isInSearchAndLearn: boolean;
  /** Overrides the configured temperature. */
  readonly temperature?: number;
  /** Groups that run without a barrier between them, in id order of their first nodes. */
  groups(config: SearchConfig): readonly GroupPlan[];
  /** True when the proposals of this round run to the end of the solution. */
  isWhole(round: number, config: SearchConfig): boolean;
  allocate(view: GroupView, config: SearchConfig): Allocation;
}

/** Nothing is drawn, so every seed gives the same run. */
export function isDeterministic({ temperature }: Strategy): boolean {
  return temperature === 0;
}
