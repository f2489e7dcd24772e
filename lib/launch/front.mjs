// @ts-check
/**
 * The process of the app: one HTTP server, the product's door behind it, the framework behind the door. What the framework
 * answers badly or never sees (methods and addresses that are none) ends at the door. Started by serve.mjs, which minds it;
 * knows no rule of the door.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import next from 'next';
import { root } from './prepare.mjs';

/** Where `lib/server` hands over its door when the framework has started it. */
const doorKey = Symbol.for('longthink.door');
/** Somebody who sends half a head, or a byte now and then, holds a descriptor. */
const headersTimeoutMs = 20_000;
const checkEveryMs = 5_000;
/** Longer than clients and proxies keep a connection that is idle: one that is closed as it is used again is a failure to them. */
const keepAliveTimeout = 75_000;

const isDev = process.argv[2] === 'dev';
const hostname = process.env.LONGTHINK_LISTENS_AT ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 3000);

const server = createServer({
  headersTimeout: headersTimeoutMs,
  connectionsCheckingInterval: checkEveryMs,
  keepAliveTimeout,
});
/** @type {Promise<import('../server/door/door').Door>} */
const opened = new Promise((resolve) => {
  Reflect.set(globalThis, doorKey, resolve);
});
// Only the development server speaks over anything but HTTP; for the rest an upgrade is a request like any other.
const app = next({ dev: isDev, dir: root, hostname, port, httpServer: isDev ? server : createServer() });
await app.prepare();
const handle = app.getRequestHandler();
const enter = await opened;
enter(server, (request, response) => {
  handle(request, response).catch((/** @type {unknown} */ error) => {
    console.error(`Failed at ${request.method} ${request.url}`, error);
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, hostname, () => {
  if (!isDev) renderFirst().catch((/** @type {unknown} */ error) => console.error('No page could be rendered.', error));
});

/**
 * The first pages of a process take ten times as long as all others: they are rendered for nobody, before somebody asks. Behind the
 * door nobody is anybody, so that they hold nothing; who does not know the word is told nothing.
 */
async function renderFirst() {
  const word = randomUUID();
  const inner = createServer((request, response) => {
    if (request.headers['x-word'] === word) void handle(request, response);
    else request.destroy();
  });
  inner.listen(0, '127.0.0.1');
  await once(inner, 'listening');
  const { port: place } = /** @type {import('node:net').AddressInfo} */ (inner.address());
  try {
    for (const page of ['/experiments/none', '/runs/none'])
      await (await fetch(`http://127.0.0.1:${place}${page}`, { headers: { 'x-word': word } })).text();
  } finally {
    inner.close();
    inner.closeAllConnections();
  }
}
