import { expect, test, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import { expectAccessible, longRun, startRun, watchErrors, whenEnded } from './testing/app';
import { largeLog } from './testing/made-logs';

const end = async (page: Page) => Number(await page.getByTestId('run').getAttribute('data-end'));
const cursor = async (page: Page) => Number(await page.getByTestId('run').getAttribute('data-cursor'));
const nodes = async (page: Page) => Number(await page.getByTestId('search-tree').getAttribute('data-nodes'));

/** A run that is over, zoomed in so often that its steps are cards. */
async function openCards(page: Page, request: APIRequestContext, zooms: number): Promise<Locator> {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  for (let i = 0; i < zooms; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
  const cards = page.getByTestId('search-tree').locator('[data-node]');
  await expect(cards.first()).toBeVisible();
  return cards;
}

test('the tree grows while it is watched, and its end is the answer', async ({ page, request }) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { strategy: 'dvts', config: { n: 128 }, level: 5, problem: 12 });
  // It waits until somebody looks, so that a quick search is watched too.
  expect((await request.post(`/api/runs/${id}/commands`, { data: { type: 'pause' } })).ok()).toBe(true);
  // Every size that is shown on the way, however quick: watched for from before the page is there.
  await page.addInitScript(() => {
    const seen = new Set<number>();
    Object.assign(window, { sizes: seen });
    new MutationObserver(() => {
      const tree = document.querySelector('[data-testid="search-tree"]');
      if (tree !== null) seen.add(Number(tree.getAttribute('data-nodes')));
    }).observe(document, { attributes: true, attributeFilter: ['data-nodes'], subtree: true });
  });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('paused')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByTestId('end-pill')).toHaveText('Live');
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('search-tree')).toHaveAttribute('data-status', 'finished');
  await expect(page.getByTestId('end-pill')).toHaveText('The end');
  const seen = await page.evaluate(() => [...(window as unknown as { sizes: Set<number> }).sizes]);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(errors).toEqual([]);
});

test('keyboard alone: through the tree to a cut step that says why', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 70_000 });
  await page.getByTestId('tree-outline').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('explanation')).toContainText(/kept: \d\.\d+, rank \d+ of \d+|finished/);
  await page.keyboard.press('PageDown');
  const explanation = page.getByTestId('explanation');
  for (let i = 0; i < 16 && !(await explanation.innerText()).startsWith('cut'); i++)
    await page.keyboard.press('ArrowUp');
  await expect(explanation).toHaveText(/^cut: (\d\.\d+, rank \d+ of \d+, line at \d\.\d+|the same text as)/);
  await expect(page).toHaveURL(/node=0\./);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('step-panel')).toBeHidden();
  await page.keyboard.press('3');
  await expect(page.getByTestId('facts-panel')).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByTestId('answers-panel')).toBeVisible();
  await page.keyboard.press(',');
  await expect(page).toHaveURL(/at=\d+/);
  await page.keyboard.press('l');
  await expect(page.getByTestId('end-pill')).toHaveText('The end');
});

test('the list of keys is what the page acts on, but not while something else has the keys', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { config: { n: 4, beamWidth: 4 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByTestId('keys-overlay');
  await expect(list.getByRole('heading', { level: 3 })).toHaveText(['Tree', 'Run', 'Everywhere']);
  await expect(list.getByText('Pause or resume the search itself')).toBeVisible();
  await expect(list.locator('dt').filter({ hasText: 'Home' })).toHaveText(['HomeEnd', 'HomeEnd']);
  await expectAccessible(page);
  const facts = page.getByTestId('facts-panel');
  await page.keyboard.press('3');
  await page.keyboard.press('?');
  await expect(list).toBeHidden();
  await expect(facts).toBeHidden();
  await page.getByLabel('Replay speed').focus();
  await page.keyboard.press('3');
  await page.keyboard.press('Control+3');
  await expect(facts).toBeHidden();
  await page.getByTestId('tree-outline').focus();
  await page.keyboard.press('3');
  await expect(facts).toBeVisible();
});

test('the inspector shows text, tries, path, numbers and the raw call', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await page.getByTestId('vote').first().getByRole('button').click();
  const panel = page.getByTestId('step-panel');
  await expect(panel.getByTestId('step-text')).toContainText('the final answer is');
  await expect(panel.getByRole('heading', { name: /tries from the same parent/ })).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'The path through it' })).toBeVisible();
  await panel.getByTestId('call').first().locator('summary').click();
  await expect(panel.getByText('/v1/completions').first()).toBeVisible();
  await panel.getByText('Text as it came').click();
  await expect(panel.getByRole('region', { name: 'Text as it came' })).toContainText('\\boxed');
});

test('totals are those of the run’s account', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'dvts', config: { n: 16 } });
  const { policyTokens, verifierTokens } = await whenEnded(request, id);
  await page.goto(`/runs/${id}?panel=run`);
  const row = (name: string) =>
    page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      .getByRole('cell');
  const number = async (name: string, column: number) =>
    Number((await row(name).nth(column).innerText()).replaceAll(',', ''));
  // The page folds the log while it arrives.
  await expect.poll(() => number('Generated tokens', 0)).toBe(policyTokens);
  await expect
    .poll(async () => (await number('Generated tokens', 1)) + (await number('Prompt tokens', 1)))
    .toBe(verifierTokens);
  await expect(row('Failed calls').first()).toHaveText('0');
});

test('the scrubber goes back and forth, after a reload and in a second tab too', async ({ page, request, context }) => {
  const id = await startRun(request, { config: { n: 16 } });
  const { lastSeq } = await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect.poll(() => end(page)).toBe(lastSeq);
  const full = await nodes(page);
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect.poll(() => nodes(page)).toBe(0);
  await page.getByRole('button', { name: 'On to the next round' }).click();
  await expect.poll(() => nodes(page)).toBeGreaterThan(0);
  const at = await cursor(page);
  await expect(page).toHaveURL(new RegExp(`at=${at}\\b`));
  await page.reload();
  await expect.poll(() => cursor(page)).toBe(at);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect.poll(() => cursor(second)).toBe(at);
  await page.getByLabel('Replay speed').selectOption('25');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => cursor(page)).toBe(lastSeq);
  await expect.poll(() => nodes(page)).toBe(full);
});

test('scrubbing back while the search goes on: the past stands still, the live end is one press away', async ({
  page,
  request,
}) => {
  const id = await startRun(request, longRun);
  await page.goto(`/runs/${id}`);
  await expect.poll(() => nodes(page)).toBeGreaterThan(4);
  const slider = page.getByRole('slider', { name: 'Position in the run' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('end-pill')).toContainText('To live');
  await expect(page.getByTestId('run')).toHaveAttribute('data-live', 'false');
  const before = await end(page);
  await expect.poll(() => end(page)).toBeGreaterThan(before);
  expect(await cursor(page)).toBe(1);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => cursor(page)).toBeGreaterThan(1);
  await page.keyboard.press('l');
  await expect(page.getByTestId('end-pill')).toHaveText('Live');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('end-pill')).toHaveText('The end');
});

test('pause, step, resume and cancel', async ({ page, request }) => {
  const id = await startRun(request, longRun);
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByTestId('paused')).toBeVisible();
  const before = await end(page);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => end(page)).toBeGreaterThan(before);
  await expect(page.getByTestId('paused')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('[data-run-status="cancelled"]').first()).toBeVisible();
});

test('the view is the reader’s: zoomed in there are cards, and nothing moves it but the reader', async ({
  page,
  request,
}) => {
  const card = (await openCards(page, request, 5)).first();
  let place = await card.boundingBox();
  // The zoom glides to its end.
  await expect
    .poll(async () => {
      const before = place;
      place = await card.boundingBox();
      return place !== null && JSON.stringify(before) === JSON.stringify(place);
    })
    .toBe(true);
  await page.getByRole('button', { name: 'Back to the previous round' }).click();
  await page.getByRole('button', { name: 'On to the next round' }).click();
  expect(await card.boundingBox()).toEqual(place);
});

test('wheel and hand do over a card what they do beside it, and a press still chooses it', async ({
  page,
  request,
}) => {
  const cards = await openCards(page, request, 3);
  // Where a card begins that nothing lies over.
  const { node, x, y } = await cards.evaluateAll((all) => {
    const places = all.map((each) => {
      const { left, top, height } = each.getBoundingClientRect();
      return { each, node: each.getAttribute('data-node'), x: left + 12, y: top + height / 2 };
    });
    return places.find(({ each, ...at }) => each.contains(document.elementFromPoint(at.x, at.y)))!;
  });
  const card = cards.and(page.locator(`[data-node="${node}"]`));
  const before = (await card.boundingBox())!;
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -60);
  await expect.poll(async () => (await card.boundingBox())!.width).toBeGreaterThan(before.width);
  const zoomed = (await card.boundingBox())!;
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 20, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await card.boundingBox())!.x - zoomed.x)).toBe(60);
  await expect(page.getByTestId('step-text')).toHaveCount(0);
  await page.mouse.click(x + 60, y + 20);
  await expect(page.getByTestId('step-text')).toBeVisible();
});

test('a run that does not exist says so', async ({ page }) => {
  await page.goto('/runs/01aaaaaaaaaaaaaaaaaa');
  await expect(page.getByRole('heading', { name: 'There is no such run' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('a run that is under way is deleted from its page too, and goes on where that is undone', async ({
  page,
  request,
}) => {
  const id = await startRun(request, longRun);
  await page.goto(`/runs/${id}`);
  await expect(page.locator('[data-run-status="running"]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete this run' }).click();
  const row = page.locator(`[data-run-id="${id}"]`);
  await expect(page.getByTestId('undo-bar')).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.getByRole('link').first().click();
  await expect(page.locator('[data-run-status="running"]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete this run' }).click();
  await expect(page.getByTestId('undo-bar')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'New run' }).click();
  await expect(async () => expect((await request.get(`/api/runs/${id}`)).status()).toBe(404)).toPass();
});

test('a run is deleted from its page, which can be undone on the list', async ({ page, request }) => {
  const id = await startRun(request, { text: 'Simplify $3x + 4x$, and go.' });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Delete this run' }).click();
  await expect(page).toHaveURL(/\/runs$/);
  const row = page.getByRole('listitem').filter({ hasText: 'and go.' });
  await expect(page.getByTestId('undo-bar')).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/runs/${id}`));
  await page.getByRole('button', { name: 'Delete this run' }).click();
  await expect(page.getByTestId('undo-bar')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'New run' }).click();
  await expect(async () => expect((await request.get(`/api/runs/${id}`)).status()).toBe(404)).toPass();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on a run page, ${colorScheme}`, async ({ page, request }) => {
    const id = await startRun(request);
    await whenEnded(request, id);
    await page.emulateMedia({ colorScheme });
    await page.goto(`/runs/${id}?what-if=min`);
    await expect(page.getByTestId('answer')).toBeVisible();
    await expectAccessible(page);
    await page.getByTestId('vote').first().getByRole('button').click();
    await page.getByTestId('call').first().locator('summary').click();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Run' }).click();
    await expectAccessible(page);
  });
}

test('a long log that is over is asked for once, with the page, and its tree is painted where it stays', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const log = largeLog();
  const { runId } = (await (
    await request.post('/api/runs/import', {
      headers: { 'content-type': 'application/x-ndjson' },
      data: log.map((entry) => JSON.stringify(entry)).join('\n'),
    })
  ).json()) as { readonly runId: string };
  const asked: string[] = [];
  page.on('request', (sent) => {
    if (sent.url().includes('/events')) asked.push(new URL(sent.url()).search);
  });
  await page.goto(`/runs/${runId}`);
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(log.length));
  await expect(page.getByTestId('answer')).toBeVisible();
  // A large tree has a canvas that a worker paints, above the other.
  const canvases = page.getByTestId('search-tree').locator('canvas');
  await expect(canvases).toHaveCount(2);
  await expect(canvases.last()).toBeVisible();
  expect(asked).toEqual(['?after=0&packed=1']);
  expect(errors).toEqual([]);
});

test('the cards of a screen come a few a frame, and all of them', async ({ page }) => {
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', {
    name: 'large.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(
      largeLog()
        .map((entry) => JSON.stringify(entry))
        .join('\n'),
    ),
  });
  const tree = page.getByTestId('search-tree');
  await expect(page.getByTestId('answer')).toBeVisible();
  if ((await tree.getAttribute('data-bundles')) !== '0') await page.keyboard.press('x');
  await page.keyboard.press('0');
  await page.evaluate(() => {
    let before = 0;
    const most = { gained: 0, cards: 0 };
    const look = () => {
      const cards = document.querySelectorAll('[data-testid=search-tree] [data-node]').length;
      most.gained = Math.max(most.gained, cards - before);
      most.cards = Math.max(most.cards, cards);
      before = cards;
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { most });
  });
  const cards = tree.locator('[data-node]');
  await expect(async () => {
    await page.keyboard.press('+');
    expect(await cards.count()).toBeGreaterThan(0);
  }).toPass();
  const { gained, cards: all } = await page.evaluate(async () => {
    const { most } = window as unknown as { readonly most: { readonly gained: number; readonly cards: number } };
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return most;
  });
  expect(all).toBeGreaterThan(40);
  expect(gained).toBeLessThanOrEqual(20);
});

test('usable on a phone: nothing wider than the screen, the inspector is a sheet', async ({ page, request }) => {
  const id = await startRun(request);
  await whenEnded(request, id);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const half = (await inspector.boundingBox())!.height;
  await page.getByRole('button', { name: 'Raise the inspector' }).click();
  expect((await inspector.boundingBox())!.height).toBeGreaterThan(half);
  await page.getByTestId('vote').first().getByRole('button').click();
  await expect(page.getByTestId('step-text')).toBeInViewport();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lower the inspector' }).click();
  await page.getByRole('button', { name: 'Lower the inspector' }).click();
  await expect(page.getByTestId('step-text')).toBeHidden();
  await page.getByRole('tab', { name: 'Answers' }).click();
  await expect(page.getByTestId('votes')).toBeInViewport();
});

test('before its log is here nothing is said of a run: no count of first steps, no time, no end', async ({
  page,
  request,
}) => {
  const id = await startRun(request);
  await whenEnded(request, id);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/runs\/[^/]+\/events/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('end-pill')).toHaveText('Opening');
  await expect(page.getByTestId('clock')).toBeHidden();
  await expect(page.getByTestId('first-ideas')).toHaveCount(0);
  release();
  await expect(page.getByTestId('end-pill')).toHaveText('The end');
  await expect(page.getByTestId('clock')).toBeVisible();
  await expect(page.getByTestId('first-ideas')).toContainText('→');
});
