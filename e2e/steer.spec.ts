/** Steering: a run of its own that leaves another at a step, started from the page of the first. */
import { expect, test } from '@playwright/test';
import { downloadLog, startRun, whenEnded } from './testing/app';

const searched = {
  strategy: 'beam-search',
  config: { n: 8, beamWidth: 2 },
  seed: 3,
} as const;

test('a step that was cut is kept against the line; the parent stays as it was', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  const log = await downloadLog(request, id);
  const decided = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: { type: string; decisions?: { node: string; fate: string }[] } })
    .flatMap(({ event }) => event.decisions ?? [])
    .find(({ fate }) => fate === 'cut');
  expect(decided).toBeDefined();
  await page.goto(`/runs/${id}?node=${decided!.node}`);
  await page.getByTestId('steer').getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByTestId('fork-origin')).toContainText(`step ${decided!.node} kept by hand`);
  const child = page.url().split('/').at(-1)!;
  expect(child).not.toContain(id);
  await whenEnded(request, child);
  await page.goto(`/runs/${child}?node=${decided!.node}`);
  await expect(page.getByTestId('explanation')).toContainText('kept by hand');
  const after = await downloadLog(request, id);
  expect(after).toBe(log);
});

test('a step in other words is gone on from, and says what it was', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?node=0.0`);
  await page.getByRole('button', { name: 'Rewrite …' }).click();
  const words = page.getByLabel('What this step says');
  const before = await words.inputValue();
  await words.fill('## Step 1: First multiply.\n\nThen add.');
  await expect(page.getByText('One step: leave out blank lines.')).toBeVisible();
  await words.fill('## Step 1: First multiply.\n4 * 2 = 8');
  await page.getByRole('button', { name: 'Go on with these words' }).click();
  await expect(page.getByTestId('fork-origin')).toContainText('step 0.0 in other words');
  await whenEnded(request, page.url().split('/').at(-1)!);
  await page.goto(`${page.url().split('?')[0]}?node=0.0`);
  await expect(page.getByTestId('step-panel')).toContainText('First multiply');
  await expect(page.getByTestId('step-panel')).toContainText(before.slice(0, 12));
});

test('a run goes on by another strategy from a round; what cannot go on is refused in words', async ({
  page,
  request,
}) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?node=0.0`);
  await page.getByRole('button', { name: 'Other settings …' }).click();
  const strategies = page.getByTestId('steer').getByLabel('Strategy');
  await expect(strategies.getByRole('option', { name: 'DVTS' })).toHaveCount(0);
  await strategies.selectOption({ label: 'REBASE' });
  await page.getByTestId('steer').getByLabel('Seed').fill('12');
  await page.getByRole('button', { name: 'Go on from here' }).click();
  await expect(page.getByTestId('fork-origin')).toBeVisible();
  await expect(page.getByRole('banner').or(page.locator('header')).getByText('REBASE').first()).toBeVisible();
  const refused = await request.post(`/api/runs/${id}/forks`, { data: { seq: 40, strategy: 'dvts' } });
  expect(refused.status()).toBe(409);
});
