import { expect, test } from '@playwright/test';
import { expectAccessible, startRun, whenEnded } from './testing/app';

test('runs are listed, filtered, and deleted', async ({ page, request }) => {
  const id = await startRun(request, {
    strategy: 'majority',
    config: { n: 4 },
    text: 'Simplify $4x + 9 + 3x - 2$ filter me.',
  });
  await whenEnded(request, id);
  await page.goto('/runs');
  await page.getByLabel(/strategy/i).selectOption('majority');
  await page.getByRole('searchbox').fill('filter me');
  const row = page.locator(`[data-run-id="${id}"]`);
  await expect(row).toBeVisible();
  await expect(page.getByTestId('run-row')).toHaveCount(1);
  await expect(page).toHaveURL(/strategy=majority/);
  await row.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByText('No run matches')).toBeVisible();
});

test('old runs are deleted together, after a question that says how many', async ({ page, request }) => {
  expect((await request.delete('/api/runs')).status()).toBe(400);
  expect(await (await request.delete('/api/runs?days=1')).json()).toEqual({ runs: 0 });
  await whenEnded(request, await startRun(request));
  const older = (await (await request.get('/api/runs/older?days=0')).json()) as { readonly runs: number };
  expect(older.runs).toBeGreaterThan(0);

  // Nothing here is a month old: the page is told of some.
  const deleted: string[] = [];
  await page.route('**/api/runs/older?*', (route) => route.fulfill({ json: { runs: 312 } }));
  await page.route('**/api/runs?days=*', (route) => {
    deleted.push(`${route.request().method()} ${new URL(route.request().url()).search}`);
    return route.fulfill({ json: { runs: 312 } });
  });
  await page.goto('/runs');
  await page.getByLabel('Delete runs older than').selectOption('30 days');
  await expect(page.getByText('312 runs older than 30 days.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete runs older than 30 days' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Delete 312 runs older than 30 days?');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('312 runs deleted.')).toBeVisible();
  expect(deleted).toEqual(['DELETE ?days=30']);
});

test('earlier runs open from the start page', async ({ page, request }) => {
  const id = await startRun(request);
  await whenEnded(request, id);
  await page.goto('/');
  await page
    .getByRole('complementary')
    .getByRole('link', { name: /Beam search/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/runs\//);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the list and on the backends, ${colorScheme}`, async ({ page, request }) => {
    await whenEnded(request, await startRun(request));
    await page.emulateMedia({ colorScheme });
    await page.goto('/runs');
    await expect(page.getByTestId('run-row').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/backends');
    await expect(page.getByTestId('backend').first()).toBeVisible();
    await expectAccessible(page);
  });
}
