/**
 * Turns what an adapter tells about its HTTP calls into `call-*` events. One request to a port may become several calls;
 * their usage is told in the order in which they were sent, and they are closed together. Knows nothing of texts and scores. Rule E-6 of SPEC.md.
 */
import { assertUnreachable } from '@/lib/base';
import { maxHabits } from '../log/events';
import { isKnownHabit } from '../log/fold-run';
import type { EventOf, Failure, Habit, SearchEvent, ServerRole } from '../log/events';
import type { NodeId } from '../shapes/ids';
import type { CallNotice } from './ports';
import type { SearchState } from '../log/state';

type Usage = Pick<EventOf<'call-closed'>, 'promptTokens' | 'cachedTokens' | 'completionTokens'>;

interface OpenCall {
  readonly call: number;
  usage: Usage | undefined;
}

export interface CallEnd {
  readonly failure?: Failure | undefined;
  readonly sentTokens?: number;
}

export class CallLog {
  readonly #state: SearchState;
  readonly #role: ServerRole;
  readonly #nodes: readonly NodeId[];
  #open: OpenCall[] = [];
  #isRetrying = false;

  /** `state` is the engine's own, read for the next call's number. */
  constructor(state: SearchState, role: ServerRole, nodes: readonly NodeId[]) {
    this.#state = state;
    this.#role = role;
    this.#nodes = nodes;
  }

  *onNotice(notice: CallNotice): Iterable<SearchEvent> {
    switch (notice.type) {
      case 'sent':
        // A retry may be announced as sent again: it is the same call.
        if (!this.#isRetrying) yield* this.#sent(notice);
        this.#isRetrying = false;
        return;
      case 'retry': {
        const { attempt, delayMs, reason } = notice;
        const latest = this.#open.at(-1);
        if (latest === undefined) return;
        this.#isRetrying = true;
        yield { type: 'call-retried', call: latest.call, attempt, delayMs, reason };
        return;
      }
      case 'usage': {
        // Kept until the end is known: a call may tell its usage and still have failed.
        const { promptTokens, completionTokens, cachedTokens } = notice;
        const first = this.#open.find(({ usage }) => usage === undefined);
        if (first !== undefined) first.usage = { promptTokens, completionTokens, cachedTokens };
        return;
      }
      case 'habit': {
        const { habit, field } = notice;
        const found: Habit = { role: this.#role, habit, ...(field === undefined ? {} : { field }) };
        if (this.#state.habits.length < maxHabits && !isKnownHabit(this.#state, found))
          yield { type: 'habit-found', ...found };
        return;
      }
      default:
        assertUnreachable(notice);
    }
  }

  /**
   * The request is over, its last call with `failure` if there was one. `seen`: tokens that came in all its calls, for
   * servers that tell no usage. `sentTokens`: those of the prompt of a call that was ended here, before its server told them.
   */
  *close(seen: number, { failure, sentTokens = 0 }: CallEnd = {}): Iterable<SearchEvent> {
    const open = this.#open;
    this.#open = [];
    let untold = seen - open.reduce((sum, { usage }) => sum + (usage?.completionTokens ?? 0), 0);
    for (const [place, { call, usage }] of open.entries()) {
      const isLast = place === open.length - 1;
      yield {
        type: 'call-closed',
        call,
        ...(usage ?? { promptTokens: sentTokens, completionTokens: Math.max(0, untold) }),
        failure: isLast ? failure : undefined,
      };
      if (usage === undefined) untold = 0;
    }
  }

  *#sent({ url, body, isPrefixed }: Extract<CallNotice, { type: 'sent' }>): Iterable<SearchEvent> {
    const call = this.#state.calls.length;
    this.#open.push({ call, usage: undefined });
    yield {
      type: 'call-opened',
      call,
      role: this.#role,
      nodes: [...this.#nodes],
      url,
      body: { ...body },
      ...(isPrefixed === true ? { isPrefixed } : {}),
    };
  }
}
