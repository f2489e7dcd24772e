/**
 * One prompt that shows earlier attempts, built by the policy's adapter, for the heads that wait for it. What the adapter
 * says is an event, so that the log holds what the model saw. Rule T-2 of SPEC.md.
 */
import { nodeOf, textOf } from '../log/path';
import type { NodeId } from '../shapes/ids';
import type { SearchEvent } from '../log/events';
import type { Policy } from './ports';
import type { Ask } from '../strategies';
import type { ShopCall, Workshop } from './workshop';

export class PrepareCall implements ShopCall {
  readonly #shop: Workshop;
  /** Last nodes of the attempts, oldest first. */
  readonly #attempts: readonly NodeId[];
  readonly #heads: NodeId[] = [];
  readonly #abort = new AbortController();
  #onOver: () => void = () => undefined;

  constructor(shop: Workshop, attempts: readonly NodeId[]) {
    this.#shop = shop;
    this.#attempts = attempts;
  }

  /** Counts `head` as being written until the prompt is there. */
  waitWith(head: NodeId): void {
    this.#heads.push(head);
    this.#shop.writing.add(head);
  }

  /** `onOver` is told when the call has come back, whatever came of it. */
  start(policy: Policy, ask: Ask, onOver: () => void): void {
    this.#onOver = onOver;
    const { state, spec, inbox, calls } = this.#shop;
    calls.add(this);
    const attempts = this.#attempts.map((end) => textOf(state, end));
    policy.prepare(spec.problem, this.#abort.signal, { ask, attempts }).then(
      (prompt) => inbox.post(() => this.#onEnd({ type: 'prompt-built', attempts: [...this.#attempts], prompt })),
      (error: unknown) =>
        inbox.post(() => {
          throw error;
        }),
    );
  }

  cancel(): void {
    this.#leave();
    this.#abort.abort();
  }

  *#onEnd(event: SearchEvent): Iterable<SearchEvent> {
    this.#leave();
    yield event;
  }

  #leave(): void {
    const { state, calls, writing, stirred } = this.#shop;
    this.#onOver();
    calls.delete(this);
    for (const head of this.#heads) {
      writing.delete(head);
      stirred.add(nodeOf(state, head).group);
    }
  }
}
