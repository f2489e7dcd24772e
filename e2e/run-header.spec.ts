/** The head of a run's page: of one height, with all of a long problem at hand, and of a finished run from the first entry on. */
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, startRun, whenEnded } from './testing/app';

/** A telephone has a second line for the answer, which cut short would be another, and a third for what can be done. */
const sizes = [
  { width: 1440, height: 900, highest: 48 },
  { width: 1920, height: 1080, highest: 48 },
  { width: 1024, height: 576, highest: 48 },
  { width: 390, height: 844, highest: 120 },
];

/** Where the tree begins, whenever it is somewhere else than before. */
async function watchTop(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const tops: number[] = [];
    const look = () => {
      const top = document.querySelector('section[aria-label="Tree"]')?.getBoundingClientRect().top;
      if (top !== undefined && top !== tops.at(-1)) tops.push(top);
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { tops });
  });
  return () => page.evaluate(() => (window as unknown as { readonly tops: readonly number[] }).tops);
}

for (const size of sizes) {
  test(`pausing, stepping and ending move nothing at ${size.width} pixels`, async ({ page, request }) => {
    await page.setViewportSize(size);
    const id = await startRun(request, { strategy: 'dvts', config: { n: 32 } });
    await request.post(`/api/runs/${id}/commands`, { data: { type: 'pause' } });
    await page.goto(`/runs/${id}`);
    await expect(page.getByTestId('paused')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    const topsSeen = await watchTop(page);
    await page.getByRole('button', { name: 'Step' }).click();
    await expect(page.getByTestId('paused')).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await whenEnded(request, id);
    await expect(page.getByTestId('answer')).toBeVisible();
    expect(await topsSeen()).toHaveLength(1);
    const { height } = (await page.locator('main > header').boundingBox())!;
    expect(height).toBeLessThanOrEqual(size.highest);
    await expectAccessible(page);
  });
}

test('of a long problem one line is shown, and all of it when asked for, over what follows', async ({
  page,
  request,
}) => {
  const text = `${'Compute $1 + 2$ and say why. '.repeat(20)}The end of it.`;
  const id = await startRun(request, { text, strategy: 'greedy', config: {} });
  await page.goto(`/runs/${id}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Compute');
  const topsSeen = await watchTop(page);
  const end = page.getByText('The end of it.');
  const isSeen = () =>
    end.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const box = [...range.getClientRects()].at(-1)!;
      const over = document.elementFromPoint(box.right - 4, box.bottom - 4);
      return over !== null && (element.contains(over) || over.contains(element));
    });
  expect(await isSeen()).toBe(false);
  await page.getByRole('button', { name: 'Show the whole problem' }).click();
  expect(await isSeen()).toBe(true);
  await page.getByRole('button', { name: 'Show its first line alone' }).click();
  expect(await isSeen()).toBe(false);
  expect(await topsSeen()).toHaveLength(1);
});

test('a telephone shows the problem first, and on demand where the run comes from', async ({ page, request }) => {
  const id = await startRun(request, { text: 'Expand $(3x + 7)(5x + 7)$.', strategy: 'greedy', config: {} });
  await whenEnded(request, id);
  const forked = await request.post(`/api/runs/${id}/forks`, { data: { seq: 1, seed: 2 } });
  const { runId } = (await forked.json()) as { readonly runId: string };
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/runs/${runId}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Expand');
  // The formula at its end is within the one line that is seen.
  const [line, formula] = [(await heading.boundingBox())!, (await heading.locator('math').last().boundingBox())!];
  expect(formula.y + formula.height).toBeLessThanOrEqual(line.y + line.height + 4);
  await expect(page.getByTestId('fork-origin')).toBeHidden();
  await page.getByRole('button', { name: 'Show the whole problem' }).click();
  await expect(page.getByTestId('fork-origin')).toBeVisible();
});

test('no strength of an answer runs into the next column', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'majority', config: { n: 64 } });
  await whenEnded(request, id);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.goto(`/runs/${id}?panel=answers`);
    await expect(page.getByTestId('votes')).toBeAttached();
    const wide = await page
      .getByTestId('votes')
      .locator('td')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    expect(wide).toBe(0);
  }
});

test('at 200 % zoom on a laptop the tree keeps half of the screen, and its steps can be taken in hand', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.setViewportSize({ width: 720, height: 450 });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  const { height, width } = (await page.locator('section[aria-label="Tree"]').boundingBox())!;
  expect(height).toBeGreaterThanOrEqual(225);
  expect(width).toBeGreaterThanOrEqual(700);
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  await page.getByTestId('tree-outline').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/node=/);
  await expectAccessible(page);
});
