import { expect, test } from '@playwright/test';
import { expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

test('the tree grows while it is watched, and its end is the answer', async ({ page, request }) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { strategy: 'dvts', config: { n: 64 }, problem: 9 });
  await page.goto(`/runs/${id}`);
  const tree = page.getByTestId('search-tree');
  await expect.poll(async () => Number(await tree.getAttribute('data-nodes'))).toBeGreaterThan(4);
  await expect(page.getByTestId('answer')).toBeVisible();
  await expect(tree).toHaveAttribute('data-status', 'finished');
  await expect(page.getByTestId('end-pill')).toHaveText('Recorded');
  await expect(page.getByTestId('votes-weighted').getByRole('listitem').first()).toBeVisible();
  await expect(page.getByTestId('votes-majority')).toBeVisible();
  await expect(page.getByTestId('votes-best')).toBeVisible();
  expect(errors).toEqual([]);
});

test('keyboard alone: through the tree to a cut step that says why', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  await page.getByTestId('tree-outline').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('step-panel')).toBeVisible();
  await expect(page.getByTestId('explanation')).toContainText(/kept: \d\.\d\d, rank \d+ of \d+|finished/);
  await page.keyboard.press('PageDown');
  let words = await page.getByTestId('explanation').innerText();
  for (let i = 0; i < 16 && !words.startsWith('cut'); i++) {
    await page.keyboard.press('ArrowUp');
    words = await page.getByTestId('explanation').innerText();
  }
  expect(words).toMatch(/^cut: (\d\.\d\d, rank \d+ of \d+, line at \d\.\d\d|the same text as)/);
  await expect(page).toHaveURL(/node=0\./);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('step-panel')).toBeHidden();
});

test('the inspector shows text, tries, path, numbers and the raw call', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await page.getByTestId('votes-weighted').getByRole('button').first().click();
  const panel = page.getByTestId('step-panel');
  await expect(panel.getByTestId('step-text')).toContainText('the final answer is');
  await expect(panel.getByRole('heading', { name: /tries from the same parent/ })).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'The path so far' })).toBeVisible();
  await panel.getByTestId('call').first().locator('summary').click();
  await expect(panel.getByText('/v1/completions').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(page.getByTestId('facts-panel')).toContainText('Generated tokens');
});

test('the scrubber goes back and forth, after a reload and in a second tab too', async ({ page, request, context }) => {
  const id = await startRun(request, { config: { n: 16 } });
  const { lastSeq } = await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const run = page.getByTestId('run');
  await expect(run).toHaveAttribute('data-end', String(lastSeq));
  const full = await page.getByTestId('search-tree').getAttribute('data-nodes');
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(page.getByTestId('search-tree')).toHaveAttribute('data-nodes', '0');
  await page.getByRole('button', { name: 'On to the next round' }).click();
  await expect.poll(async () => Number(await page.getByTestId('search-tree').getAttribute('data-nodes'))).toBeGreaterThan(0);
  await expect(page).toHaveURL(/at=\d+/);
  const cursor = await run.getAttribute('data-cursor');
  await page.reload();
  await expect(run).toHaveAttribute('data-cursor', cursor!);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByTestId('run')).toHaveAttribute('data-cursor', cursor!);
  await page.getByLabel('Replay speed').selectOption('25');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(run).toHaveAttribute('data-cursor', String(lastSeq));
  await expect(page.getByTestId('search-tree')).toHaveAttribute('data-nodes', full!);
});

test('pause, step, resume and cancel', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 256, beamWidth: 4 }, problem: 11 });
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  const run = page.getByTestId('run');
  const before = Number(await run.getAttribute('data-end'));
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(async () => Number(await run.getAttribute('data-end'))).toBeGreaterThan(before);
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('[data-run-status="cancelled"]').first()).toBeVisible();
});

test('the view is the reader’s: zoomed in there are cards, and nothing moves it but the reader', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  for (let i = 0; i < 5; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
  const card = page.locator('[data-node]').first();
  await expect(card).toBeVisible();
  const place = await card.boundingBox();
  await page.getByRole('button', { name: 'Back to the previous round' }).click();
  await page.getByRole('button', { name: 'On to the next round' }).click();
  expect(await card.boundingBox()).toEqual(place);
});

test('what-if aggregation re-counts the votes and says so', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 8 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Mean of steps' }).click();
  await expect(page.getByTestId('what-if')).toContainText('what-if');
});

test('a run that does not exist says so', async ({ page }) => {
  await page.goto('/runs/01aaaaaaaaaaaaaaaaaa');
  await expect(page.getByText('There is no such run')).toBeVisible();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on a run page, ${colorScheme}`, async ({ page, request }) => {
    const id = await startRun(request);
    await whenEnded(request, id);
    await page.emulateMedia({ colorScheme });
    await page.goto(`/runs/${id}`);
    await expect(page.getByTestId('answer')).toBeVisible();
    await expectAccessible(page);
    await page.getByTestId('votes-weighted').getByRole('button').first().click();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Run' }).click();
    await expectAccessible(page);
  });
}

test('usable on a phone', async ({ page, request }) => {
  const id = await startRun(request);
  await whenEnded(request, id);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByTestId('votes-weighted').getByRole('button').first().click();
  await expect(page.getByTestId('step-text')).toBeVisible();
  await expectAccessible(page);
});
