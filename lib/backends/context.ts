/**
 * What all backend clients of a process share: the transport, limiters and what was learnt about servers. Made once by the
 * composition root; holds no configuration.
 */
import { createLimiters } from './admission/limiters';
import type { Limiters } from './admission/limiters';
import type { Sharing } from './admission/share';
import { createTransport } from './http/transport';
import type { Transport, TransportOptions } from './http/transport';
import type { ServerHabits } from './server-habits';

export interface ContextOptions extends TransportOptions {
  /** Absent: no other process asks the same servers. */
  readonly sharing?: Sharing;
}

export interface BackendContext extends Transport {
  readonly limiters: Limiters;
  /** What servers were found to be able to do, by URL, model and version. */
  readonly capabilities: Map<string, Promise<Readonly<Record<string, boolean>>>>;
  /** Where servers fall short of the protocol. */
  readonly habits: ServerHabits;
  /** Servers that failed lately, by URL: until when others are asked instead. */
  readonly failing: Map<string, number>;
  /** Closes all connections and stops looking at servers. */
  close(): Promise<void>;
}

/** Creates the shared context; `close` it when the process stops serving. */
export function createBackendContext(options: ContextOptions = {}): BackendContext {
  const transport = createTransport(options);
  const closing = new AbortController();
  return {
    ...transport,
    limiters: createLimiters(transport, closing.signal, options.sharing),
    capabilities: new Map(),
    habits: new Map(),
    failing: new Map(),
    async close() {
      closing.abort();
      await transport.agent.destroy();
    },
  };
}
