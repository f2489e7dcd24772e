/** Large trees: what led nowhere is folded into counted bundles that open, and what grows before one's eyes never is by itself. */
import { expect, test } from '@playwright/test';
import { expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

test('a large run opens folded; a click, a key and a step in hand unfold it', async ({ page, request }) => {
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
