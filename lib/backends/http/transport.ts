/**
 * What every request needs that is not the backend's own: connections, a clock, chance and request ids. Made once a
 * process; knows no limits.
 */
import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { systemClock } from '@/lib/base';
import type { Clock } from '@/lib/base';
import { connectTimeoutMs } from './call-error';
import type { KnownRefusals } from './refusals';

export interface Transport {
  readonly clock: Clock;
  /** Uniform in [0, 1); spreads retries. */
  readonly random: () => number;
  /** A new id for every attempt: a server may still hold the one of an attempt that broke off. */
  readonly newRequestId: () => string;
  readonly agent: Agent;
  /** Fields that servers were found to refuse. */
  readonly refusals: KnownRefusals;
}

export interface TransportOptions {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly newRequestId?: () => string;
}

/** Whoever creates it destroys its agent. */
export function createTransport(options: TransportOptions = {}): Transport {
  return {
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    // Bare: llama-cpp-python answers 400 to an X-Request-ID that is not a UUID.
    newRequestId: options.newRequestId ?? randomUUID,
    refusals: new Map(),
    // Our own idle timer replaces the transport's timeouts: 300 s to the headers is too short for a queued request and
    // too long for a dead one. Keep-alive stays under vLLM's 5 s, or a reused socket may be closing already.
    agent: new Agent({
      connections: 1_024,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 4_000,
      connect: { timeout: connectTimeoutMs },
    }),
  };
}
