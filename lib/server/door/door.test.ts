/** The door over real sockets: who is let in, and what is said to the others. Behind it stands a room that tells who came. */
import { createServer, request as send, type IncomingHttpHeaders, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { doorWords } from '@/lib/words';
import { readSettings } from '../settings/settings';
import { openAccess, type Access } from './access';
import { createDoor, type DoorOptions } from './door';
import { visitorHere } from './visitor';
import { insideHeaders } from './security-headers';
import { welcome } from './welcome';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Knock {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const open: DoorOptions['settings'] = { allowedHosts: [], port: 3000, proxies: [] };
const pageScripts = ["'sha256-one='", "'sha256-two='"];
const servers: Server[] = [];
/** Where nothing is answered. */
const silent = '/api/silent';

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A door with a room behind it; gives a way to knock. */
async function house(settings: DoorOptions['settings'] = open, access?: Access) {
  const server = createServer();
  servers.push(server);
  let now = 0;
  const report = (message: string, error?: unknown) => expect.unreachable(`${message} ${String(error)}`);
  createDoor({ settings, access, pageScripts, now: () => now, report })(server, (request, response) => {
    request.resume();
    // What is known of the visitor, and what the framework is told.
    if (request.url === silent) return;
    request.on('end', () => response.end(JSON.stringify({ ...visitorHere(), headers: request.headers })));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const pass = (seconds: number) => {
    now += seconds * 1_000;
  };
  const ask = (path: string, { method = 'GET', headers = {}, body }: Knock = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = send({ port, path, method, headers: { connection: 'close', ...headers } }, (reply) => {
        let body = '';
        reply.on('data', (piece: Buffer) => {
          body += piece.toString();
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body }));
      });
      asked.on('error', reject);
      asked.end(body);
    });
  return { port, ask, pass };
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
    ['LINK', '/api/runs/one', {}, [405, /LINK/]],
    ['PUT', '/runs', {}, [405, /for pages, GET, HEAD/]],
    ['POST', '/runs', {}, [405, /for pages, GET, HEAD/]],
    ['POST', '/_next/image?url=x', {}, [405, /for pages, GET, HEAD/]],
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

  it.each([
    ['a head without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
    ['what is no HTTP', 'hello\r\n\r\n', 400],
    ['a tunnel', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', 405],
  ])('%s, with the headers that everything has', async (_, bytes, status) => {
    const { port } = await house();
    const said = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let text = '';
      socket.on('data', (piece) => {
        text += piece.toString();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    for (const name of Object.keys(insideHeaders())) expect(said).toContain(`\r\n${name}: `);
  });

  it('and what is let in has them before anything is known of the reply', async () => {
    const { ask } = await house();
    for (const headers of [undefined, { expect: 'the best' }])
      expect((await ask('/api/runs/', headers === undefined ? {} : { headers })).headers).toMatchObject(
        insideHeaders(),
      );
  });

  it('a page may run the scripts of the build and those with a number, which is another each time and no visitor’s', async () => {
    const { ask } = await house();
    const mine = "script-src 'nonce-mine'";
    const numbers: string[] = [];
    for (let time = 0; time < 2; time++) {
      const { headers, body } = await ask('/runs', { headers: { 'content-security-policy': mine } });
      const policy = String(headers['content-security-policy']);
      const [, number = ''] =
        /; script-src 'self' 'nonce-([\w+/]{22}==)' 'sha256-one=' 'sha256-two='; /.exec(policy) ?? [];
      numbers.push(number);
      expect(JSON.parse(body)).toMatchObject({ headers: { 'content-security-policy': policy } });
    }
    expect(new Set(numbers).size).toBe(2);
    for (const path of ['/api/runs', '/_next/static/chunks/one.js'])
      expect((await ask(path)).headers['content-security-policy']).toContain("; script-src 'self'; ");
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
    const { ask, port } = await house({ ...open, allowedHosts: ['mine.example'] });
    expect((await ask('/', { headers: { host: 'mine.example' } })).status).toBe(200);
    const own = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' };
    expect((await ask('/api/runs', { method: 'POST', headers: own })).status).toBe(200);
    expect((await ask('/api/runs', { method: 'POST' })).status).toBe(200);
  });
});

it('whoever is let in is known to what is done for them', async () => {
  const { ask } = await house();
  expect(JSON.parse((await ask('/runs')).body)).toMatchObject({
    role: 'owner',
    isByToken: false,
    sender: '127.0.0.1',
  });
});

const owner = 'owner-0123456789abcdef';
const viewer = 'viewer-0123456789abcdef';
const outside = { LONGTHINK_LISTENS_AT: '0.0.0.0', LONGTHINK_TOKEN: owner, LONGTHINK_VIEWER_TOKEN: viewer };
const html = { accept: 'text/html,*/*;q=0.8' };

function locked(more: Readonly<Record<string, string>> = {}) {
  const settings = readSettings('/', { ...outside, ...more });
  return house(settings, openAccess(settings));
}
function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

describe('where others can reach it, a token is asked for', () => {
  it('strangers are told what to do: a page for people, words for scripts', async () => {
    const { ask } = await locked();
    const page = await ask('/runs', { headers: html });
    expect(page.status).toBe(401);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(page.body).toMatch(/Open the link that was shown in the terminal[\s\S]*<form action="\/" method="get">/);
    const call = await ask('/api/runs', { headers: { accept: 'application/json' } });
    expect([call.status, call.headers['www-authenticate']]).toEqual([401, 'Bearer realm="Longthink"']);
    expect(wordsOf(call)).toMatch(/asks for a token.*Authorization: Bearer/);
    expect((await ask('/_next/static/chunks/a.js')).status).toBe(401);
    expect((await ask('/demo/run.jsonl')).status).toBe(401);
    const wrong = await ask('/?token=nope-0123456789abcdef', { headers: html });
    expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined]);
    expect(wrong.body).toMatch(/role="alert">That token is not one of this Longthink/);
  });

  it.each([
    ['/', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['/', 'de, en;q=0.4, zh;q=0.7', 'zh'],
    ['/', 'zh;q=0, fr', 'en'],
    ['/', 'en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['/runs?lang=zh', 'en', 'zh'],
    ['/?lang=en&token=nope-0123456789abcdef', 'zh', 'en'],
    ['/?lang=tlh', 'zh-TW', 'zh'],
  ])('in the language that they ask for: %s, %s', async (path, preferred, language) => {
    const { ask } = await locked();
    const { body } = await ask(path, { headers: { ...html, 'accept-language': preferred } });
    expect(body).toContain(`<html lang="${language}">`);
    for (const text of [doorWords.title, doorWords.heading, doorWords.field, doorWords.open])
      expect(body).toContain(`>${text[language as 'en' | 'zh']}<`);
  });

  it.each(['/api/health', '/api/health/live'])('but are told whether it is well: %s', async (path) => {
    const { ask } = await locked();
    expect(JSON.parse((await ask(path)).body)).toMatchObject({ role: 'stranger', isByToken: false });
    expect((await ask(path, { method: 'POST' })).status).toBe(401);
  });

  it('a link leaves a cookie that no script reads, and leads to the clean address', async () => {
    const { ask } = await locked({ PORT: '4000' });
    const reply = await ask(`/runs/one?tab=votes&token=${viewer}&n=2`, { headers: html });
    expect([reply.status, reply.headers.location]).toEqual([303, '/runs/one?tab=votes&n=2']);
    const [cookie = ''] = reply.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^longthink-4000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    expect(cookie).not.toContain(viewer);
    const carried = { cookie: `other=1; ${cookie.split(';')[0]}` };
    expect(JSON.parse((await ask('/runs/one', { headers: carried })).body)).toMatchObject({ role: 'viewer' });
    // A better link takes its place; a worse one does not lock out.
    const [better = ''] = (await ask(`/?token=${owner}`, { headers: carried })).headers['set-cookie'] ?? [];
    expect(JSON.parse((await ask('/', { headers: { cookie: better } })).body)).toMatchObject({ role: 'owner' });
    expect((await ask('/?token=nonsense', { headers: carried })).headers['set-cookie']?.[0]).toBe(cookie);
  });

  it('a token is no cookie, and what a cookie holds is no token', async () => {
    const { ask } = await locked({ PORT: '4000' });
    const [cookie = ''] = (await ask(`/?token=${owner}`, { headers: html })).headers['set-cookie'] ?? [];
    const [, held = ''] = /=([\w-]+);/.exec(cookie) ?? [];
    expect((await ask('/api/runs', { headers: { cookie: `longthink-4000=${owner}` } })).status).toBe(401);
    expect((await ask('/api/runs', { headers: bearer(held) })).status).toBe(401);
    expect((await ask(`/?token=${held}`)).status).toBe(401);
  });

  it.each(['//elsewhere.example/a', '/\\\\elsewhere.example'])('a link leads to nobody else: %s', async (path) => {
    const { ask } = await locked();
    expect((await ask(`${path}?token=${owner}`)).headers.location).toMatch(/^\/elsewhere\.example/);
  });

  it('a script sends its token along; no address of data takes one', async () => {
    const { ask } = await locked();
    for (const method of ['GET', 'POST', 'DELETE'])
      expect(JSON.parse((await ask('/api/runs/one', { method, headers: bearer(owner) })).body)).toMatchObject({
        role: 'owner',
        isByToken: true,
      });
    expect((await ask(`/api/runs?token=${owner}`)).status).toBe(401);
    expect((await ask('/api/runs', { headers: bearer('nope') })).status).toBe(401);
    expect((await ask('/api/runs', { headers: { authorization: `Basic ${owner}` } })).status).toBe(401);
  });

  it('a viewer may look at everything, and start, change and delete nothing', async () => {
    const { ask } = await locked();
    const headers = bearer(viewer);
    for (const path of ['/', '/api/runs', '/api/runs/one/events', '/api/experiments/one/export.csv'])
      expect((await ask(path, { headers })).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/api/runs'],
      ['POST', '/api/runs/one/commands'],
      ['DELETE', '/api/runs/one'],
      ['PATCH', '/api/backends/policy/one'],
      ['PUT', '/api/runs/one/marks'],
      ['POST', '/api/problems/import'],
    ] as const) {
      const reply = await ask(path, { method, headers });
      expect([reply.status, wordsOf(reply)]).toEqual([403, expect.stringMatching(/^You are viewing only/)]);
    }
  });

  it('any name will do, and other sites change nothing, whatever their visitors carry', async () => {
    const { ask } = await locked();
    const host = { host: 'box.example' };
    expect((await ask('/api/runs', { headers: { ...bearer(owner), ...host } })).status).toBe(200);
    const foreign = {
      ...host,
      cookie: `longthink-3000=${openAccess(readSettings('/', outside))!.cookieOf(owner)}`,
      origin: 'http://elsewhere.example',
    };
    expect((await ask('/api/runs', { method: 'POST', headers: foreign })).status).toBe(403);
  });
});

describe('no token is asked for too much', () => {
  it('who comes without one waits, and is told how long', async () => {
    const { ask, pass } = await locked();
    for (let i = 0; i < 60; i++) expect((await ask('/api/runs')).status).toBe(401);
    const reply = await ask('/api/runs');
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '1']);
    expect((await ask('/api/runs', { headers: bearer(owner) })).status).toBe(200);
    pass(1);
    expect((await ask('/api/runs')).status).toBe(401);
  });

  it('who starts more than a script would', async () => {
    const { ask, pass } = await locked();
    const start = () => ask('/api/runs', { method: 'POST', headers: bearer(owner) });
    for (let i = 0; i < 200; i++) expect((await start()).status).toBe(200);
    const reply = await start();
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '1']);
    expect(wordsOf(reply)).toMatch(/Too many changes with this token\. Wait 1 s\./);
    expect((await ask('/api/runs', { headers: bearer(owner) })).status).toBe(200);
    pass(1);
    expect((await start()).status).toBe(200);
  });
});

describe('with one token', () => {
  /** So many requests of the viewer one behind the other on one connection. */
  function inARow(port: number, path: string, count: number) {
    const head = `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${viewer}\r\n\r\n`;
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(head.repeat(count)));
    socket.on('data', (piece) => {
      text += piece.toString();
    });
    socket.on('error', () => undefined);
    return { said: () => text, end: () => socket.destroy() };
  }

  it('so much is sent at once, said or not, and what did not come is given back', async () => {
    const { port, ask, pass } = await locked();
    const start = () => ask('/api/runs', { method: 'POST', headers: bearer(owner) });
    const begin = (headers: Readonly<Record<string, string>>) => {
      const asked = send({ port, path: '/api/runs', method: 'POST', headers: { ...bearer(owner), ...headers } });
      asked.on('error', () => undefined);
      asked.flushHeaders();
      return asked;
    };
    const uploads = [begin({ 'content-length': '2147483648' }), begin({ 'content-length': '9007199254740991' })];
    await vi.waitFor(async () => expect((await start()).status).toBe(429));
    expect(wordsOf(await start())).toMatch(/Too much was sent with this token\. Wait \d+ s\./);
    expect((await ask('/api/runs', { headers: bearer(owner) })).status).toBe(200);
    for (const upload of uploads) upload.destroy();
    pass(1);
    await vi.waitFor(async () => expect((await start()).status).toBe(200));
  });

  it('so much is asked', { timeout: 90_000 }, async () => {
    const { port, ask, pass } = await locked();
    const look = () => ask('/api/runs', { headers: bearer(viewer) });
    const row = inARow(port, '/api/runs', 4_000);
    await vi.waitFor(() => expect(row.said().split('HTTP/1.1 200').length).toBe(4_001), { timeout: 60_000 });
    row.end();
    const reply = await look();
    expect([reply.status, wordsOf(reply)]).toEqual([429, 'Too many requests with this token. Wait 1 s.']);
    pass(1);
    expect((await look()).status).toBe(200);
  });

  it('so much is open at once', { timeout: 90_000 }, async () => {
    const { port, ask } = await locked();
    const row = inARow(port, silent, 2_000);
    const look = () => ask('/api/runs', { headers: bearer(viewer) });
    await vi.waitFor(async () => expect((await look()).status).toBe(429), { timeout: 60_000, interval: 100 });
    expect(wordsOf(await look())).toMatch(/Too much is open with this token\. Close some pages\. Wait 5 s\./);
    expect((await ask('/api/runs', { headers: bearer(owner) })).status).toBe(200);
    row.end();
    await vi.waitFor(async () => expect((await look()).status).toBe(200), { timeout: 60_000, interval: 100 });
  });

  it('whoever minds whether the app is well asks often', async () => {
    const { ask, pass } = await locked();
    for (let i = 0; i < 200; i++) expect((await ask('/api/health')).status).toBe(200);
    expect((await ask('/api/health')).status).toBe(429);
    pass(1);
    expect((await ask('/api/health')).status).toBe(200);
  });
});

describe('proxies', () => {
  const word = {
    'x-forwarded-for': '203.0.113.9, 10.0.0.2',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'mine.example',
  };

  it('are believed where they are named', async () => {
    const { ask } = await locked({ LONGTHINK_PROXIES: '127.0.0.1, 10.0.0.0/8' });
    const own = { ...bearer(owner), ...word, host: 'inside:3000', origin: 'https://mine.example' };
    const reply = await ask('/api/runs', { method: 'POST', headers: own });
    expect(JSON.parse(reply.body)).toMatchObject({ sender: '203.0.113.9' });
    expect((await ask(`/?token=${owner}`, { headers: word })).headers['set-cookie']?.[0]).toMatch(/; Secure$/);
  });

  it('and nobody else', async () => {
    const { ask } = await locked({ LONGTHINK_PROXIES: '10.0.0.0/8' });
    const { sender, headers } = JSON.parse((await ask('/', { headers: { ...bearer(owner), ...word } })).body) as {
      readonly sender: string;
      readonly headers: object;
    };
    expect(sender).toBe('127.0.0.1');
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-forwarded-host']));
    expect((await ask(`/?token=${owner}`, { headers: word })).headers['set-cookie']?.[0]).not.toMatch(/Secure/);
  });

  it('that are not named bring nobody in where no token is asked for', async () => {
    const { ask } = await house();
    expect((await ask('/', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(200);
    const reply = await ask('/', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect([reply.status, wordsOf(reply)]).toEqual([403, expect.stringMatching(/LONGTHINK_PROXIES/)]);
  });
});

describe('whether a token is asked for', () => {
  it.each<readonly [Readonly<Record<string, string>>, boolean]>([
    [{ LONGTHINK_LISTENS_AT: '127.0.0.1' }, false],
    [{ LONGTHINK_LISTENS_AT: '127.0.0.2' }, false],
    [{ LONGTHINK_LISTENS_AT: 'localhost' }, false],
    [{ LONGTHINK_LISTENS_AT: '::1' }, false],
    [{}, true],
    [{ LONGTHINK_LISTENS_AT: '0.0.0.0' }, true],
    [{ LONGTHINK_LISTENS_AT: '::' }, true],
    [{ LONGTHINK_LISTENS_AT: '127.example.org' }, true],
    [{ LONGTHINK_LISTENS_AT: '127.0.0.1', LONGTHINK_TOKEN: owner }, true],
    [{ LONGTHINK_LISTENS_AT: '127.0.0.1', LONGTHINK_PROXIES: '127.0.0.1' }, true],
  ])('%j: %s', (environment, isAskedFor) => {
    expect(readSettings('/', environment).needsToken).toBe(isAskedFor);
  });

  it.each<readonly [Readonly<Record<string, string>>, RegExp]>([
    [{ LONGTHINK_TOKEN: 'short' }, /LONGTHINK_TOKEN/],
    [{ LONGTHINK_TOKEN: 'with blanks and ; in it' }, /LONGTHINK_TOKEN/],
    [{ LONGTHINK_TOKEN: owner, LONGTHINK_VIEWER_TOKEN: owner }, /are the same/],
    [{ LONGTHINK_PROXIES: 'nginx' }, /LONGTHINK_PROXIES/],
    [{ LONGTHINK_PROXIES: '10.0.0.0/33' }, /LONGTHINK_PROXIES/],
  ])('is not guessed: %j', (environment, words) => {
    expect(() => readSettings('/', environment)).toThrow(words);
  });
});

describe('tokens that nobody has set', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longthink-door-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const settingsIn = (data: string, more = {}) =>
    readSettings('/', { LONGTHINK_LISTENS_AT: '0.0.0.0', LONGTHINK_DATA: join(folder, data), PORT: '3000', ...more });
  const linksIn = (text: string) => [...text.matchAll(/\?token=([\w-]+)/g)].map(([, token]) => token ?? '');

  it('are made at the first start, told once, and kept as hashes for their owner alone', () => {
    const settings = settingsIn('first');
    const first = openAccess(settings)!;
    const told = welcome(settings, first);
    const links = linksIn(told);
    expect(links.map((token) => [token.length, first.roleOf(token)])).toEqual([
      [43, 'owner'],
      [43, 'viewer'],
    ]);
    expect(told).toMatch(/listens at 0\.0\.0\.0:3000\. It answers whoever can reach this machine on port 3000/);
    const kept = readFileSync(settings.accessFile, 'utf8');
    for (const token of links) expect(kept).not.toContain(token);
    expect(statSync(settings.accessFile).mode & 0o777).toBe(0o600);

    const second = openAccess(settings)!;
    expect(links.map((token) => second.roleOf(token))).toEqual(['owner', 'viewer']);
    expect(linksIn(welcome(settings, second))).toEqual([]);
    expect(welcome(settings, second)).toMatch(/the link that was shown when it was first started/);
    for (const token of ['', 'x', links[0]!.slice(1), `${links[0]!}x`]) expect(second.roleOf(token)).toBeUndefined();
  });

  it('cookies follow from them, outlast a restart, and end alone when their salts go', () => {
    const settings = settingsIn('cookies');
    const first = openAccess(settings)!;
    const links = linksIn(welcome(settings, first));
    const held = links.map((token) => first.cookieOf(token));
    expect(held.map((value) => first.roleOfCookie(value))).toEqual(['owner', 'viewer']);
    const kept = readFileSync(settings.accessFile, 'utf8');
    for (const each of [...links, ...held]) expect(kept).not.toContain(each);
    const second = openAccess(settings)!;
    expect(held.map((value) => second.roleOfCookie(value))).toEqual(['owner', 'viewer']);
    expect(links.map((token) => second.cookieOf(token))).toEqual(held);

    const { cookies: _, ...others } = JSON.parse(kept) as Record<string, unknown>;
    writeFileSync(settings.accessFile, JSON.stringify(others));
    const third = openAccess(settings)!;
    expect(held.map((value) => third.roleOfCookie(value))).toEqual([undefined, undefined]);
    expect(links.map((token) => third.roleOf(token))).toEqual(['owner', 'viewer']);
    expect(third.roleOfCookie(third.cookieOf(links[0]!))).toBe('owner');
    expect(third.roleOfCookie(held[0]!)).toBeUndefined();
  });

  it('those of tokens that are set end with them, and are kept nowhere', () => {
    const set = openAccess(settingsIn('set', { LONGTHINK_TOKEN: owner }))!;
    const held = set.cookieOf(owner);
    expect(openAccess(settingsIn('set', { LONGTHINK_TOKEN: owner }))!.roleOfCookie(held)).toBe('owner');
    const other = settingsIn('set', { LONGTHINK_TOKEN: `${owner}-other` });
    expect(openAccess(other)!.roleOfCookie(held)).toBeUndefined();
    expect(openAccess(settingsIn('set'))!.roleOfCookie(held)).toBeUndefined();
  });

  it('are made for the role that has none', () => {
    const settings = settingsIn('half', { LONGTHINK_TOKEN: owner });
    const access = openAccess(settings)!;
    const links = linksIn(welcome(settings, access));
    expect(access.roleOf(owner)).toBe('owner');
    expect(links.map((token) => access.roleOf(token))).toEqual(['viewer']);
    const later = openAccess(settingsIn('half'))!;
    expect(later.roleOf(owner)).toBeUndefined();
    expect(later.roleOf(links[0]!)).toBe('viewer');
    expect(linksIn(welcome(settings, later))).toHaveLength(1);
  });

  it('hold for one start where they cannot be kept, and this is told', () => {
    writeFileSync(join(folder, 'a-file'), '');
    const settings = settingsIn('a-file');
    const access = openAccess(settings)!;
    expect(welcome(settings, access)).toMatch(/cannot be written: these links hold until Longthink stops/);
  });

  it('are not made anew over a file that cannot be read', () => {
    const settings = settingsIn('first');
    writeFileSync(settings.accessFile, '{"version":1,"owner":"x"}');
    expect(() => openAccess(settings)).toThrow(/Delete it, and start again for new tokens/);
  });
});
