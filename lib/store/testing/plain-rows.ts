/** For benches: rows in a PostgreSQL that nothing looks after, to compare others with. */
import { sql } from 'kysely';
import type { Store } from '../store';

/** Adds so many to a table of their own, `atOnce` with one statement. */
export async function addPlainRows({ db }: Store, count: number, atOnce: number): Promise<void> {
  await sql`create table plain_rows (id text primary key, data text not null)`.execute(db);
  for (let i = 0; i < count; i += atOnce) {
    const rows = Array.from(
      { length: atOnce },
      (_, at) => sql`(${`experiment ${i + at}`}, ${JSON.stringify({ experiment: 'experiment', place: i + at })})`,
    );
    await sql`insert into plain_rows values ${sql.join(rows)}`.execute(db);
  }
}
