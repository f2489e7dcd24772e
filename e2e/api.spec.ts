/** The HTTP interface as scripts use it: what is answered, and what is refused with which words. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { startRun, whenEnded } from './testing/app';

interface Refusal {
  readonly error: { readonly code: string; readonly message: string };
}

test.describe('refusals name the field and what to do', () => {
  const run = { problem: { text: 'x' }, strategy: 'beam-search' };
  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ['no problem', { strategy: 'greedy' }, /problem/],
    ['an empty problem', { ...run, problem: { text: ' ' } }, /problem\.text/],
    ['an unknown strategy', { ...run, strategy: 'magic' }, /strategy/],
    ['n out of range', { ...run, config: { n: 0 } }, /config\.n/],
    ['an unknown setting', { ...run, config: { m: 4 } }, /config/],
    ['M beyond n', { ...run, config: { n: 2 } }, /config\.beamWidth: 4 children/],
    ['a policy that is not configured', { ...run, policy: 'gpt' }, /policy: There is no policy “gpt”/],
    ['a seed that is no number', { ...run, seed: 'x' }, /seed/],
  ];
  for (const [name, body, words] of bad) {
    test(name, async ({ request }) => {
      const reply = await request.post('/api/runs', { data: body });
      expect(reply.status()).toBe(400);
      expect(((await reply.json()) as Refusal).error.message).toMatch(words);
    });
  }

  test('what is no JSON, too large, from another site, or by a name that is not ours', async ({ request }) => {
    const send = (data: string | Buffer, headers: Record<string, string> = {}) =>
      request.post('/api/runs', { data, headers: { 'content-type': 'application/json', ...headers } });
    expect((await send('{')).status()).toBe(400);
    expect((await send(Buffer.alloc(1_100_000, 32))).status()).toBe(413);
    expect((await send('{}', { origin: 'http://evil.example' })).status()).toBe(403);
    expect((await send('{}', { 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
  });

  test('unknown runs, commands that come too late, parameters out of range', async ({ request }) => {
    for (const path of ['/api/runs/nope', '/api/runs/nope/events'])
      expect((await request.get(path)).status()).toBe(404);
    expect((await request.delete('/api/runs/nope')).status()).toBe(404);
    const id = await startRun(request, { strategy: 'greedy' });
    await whenEnded(request, id);
    expect((await request.post(`/api/runs/${id}/commands`, { data: { type: 'pause' } })).status()).toBe(409);
    expect((await request.post(`/api/runs/${id}/commands`, { data: { type: 'explode' } })).status()).toBe(400);
    for (const path of [
      '/api/problems?level=9',
      '/api/runs?limit=0',
      '/api/runs?status=lost',
      `/api/runs/${id}/events?after=-1`,
    ])
      expect((await request.get(path)).status()).toBe(400);
  });

  test('files that are no logs, or logs that contradict themselves', async ({ request }) => {
    const send = (data: string) =>
      request.post('/api/runs/import', { data, headers: { 'content-type': 'application/x-ndjson' } });
    const id = await startRun(request, { strategy: 'greedy' });
    await whenEnded(request, id);
    const lines = (await (await request.get(`/api/runs/${id}/events`)).text()).trimEnd().split('\n');
    const twice = JSON.stringify({ ...(JSON.parse(lines[4]!) as object), seq: 6 });
    const cases: readonly (readonly [string, RegExp])[] = [
      ['hello', /Line 1: not JSON/],
      ['', /no entries/],
      [lines.slice(1).join('\n'), /Line 1: expected entry 1 but found 2/],
      [
        [...lines.slice(0, 2), '{"seq":3,"at":0,"event":{"type":"node-scored","node":"0.0","score":7}}'].join('\n'),
        /Line 3: “event\.score”/,
      ],
      [[...lines.slice(0, 5), twice].join('\n'), /entry 6: The log cannot be folded/],
    ];
    for (const [text, words] of cases) {
      const reply = await send(text);
      expect(reply.status()).toBe(400);
      expect(((await reply.json()) as Refusal).error.message).toMatch(words);
    }
  });
});

test('a stream replays from where the reader was, by address or by Last-Event-ID, and ends with the run', async ({
  request,
}) => {
  const id = await startRun(request, { config: { n: 8 } });
  const { lastSeq } = await whenEnded(request, id);
  const read = async (query: string, headers: Record<string, string> = {}) => {
    const reply = await request.get(`/api/runs/${id}/events${query}`, {
      headers: { accept: 'text/event-stream', ...headers },
    });
    expect(reply.headers()).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    const text = await reply.text();
    expect(text).toMatch(new RegExp(`id: ${lastSeq}\n`));
    return text
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .flatMap((line) => (JSON.parse(line.slice(6)) as { seq: number }[]).map(({ seq }) => seq));
  };
  const from = (first: number) => Array.from({ length: lastSeq - first + 1 }, (_, i) => first + i);
  expect(await read('')).toEqual(from(1));
  expect(await read('?after=20')).toEqual(from(21));
  expect(await read('?after=5', { 'last-event-id': '30' })).toEqual(from(31));
});

test('a log that is kept again is the same log, and one that was cut off is not searched on', async ({ request }) => {
  const id = await startRun(request, { config: { n: 8 } });
  await whenEnded(request, id);
  const text = await (await request.get(`/api/runs/${id}/events`)).text();
  const send = async (data: string) =>
    (
      (await (
        await request.post('/api/runs/import', { data, headers: { 'content-type': 'application/x-ndjson' } })
      ).json()) as { runId: string }
    ).runId;
  const copy = await send(text);
  const entries = (log: string) =>
    log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  expect(entries(await (await request.get(`/api/runs/${copy}/events`)).text())).toEqual(entries(text));
  const half = await send(text.split('\n').slice(0, 30).join('\n'));
  expect(await (await request.get(`/api/runs/${half}`)).json()).toMatchObject({ status: 'paused', lastSeq: 31 });
  await request.delete(`/api/runs/${half}`);
});

test('the emitter of the README streams a run into the page over HTTP', async ({ baseURL, request }) => {
  const readme = await readFile('README.md', 'utf8');
  const script = /```python\n([\s\S]*?)```/.exec(readme)![1]!.replace('http://127.0.0.1:3000', baseURL!);
  const told = await promisify(execFile)('python3', ['-c', script]).catch((error: NodeJS.ErrnoException) => error);
  test.skip('code' in told && told.code === 'ENOENT', 'there is no Python here');
  const { runId } = JSON.parse((told as { stdout: string }).stdout) as { runId: string };
  expect(await (await request.get(`/api/runs/${runId}`)).json()).toMatchObject({
    status: 'finished',
    answer: '3',
    isCorrect: true,
  });
});

test('health says of every part whether it answers; problems are found by level, family and words', async ({
  request,
}) => {
  const health = await request.get('/api/health');
  expect(health.status()).toBe(200);
  expect(
    ((await health.json()) as { parts: { name: string; isWell: boolean }[] }).parts.map(({ name }) => name),
  ).toEqual(['store', 'policy policy', 'policy baseline', 'policy reviser', 'verifier prm', 'verifier likelihood']);
  const found = (await (await request.get('/api/problems?level=3&subject=fractions&limit=3&text=compute')).json()) as {
    problems: { level: number; subject: string }[];
    total: number;
  };
  expect(found.problems).toHaveLength(3);
  expect(found.problems.every(({ level, subject }) => level === 3 && subject === 'fractions')).toBe(true);
  expect(found.total).toBeGreaterThan(3);
});

test('a run that says nothing of it gets the first policy, the recommended verifier and a seed of the server’s', async ({
  request,
}) => {
  const reply = await request.post('/api/runs', {
    data: { problem: { text: 'Simplify $4x + 9 + 3x - 2$.' }, strategy: 'best-of-n' },
  });
  const { runId } = (await reply.json()) as { runId: string };
  const summary = (await whenEnded(request, runId)) as unknown as {
    policy: string;
    verifier: string;
    seed: number;
    config: { n: number };
  };
  expect(summary).toMatchObject({ policy: 'policy', verifier: 'prm', config: { n: 16 } });
  expect(Number.isInteger(summary.seed)).toBe(true);
});
