/**
 * What all backend clients of a process share: connections, clock, chance, limiters and what was learnt about servers.
 * Made once by the composition root; holds no configuration.
 */
import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { systemClock } from '@/lib/base';
import type { Clock } from '@/lib/base';
import { connectTimeoutMs } from './http/call-error';
import { createLimiters } from './admission/limiters';
import type { Limiters } from './admission/limiters';
import type { ServerHabit } from './server-habits';

export interface BackendContext {
  readonly clock: Clock;
  /** Uniform in [0, 1); spreads retries. */
  readonly random: () => number;
  /** A new id for every attempt: a server may still hold the one of an attempt that broke off. */
  readonly newRequestId: () => string;
  readonly agent: Agent;
  readonly limiters: Limiters;
  /** What servers were found to be able to do, by URL, model and version. */
  readonly capabilities: Map<string, Promise<Readonly<Record<string, boolean>>>>;
  /** Where servers fall short of the protocol, by URL and model. */
  readonly habits: Map<string, Set<ServerHabit>>;
  /** Servers that failed lately, by URL: until when others are asked instead. */
  readonly failing: Map<string, number>;
  /** Closes all connections and stops looking at servers. */
  close(): Promise<void>;
}

export interface ContextOptions {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly newRequestId?: () => string;
}

/** Creates the shared context; `close` it when the process stops serving. */
export function createBackendContext(options: ContextOptions = {}): BackendContext {
  // Our own idle timer replaces the transport's timeouts: 300 s to the headers is too short for a queued request and
  // too long for a dead one. Keep-alive stays under vLLM's 5 s, or a reused socket may be closing already.
  const agent = new Agent({
    connections: 1_024,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    connect: { timeout: connectTimeoutMs },
  });
  const closing = new AbortController();
  const context: BackendContext = {
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    // Bare: llama-cpp-python answers 400 to an X-Request-ID that is not a UUID.
    newRequestId: options.newRequestId ?? randomUUID,
    agent,
    limiters: createLimiters(() => context, closing.signal),
    capabilities: new Map(),
    habits: new Map(),
    failing: new Map(),
    async close() {
      closing.abort();
      await agent.destroy();
    },
  };
  return context;
}
