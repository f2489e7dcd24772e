/** Rows that this version cannot read, on a server of their own: in their lists, on their pages, and gone when they are deleted. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';
import { damageExperiment, damageRun } from './testing/damage';
import { OwnServer } from './testing/server';

const data = 'test-results/unreadable-data';
const server = new OwnServer(data);
test.use({ baseURL: server.address });
test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

/** A delete button is pressed, and the list is left on which it could be undone. */
async function deleteAndLeave(page: Page, button: string, gone: Locator): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByTestId('undo-bar')).toBeVisible();
  await expect(gone).toHaveCount(0);
  await page.getByRole('navigation').getByRole('link', { name: 'New run' }).click();
}

test('a run of a later version stands in its place with the reason, and can be downloaded and deleted', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const [later, whole] = [await startRun(request, { config: { n: 4 } }), await startRun(request, { config: { n: 4 } })];
  await whenEnded(request, later);
  await whenEnded(request, whole);
  damageRun(data, later, '"version":2', '"version":3');
  await page.goto('/runs');
  const row = page.locator(`[data-run-id="${later}"]`);
  await expect(row).toContainText('written by a newer Longthink (log version 3); this one reads versions 1 and 2');
  await expect(page.locator(`[data-run-id="${whole}"]`)).toBeVisible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await row.getByRole('link', { name: 'A run that cannot be read' }).click();
  await expect(page.getByRole('heading', { name: 'This run cannot be read' })).toBeVisible();
  await expect(page.getByTestId('cannot-read')).toContainText('written by a newer Longthink (log version 3)');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the log' }).click();
  expect((await download).suggestedFilename()).toBe(`longthink-${later}.ndjson`);
  await page.getByRole('button', { name: 'Delete this run' }).click();
  await expect(page).toHaveURL(/\/runs$/);
  await expect(page.locator(`[data-run-id="${whole}"]`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await deleteAndLeave(page, `Delete: ${later}`, row);
  await expect.poll(async () => (await request.get(`/api/runs/${later}`)).status()).toBe(404);
  expect(errors).toEqual([]);
});

test('a run with an entry that is not known is shown up to there, and takes no commands', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 4 } });
  await whenEnded(request, id);
  damageRun(data, id, '"node-scored"', '"node-merged"');
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('broken')).toContainText('does not know the event “node-merged”');
  await expect(page.getByTestId('cut-short')).toBeVisible();
  await expect(page.getByTestId('run')).toHaveAttribute('data-live', 'false');
  await expect(page.getByTestId('search-tree')).not.toHaveAttribute('data-nodes', '0');
  await expect(page.getByRole('button', { name: /Pause|Cancel/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto('/runs');
  await deleteAndLeave(page, `Delete: ${id}`, page.locator(`[data-run-id="${id}"]`));
  await expect.poll(async () => (await request.get(`/api/runs/${id}`)).status()).toBe(404);
});

test('an experiment of a later version stands in its place with the reason, and can be deleted', async ({
  page,
  request,
}) => {
  const reply = await request.post('/api/experiments', {
    data: {
      name: 'Of a later version',
      problems: { set: 'tiny-math-500', limit: 1 },
      strategies: [{ strategy: 'majority', budgets: [1] }],
      policies: ['policy'],
    },
  });
  expect(reply.status()).toBe(201);
  const { id } = (await reply.json()) as { id: string };
  await expect(async () => {
    expect(await (await request.get(`/api/experiments/${id}`)).json()).toMatchObject({ status: 'finished' });
  }).toPass({ timeout: 60_000 });
  damageExperiment(data, id);
  await page.goto('/experiments');
  const row = page.locator(`[data-experiment-id="${id}"]`);
  await expect(row).toContainText('written by a newer Longthink (log version 3); this one reads version 1');
  await expect(page.getByTestId('experiment-row')).not.toHaveCount(0);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await row.getByRole('link', { name: 'An experiment that cannot be read' }).click();
  await expect(page.getByRole('heading', { name: 'This experiment cannot be read' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Delete the experiment' }).click();
  await expect(page).toHaveURL(/\/experiments$/);
  await expect(page.getByTestId('experiment-row')).not.toHaveCount(0);
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await deleteAndLeave(page, `Delete: ${id}`, row);
  await expect.poll(async () => (await request.get(`/api/experiments/${id}`)).status()).toBe(404);
});
