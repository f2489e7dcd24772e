/** One limiter per address, watched over by a governor: models behind one address share its memory and its queue. */
import type { Backend } from '../config/backend';
import type { Transport } from '../http/transport';
import { createGovernor } from './governor';
import { createHttpClient } from '../http/http';
import { ifSupported } from '../http/optional';
import { createLimiter } from './limiter';
import type { Limiter, LimiterShare } from './limiter';
import { createShare } from './share';
import type { Sharing } from './share';
import { readLoad } from './load';
import type { ServerLoad } from './load';

export interface Limiters {
  /** The limiter of this backend's address, made on first use. */
  of(backend: Backend): Limiter;
  /**
   * Sequences that may still be asked of all its addresses. So much more than fits there is room for that somebody always
   * waits: whoever frees room waits for nobody, and a limit is seen to be too low. Below 0 where more wait than that.
   */
  room(backend: Backend): number;
}

/**
 * Shares of the limit that are to wait for room. What a verifier is asked is over within a token, and comes all at once when
 * the solutions of many searches end together; a policy that waited for that would stand empty. A search that finds no room
 * begins when others end, and is then written alone at the end of all.
 */
const readyShares = { policy: 1, verifier: 8 } as const;

/** `signal` ends the looking at servers. `sharing`: other processes ask the same servers. */
export function createLimiters(transport: Transport, signal: AbortSignal, sharing?: Sharing): Limiters {
  const limiters = new Map<string, Limiter>();

  async function look(backend: Backend): Promise<ServerLoad | undefined> {
    const http = createHttpClient(backend, transport);
    const asked = http.text({ method: 'GET', path: '/metrics', idleMs: 5_000 }, { signal, retries: 0 });
    const text = await ifSupported(asked, (error) => {
      throw error;
    });
    return text === undefined ? undefined : readLoad(text, undefined);
  }

  function of(backend: Backend): Limiter {
    const found = limiters.get(backend.url);
    if (found !== undefined) return found;
    const { initial, ceiling } = backend.concurrency;
    const onBusy = createGovernor(() => limiter, {
      ceiling,
      clock: transport.clock,
      signal,
      look: () => look(backend),
    });
    const share: LimiterShare | undefined =
      sharing &&
      createShare({
        sharing,
        url: backend.url,
        limit: ceiling,
        limiter: () => limiter,
        clock: transport.clock,
        signal,
      });
    const limiter = createLimiter(initial, onBusy, share);
    limiters.set(backend.url, limiter);
    return limiter;
  }

  return {
    of,
    room: (backend) =>
      backend.urls
        .map((url) => of({ ...backend, url }))
        .reduce(
          (sum, { batchCap, inFlight, waiting }) =>
            sum + batchCap * (1 + readyShares[backend.role]) - inFlight - waiting,
          0,
        ),
  };
}
