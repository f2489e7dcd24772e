/** Changes the rows of a test's own database as another version, or a bad disk, would have left them. Knows the tables. */
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

interface Chunk {
  readonly first_seq: number;
  readonly entries: string;
  readonly packed: Uint8Array | null;
}

/** Does with the database in folder `data` what `change` says, while its server runs or not. */
function within(data: string, change: (database: DatabaseSyncInstance) => void): void {
  const database = new DatabaseSync(join(data, 'longthink.db'));
  try {
    change(database);
  } finally {
    database.close();
  }
}

/** `text` of the run's log becomes `other`, once a chunk, and its summary is to be made again. */
export function damageRun(data: string, runId: string, text: string, other: string): void {
  within(data, (database) => {
    // Its server may be packing it.
    database.exec('pragma busy_timeout = 5000; begin immediate');
    database.prepare("update runs set summary = '{}' where id = ?").run(runId);
    const chunks = database.prepare('select first_seq, entries, packed from run_chunks where run_id = ?').all(runId);
    for (const { first_seq: first, entries, packed } of chunks as unknown as readonly Chunk[]) {
      const damaged = (packed === null ? entries : inflateRawSync(packed).toString()).replace(text, other);
      database
        .prepare('update run_chunks set entries = ?, packed = ? where run_id = ? and first_seq = ?')
        .run(packed === null ? damaged : '', packed === null ? null : deflateRawSync(damaged), runId, first);
    }
    database.exec('commit');
  });
}

/** The experiment's log becomes one of a later version. */
export function damageExperiment(data: string, id: string): void {
  within(data, (database) => {
    database.prepare("update experiments set head = '' where id = ?").run(id);
    database
      .prepare(
        `update experiment_entries set entry = replace(entry, '"version":1', '"version":3') where experiment_id = ?`,
      )
      .run(id);
  });
}
