/** One limiter per address, watched over by a governor: models behind one address share its memory and its queue. */
import type { Backend } from '../config/backend';
import type { Transport } from '../http/transport';
import { createGovernor } from './governor';
import { createHttpClient } from '../http/http';
import { ifSupported } from '../http/optional';
import { createLimiter } from './limiter';
import type { Limiter } from './limiter';
import { readLoad } from './load';
import type { ServerLoad } from './load';

export interface Limiters {
  /** The limiter of this backend's address, made on first use. */
  of(backend: Backend): Limiter;
}

/** `signal` ends the looking at servers. */
export function createLimiters(transport: Transport, signal: AbortSignal): Limiters {
  const limiters = new Map<string, Limiter>();

  async function look(backend: Backend): Promise<ServerLoad | undefined> {
    const http = createHttpClient(backend, transport);
    const asked = http.text({ method: 'GET', path: '/metrics', idleMs: 5_000 }, { signal, retries: 0 });
    const text = await ifSupported(asked, (error) => {
      throw error;
    });
    return text === undefined ? undefined : readLoad(text, undefined);
  }

  return {
    of(backend) {
      const found = limiters.get(backend.url);
      if (found !== undefined) return found;
      const { initial, ceiling } = backend.concurrency;
      const onBusy = createGovernor(() => limiter, {
        ceiling,
        clock: transport.clock,
        signal,
        look: () => look(backend),
      });
      const limiter = createLimiter(initial, onBusy);
      limiters.set(backend.url, limiter);
      return limiter;
    },
  };
}
