/**
 * What differs between the databases, gathered in one place, so that everything else is written once.
 */
import type { Dialect as QueryDialect, RawBuilder } from 'kysely';
import type { Pool } from 'pg';
import type { StoreError } from '@/lib/runs';
import type { Reserve } from './reserve';

export interface Dialect {
  readonly kind: 'sqlite' | 'postgres';
  /** Names the database in messages, without any password. */
  readonly place: string;
  readonly query: QueryDialect;
  /** The database's clock, milliseconds since the epoch: leases of several machines are compared by one clock. */
  readonly now: RawBuilder<number>;
  /** An expected failure in words, or undefined when the error is a bug. */
  readonly explain: (error: unknown) => StoreError | undefined;
  /** Gives space that is free in the database back to the disk; undefined where it does so by itself. */
  readonly giveBack: (() => Promise<void>) | undefined;
  /** Room for deleting on a full disk; undefined where the disk is that of a server. */
  readonly reserve: Reserve | undefined;
  /** Tells other processes that something changed; undefined where they have to look. */
  readonly wakeUp: WakeUp | undefined;
  /** Connections for those who bring their own SQL; undefined where no other process is to be met. */
  readonly pool: Pool | undefined;
}

/** Ids are those of runs, experiments and servers: they never meet, and whoever is woken by a foreign one looks in vain. */
export interface WakeUp {
  /** An expression that sends the word when its transaction commits. */
  readonly send: (id: string) => RawBuilder<unknown>;
  /** Calls back with the id when another process sent it. Reconnects by itself. Gives the function that ends it. */
  readonly listen: (listener: (id: string) => void) => () => void;
}
