/**
 * Writes that come together, in one transaction: a commit waits for the disk, and many small ones wait many times. Each of
 * them still stands or falls alone, and is durable when its promise resolves. Knows nothing of what is written.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { OwnershipLostError } from '@/lib/runs';

interface Waiting<T> {
  readonly work: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * `write` does one piece of work in a transaction that is there; it may refuse with an OwnershipLostError before it has
 * written anything, which is told to whoever asked for it alone. After any other failure nothing of the transaction stands,
 * and each is written by `writeAlone`, so that one that cannot be written stops no other.
 */
export function together<Schema, T>(
  db: Kysely<Schema>,
  write: (trx: Transaction<Schema>, work: T) => Promise<void>,
  writeAlone: (work: T) => Promise<void>,
): (work: T) => Promise<void> {
  let waiting: Waiting<T>[] = [];
  let isCommitting = false;

  async function commitAll(): Promise<void> {
    isCommitting = true;
    // Whoever is woken in this turn of the event loop has a word, too.
    await turn();
    while (waiting.length > 0) {
      const taken = waiting;
      waiting = [];
      if (taken.length === 1) await settle(taken[0]!, writeAlone);
      else await commit(taken);
    }
    isCommitting = false;
  }

  async function commit(taken: readonly Waiting<T>[]): Promise<void> {
    const refusals = new Map<Waiting<T>, OwnershipLostError>();
    try {
      await db.transaction().execute(async (trx) => {
        for (const each of taken) {
          try {
            await write(trx, each.work);
          } catch (error) {
            if (!(error instanceof OwnershipLostError)) throw error;
            refusals.set(each, error);
          }
        }
      });
    } catch {
      // Told to each by its own try.
      for (const each of taken) await settle(each, writeAlone);
      return;
    }
    for (const each of taken) {
      const refusal = refusals.get(each);
      if (refusal === undefined) each.resolve();
      else each.reject(refusal);
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      if (!isCommitting) void commitAll();
    });
}

async function settle<T>({ work, resolve, reject }: Waiting<T>, write: (work: T) => Promise<void>): Promise<void> {
  try {
    await write(work);
    resolve();
  } catch (error) {
    reject(error);
  }
}
