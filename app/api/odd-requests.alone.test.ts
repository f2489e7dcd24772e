/**
 * Every route handler behind the door, over real sockets and a real store, against requests that are none: whatever comes
 * is answered, never by a failure of our own. The framework between the two is not here; `npm run bench -- fuzz` has it.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openApp, readSettings } from '@/lib/server';
import { getApp } from '../../lib/server/instance';
import { createDoor } from '../../lib/server/door/door';
import { everyOddRequest, oddRequests, sendOdd, type OddRequest } from '../../lib/server/testing/odd-requests';
import { hasJobs } from '../../lib/server/testing/newer-node';
import { goodPolicy, goodVerifier } from '../../lib/server/testing/model-servers';
import { startScriptedServer, type ScriptedServer } from '../../lib/backends/testing/scripted-server';
import { tokenizerScripts } from '../../lib/backends/testing/vllm-replies';
import { startPostgres } from '../../lib/store/testing/postgres';

vi.mock('../../lib/server/instance', () => ({ getApp: vi.fn() }));

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, '..', '..');
const requests = 600;
const atOnce = 8;
let databases = 0;

type Handler = (request: Request, context: { readonly params: Promise<object> }) => Promise<Response>;
interface Routed {
  readonly pattern: RegExp;
  readonly handlers: Readonly<Record<string, Handler>>;
}

/** As the framework finds them: by folder, a name in brackets standing for anything. */
async function routesHere(): Promise<readonly Routed[]> {
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('route.ts'));
  const routed = files.map(async (file) => {
    const path = dirname(file)
      .replaceAll('.', String.raw`\.`)
      .replaceAll(/\[(\w+)\]/g, '(?<$1>[^/]+)');
    return { pattern: new RegExp(`^/api/${path}$`), handlers: (await import(join(here, file))) as Routed['handlers'] };
  });
  // Folders with names come before those that stand for anything.
  return (await Promise.all(routed)).sort(
    (a, b) => Number(/\?</.test(a.pattern.source)) - Number(/\?</.test(b.pattern.source)),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'longthink-odd-'));
let models: ScriptedServer;
let routes: readonly Routed[];
const postgres = hasJobs ? await startPostgres() : undefined;

beforeAll(async () => {
  // All of the project but the recorded experiments, whose curves take their time.
  mkdirSync(join(folder, 'public', 'demo'), { recursive: true });
  for (const name of [
    'lib',
    'models',
    'node_modules',
    'package.json',
    'tsconfig.json',
    'public/published-results.json',
  ])
    symlinkSync(join(project, name), join(folder, name));
  models = await startScriptedServer({
    ...tokenizerScripts(),
    'GET /v1/models': (reply) =>
      reply.json({ data: ['policy', 'baseline', 'reviser', 'prm'].map((id) => ({ id, max_model_len: 1_000 })) }),
    'POST /v1/completions': (reply, received, n) =>
      Array.isArray((received.body.prompt as unknown[])?.[0])
        ? goodVerifier(reply, received, n)
        : goodPolicy(reply, received, n),
  });
  routes = await routesHere();
});
afterAll(async () => {
  await models.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (kind) => {
  const isHere = kind === 'SQLite' || postgres !== undefined;
  it.runIf(isHere)(
    'requests that are none are answered, and never by a failure of our own',
    { timeout: 300_000 },
    async () => {
      await overAll(kind, async ({ port, known }) => {
        const odd = oddRequests({ seed: kind === 'SQLite' ? 19 : 20, known });
        const some = function* () {
          for (let i = 0; i < requests; i++) yield odd.next().value;
        };
        await sendAll(port, some(), (status) => status !== 0 && status !== 500);
      });
    },
  );

  it.runIf(isHere)(
    'every odd name, body and type of one is refused in words, and leaves nothing',
    { timeout: 420_000 },
    async () => {
      await overAll(kind, async ({ app, port, known }) => {
        const kept = async () =>
          (await app.store.db.selectFrom('runs').select('id').where('experiment_id', 'is', null).execute()).length +
          (await app.store.experiments.heads(10_000)).length +
          (await app.store.problems.sets()).length;
        const before = await kept();
        // Where one is sound after all, as one that begins with a mark, it is made.
        const seen = await sendAll(port, everyOddRequest(known), (status, { path }) =>
          // Pages that stand alone are made by the build.
          /\/page$|\/viewer$/.test(path) ? status !== 0 && status !== 500 : status >= 200 && status < 500,
        );
        // One set may have taken the place of another that came at the same time.
        expect((await kept()) - before).toBeLessThanOrEqual(seen.get(201) ?? 0);
      });
    },
  );
});

interface Under {
  readonly app: Awaited<ReturnType<typeof openApp>>;
  readonly port: number;
  readonly known: readonly string[];
}

/** Everything but the framework, over a database of its own. */
async function overAll(kind: 'SQLite' | 'PostgreSQL', work: (under: Under) => Promise<void>): Promise<void> {
  const name = `odd${databases++}`;
  const settings = readSettings(folder, {
    LONGTHINK_DATA: join(folder, name),
    LONGTHINK_BUNDLED_URL: models.url,
    LONGTHINK_DATASETS_URL: models.url,
    LONGTHINK_LISTENS_AT: '127.0.0.1',
    ...(kind === 'SQLite' ? {} : { DATABASE_URL: postgres?.create(name) }),
  });
  const bugs: string[] = [];
  const app = await openApp(settings, (message, error) => bugs.push(`${message} ${String(error)}`));
  vi.mocked(getApp).mockResolvedValue(app);
  const server = await serve(settings);
  try {
    const { port } = server.address() as AddressInfo;
    const known = [await sample(port, '/api/runs'), await sample(port, '/api/experiments')];
    await work({ app, port, known });
    expect(bugs).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
    await app.close();
  }
}

/** How many were answered how; all of them as is sound. */
async function sendAll(
  port: number,
  odd: Iterable<OddRequest>,
  isSound: (status: number, request: OddRequest) => boolean,
): Promise<ReadonlyMap<number, number>> {
  const seen = new Map<number, number>();
  const failures: string[] = [];
  const left = odd[Symbol.iterator]();
  const work = async () => {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      const { status, text } = await sendOdd(port, next.value);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      if (!isSound(status, next.value))
        failures.push(`${status} ${next.value.bytes.toString('latin1').slice(0, 400)}\n${text.slice(-400)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const counts = [...seen].sort(([one], [other]) => one - other).map(([status, n]) => `${n} x ${status}`);
  process.stdout.write(`${counts.join(', ')}\n`);
  expect(failures).toEqual([]);
  return seen;
}

async function serve(settings: Parameters<typeof createDoor>[0]['settings']): Promise<Server> {
  const door = createDoor({
    settings,
    access: undefined,
    pageScripts: [],
    now: () => performance.now(),
    report: (message) => process.stderr.write(`${message}\n`),
  });
  const server = createServer();
  door(server, (incoming, outgoing) => {
    void answer(incoming, outgoing);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** What the framework does between the door and a handler, as far as handlers can tell. */
async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = incoming;
  const address = new URL(`http://127.0.0.1${url}`);
  const found = routes
    .map((route) => ({ ...route, match: route.pattern.exec(address.pathname) }))
    .find(({ match }) => match);
  const handler = found?.handlers[method === 'HEAD' ? 'GET' : method];
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const params = Object.fromEntries(
    Object.entries(found?.match?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
  const reply =
    handler === undefined
      ? new Response(null, { status: found === undefined ? 404 : 405 })
      : await handler(
          new Request(address, {
            method,
            headers: Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
            signal: gone.signal,
            ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
          }),
          { params: Promise.resolve(params) },
        );
  outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
  for await (const piece of (reply.body ?? []) as AsyncIterable<Uint8Array>) outgoing.write(piece);
  outgoing.end();
}

/** The id of one that is sent well. */
async function sample(port: number, path: string): Promise<string> {
  const problem = { text: 'What is 1 + 2?', answer: '3' };
  const spec = {
    name: 'one',
    problems: { set: 'tiny-math-500', limit: 1 },
    strategies: [{ strategy: 'greedy', budgets: [1] }],
    policies: ['policy'],
  };
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    body: JSON.stringify(path === '/api/runs' ? { problem, strategy: 'greedy' } : spec),
  });
  const body = (await reply.json()) as { readonly runId?: string; readonly id?: string };
  expect(reply.status, JSON.stringify(body)).toBe(201);
  return body.runId ?? body.id ?? '';
}
