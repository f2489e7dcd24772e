/**
 * A disk that runs full under a server of its own: what the pages of runs, experiments and problems say, that what is there can be
 * deleted, and that all goes on when there is room. Only where a small disk can be had (root on Linux).
 */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectAccessible, watchErrors } from './testing/app';
import { OwnServer } from './testing/server';
import { openSmallDisk } from './testing/small-disk';

const disk = openSmallDisk(16);
const server = new OwnServer(join(disk?.folder ?? 'test-results', 'data'));
test.skip(disk === undefined, 'no small disk can be had here');
test.use({ baseURL: server.address });
test.beforeAll(() => server.start());
test.afterAll(async () => {
  await server.stop();
  disk?.close();
});

const grid = {
  name: 'on a small disk',
  problems: { set: 'tiny-math-500', limit: 400 },
  strategies: [{ strategy: 'best-of-n', budgets: [16] }],
  policies: ['policy'],
  verifiers: ['prm'],
};
const refused = 'the disk is full. Free some space, or delete runs here; what was shown so far is safe.';

test('an experiment says why it stands, on its page and in the list, in both languages, and goes on when there is room', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const errors = watchErrors(page);
  const begin = async (data: typeof grid) => {
    const reply = await request.post('/api/experiments', { data });
    expect(reply.status()).toBe(201);
    return ((await reply.json()) as { id: string }).id;
  };
  const id = await begin(grid);
  const beside = await begin({ ...grid, name: 'beside it' });
  await page.goto(`/experiments/${id}`);
  const finished = async () => {
    const detail = (await (await request.get(`/api/experiments/${id}`)).json()) as { runs: { finished: number } };
    return detail.runs.finished;
  };
  await expect.poll(finished, { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(page.getByTestId('stands')).toHaveCount(0);

  disk!.leave(0);
  const stands = page.getByTestId('stands');
  await expect(stands).toContainText('The experiment stands, and goes on by itself', { timeout: 60_000 });
  await expect(stands).toContainText(refused);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/full-disk-${colorScheme}.png` });
  }
  await page.goto('/experiments');
  const listed = page.getByRole('listitem').filter({ hasText: grid.name }).getByTestId('stands');
  await expect(listed).toContainText(`It stands: `);
  await expect(listed).toContainText(refused);
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/full-disk-list.png' });
  await page.goto(`/experiments/${id}?lang=zh`);
  await expect(stands).toContainText('实验停着，会自动继续');
  await page.goto('/experiments?lang=zh');
  await expect(listed).toContainText('它停着：');
  await page.goto(`/experiments/${id}?lang=en`);
  await expect(stands).toContainText('The experiment stands');
  expect((await request.get('/api/health')).status()).toBe(503);
  expect((await request.get('/api/health/live')).status()).toBe(200);

  // A set of problems is refused as a whole, and what there is can be deleted.
  const rows = JSON.stringify({ problem: 'What is 1 + 1?', answer: '2' });
  const imported = await request.post('/api/problems/import?set=mine', { data: Buffer.from(rows) });
  expect(imported.status()).toBe(503);
  expect(((await imported.json()) as { error: { message: string } }).error.message).toContain(refused);
  const sets = (await (await request.get('/api/problems/sets')).json()) as { sets: { name: string }[] };
  expect(sets.sets.map(({ name }) => name)).toEqual(['tiny-math-500']);

  expect((await request.delete(`/api/experiments/${beside}`)).status()).toBe(204);

  const before = await finished();
  disk!.leave(12_000_000);
  await expect(stands).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(finished, { timeout: 90_000 }).toBeGreaterThan(before);
  await page.goto('/experiments?lang=en');
  await expect(page.getByText(grid.name)).toBeVisible();
  await expect(page.getByText('beside it')).toHaveCount(0);
  expect(errors).toEqual([]);
});
