/** Large trees: what led nowhere is folded into counted bundles that open, and what grows before one's eyes never is by itself. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

test('a large run opens folded; a key and a step in hand unfold it', async ({ page, request }) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { config: { n: 64 }, seed: 1 });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const tree = page.getByTestId('search-tree');
  const bundles = async () => Number(await tree.getAttribute('data-bundles'));
  await expect(tree).toHaveAttribute('data-status', 'finished');
  await expect.poll(bundles).toBeGreaterThan(0);
  const nodes = await tree.getAttribute('data-nodes');
  await expect(page.getByRole('button', { name: 'Fold duplicates and what was cut' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expectAccessible(page);

  // Whatever is in hand is never folded away, and the rest of its bundle stays folded.
  const entries = (await (await request.get(`/api/runs/${id}/events`)).text()).trimEnd().split('\n');
  const cut = entries
    .map(
      (line) => (JSON.parse(line) as { event: { type: string; decisions?: { node: string; fate: string }[] } }).event,
    )
    .flatMap(({ decisions = [] }) => decisions)
    .find(({ fate }) => fate === 'cut' || fate === 'duplicate')!;
  await page.goto(`/runs/${id}?node=${cut.node}`);
  await expect.poll(bundles).toBeGreaterThan(0);

  await page.keyboard.press('x');
  await expect.poll(bundles).toBe(0);
  await expect(tree).toHaveAttribute('data-nodes', nodes!);
  await page.keyboard.press('x');
  await expect.poll(bundles).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

test('a click on a bundle opens that bundle', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 64 }, seed: 1 });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const tree = page.getByTestId('search-tree');
  const bundles = async () => Number(await tree.getAttribute('data-bundles'));
  await expect.poll(bundles).toBeGreaterThan(1);
  const before = await bundles();
  const at = await bundleIn(page);
  expect(at, 'a bundle under the pointer').toBeDefined();
  await page.mouse.click(at!.x, at!.y);
  await expect.poll(bundles).not.toBe(before);
  // That one alone: nothing else was unfolded, and nothing was taken in hand.
  expect(await bundles()).toBeGreaterThan(0);
  expect(page.url()).not.toContain('node=');
});

/** Where the first bundle of the picture is, found by pointing down its columns. */
async function bundleIn(page: Page): Promise<{ readonly x: number; readonly y: number } | undefined> {
  const box = (await page.getByTestId('search-tree').boundingBox())!;
  for (const heading of await page.locator('[data-depth] > span:visible').all()) {
    const { x, width } = (await heading.boundingBox())!;
    for (let y = box.y + 50; y < box.y + box.height - 60; y += 5) {
      const at = { x: x + width / 2, y };
      await page.mouse.move(at.x, at.y);
      const told = await page.evaluate(() => document.querySelector('[data-testid="tree-tooltip"]')?.textContent ?? '');
      if (told.includes('A click shows')) return at;
    }
  }
  return undefined;
}

test('on a low screen the small map lies above the legend, however many lines it has', async ({ page, request }) => {
  await page.setViewportSize({ width: 1024, height: 576 });
  const id = await startRun(request, { strategy: 'beam-search', config: { n: 64 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const legend = page.getByRole('list', { name: 'Legend' });
  const map = page.getByTestId('minimap');
  await expect(legend).toContainText('folded');
  await expect(async () => {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect(map).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const [above, below] = [(await map.boundingBox())!, (await legend.boundingBox())!];
  expect(below.height).toBeGreaterThan(40);
  expect(above.y + above.height).toBeLessThan(below.y);
});

test('a run seen whole stays whole: in its past, and when it ends before one’s eyes', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 64 }, seed: 3 });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const tree = page.getByTestId('search-tree');
  await expect(tree).not.toHaveAttribute('data-bundles', '0');
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(tree).toHaveAttribute('data-bundles', '0');
  await page.getByRole('button', { name: /^To the end/ }).click();
  await expect(tree).toHaveAttribute('data-status', 'finished');
  await expect(tree).toHaveAttribute('data-bundles', '0');
});

/** Everything that a run's header said of its search, or offered to do to it, in any frame. */
async function watchHeader(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const seen = new Set<string>();
    const look = () => {
      for (const mark of document.querySelectorAll('main [data-run-status]'))
        seen.add(mark.getAttribute('data-run-status')!);
      for (const button of document.querySelectorAll('main > header button')) seen.add(button.textContent.trim());
      for (const message of document.querySelectorAll('[data-testid="starting"], [data-testid="paused"]'))
        seen.add(message.getAttribute('data-testid')!);
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { seenInHeader: seen });
  });
  return () => page.evaluate(() => [...(window as unknown as { readonly seenInHeader: Set<string> }).seenInHeader]);
}

test('a finished run is never taken for one that goes on, however late the server tells how it stands', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { config: { n: 64 }, seed: 1 });
  await whenEnded(request, id);
  const seen = await watchHeader(page);
  await page.route(`**/api/runs/${id}`, async (route) => {
    await wait(1_500);
    await route.continue();
  });
  const told = page.waitForResponse((reply) => reply.url().endsWith(`/api/runs/${id}`));
  await page.goto(`/runs/${id}`);
  const tree = page.getByTestId('search-tree');
  await expect(tree).toHaveAttribute('data-status', 'finished');
  await told;
  await expect(page.getByTestId('answer')).toBeVisible();
  await expect(tree).not.toHaveAttribute('data-bundles', '0');
  const words = await seen();
  expect(words).toContain('finished');
  for (const word of ['running', 'paused', 'starting', 'Pause', 'Cancel', 'Step', 'Resume'])
    expect(words).not.toContain(word);
});

test('a run that goes on is live as soon as the server has told so', async ({ page, request }) => {
  const id = await startRun(request, { config: { n: 64 }, seed: 2 });
  await request.post(`/api/runs/${id}/commands`, { data: { type: 'pause' } });
  let tell: () => void = () => undefined;
  const seen = new Promise<void>((resolve) => {
    tell = resolve;
  });
  await page.route(`**/api/runs/${id}`, async (route) => {
    await seen;
    await route.continue();
  });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('arriving')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(0);
  tell();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(page.getByTestId('arriving')).toBeHidden();
  await request.post(`/api/runs/${id}/commands`, { data: { type: 'cancel' } });
});
