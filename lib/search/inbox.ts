/**
 * Where calls in flight leave word for the engine: a queue of deliveries in order of arrival, and a way to wait for the
 * next one. A delivery, when run, yields the events that follow from it. Streams are pulled one item at a time, the next
 * only after the last was delivered, so the queue never holds more than one item per stream.
 */
import type { SearchEvent } from './events';

export type Delivery = () => Iterable<SearchEvent>;

export class Inbox {
  #deliveries: Delivery[] = [];
  #wake: (() => void) | undefined;

  post(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    this.wake();
  }

  /** Ends a wait although nothing was delivered. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  /** Everything delivered so far; what arrives later waits for the next call. */
  takeAll(): readonly Delivery[] {
    const deliveries = this.#deliveries;
    this.#deliveries = [];
    return deliveries;
  }

  /** Resolves when there is something to take, or at `wake`. */
  async wait(): Promise<void> {
    if (this.#deliveries.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
