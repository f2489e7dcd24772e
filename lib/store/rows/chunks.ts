/** The chunks of a run's log as they lie in the database, packed or not, from any entry on. Checks no entry. */
import type { Kysely } from 'kysely';
import { BrokenLogError, placeOf, type LogChunk, type LogEntry } from '@/lib/runs';
import { entriesIn } from './packed';
import type { Schema } from '../database/schema';

/** As `RunLog.read`. Throws BrokenLogError when a chunk is damaged. */
export async function readChunks(
  db: Kysely<Schema>,
  runId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly LogChunk[]> {
  const { after, limit } = page;
  const rows = await db
    .selectFrom('run_chunks')
    .select(['first_seq', 'last_seq', 'entries', 'packed'])
    .where('run_id', '=', runId)
    .where('last_seq', '>', after)
    .orderBy('first_seq')
    .limit(limit)
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const { first_seq: firstSeq, last_seq: lastSeq } = row;
      try {
        const json = await entriesIn(row);
        if (firstSeq > after) return { runId, firstSeq, lastSeq, json };
        const rest = (JSON.parse(json) as readonly LogEntry[]).filter((entry) => entry.seq > after);
        return { runId, firstSeq: after + 1, lastSeq, json: JSON.stringify(rest) };
      } catch (cause) {
        throw new BrokenLogError(`The log of run ${runId} is damaged ${placeOf({ firstSeq, lastSeq })}.`, { cause });
      }
    }),
  );
}
