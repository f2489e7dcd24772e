/**
 * For tests: watches in a PostgreSQL, from outside, whether a process ever appends to a log that another has claimed since. The
 * processes are told apart by the name of their connections.
 */
import { sql } from 'kysely';
import type { Store } from '../store';

/** Begins to watch. Before any run is begun. */
export async function watchAppends({ db }: Store): Promise<void> {
  await sql`create table claims_seen (run_id text primary key, fence bigint not null, process text not null)`.execute(
    db,
  );
  await sql`create table appends_seen (run_id text not null, is_old boolean not null)`.execute(db);
  await sql`create function see_append() returns trigger as $$
    begin
      if tg_op = 'INSERT' or new.fence <> old.fence then
        insert into claims_seen values (new.id, new.fence, current_setting('application_name'))
          on conflict (run_id) do update set fence = excluded.fence, process = excluded.process;
      elsif new.last_seq <> old.last_seq then
        insert into appends_seen select new.id, process <> current_setting('application_name') or fence <> new.fence
          from claims_seen where run_id = new.id;
      end if;
      return new;
    end $$ language plpgsql`.execute(db);
  await sql`create trigger see_append after insert or update on runs for each row execute function see_append()`.execute(
    db,
  );
}

/** Appends so far, and those by a process whose claim was no longer the last. */
export async function appendsSeen({ db }: Store): Promise<{ readonly all: number; readonly old: number }> {
  const { rows } = await sql<{ all: number; old: number }>`
    select count(*) as all, count(*) filter (where is_old) as old from appends_seen`.execute(db);
  return rows[0]!;
}
