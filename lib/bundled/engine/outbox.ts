/**
 * What a worker has computed and not yet told. A message between threads costs about as much as a token of a tiny model, so
 * tokens of a few milliseconds go together; a sequence's first token and its end are told at once. It knows no thread.
 */

import type { SequenceOutput } from './messages';

/** Far below what an eye sees, and more than a batch takes whose tokens are worth a message each. */
const HOLD_MS = 5;

export class Outbox {
  readonly #held = new Map<number, SequenceOutput>();
  #isUrgent = false;
  #toldAt = -Infinity;

  add(output: SequenceOutput): void {
    const before = this.#held.get(output.id);
    this.#held.set(output.id, before === undefined ? output : joined(before, output));
    this.#isUrgent ||= output.cachedTokens !== undefined || output.finish !== undefined;
  }

  /**
   * What is to be told at `now` (milliseconds), one output per sequence; nothing while it may wait for more, which does not
   * come before `nextInMs`.
   */
  take(now: number, nextInMs: number): readonly SequenceOutput[] {
    const mayWait = !this.#isUrgent && nextInMs === 0 && now - this.#toldAt < HOLD_MS;
    if (this.#held.size === 0 || mayWait) return [];
    const outputs = [...this.#held.values()];
    this.#held.clear();
    this.#isUrgent = false;
    this.#toldAt = now;
    return outputs;
  }

  /** Nobody asks any more for what `ids` have written. */
  drop(ids: ReadonlySet<number>): void {
    for (const id of ids) this.#held.delete(id);
  }
}

function joined(before: SequenceOutput, after: SequenceOutput): SequenceOutput {
  return {
    ...before,
    tokens: [...before.tokens, ...after.tokens],
    text: before.text + after.text,
    logprobs: before.logprobs && after.logprobs && [...before.logprobs, ...after.logprobs],
    finish: after.finish,
  };
}
