/**
 * The workbench of the fold: a state whose containers are cloned once, on the first write, and changed in place after
 * that. Node, group and call objects are still replaced, never changed; so are their lists, unless nobody can tell. Knows how to put things away, not what events mean.
 */
import { GrowingMap } from '@/lib/base';
import type { Break, Breakpoints } from '../shapes/breakpoints';
import type { Habit, Prompt, SearchEvent, ServerRole, Failure } from './events';
import { compareIds, type NodeId } from '../shapes/ids';
import type { OpenedGroup, RunSpec } from './run-spec';
import type { RunStatus } from '../shapes/run-status';
import type { CallState, Fork, GroupState, NodeState, SearchState, ServerTotals } from './state';

/** An event that cannot follow the ones before it: the log is damaged, or was written by something else. */
export class LogError extends Error {
  override readonly name = 'LogError';
  readonly event: SearchEvent;
  constructor(event: SearchEvent, reason: string) {
    super(`The log cannot be folded: ${nameOf(event)}: ${reason}.`);
    this.event = event;
  }
}

/** A second or two of a processor; the largest search that one can ask for needs a tenth of it. */
const maxEffort = 10_000_000;

/** Throws a LogError that names `event` when `condition` is false. */
export function expect(condition: unknown, event: SearchEvent, reason: string): asserts condition {
  if (!condition) throw new LogError(event, reason);
}

function nameOf(event: SearchEvent): string {
  switch (event.type) {
    case 'node-opened':
    case 'node-text':
    case 'node-thought':
    case 'node-closed':
    case 'node-scored':
    case 'node-rewritten':
    case 'node-excluded':
    case 'node-unscored':
      return `${event.type} of node ${event.node}`;
    case 'round-opened':
    case 'round-decided':
      return `${event.type} of group ${event.group}, round ${event.round}`;
    case 'call-opened':
    case 'call-retried':
    case 'call-closed':
      return `${event.type} of call ${event.call}`;
    default:
      return event.type;
  }
}

export class Draft implements SearchState {
  status: RunStatus;
  spec: RunSpec | undefined;
  prompt: Prompt | undefined;
  opened: readonly OpenedGroup[];
  forks: readonly Fork[];
  totals: Readonly<Record<ServerRole, ServerTotals>>;
  breakpoints: Breakpoints | undefined;
  breaks: readonly Break[];
  roundLimit: number | undefined;
  selected: SearchState['selected'];
  habits: readonly Habit[];
  failure: Failure | undefined;
  effort: number;
  #turns: ReadonlyMap<string, Prompt>;
  #nodes: ReadonlyMap<NodeId, NodeState>;
  #groups: readonly GroupState[];
  #calls: readonly CallState[];
  #ownNodes: GrowingMap<NodeId, NodeState> | undefined;
  #ownGroups: GroupState[] | undefined;
  #ownCalls: CallState[] | undefined;
  #ownTurns: Map<string, Prompt> | undefined;
  /** Numbers of calls that are open, once somebody asked. */
  #openCalls: Set<number> | undefined;
  /** Lists that were made here and nobody has seen; undefined where somebody looks in between. */
  readonly #ownLists: WeakSet<readonly unknown[]> | undefined;
  /** Of these, lists of ids that are to be put in order before anybody sees them. */
  readonly #unordered = new Set<NodeId[]>();

  /** `isSeenAtEnd`: nobody looks at it before all events of a batch are folded, so that a list that grows is copied once. */
  constructor(base: SearchState, { isSeenAtEnd = false }: { readonly isSeenAtEnd?: boolean } = {}) {
    this.#ownLists = isSeenAtEnd ? new WeakSet() : undefined;
    this.status = base.status;
    this.spec = base.spec;
    this.prompt = base.prompt;
    this.#turns = base.turns;
    this.opened = base.opened;
    this.forks = base.forks;
    this.totals = base.totals;
    this.breakpoints = base.breakpoints;
    this.breaks = base.breaks;
    this.roundLimit = base.roundLimit;
    this.selected = base.selected;
    this.habits = base.habits;
    this.failure = base.failure;
    this.effort = base.effort;
    this.#nodes = base.nodes;
    this.#groups = base.groups;
    this.#calls = base.calls;
  }

  get nodes(): ReadonlyMap<NodeId, NodeState> {
    return this.#nodes;
  }

  get groups(): readonly GroupState[] {
    return this.#groups;
  }

  get calls(): readonly CallState[] {
    return this.#calls;
  }

  get turns(): ReadonlyMap<string, Prompt> {
    return this.#turns;
  }

  forgetTurns(): void {
    this.#turns = this.#ownTurns = new Map();
  }

  setTurn(key: string, prompt: Prompt): void {
    if (this.#ownTurns === undefined) this.#turns = this.#ownTurns = new Map(this.#turns);
    this.#ownTurns.set(key, prompt);
  }

  setNode(node: NodeState): void {
    if (this.#ownNodes === undefined) this.#nodes = this.#ownNodes = new GrowingMap(this.#nodes);
    this.#ownNodes.set(node.id, node);
  }

  setGroup(group: GroupState): void {
    if (this.#ownGroups === undefined) this.#groups = this.#ownGroups = [...this.#groups];
    this.#ownGroups[group.index] = group;
  }

  setCall(call: CallState): void {
    if (this.#ownCalls === undefined) this.#calls = this.#ownCalls = [...this.#calls];
    this.#ownCalls[call.call] = call;
    if (call.status === 'open') this.#openCalls?.add(call.call);
    else this.#openCalls?.delete(call.call);
  }

  /** Calls whose answers are still awaited, in their order. */
  openCalls(): readonly CallState[] {
    this.#openCalls ??= new Set(this.#calls.filter(({ status }) => status === 'open').map(({ call }) => call));
    return [...this.#openCalls].map((call) => this.#calls[call]!);
  }

  /**
   * For what an event may ask for beyond its own size: so many things are gone through for it. Throws LogError when all events
   * together ask for more than any search does.
   */
  spend(event: SearchEvent, things: number): void {
    this.effort += things;
    expect(this.effort <= maxEffort, event, 'to read it would take far longer than any search does');
  }

  /** `list` with `more` put in at `place`; the end of it unless said. */
  grown<T>(list: readonly T[], more: readonly T[], place: number = list.length): readonly T[] {
    if (this.#ownLists?.has(list) !== true) {
      const copy = place === list.length ? [...list, ...more] : list.toSpliced(place, 0, ...more);
      this.#ownLists?.add(copy);
      return copy;
    }
    const own = list as T[];
    if (place < own.length) own.splice(place, 0, ...more);
    else for (const each of more) own.push(each);
    return own;
  }

  /**
   * `ids` with `id` put in at its place in id order, so that the order in which siblings happened to open leaves no trace. Where
   * nobody looks before the end they are in order only then.
   */
  withId(ids: readonly NodeId[], id: NodeId): readonly NodeId[] {
    const last = ids.at(-1);
    // Mostly it is the new last one.
    if (last === undefined || compareIds(last, id) < 0) return this.grown(ids, [id]);
    if (this.#ownLists === undefined)
      return this.grown(ids, [id], ids.findLastIndex((each) => compareIds(each, id) < 0) + 1);
    const grown = this.grown(ids, [id]) as NodeId[];
    this.#unordered.add(grown);
    return grown;
  }

  /** `list` with `item` in the place of another. */
  replaced<T>(list: readonly T[], place: number, item: T): readonly T[] {
    if (this.#ownLists?.has(list) !== true) {
      const copy = list.with(place, item);
      this.#ownLists?.add(copy);
      return copy;
    }
    (list as T[])[place] = item;
    return list;
  }

  /** The state as plain data. The draft gives its containers away with it and must not be written to again. */
  toState(): SearchState {
    for (const ids of this.#unordered) ids.sort(compareIds);
    this.#unordered.clear();
    const { nodes, groups, calls, turns } = this;
    // Of the draft its fields, not what it can do.
    return Object.assign({}, this, { nodes, groups, calls, turns });
  }
}
