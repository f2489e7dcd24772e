/** How far away things are: what one does while watching, counted in clicks and keys from the page where one is. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

/** Presses and clicks through it are counted. */
function counted(page: Page) {
  let count = 0;
  return {
    click: async (target: Locator, options?: Parameters<Locator['click']>[0]) => {
      count += 1;
      await target.click(options);
    },
    press: async (key: string) => {
      count += 1;
      await page.keyboard.press(key);
    },
    count: () => count,
  };
}

/** Long enough to be interrupted. */
const longRun = { config: { n: 512, beamWidth: 4, temperature: 2 }, level: 5, problem: 12 } as const;
const searched = { config: { n: 16, beamWidth: 4 }, seed: 2 } as const;

test('a picked problem runs by two clicks, and the run is shared by one', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  const hand = counted(page);
  await hand.click(
    page
      .getByRole('list', { name: /problems found/ })
      .getByRole('button')
      .nth(2),
  );
  await hand.click(page.getByRole('button', { name: 'Run', exact: true }));
  await expect(page).toHaveURL(/\/runs\//);
  expect(hand.count()).toBe(2);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('pause, step, resume and cancel are a click or a key each', async ({ page, request }) => {
  const id = await startRun(request, longRun);
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByTestId('paused')).toBeVisible();
  const end = async () => Number(await page.getByTestId('run').getAttribute('data-end'));
  const before = await end();
  await page.keyboard.press('n');
  await expect.poll(end).toBeGreaterThan(before);
  const [pause, resume] = ['Pause', 'Resume'].map((name) => page.getByRole('button', { name, exact: true }));
  // The same key pauses a round that is still on its way.
  await expect(async () => {
    if (await resume!.isVisible()) await page.keyboard.press('p');
    await expect(pause!).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('[data-run-status="cancelled"]').first()).toBeVisible();
});

test('text is read while it streams after one key', async ({ page, request }) => {
  const id = await startRun(request, longRun);
  await page.goto(`/runs/${id}`);
  await expect.poll(async () => Number(await page.getByTestId('run').getAttribute('data-end'))).toBeGreaterThan(20);
  await page.keyboard.press('f');
  await expect(page.locator('[data-testid=search-tree] [data-node]').first()).toBeVisible();
  await request.post(`/api/runs/${id}/commands`, { data: { type: 'cancel' } });
});

test('of a chosen step its text is copied by one click, and the call that wrote it is one click away', async ({
  page,
  request,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const hand = counted(page);
  await hand.click(page.getByTestId('vote').first().getByRole('button'));
  const panel = page.getByTestId('step-panel');
  await hand.click(panel.getByTestId('copies').getByRole('button', { name: 'Copy the step as text' }));
  expect(hand.count()).toBe(2);
  await expect(panel.getByTestId('copies').getByRole('button', { name: 'Copied' })).toBeVisible();
  const plain = await page.evaluate(() => navigator.clipboard.readText());
  expect(plain).toMatch(/answer/);
  expect(plain).not.toContain('\\boxed');
  await panel.getByTestId('copies').getByRole('button', { name: 'As LaTeX' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('\\boxed');
  await panel.getByTestId('call').first().locator('summary').click();
  const sent = panel.getByRole('region', { name: 'Request' }).first();
  await expect(sent).toContainText('/v1/completions');
  await expect(sent).toContainText('prompt:');
  await expect(panel.getByTestId('call').first().getByTestId('told')).toContainText('not asked for');
  const scored = panel.getByTestId('call').filter({ hasText: 'Scored by the verifier' }).first();
  await scored.locator('summary').click();
  await expect(scored.getByTestId('told')).toHaveText(/It said \(log-probability\): “\+” −?\d/);
  await panel.getByTestId('call').first().getByRole('button', { name: 'Copy as curl' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl /);
});

test('why a branch was cut is seen by pointing at it, without a click', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  // Where the dots of the tree are is the canvas's own affair: the pointer goes down the first column until it meets one.
  const tree = (await page.getByTestId('search-tree').boundingBox())!;
  const heading = (await page.getByText('Step 1', { exact: true }).first().boundingBox())!;
  const x = heading.x + heading.width / 2;
  await expect(async () => {
    for (let y = tree.y + 60; y < tree.y + tree.height - 60; y += 6) {
      await page.mouse.move(x, y);
      if (await page.getByTestId('tree-tooltip').getByText(/^cut/).isVisible()) return;
    }
    throw new Error('No branch that was cut was met.');
  }).toPass();
});

test('the lowest score and the next fall are a key each', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?node=0.0`);
  const panel = page.getByTestId('step-panel');
  await expect(panel).toBeVisible();
  await page.keyboard.press('w');
  const path = panel.locator('ol').last();
  await expect(path.locator('[aria-current=true]')).toHaveCount(1);
  const scores = (await path.locator('button > span:first-child').allTextContents()).map(Number);
  // As far as two decimals tell.
  const fallsAt = (i: number, by: number) => (scores[i - 1] ?? Number.NaN) - scores[i]! > by;
  const at = async () =>
    (await path.locator('button').evaluateAll((all) => all.map((each) => each.getAttribute('aria-current')))).indexOf(
      'true',
    );
  const from = await at();
  await page.keyboard.press('e');
  const isFall = scores.some((_, i) => fallsAt(i, 0.21));
  await expect.poll(async () => (isFall ? fallsAt(await at(), 0.19) : (await at()) >= 0)).toBe(true);
  if (!scores.some((_, i) => fallsAt(i, 0.19))) expect(await at()).toBe(from);
});

test('two candidates lie beside each other after two clicks', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 4, beamWidth: 4 }, seed: 2 });
  await whenEnded(request, id);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/runs/${id}?node=0.0`);
  await expect(page.getByTestId('step-panel')).toBeVisible();
  await page.keyboard.press('f');
  const cards = page.locator('[data-testid=search-tree] [data-node]');
  // Those that a hand can reach: in view, and with nothing over them.
  const reachable = () =>
    cards.evaluateAll((all) =>
      all.flatMap((card) => {
        const { x, y, width, height } = card.getBoundingClientRect();
        return card.contains(document.elementFromPoint(x + width / 2, y + height / 2))
          ? [card.getAttribute('data-node')]
          : [];
      }),
    );
  await expect.poll(async () => (await reachable()).length).toBeGreaterThan(1);
  const [one, other] = await reachable();
  const hand = counted(page);
  await hand.click(page.locator(`[data-testid=search-tree] [data-node="${one}"]`));
  await hand.click(page.locator(`[data-testid=search-tree] [data-node="${other}"]`), { modifiers: ['Shift'] });
  await expect(page.getByTestId('compare-card')).toBeVisible();
  expect(hand.count()).toBe(2);
});

test('star, tag and note are at most two clicks away, on a run and on a step', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.goto('/runs');
  const row = page.locator(`[data-testid=run-row][data-run-id="${id}"]`);
  await row.getByRole('button', { name: /^Star/ }).click();
  await expect(row.getByRole('button', { name: /^Star/ })).toHaveAttribute('aria-pressed', 'true');
  await page.goto(`/runs/${id}`);
  const hand = counted(page);
  await hand.click(page.getByRole('tab', { name: 'Run' }));
  await hand.click(page.getByTestId('marks').getByLabel('Note'));
  await page.keyboard.type('Looked at.');
  expect(hand.count()).toBe(2);
  await page.goto(`/runs/${id}?node=0.0`);
  await page.getByTestId('step-panel').getByLabel('Note').click();
});

test('runs are searched by a click, and two of them race after two', async ({ page, request }) => {
  const errors = watchErrors(page);
  const ids = [await startRun(request, searched), await startRun(request, { ...searched, strategy: 'dvts' })];
  for (const id of ids) await whenEnded(request, id);
  await page.goto('/runs');
  await page.getByLabel('Strategy').selectOption({ label: 'DVTS' });
  await expect(page.locator(`[data-run-id="${ids[1]}"]`)).toBeVisible();
  await expect(page.locator(`[data-run-id="${ids[0]}"]`)).toHaveCount(0);
  await page.goto(`/runs/${ids[0]}`);
  const hand = counted(page);
  await hand.click(page.getByRole('button', { name: 'Against …' }));
  await hand.click(page.getByTestId('against').locator(`[data-run-id="${ids[1]}"]`));
  await expect(page.getByTestId('lane')).toHaveCount(2);
  expect(hand.count()).toBe(2);
  expect(errors).toEqual([]);
});

test('on a telephone the answer of the header is whole, and nothing lies over the tree', async ({ page, request }) => {
  const id = await startRun(request, { ...searched, level: 4, problem: 0 });
  await whenEnded(request, id);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [`/runs/${id}`, `/race?runs=${id}`]) {
    await page.goto(path);
    await expect(page.getByTestId(path.startsWith('/race') ? 'lane-answer' : 'answer')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const cut = await page
      .locator('[data-testid=answer] .one-line, [data-testid=lane-answer] .one-line')
      .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
    expect(cut).toBe(0);
    await expectAccessible(page);
  }
});
