/**
 * PostgreSQL through pg: for those who have one, and for several processes that share runs. NOTIFY is used to wake
 * readers up sooner; nothing depends on it.
 */
import { randomBytes } from 'node:crypto';
import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreError } from '@/lib/runs';
import type { Dialect, WakeUp } from './dialect';

const channel = 'longthink_runs';
const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** A process that stands still in the middle of a transaction holds up nobody for longer: it finds its connection gone. */
const standsMs = 10_000;
const maxConnections = 8;
const reconnectMs = 1_000;

/** `url` is a `postgres://` address. Connects at the first query. */
export function createPostgresDialect(url: string): Dialect {
  const { hostname, port, pathname } = new URL(url);
  const place = `The PostgreSQL database ${pathname.replace(/^\//, '') || '(default)'} on ${hostname}:${port || '5432'}`;
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: standsMs,
    keepAlive: true,
    application_name: 'longthink',
    // 64-bit integers (times, sequence numbers) fit a number here; pg gives them as text unless told otherwise.
    types: {
      getTypeParser: (id, format) => (id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format)),
    },
  });
  // A connection that breaks is replaced by the pool, and told by its next statement; without a listener it would end the
  // process, be it idle or in the middle of a transaction.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return {
    kind: 'postgres',
    place,
    query: new PostgresDialect({ pool }),
    now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    explain: (error) => explainPostgres(error, place),
    giveBack: undefined,
    reserve: undefined,
    wakeUp: createWakeUp(url),
    pool,
  };
}

function createWakeUp(url: string): WakeUp {
  const sender = randomBytes(6).toString('hex');
  const listeners = new Set<(id: string) => void>();
  let stop: (() => void) | undefined;
  const onPayload = (payload: string) => {
    const [from, id] = payload.split(' ');
    if (from === sender || id === undefined) return;
    for (const listener of listeners) listener(id);
  };
  return {
    send: (id) => sql`select pg_notify(${channel}, ${`${sender} ${id}`})`,
    listen(listener) {
      listeners.add(listener);
      stop ??= listenTo(url, onPayload);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

function listenTo(url: string, onPayload: (payload: string) => void): () => void {
  let isOver = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const connect = () => {
    if (isOver) return;
    const fresh = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
      application_name: 'longthink listener',
    });
    client = fresh;
    let isGone = false;
    const again = () => {
      if (isGone || isOver) return;
      isGone = true;
      fresh.end().catch(() => undefined);
      timer = setTimeout(connect, reconnectMs);
      timer.unref();
    };
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', ({ payload }) => {
      if (payload !== undefined) onPayload(payload);
    });
    // Readers poll as well, so a failure here costs a second and needs no word of its own.
    fresh
      .connect()
      .then(() => fresh.query(`listen ${channel}`))
      .catch(again);
  };
  connect();
  return () => {
    isOver = true;
    clearTimeout(timer);
    client?.end().catch(() => undefined);
  };
}

function explainPostgres(error: unknown, place: string): StoreError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { readonly code?: unknown }).code;
  const text = typeof code === 'string' ? code : '';
  const fail = (kind: StoreError['kind'], words: string, isRetryable: boolean) =>
    new StoreError(kind, `${place} ${words}`, { isRetryable, cause: error });
  if (text === '53100') return fail('full', 'has no disk space left. Free some; what was shown so far is safe.', true);
  if (text.startsWith('28')) return fail('unauthorized', 'refused the user or password. Check DATABASE_URL.', false);
  if (text === '3D000')
    return fail('unreachable', 'does not exist. Create it (createdb), or correct DATABASE_URL.', false);
  if (text === '42501' || text === '25006')
    return fail(
      'read-only',
      'may not be written by this user. Grant it the rights, or choose another user in DATABASE_URL.',
      false,
    );
  if (text === '55P03' || text === '57014' || text === '40001' || text === '40P01')
    return fail('locked', 'kept this call waiting too long. Something else holds its tables.', true);
  if (text === 'XX001' || text === 'XX002')
    return fail('corrupt', 'reports damaged data. Its own log says more.', false);
  const isConnection =
    text.startsWith('08') ||
    text.startsWith('57P') ||
    text.startsWith('53') ||
    text === '25P03' ||
    /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/.test(text) ||
    /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error/.test(
      error.message,
    ) ||
    error instanceof AggregateError;
  if (isConnection)
    return fail('unreachable', `does not answer (${text || error.message}). Start it, or correct DATABASE_URL.`, true);
  return undefined;
}
