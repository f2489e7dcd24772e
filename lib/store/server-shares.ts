/**
 * Shares of model servers in PostgreSQL: one row a process and server, changed under a lock of the server's name. The rows of
 * the dead go at once where this machine knows that they are dead, and otherwise when nobody has heard of them for a while. Knows
 * nothing of how servers are divided.
 */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { jsonOf } from '@/lib/base';
import type { ServerShare, ShareTable } from '@/lib/backends/shares';
import type { WakeUp } from './database/dialect';
import { isGone, processHome } from './database/process-home';
import type { Schema } from './database/schema';

/** A process that stands still longer than this loses its share; one that goes on stops using it well before. */
const lostMs = 15_000;
const trustedMs = 10_000;
/** One that stands still in the middle of an exchange loses its turn, which everybody waits for. */
const standsMs = 1_000;
const count = z.int().min(0);
const shareSchema = z.object({
  owner: z.string(),
  limit: count,
  share: count,
  /** Older versions told nobody how much of it was for experiments: all of it. */
  batch: count.optional(),
  watched: count,
  wanted: count,
  first: count,
  servedAt: count,
});

/** What older versions did not write. */
const homeSchema = z.object({ home: z.string().optional() });

/** Over an open, migrated PostgreSQL. */
export function createServerShares(db: Kysely<Schema>, wakeUp: WakeUp): ShareTable {
  // While the database was away nobody could be heard of: whoever lives gets the time to say so.
  const heardFrom = sql<number>`greatest(heard_at, cast(extract(epoch from pg_postmaster_start_time()) * 1000 as bigint))`;

  const home = processHome();

  return {
    trustedMs,
    exchange: (address, decide) =>
      db.transaction().execute(async (trx) => {
        await sql`select set_config('idle_in_transaction_session_timeout', ${String(standsMs)}, true),
          pg_advisory_xact_lock(hashtext('longthink share'), hashtext(${address}))`.execute(trx);
        const { rows } = await sql<{ at: number }>`
          select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as at`.execute(trx);
        const at = rows[0]!.at;
        // Heard of later than now: the clock was set back, and it counts from here.
        await trx
          .updateTable('server_shares')
          .set({ heard_at: at })
          .where('address', '=', address)
          .where('heard_at', '>', at)
          .execute();
        await trx
          .deleteFrom('server_shares')
          .where('address', '=', address)
          .where(sql<boolean>`${heardFrom} < ${at - lostMs}`)
          .execute();
        const stored = await trx.selectFrom('server_shares').select('details').where('address', '=', address).execute();
        const living: ServerShare[] = [];
        for (const details of stored.map((row) => jsonOf(row.details))) {
          const found = shareSchema.parse(details);
          const each = { ...found, batch: found.batch ?? found.share };
          const { home: itsHome } = homeSchema.parse(details);
          // Its calls ended with it.
          if (itsHome !== undefined && isGone(itsHome))
            await trx
              .deleteFrom('server_shares')
              .where('address', '=', address)
              .where('owner', '=', each.owner)
              .execute();
          else living.push(each);
        }
        const share = decide(living, at);
        const row = { heard_at: at, sequences: share.share, details: JSON.stringify({ ...share, home }) };
        await trx
          .insertInto('server_shares')
          .values({ address, owner: share.owner, ...row })
          .onConflict((conflict) => conflict.columns(['address', 'owner']).doUpdateSet(row))
          .execute();
      }),
    announce: async (address) => {
      await wakeUp.send(address).execute(db);
    },
    leave: async (address, owner) => {
      await db.deleteFrom('server_shares').where('address', '=', address).where('owner', '=', owner).execute();
    },
    onAnnounced: (listener) => wakeUp.listen(listener),
  };
}
