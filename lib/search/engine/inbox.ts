/**
 * Where calls in flight leave word for the engine: a queue of deliveries in order of arrival, and a way to wait until it is
 * time to look. What decides something is looked at at once; text is gathered for a beat, so that a search of many
 * sequences looks a few times a second and not at every token. A delivery, when run, yields the events that follow from it.
 */
import type { SearchEvent } from '../log/events';

export type Delivery = () => Iterable<SearchEvent>;

/** Calls `due` once, when what was gathered is to be looked at. */
export type Beat = (due: () => void) => void;

export class Inbox {
  readonly #beat: Beat;
  #deliveries: Delivery[] = [];
  #isGathering = false;
  #isDue = false;
  #wake: (() => void) | undefined;

  constructor(beat: Beat) {
    this.#beat = beat;
  }

  /** To be looked at at once. */
  post(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    this.wake();
  }

  /** To be looked at at the next beat, or with what is posted before. */
  gather(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#beat(() => {
      this.#isGathering = false;
      this.wake();
    });
  }

  /** Ends a wait, although nothing may have been delivered. */
  wake(): void {
    this.#isDue = true;
    this.#wake?.();
    this.#wake = undefined;
  }

  /** Everything delivered so far; what arrives later waits for the next call. */
  takeAll(): readonly Delivery[] {
    const deliveries = this.#deliveries;
    this.#deliveries = [];
    this.#isDue = false;
    return deliveries;
  }

  /** Resolves when it is time to look. */
  async wait(): Promise<void> {
    if (this.#isDue) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
