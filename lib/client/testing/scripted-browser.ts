/**
 * For tests: what a page has of a browser as far as a run's stream needs it, under a script: tabs that are hidden, streams
 * that open, speak and are cut, a server that answers or is down, and the locks that all tabs share. Timers are the
 * test's own. Knows nothing of runs.
 */
import { vi } from 'vitest';

/** One `EventSource`, seen from the server's side. */
export class ScriptedSource {
  readonly url: string;
  isClosed = false;
  onopen: (() => void) | undefined;
  onmessage: ((message: { readonly data: string }) => void) | undefined;
  onerror: (() => void) | undefined;

  readonly #onNamed = new Map<string, () => void>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(name: 'ping' | 'end', listener: () => void): void {
    this.#onNamed.set(name, listener);
  }

  /** Says that it is there. */
  ping(): void {
    if (!this.isClosed) this.#onNamed.get('ping')?.();
  }

  /** Says that nothing follows. */
  end(): void {
    if (!this.isClosed) this.#onNamed.get('end')?.();
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    if (!this.isClosed) this.onopen?.();
  }

  /** A message with this text, which a closed source never hears. */
  say(data: string): void {
    if (!this.isClosed) this.onmessage?.({ data });
  }

  cut(): void {
    if (!this.isClosed) this.onerror?.();
  }
}

export interface SeenRequest {
  readonly url: string;
  readonly accept: string | null;
}

export class ScriptedBrowser {
  /** Every source that was made, in order. */
  readonly sources: ScriptedSource[] = [];
  readonly requests: SeenRequest[] = [];
  /** What the server says to a request; it throws where the server is down. */
  answer: (request: SeenRequest) => Response | Promise<Response> = () => {
    throw new TypeError('fetch failed');
  };
  /** Locks that some tab holds. */
  readonly locks = new Set<string>();
  readonly #page = Object.assign(new EventTarget(), { visibilityState: 'visible' });

  /** Puts itself in the place of the browser, until `vi.unstubAllGlobals`. */
  constructor({ hasLocks = true }: { readonly hasLocks?: boolean } = {}) {
    const { sources } = this;
    vi.stubGlobal('document', this.#page);
    vi.stubGlobal('navigator', hasLocks ? { locks: { request: this.#lock } } : {});
    vi.stubGlobal(
      'EventSource',
      class extends ScriptedSource {
        constructor(url: string) {
          super(url);
          sources.push(this);
        }
      },
    );
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const request = { url, accept: new Headers(init.headers).get('accept') };
      this.requests.push(request);
      init.signal?.throwIfAborted();
      return this.answer(request);
    });
  }

  /** The source that was made last. */
  get source(): ScriptedSource | undefined {
    return this.sources.at(-1);
  }

  hide(): void {
    this.#look('hidden');
  }

  show(): void {
    this.#look('visible');
  }

  #look(state: string): void {
    this.#page.visibilityState = state;
    this.#page.dispatchEvent(new Event('visibilitychange'));
  }

  readonly #lock = async (
    name: string,
    { ifAvailable }: { readonly ifAvailable?: boolean },
    hold: (lock: object | null) => Promise<void> | undefined,
  ): Promise<void> => {
    if (this.locks.has(name)) {
      // Who did not say otherwise waits, here for ever.
      await (ifAvailable === true ? hold(null) : new Promise<never>(() => {}));
      return;
    }
    this.locks.add(name);
    await hold({});
    this.locks.delete(name);
  };
}
