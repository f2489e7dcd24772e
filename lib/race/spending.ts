/**
 * What a run had spent after each entry of its log: time that was worked, and tokens of policy and verifier as its ledger
 * counts them. While a call of the policy is open the words that have come are counted already; when it closes, what its
 * server says takes their place. Knows no prices and no clock but the log's.
 */
import type { EventOf, NodeId } from '@/lib/search';
import type { TokenCounts } from '@/lib/metrics';
import { pathTo } from '@/lib/tree';
import type { LogEntry } from '@/lib/runs/wire';
import { workMsOf } from '@/lib/runs/work-time';

export interface Spending {
  /** Milliseconds of work since the first entry, without pauses and without the time in which nobody owned the run. */
  readonly ms: number;
  readonly policy: TokenCounts;
  readonly verifier: TokenCounts;
}

const noTokens: TokenCounts = { prompt: 0, cached: 0, completion: 0, calls: 0 };
export const nothingSpent: Spending = { ms: 0, policy: noTokens, verifier: noTokens };

interface OpenCall {
  readonly role: 'policy' | 'verifier';
  /** Tokens of the words that have come of it. */
  written: number;
}

export class SpendingLog {
  readonly #after: Spending[] = [];
  readonly #open = new Map<number, OpenCall>();
  /** The call that a node was last asked for in; what a whole solution goes on with is looked up by its parents. */
  readonly #callOf = new Map<NodeId, number>();
  #lastAt: number | undefined;

  /** After entry `seq`; nothing before the first. */
  at(seq: number): Spending {
    return this.#after[Math.min(seq, this.#after.length) - 1] ?? nothingSpent;
  }

  read({ at, event }: LogEntry): void {
    const before = this.#after.at(-1) ?? nothingSpent;
    const ms = before.ms + workMsOf(event, at - (this.#lastAt ?? at));
    this.#lastAt = at;
    let { policy, verifier } = before;
    switch (event.type) {
      case 'call-opened':
        this.#open.set(event.call, { role: event.role, written: 0 });
        if (event.role === 'policy') {
          for (const node of event.nodes) this.#callOf.set(node, event.call);
          policy = { ...policy, calls: policy.calls + 1 };
        } else verifier = { ...verifier, calls: verifier.calls + 1 };
        break;
      case 'node-text':
      case 'node-closed':
        policy = this.#withWritten(policy, event);
        break;
      case 'call-closed': {
        const call = this.#open.get(event.call);
        this.#open.delete(event.call);
        if (call?.role === 'policy') policy = closed(policy, event, call.written);
        else verifier = closed(verifier, event, 0);
        break;
      }
      case 'run-paused':
      case 'run-recovered':
      case 'run-forked':
      case 'run-ended': {
        // Calls that nobody is left to hear are in no ledger.
        let lost = 0;
        for (const call of this.#open.values()) lost += call.written;
        this.#open.clear();
        if (lost > 0) policy = { ...policy, completion: policy.completion - lost };
        break;
      }
      default:
        // Nothing is spent by what else happens.
        break;
    }
    this.#after.push({ ms, policy, verifier });
  }

  #withWritten(policy: TokenCounts, { node, tokens = 0 }: EventOf<'node-text' | 'node-closed'>): TokenCounts {
    if (tokens === 0) return policy;
    for (const at of pathTo(node)) {
      const call = this.#open.get(this.#callOf.get(at) ?? -1);
      if (call === undefined) continue;
      call.written += tokens;
      return { ...policy, completion: policy.completion + tokens };
    }
    return policy;
  }
}

function closed(
  before: TokenCounts,
  { promptTokens, cachedTokens = 0, completionTokens }: EventOf<'call-closed'>,
  written: number,
): TokenCounts {
  return {
    prompt: before.prompt + promptTokens,
    cached: before.cached + cachedTokens,
    completion: before.completion - written + completionTokens,
    calls: before.calls,
  };
}
