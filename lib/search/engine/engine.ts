/**
 * The search: looks at the folded state, asks the plan what each group needs, calls the policy and the verifier, and
 * yields what happened. Its only state is the fold of the events it yields, so a search that was cut short goes on from
 * its log. Knows no clock, no network and no strategy by name. Rules E-1 to E-7 of SPEC.md.
 */
import { assert, assertDefined, hashString } from '@/lib/base';
import { selectionOf } from '../choose/aggregate';
import { applicableSelections } from '../shapes/selections';
import { Draft } from '../log/draft';
import { plannedGroups, type PlannedGroup } from '../log/groups';
import { childIndexOf, parentIdOf, turnKey, type NodeId } from '../shapes/ids';
import { Inbox, type Beat } from './inbox';
import { attemptsOf, nodeOf, promptOf } from '../log/path';
import { planGroup } from './plan';
import { PrepareCall } from './prepare-call';
import { foldInto } from '../log/reduce';
import { ScoreCall } from './score-call';
import { answerEvent } from '../choose/select';
import { strategyOf } from '../strategies';
import { Patience, type Workshop } from './workshop';
import { requestsFor, WriteCall } from './write-call';
import type { Break } from '../shapes/breakpoints';
import type { SelectionName } from '../shapes/config';
import type { Prompt, SearchEvent } from '../log/events';
import type { Policy, Verifier } from './ports';
import type { GroupNeed } from './plan';
import type { OpenedGroup } from '../log/run-spec';
import type { RoundState, SearchState } from '../log/state';

/**
 * `complete`: nothing is left to do and the answers are selected. `stepped`: every unfinished group has used up the
 * rounds it was given. `paused`: at a breakpoint, which the last event says. `stopped`: the signal aborted.
 */
export type SearchOutcome = 'complete' | 'stepped' | 'paused' | 'stopped';

export interface SearchOptions {
  /** Folded from the log so far; `run-started` must be in it, and the run must be going on. */
  readonly state: SearchState;
  readonly policy: Policy;
  /** Needed by strategies that score. */
  readonly verifier: Verifier | undefined;
  readonly signal: AbortSignal;
  /** For how long text is gathered before it is looked at; absent: for a microtask. What decides something never waits. */
  readonly beat?: Beat;
  /**
   * Whole solutions are scored when they have ended, several in one go, for searches that nobody watches: the same scores for
   * fewer calls. Absent: each step as it closes.
   */
  readonly scoresAtEnd?: boolean;
  /** Whether somebody watches now: otherwise texts may come when they have ended. Absent: somebody does. */
  readonly isWatched?: () => boolean;
}

/** Verifier calls in flight at once; steps that close meanwhile wait and go together (E-3). */
const maxScoreCalls = 4;

/** Steps that solutions wait to have together where nothing hangs on their scores yet: about what one request holds (S-5). */
const scoredTogether = 64;

/**
 * Searches on from `state` and yields what happened turn by turn, already folded into its own copy; the caller appends it to
 * the log. No turn is empty. Returning early from the generator, like the signal, aborts all calls in flight. Throws BackendError when a server
 * failed for good; the events yielded until then stand.
 */
export async function* search(options: SearchOptions): AsyncGenerator<readonly SearchEvent[], SearchOutcome> {
  const { policy, signal } = options;
  const state = new Draft(options.state);
  assert(state.status === 'running', `a search needs a run that is going on, not ${state.status}`);
  const spec = assertDefined(state.spec, 'the run has started');
  if (signal.aborted) return 'stopped';

  if (state.prompt === undefined) {
    const prompt = await firstPrompt(policy, { spec, signal });
    if (prompt === undefined) return 'stopped';
    const event: SearchEvent = { type: 'prompt-built', prompt };
    foldInto(state, event);
    yield [event];
    if (signal.aborted) return 'stopped';
  }

  const engine = new Engine(state, options);
  const wake = () => engine.shop.inbox.wake();
  signal.addEventListener('abort', wake);
  try {
    for (;;) {
      const happened: SearchEvent[] = [];
      try {
        for (const event of engine.turn()) {
          foldInto(state, event);
          happened.push(event);
        }
      } finally {
        // What happened before a failure stands.
        if (happened.length > 0) yield happened;
      }
      if (signal.aborted) return 'stopped';
      if (engine.break !== undefined) {
        const event: SearchEvent = { type: 'run-paused', at: engine.break };
        foldInto(state, event);
        yield [event];
        return 'paused';
      }
      if (engine.isIdle) break;
      await engine.shop.inbox.wait();
      if (signal.aborted) return 'stopped';
    }
    if (engine.isHeld) return 'stepped';
    for (const selection of selectionsFor(state)) {
      const event = answerEvent(state, selection);
      foldInto(state, event);
      yield [event];
      if (signal.aborted) return 'stopped';
    }
    return 'complete';
  } finally {
    signal.removeEventListener('abort', wake);
    for (const call of Array.from(engine.shop.calls)) call.cancel();
  }
}

/** Undefined when the signal aborted first. */
async function firstPrompt(
  policy: Policy,
  { spec, signal }: { readonly spec: Workshop['spec']; readonly signal: AbortSignal },
): Promise<Prompt | undefined> {
  try {
    const prompt = await policy.prepare(spec.problem, signal);
    return signal.aborted ? undefined : prompt;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** Those that apply and are not in the log yet; the configured one comes last (V-7). */
function selectionsFor(state: SearchState): readonly SelectionName[] {
  const spec = assertDefined(state.spec, 'the run has started');
  const { needsVerifier } = strategyOf(spec.strategy);
  const configured = selectionOf(spec);
  const applicable = applicableSelections(needsVerifier);
  return [...applicable.filter((name) => name !== configured), configured].filter(
    (name) => state.selected[name] === undefined,
  );
}

class Engine {
  readonly shop: Workshop;
  readonly #policy: Policy;
  readonly #verifier: Verifier | undefined;
  readonly #scoresAtEnd: boolean;
  readonly #isWatched: () => boolean;
  readonly #patience = new Patience();
  readonly #needs = new Map<number, GroupNeed['type']>();
  /** Nodes to be scored by the next call; counted as in flight already. */
  #unscored: NodeId[] = [];
  #scoreCalls = 0;
  /** Calls for prompts, by the attempts that they show. */
  readonly #preparing = new Map<string, PrepareCall>();
  #hasStopped = false;
  #break: Break | undefined;
  #planned: readonly PlannedGroup[];
  /** What `#planned` was read from. */
  #opened: readonly OpenedGroup[];

  constructor(
    state: Draft,
    { policy, verifier, beat = queueMicrotask, scoresAtEnd = false, isWatched = () => true }: SearchOptions,
  ) {
    const spec = assertDefined(state.spec, 'the run has started');
    const { needsVerifier } = strategyOf(spec.strategy);
    assert(verifier !== undefined || !needsVerifier, `${spec.strategy} needs a verifier`);
    this.#opened = state.opened;
    this.#planned = plannedGroups(state);
    this.#policy = policy;
    this.#scoresAtEnd = scoresAtEnd;
    this.#isWatched = isWatched;
    this.#verifier = verifier;
    this.shop = {
      state,
      spec,
      prompt: assertDefined(state.prompt, 'the prompt is built'),
      session: hashString(JSON.stringify(spec)).toString(36),
      inbox: new Inbox(beat),
      writing: new Set(),
      scoring: new Set(),
      calls: new Set(),
      stirred: new Set(this.#planned.keys()),
    };
  }

  /** True when no call is in flight and no group can go on. */
  get isIdle(): boolean {
    return this.shop.calls.size === 0 && this.shop.stirred.size === 0;
  }

  /** Where the search is to pause, once a group has come there. */
  get break(): Break | undefined {
    return this.#break;
  }

  /** True when some group waits for leave to open its next round. */
  get isHeld(): boolean {
    return [...this.#needs.values()].includes('hold');
  }

  /** One turn: what has arrived, then what follows from it, then the calls this asks for. The caller folds each event as it comes. */
  *turn(): Iterable<SearchEvent> {
    for (const delivery of this.shop.inbox.takeAll()) yield* delivery();
    const heads: NodeId[] = [];
    const { stirred } = this.shop;
    while (stirred.size > 0) {
      const group = Math.min(...stirred);
      stirred.delete(group);
      const need = yield* this.#settle(group);
      yield* this.#endStopped();
      this.#needs.set(group, need.type);
      // The first of a turn; the others come there again.
      if (need.type === 'break') this.#break ??= need.at;
      if (need.type !== 'work') continue;
      heads.push(...need.write);
      for (const node of need.score) this.shop.scoring.add(node);
      this.#unscored.push(...need.score);
    }
    if (this.#break !== undefined) return;
    this.#write(heads);
    this.#score();
  }

  /** Logs what follows from the state of a group until it needs a server, has to wait, or is done. */
  *#settle(group: number): Generator<SearchEvent, GroupNeed> {
    for (;;) {
      const need = planGroup(this.shop.state, group, {
        groups: this.#planned,
        busy: this.shop,
        scoresAtEnd: this.#scoresAtEnd,
      });
      if (need.type !== 'log') return need;
      yield* need.events;
      this.#hasStopped ||= need.events.some((event) => event.type === 'node-closed' && event.finish === 'stopped');
      this.#planAgain();
    }
  }

  /** Groups that a decision opened begin at once. */
  #planAgain(): void {
    const { state, stirred } = this.shop;
    if (state.opened === this.#opened) return;
    const known = this.#planned.length;
    this.#opened = state.opened;
    this.#planned = plannedGroups(state);
    for (let group = known; group < this.#planned.length; group++) stirred.add(group);
  }

  /** Nobody waits for what was stopped: calls that write nothing else end (E-8). */
  *#endStopped(): Iterable<SearchEvent> {
    if (!this.#hasStopped) return;
    this.#hasStopped = false;
    for (const call of Array.from(this.shop.calls)) yield* call.onStopped?.() ?? [];
  }

  #write(heads: readonly NodeId[]): void {
    const { state } = this.shop;
    const roundOf = (head: NodeId): RoundState => {
      const { group, round } = nodeOf(state, head);
      return assertDefined(state.groups[group]?.rounds[round], 'a node has its round');
    };
    const temperatureOf = (head: NodeId): number => {
      const { strategy, config } = assertDefined(this.#planned[nodeOf(state, head).group], 'a node has its group');
      return roundOf(head).temperature ?? strategy.temperature ?? config.temperature;
    };
    const isFresh = (head: NodeId) => {
      const node = nodeOf(state, head);
      return node.tokens === 0 && node.text === '' && node.finish === undefined;
    };
    const isNext = (left: NodeId, right: NodeId) =>
      parentIdOf(left) === parentIdOf(right) &&
      childIndexOf(left) + 1 === childIndexOf(right) &&
      roundOf(left).isWhole === roundOf(right).isWhole &&
      temperatureOf(left) > 0 &&
      temperatureOf(left) === temperatureOf(right) &&
      promptOf(state, left) === promptOf(state, right);
    const ready = heads.filter((head) => this.#hasPrompt(head));
    for (const request of requestsFor(ready, isFresh, isNext)) {
      const first = assertDefined(request[0], 'a request has heads');
      const { isWhole } = roundOf(first);
      new WriteCall(this.shop, request, {
        policy: this.#policy,
        temperature: temperatureOf(first),
        isWhole,
        mayComeAtOnce: !this.#isWatched() && !this.#mayBeStopped(first, isWhole),
        patience: this.#patience,
      }).start();
    }
  }

  /** Before its server ends it: by a decision (G-8), or at its answer (P-10). */
  #mayBeStopped(head: NodeId, isWhole: boolean): boolean {
    const { strategy, config } = assertDefined(
      this.#planned[nodeOf(this.shop.state, head).group],
      'a node has its group',
    );
    return strategy.isSettled !== undefined || (isWhole && config.stopAtAnswer);
  }

  /** True when the prompt is there that `head` goes on from; else it is being asked for. */
  #hasPrompt(head: NodeId): boolean {
    const { state } = this.shop;
    if (promptOf(state, head) !== undefined) return true;
    const attempts = assertDefined(attemptsOf(state, head), 'the first prompt was built');
    const key = turnKey(attempts);
    let call = this.#preparing.get(key);
    if (call === undefined) {
      call = new PrepareCall(this.shop, attempts);
      this.#preparing.set(key, call);
      call.waitWith(head);
      const { strategy } = assertDefined(this.#planned[nodeOf(state, head).group], 'a node has its group');
      const ask = assertDefined(strategy.asks, 'a strategy that shows attempts asks for something');
      call.start(this.#policy, ask, () => this.#preparing.delete(key));
    } else call.waitWith(head);
    return false;
  }

  /** Of solutions that are independent of each other nothing is decided before the last is written. */
  #awaitsOthers(): boolean {
    const { state, writing } = this.shop;
    const isIndependent = (node: NodeId) => this.#planned[nodeOf(state, node).group]?.strategy.pooling === 'solutions';
    return (
      this.#scoresAtEnd &&
      writing.size > 0 &&
      this.#unscored.length < scoredTogether &&
      this.#unscored.every(isIndependent)
    );
  }

  #score(): void {
    if (this.#unscored.length === 0 || this.#scoreCalls >= maxScoreCalls || this.#awaitsOthers()) return;
    const verifier = assertDefined(this.#verifier, 'what is scored has a verifier');
    const nodes = this.#unscored;
    this.#unscored = [];
    this.#scoreCalls++;
    new ScoreCall(this.shop, nodes, { verifier, patience: this.#patience }).start(() => this.#scoreCalls--);
  }
}
