/**
 * What the log folds to. Plain data, no methods; everything in it follows from the events alone.
 * Node and group objects are replaced, never changed, when an event touches them, so identity says "nothing happened".
 */
import type { EventOf, Failure, Habit, Prompt, ServerRole, Told } from './events';
import type { Break, Breakpoints } from '../shapes/breakpoints';
import type { Decision, Finish, Unscored } from '../shapes/decision';
import type { NodeId } from '../shapes/ids';
import type { ExpansionPlan } from '../strategies';
import type { OpenedGroup, RunSpec } from './run-spec';
import type { RunStatus } from '../shapes/run-status';
import type { SelectionName } from '../shapes/config';

export interface NodeState {
  readonly id: NodeId;
  /** Undefined for the root only. */
  readonly parent: NodeId | undefined;
  /** Group and round that proposed the node; -1 for the root, which nobody proposed. */
  readonly group: number;
  readonly round: number;
  /** Steps from the root; the root is 0. */
  readonly depth: number;
  readonly text: string;
  /** What the model thought on the way, kept apart from the text; empty where it did not, or nobody can tell. */
  readonly thought: string;
  /** Undefined once any piece of text came without ids. */
  readonly tokenIds: readonly number[] | undefined;
  readonly tokens: number;
  /** Undefined while the node is open; the root counts as closed by a separator. */
  readonly finish: Finish | undefined;
  readonly score: number | undefined;
  /** What the verifier said, where its score was read from log-probabilities and the log has them. */
  readonly told: readonly Told[] | undefined;
  /** Where the verifier could not read the path as far as this step; what comes after it on a path has no score either. */
  readonly unscored: Unscored | undefined;
  readonly duplicateOf: NodeId | undefined;
  /** What the model had written, where a person gave it other words. */
  readonly textBefore: string | undefined;
  /** The end of the rollout whose score this node has. */
  readonly rolloutEnd: NodeId | undefined;
  /** True for what was written to see what its parent is worth: no part of any solution. */
  readonly isRollout: boolean;
  /** Ends of the earlier solutions that the model saw when it wrote this; undefined: the problem alone. Of a child of the root. */
  readonly attempts: readonly NodeId[] | undefined;
  /** Undefined until its round is decided; nodes inside a whole solution are never decided on. */
  readonly decision: Decision | undefined;
  /** How often it votes as the end of a solution; 1 until something else was decided. */
  readonly weight: number;
  /** A person excluded it, or something before it: whatever is decided, it votes nowhere and is not gone on from. */
  readonly isExcluded: boolean;
  readonly children: readonly NodeId[];
}

export interface Expansion extends ExpansionPlan {
  readonly firstChild: number;
}

export interface RoundState {
  readonly round: number;
  readonly isWhole: boolean;
  /** Steps that a proposal may have; Infinity in a whole round. */
  readonly steps: number;
  /** Undefined: that of the strategy or the config. */
  readonly temperature: number | undefined;
  readonly isRollout: boolean;
  readonly expansions: readonly Expansion[];
  /** Nodes of this round in id order, so that it does not matter which sibling was faster. */
  readonly nodes: readonly NodeId[];
  readonly isDecided: boolean;
  readonly ranked: number;
  readonly line: number | undefined;
  /** What its decision extends next; empty until then. */
  readonly next: readonly ExpansionPlan[];
  /** Numbers of the rule that decided it, by name. */
  readonly measures: Readonly<Record<string, number>>;
}

export interface GroupState {
  readonly index: number;
  readonly rounds: readonly RoundState[];
  /** Finished solutions (last nodes), in the order of their rounds and ids. */
  readonly finished: readonly NodeId[];
  /** Open nodes that no round has extended or ended yet, in the order of their rounds and ids. */
  readonly waiting: readonly NodeId[];
  /** While stepping: how many rounds this group may have decided before it waits. */
  readonly roundLimit: number | undefined;
}

export interface ServerTotals {
  readonly calls: number;
  readonly failedCalls: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

export interface CallState {
  readonly call: number;
  readonly role: ServerRole;
  readonly nodes: readonly NodeId[];
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Its last message, which the assistant has begun, was marked as such; only where it was sent to a chat. */
  readonly isPrefixed: boolean;
  readonly attempts: number;
  /** The reason for the latest retry, while the call is open. */
  readonly retry: Failure | undefined;
  readonly status: 'open' | 'done' | 'failed' | 'lost';
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  readonly failure: Failure | undefined;
}

export interface Fork extends Pick<EventOf<'run-forked'>, 'parent' | 'seq' | 'edit'> {
  /** What it was before, where it goes on by another. */
  readonly specBefore: RunSpec | undefined;
  /** How many nodes it took over: the first ones of `SearchState.nodes`. */
  readonly takenOver: number;
  /** Those of them that were still being written, in id order. */
  readonly begun: readonly NodeId[];
}

export interface SearchState {
  readonly status: RunStatus;
  readonly spec: RunSpec | undefined;
  /** Of the problem alone. */
  readonly prompt: Prompt | undefined;
  /** Those that show earlier attempts, by `turnKey`. */
  readonly turns: ReadonlyMap<string, Prompt>;
  /** Groups that decisions or a person opened, after those that the strategy began with. */
  readonly opened: readonly OpenedGroup[];
  /** Every node by id, the root `0` included once the run has started; insertion order = order of opening. */
  readonly nodes: ReadonlyMap<NodeId, NodeState>;
  readonly groups: readonly GroupState[];
  readonly calls: readonly CallState[];
  /** How its servers had to be spoken to otherwise than usual, in the order in which it was found out. */
  readonly habits: readonly Habit[];
  readonly totals: Readonly<Record<ServerRole, ServerTotals>>;
  /** Where it left the runs that it goes back to, the first of them first. */
  readonly forks: readonly Fork[];
  /** Where it is to pause by itself; undefined: nowhere. */
  readonly breakpoints: Breakpoints | undefined;
  /** Where it did, in the order of the log. */
  readonly breaks: readonly Break[];
  /** While stepping: rounds each unfinished group advances before the run pauses again; see `GroupState.roundLimit`. */
  readonly roundLimit: number | undefined;
  readonly selected: Readonly<
    Partial<Record<SelectionName, { readonly node: NodeId | undefined; readonly answer: string | undefined }>>
  >;
  readonly failure: Failure | undefined;
  /** Things that events had the fold go through beyond their own size, all together; bounded (L-9). */
  readonly effort: number;
}
