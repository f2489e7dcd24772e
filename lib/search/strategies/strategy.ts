/**
 * What a strategy is: data and a few small pure functions. It sees candidates with their values and says what becomes of
 * each and what is written next; it sees no server, no state and no events. Whatever else is to be known of a strategy (does
 * it cost a verifier, can smaller budgets be read off it, which numbers are asked for) is one of its facts: nobody asks for
 * its name.
 */
import type { Text } from '@/lib/words';
import type { SearchConfig } from '../shapes/config';
import type { Decision, Finish } from '../shapes/decision';
import type { NodeId } from '../shapes/ids';
import type { Choice, Setting } from './settings';

/**
 * A group as a strategy plans it: `n` children of the root are its own, which is also the solutions it may finish. `first` of
 * them are begun in its first round; absent: all.
 */
export interface GroupPlan {
  readonly n: number;
  readonly first?: number;
}

/** How the proposals of a round are written. */
export interface RoundKind {
  /** They run to the end of the solution and are split into steps as they stream. */
  readonly isWhole: boolean;
  /** Steps of a proposal that is not whole; absent: one. */
  readonly steps?: number;
  /** Absent: that of the strategy or the config. */
  readonly temperature?: number;
}

/** A node that may be decided on: proposed in the round, in rounds of several steps the last of each chain, or still waiting. */
export interface Candidate {
  readonly id: NodeId;
  /** What its round extended to get it. */
  readonly parent: NodeId;
  readonly finish: Finish;
  /** What was proposed, without the separator. */
  readonly text: string;
  readonly isBlank: boolean;
  /** The solution's tokens are used up: there is no room for another step. */
  readonly isSpent: boolean;
  /** The verifier could not read its path, so that nobody can say what it is worth. */
  readonly isUnscored: boolean;
  /** Aggregated scores of its path, in [0, 1]; undefined where nothing is scored, and of what is unscored. */
  readonly value: number | undefined;
  /** The last of these scores, which tells candidates of equal value apart. */
  readonly lastScore: number | undefined;
  /** Of a solution: equal for equal answers; undefined where none can be read. */
  readonly key: string | undefined;
}

/** A solution that the group finished in an earlier round. */
export interface PastSolution extends Candidate {
  /** How often it votes as things stand. */
  readonly weight: number;
  /** What was decided when it finished. */
  readonly decision: Decision;
}

export interface GroupView extends GroupPlan {
  readonly group: number;
  readonly round: number;
  /** Solutions the group finished in earlier rounds, in their order; those that no longer vote are among them. */
  readonly solutions: readonly PastSolution[];
  /** Open nodes of earlier rounds, in id order. */
  readonly waiting: readonly Candidate[];
  /** In id order. */
  readonly candidates: readonly Candidate[];
  /** Seed of whatever is left to chance, in [0, 2^32): follows from the run's seed, the problem, the group and the round. */
  readonly chance: number;
}

/** So many more children of an open node, the root included; from the root also in sight of earlier `attempts`. */
export interface ExpansionPlan {
  readonly parent: NodeId;
  readonly children: number;
  /** Last nodes of solutions, in the order in which the model is to see them. */
  readonly attempts?: readonly NodeId[] | undefined;
}

/** A search of its own that a decision begins: the groups of this strategy with this config. */
export interface Method {
  readonly strategy: string;
  readonly config: SearchConfig;
  /** Solutions there are already that count as the first of its own, where it writes each independently; absent: none. */
  readonly begun?: number;
}

/** What becomes of each candidate, and apart from that what is done next. */
export interface Allocation {
  /** One per candidate, in id order, then waiting nodes that are decided on. Those `kept` are extended. */
  readonly decisions: readonly Decision[];
  /** Candidates that were ranked against each other. */
  readonly ranked: number;
  /** Lowest value that was kept; undefined when none was. */
  readonly line: number | undefined;
  /** What is extended besides the candidates that were kept. A group whose decision extends nothing is done. */
  readonly expansions?: readonly ExpansionPlan[];
  /** How often earlier solutions vote from now on, where that changes. */
  readonly weights?: readonly { readonly node: NodeId; readonly weight: number }[];
  readonly opens?: readonly Method[];
  /** Numbers that the rule went by, for whoever wants to know why. */
  readonly measures?: Readonly<Record<string, number>>;
}

/**
 * How one search answers budgets below its own: by any of its solutions, which were written independently; by any of its
 * groups, which never met; not at all, since with less it would have gone another way.
 */
export type Pooling = 'solutions' | 'subtrees' | 'none';

/** What a model that sees earlier attempts is asked for: a better one than the last, or one that makes the best of them all. */
export type Ask = 'revise' | 'aggregate';

/** In whole solutions; what a strategy writes step by step counts as the solutions that so many steps would make. */
export interface Effort {
  /** Those begun, and what is written only to be scored. */
  readonly written: number;
  /** Earlier ones that prompts hold, each as often as one does. */
  readonly shown: number;
}

/** What makes a config unusable: a setting, and a sentence that begins with its name, in every language. */
export interface ConfigComplaint {
  readonly field: string;
  readonly said: Text;
}

export interface Strategy {
  /** True when candidates are scored; without scores `value` stays undefined. */
  readonly needsVerifier: boolean;
  /** True when it proposes step by step, so that rounds mean something and scores steer what is written. */
  readonly isStepwise: boolean;
  /** With `subtrees` groups are of one size, but for a last one that may be smaller. */
  readonly pooling: Pooling;
  /** What it reads of a config; the rest is neither asked for nor shown. Without `n` it writes one solution. */
  readonly settings: readonly Setting[];
  /** Those of its settings that are a choice between words. */
  readonly choices?: readonly Choice[];
  /** True when search-and-learn searches so too: its output can be opened as runs of this strategy. */
  readonly isInSearchAndLearn: boolean;
  /** True when its_hub's benchmark searches so, and search-and-learn does not. */
  readonly isInItsHub?: boolean;
  /** True when the weighted vote is held within each group first, and the winners vote with what they got there (V-8). */
  readonly votesByGroup?: boolean;
  /** True when it chooses among the others by a strategy map. */
  readonly readsMap?: boolean;
  /** What it asks of a model that sees earlier attempts; absent: it shows none. */
  readonly asks?: Ask;
  /** Overrides the configured temperature. */
  readonly temperature?: number;
  /**
   * What a run will ask of its policy, on average where the part `agreement` of all solutions, in [0, 1], give one answer and
   * the others another; absent: as many solutions as its budget says, and none shown.
   */
  effort?(config: SearchConfig, agreement: number): Effort;
  /** What makes a config unusable with it beyond what holds for all. */
  problemsWith?(config: SearchConfig): readonly ConfigComplaint[];
  /** Groups that run without a barrier between them, in id order of their first nodes. */
  groups(config: SearchConfig): readonly GroupPlan[];
  kindOf(round: number, config: SearchConfig): RoundKind;
  /** How far ahead of a step its score is looked for; absent or undefined: at the step itself. */
  rollout?(config: SearchConfig): RoundKind | undefined;
  /**
   * True when the round can be decided as it stands, by candidates in id order that have all ended, the others being stopped.
   * Asked as they end; absent: never.
   */
  isSettled?(view: GroupView, config: SearchConfig): boolean;
  allocate(view: GroupView, config: SearchConfig): Allocation;
}

/** Nothing is drawn, so every seed gives the same run. */
export function isDeterministic({ temperature }: Strategy): boolean {
  return temperature === 0;
}
