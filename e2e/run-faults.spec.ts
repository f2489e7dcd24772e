import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, whenEnded } from './testing/app';
import { startSlowServer } from './testing/model-servers';
import { OwnServer } from './testing/server';

test.describe('a server that goes away while a run is watched', () => {
  const server = new OwnServer('test-results/second-data');
  test.use({ baseURL: server.address });
  test.beforeAll(() => server.start());
  test.afterAll(() => server.stop());

  test('is told, what was read stays, and the page goes on by itself', async ({ page, playwright }) => {
    const request = await playwright.request.newContext({ baseURL: server.address });
    const id = await startRun(request, { config: { n: 24, beamWidth: 4, temperature: 2 }, level: 5, problem: 12 });
    await page.goto(`/runs/${id}`);
    const size = async () => Number(await page.getByTestId('search-tree').getAttribute('data-nodes'));
    await expect.poll(size).toBeGreaterThan(4);
    await server.stop();
    await expect(page.getByTestId('reconnecting')).toContainText('No connection to the server');
    const seen = await size();
    expect(seen).toBeGreaterThan(4);
    await expectAccessible(page);
    await server.start({ isAnyState: true });
    await expect(page.getByTestId('reconnecting')).toBeHidden();
    await expect(page.getByTestId('search-tree')).toHaveAttribute('data-status', 'finished', { timeout: 120_000 });
    expect(await size()).toBeGreaterThanOrEqual(seen);
  });

  test('is stood in for by a recorded run in front of others, until it is back', async ({ page, playwright }) => {
    test.setTimeout(180_000);
    const request = await playwright.request.newContext({ baseURL: server.address });
    // It stands before its first decision, and so is under way for as long as the server is gone.
    const id = await startRun(request, { config: { n: 8 }, breakpoints: { closerThan: 1 } });
    await page.goto(`/runs/${id}?present`);
    await expect(page.getByTestId('break')).toBeVisible();
    await server.stop();
    await expectStandIn(page, 'Beam search');
    await expectAccessible(page);
    await server.start({ isAnyState: true });
    await expect(page.getByTestId('stand-in')).toBeHidden();
    await expect(page.getByTestId('break')).toBeVisible();
    await expect(page).toHaveURL(/present/);
    await request.post(`/api/runs/${id}/commands`, { data: { type: 'break', breakpoints: {} } });
    await request.post(`/api/runs/${id}/commands`, { data: { type: 'resume' } });
    await expect(page.getByTestId('search-tree')).toHaveAttribute('data-status', 'finished', { timeout: 60_000 });
    await expect(page.getByTestId('stand-in')).toBeHidden();
  });
});

/** A recorded run of this strategy is presented, whole, and says that it is one. */
async function expectStandIn(page: Page, strategy: string): Promise<void> {
  await expect(page.getByTestId('stand-in')).toHaveText('Recorded: the live run failed');
  await expect(page.getByTestId('stand-in')).toBeInViewport();
  await expect(page.getByTestId('run')).toContainText(strategy);
  await expect(page.getByTestId('search-tree')).toHaveAttribute('data-status', 'finished');
  await expect(page.getByTestId('now')).toContainText('The answer is chosen');
}

test.describe('a model server that dies while a run of it is presented', () => {
  const folder = 'test-results/dying-server';
  const server = new OwnServer(`${folder}/data`, {
    LONGTHINK_CONFIG: join(process.cwd(), folder, 'longthink.config.json'),
  });
  let models: Awaited<ReturnType<typeof startSlowServer>>;
  test.beforeAll(async () => {
    models = await startSlowServer();
    mkdirSync(folder, { recursive: true });
    const policies = [{ name: 'dying', url: models.url }];
    writeFileSync(join(folder, 'longthink.config.json'), JSON.stringify({ policies, verifiers: [] }));
    await server.start({ isAnyState: true });
  });
  test.afterAll(async () => {
    await server.stop();
    await models.close();
  });

  test('is stood in for, and named on the page that is not presented', async ({ page, playwright }) => {
    const request = await playwright.request.newContext({ baseURL: server.address });
    const reply = await request.post('/api/runs', {
      data: { problem: { text: 'What is 1 + 2?' }, strategy: 'majority', config: { n: 4 }, policy: 'dying' },
    });
    expect(reply.status(), await reply.text()).toBe(201);
    const { runId } = (await reply.json()) as { readonly runId: string };
    await page.goto(`${server.address}/runs/${runId}?present`);
    await expect.poll(async () => Number(await page.getByTestId('run').getAttribute('data-end'))).toBeGreaterThan(6);
    await expect(page.getByTestId('now')).toContainText('is being written');
    await expect(page.getByTestId('stand-in')).toBeHidden();
    await models.close();
    await expectStandIn(page, 'Majority vote');
    // Whoever speaks sees what happened, and can go on with it once the server is back.
    await page.keyboard.press('b');
    await expect(page.getByTestId('run-failed')).toContainText('dying');
    await models.reopen();
    await page.getByTestId('run-failed').getByRole('button', { name: 'Go on from here' }).click();
    await expect(page.getByTestId('run-failed')).toBeHidden();
  });
});

/** Brings in a run that failed after `share` of its log because its policy could not be reached. */
async function importFailed(request: APIRequestContext, share: number): Promise<string> {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  const lines = (await downloadLog(request, id)).trimEnd().split('\n');
  const kept = lines.slice(0, Math.floor(lines.length * share));
  const { at } = JSON.parse(kept.at(-1)!) as { at: number };
  const failure = {
    kind: 'unreachable',
    server: 'policy',
    message: 'policy could not be reached at http://127.0.0.1:9. Start the server, then go on.',
  };
  const data = [
    ...kept,
    JSON.stringify({ seq: kept.length + 1, at, event: { type: 'run-ended', status: 'failed', failure } }),
  ].join('\n');
  const reply = await request.post('/api/runs/import', { data, headers: { 'content-type': 'application/x-ndjson' } });
  expect(reply.status()).toBe(201);
  return ((await reply.json()) as { runId: string }).runId;
}

test('a failed run names the server and what to do, and goes on from what was logged', async ({ page, request }) => {
  const id = await importFailed(request, 0.5);
  await page.goto(`/runs/${id}`);
  const notice = page.getByTestId('run-failed');
  await expect(notice).toContainText('policy is down');
  await expect(notice).toContainText('Start the server, then go on.');
  await expect(page.locator('[data-run-status="failed"]').first()).toBeVisible();
  await expectAccessible(page);
  const before = Number(await page.getByTestId('run').getAttribute('data-end'));
  await notice.getByRole('button', { name: 'Go on from here' }).click();
  await expect(page.getByTestId('answer')).toBeVisible();
  await expect(page.getByTestId('search-tree')).toHaveAttribute('data-status', 'finished');
  await expect(notice).toBeHidden();
  expect(Number(await page.getByTestId('run').getAttribute('data-end'))).toBeGreaterThan(before);
});

test('a run that is deleted while it is looked at says so when it is told to do something', async ({
  page,
  request,
}) => {
  const id = await importFailed(request, 0.5);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('run-failed')).toBeVisible();
  expect((await request.delete(`/api/runs/${id}`)).ok()).toBe(true);
  await page.getByRole('button', { name: 'Go on from here' }).click();
  await expect(page.getByTestId('refused')).toBeVisible();
});
