/**
 * Longthink where others can reach it: the links of the terminal, who gets in by which, and who does not. It listens to this
 * machine alone, and asks for tokens because a proxy is named; beyond its socket nothing is otherwise than on a network.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { OwnServer } from './testing/server';
import { expectAccessible, watchErrors } from './testing/app';

const data = mkdtempSync(join(tmpdir(), 'longthink-network-'));
const server = new OwnServer(data, { LONGTHINK_PROXIES: '127.0.0.1' });
const { address } = server;

test.describe.configure({ mode: 'serial' });
test.beforeAll(() => server.start());
test.afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

/** The two links as the terminal shows them, with their tokens. */
function links(): { readonly owner: string; readonly viewer: string } {
  const tokenIn = (name: string) => new RegExp(`${name}.*\\?token=([\\w-]+)`).exec(server.said)?.[1] ?? '';
  return { owner: tokenIn('owner, may do everything'), viewer: tokenIn('viewers, may look only') };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const run = { problem: { text: 'What is 1 + 2?', answer: '3' }, strategy: 'best-of-n', config: { n: 4 } };

test('a stranger sees nothing: no page, no data, no file, no stream', async ({ page, request }) => {
  for (const path of [
    '/api/runs',
    '/api/runs/one/events',
    '/api/experiments',
    '/api/backends',
    '/run-log.schema.json',
    '/_next/static/x.js',
    '/api/access',
  ]) {
    const reply = await request.get(`${address}${path}`, { maxRedirects: 0 });
    expect([path, reply.status()]).toEqual([path, 401]);
  }
  expect((await request.post(`${address}/api/runs`, { data: run })).status()).toBe(401);
  expect(await (await request.get(`${address}/api/health`)).json()).toEqual({ status: 'ok' });
  expect(await (await request.get(`${address}/api/health/live`)).json()).toEqual({ status: 'alive' });

  const reply = await page.goto(`${address}/runs`);
  expect(reply?.status()).toBe(401);
  await expect(page.getByRole('heading', { name: 'This Longthink asks for a token' })).toBeVisible();
  await page.getByLabel('put the token in here').fill('nope-0123456789abcdef');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('alert')).toContainText('not one of this Longthink');
});

test('a stranger is spoken to in the language of the browser', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${address}/lessons`);
  await expect(page).toHaveTitle('Longthink 需要令牌');
  await expect(page.getByRole('heading')).toHaveText('进入这个 Longthink 需要令牌');
  await expectAccessible(page);
  await page.getByLabel('也可以在这里输入令牌').fill('nope-0123456789abcdef');
  await page.getByRole('button', { name: '打开' }).click();
  await expect(page.getByRole('alert')).toContainText('这个令牌不属于这个 Longthink');
  await context.close();
});

test('the owner comes in by the link, and may do everything', async ({ page, context, request }) => {
  const { owner } = links();
  expect(owner).toMatch(/^[\w-]{43}$/);
  const errors = watchErrors(page);
  await page.goto(`${address}/runs?token=${owner}`);
  await expect(page).toHaveURL(`${address}/runs`);
  await expect(page.getByText('Viewing only')).toHaveCount(0);
  const [cookie] = await context.cookies(address);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(cookie?.value).not.toContain(owner);
  expect(await page.evaluate('document.cookie')).toBe('');

  const started = await page.request.post(`${address}/api/runs`, { data: run });
  const { runId } = (await started.json()) as { readonly runId: string };
  await page.goto(`${address}/runs/${runId}`);
  // The stream of events comes by the cookie, too.
  await expect(page.getByText(/^finished$/i).first()).toBeVisible({ timeout: 60_000 });
  expect(errors).toEqual([]);

  // What only the machine itself may do elsewhere is the owner's here; a script shows its token.
  const found = await request.post(`${address}/api/backends/find`, {
    data: { url: 'http://127.0.0.1:9' },
    headers: bearer(owner),
  });
  expect(found.status()).toBe(200);
});

test('a viewer looks at everything, and starts, changes and deletes nothing', async ({ page, request }) => {
  const { owner, viewer } = links();
  await page.goto(`${address}/?token=${viewer}`);
  await expect(page.getByText('Viewing only', { exact: true })).toBeVisible();
  await expect(page.getByText('You are viewing only')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();

  const list = await request.get(`${address}/api/runs`, { headers: bearer(viewer) });
  const { runs } = (await list.json()) as { readonly runs: readonly { readonly id: string }[] };
  const id = runs[0]!.id;
  const log = await request.get(`${address}/api/runs/${id}/events`, { headers: bearer(viewer) });
  expect((await log.text()).trim().split('\n').length).toBeGreaterThan(3);
  for (const send of [
    () => request.delete(`${address}/api/runs/${id}`, { headers: bearer(viewer) }),
    () => request.post(`${address}/api/runs`, { data: run, headers: bearer(viewer) }),
    () => request.post(`${address}/api/backends/discover`, { data: {}, headers: bearer(viewer) }),
  ]) {
    const reply = await send();
    expect([reply.status(), ((await reply.json()) as { error: { code: string } }).error.code]).toEqual([
      403,
      'viewing-only',
    ]);
  }
  await page.goto(`${address}/runs/${id}`);
  await expect(page.getByRole('button', { name: /Delete/ }).first()).toHaveAttribute('aria-disabled', 'true');
  expect((await request.get(`${address}/api/runs/${id}`, { headers: bearer(owner) })).status()).toBe(200);
});

test('after a restart the links still hold, and are not told again', async ({ request }) => {
  const { owner, viewer } = links();
  await server.stop();
  const before = server.said.length;
  await server.start();
  expect(server.said.slice(before)).toContain('by the link that was shown when it was first started');
  expect(server.said.slice(before)).not.toContain('token=');
  for (const [token, role] of [
    [owner, 'owner'],
    [viewer, 'viewer'],
  ] as const)
    expect(await (await request.get(`${address}/api/access`, { headers: bearer(token) })).json()).toEqual({ role });
});
