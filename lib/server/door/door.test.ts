/** The door over real sockets: who is let in, and what is said to the others. Behind it stands a room that tells who came. */
import { createServer, request as send, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDoor, type DoorOptions } from './door';
import { visitorHere } from './visitor';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Knock {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const open: DoorOptions['settings'] = { allowedHosts: [] };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A door with a room behind it; gives a way to knock. */
async function house(settings: DoorOptions['settings'] = open) {
  const server = createServer();
  servers.push(server);
  createDoor({ settings, report: (message, error) => expect.unreachable(`${message} ${String(error)}`) })(
    server,
    (_request, response) => response.end(JSON.stringify(visitorHere())),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, { method = 'GET', headers = {} }: Knock = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = send({ port, path, method, headers: { connection: 'close', ...headers } }, (reply) => {
        let body = '';
        reply.on('data', (piece: Buffer) => {
          body += piece.toString();
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body }));
      });
      asked.on('error', reject);
      asked.end();
    });
  return { port, ask };
}

function wordsOf({ body }: Answer): string {
  return (JSON.parse(body) as { readonly error: { readonly message: string } }).error.message;
}

describe('what is no request is refused in words before the framework sees it', () => {
  it.each<readonly [string, string, Record<string, string>, readonly [number, RegExp]]>([
    ['GET', '/api/runs/%zz', {}, [400, /percent sign/]],
    ['GET', '/runs/%E0%A4', {}, [400, /percent sign/]],
    ['GET', '/%00', {}, [400, /NUL/]],
    ['TRACE', '/api/runs', {}, [405, /TRACE can be done to nothing here.*DELETE/]],
    ['PUT', '/api/runs/one', {}, [405, /PUT/]],
    ['POST', '/runs', {}, [405, /for pages, GET, HEAD/]],
    ['OPTIONS', '*', {}, [400, /begins with a slash/]],
    ['GET', 'http://127.0.0.1/api/runs', {}, [400, /begins with a slash/]],
    ['POST', '/api/runs', { 'content-encoding': 'gzip' }, [415, /packed \(gzip\)/]],
    ['GET', '/runs', { 'next-router-state-tree': '{' }, [400, /next-router-state-tree/]],
  ])('%s %s %j', async (method, path, headers, [status, words]) => {
    const { ask } = await house();
    const reply = await ask(path, { method, headers });
    expect(reply.status).toBe(status);
    expect(wordsOf(reply)).toMatch(words);
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it('a tunnel', async () => {
    const { port } = await house();
    const text = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n'));
      let said = '';
      socket.on('data', (piece) => {
        said += piece.toString();
      });
      socket.on('close', () => resolve(said));
    });
    expect(text).toMatch(/^HTTP\/1\.1 405 [\s\S]*Longthink is no proxy\.\n$/);
  });

  it.each([['/api/runs?text=100%25'], ['/api/runs?text=%zz'], ['/runs/a%2Fb'], ['/_next/static/chunks/%5Bid%5D.js']])(
    '%s is one',
    async (path) => {
      const { ask } = await house();
      expect((await ask(path)).status).toBe(200);
    },
  );
});

describe('other sites are kept away', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'http://elsewhere.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:1' }],
  ] as const)('from changing anything: %j', async (headers) => {
    const { ask } = await house();
    expect((await ask('/api/runs', { method: 'POST', headers })).status).toBe(403);
    expect((await ask('/api/runs', { headers })).status).toBe(200);
  });

  it.each(['/', '/api/runs', '/icon.svg'])('from reaching us under their own name: %s', async (path) => {
    const { ask } = await house();
    const reply = await ask(path, { headers: { host: 'elsewhere.example' } });
    expect(reply.status).toBe(403);
    expect(wordsOf(reply)).toMatch(/“elsewhere\.example”.*LONGTHINK_ALLOWED_HOSTS/);
  });

  it('but not one that is named, nor our own pages and scripts', async () => {
    const { ask, port } = await house({ allowedHosts: ['mine.example'] });
    expect((await ask('/', { headers: { host: 'mine.example' } })).status).toBe(200);
    const own = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' };
    expect((await ask('/api/runs', { method: 'POST', headers: own })).status).toBe(200);
    expect((await ask('/api/runs', { method: 'POST' })).status).toBe(200);
  });
});

it('whoever is let in is known to what is done for them', async () => {
  const { ask } = await house();
  expect(JSON.parse((await ask('/runs')).body)).toEqual({ sender: '127.0.0.1' });
});
