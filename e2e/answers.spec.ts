import { expect, test } from '@playwright/test';
import { startRun, whenEnded } from './testing/app';

test('every answer has its votes under each selection, and each selection one winner', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 16 }, problem: 9 });
  const { answer } = await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('votes')).toBeVisible();
  for (const selection of ['weighted', 'majority', 'best']) {
    await expect(page.locator(`[data-selection="${selection}"][data-winner="true"]`)).toHaveCount(1);
  }
  const counts = await page.locator('[data-selection="majority"] p').allInnerTexts();
  const votes = counts.reduce((sum, text) => sum + Number(/× (\d+)/.exec(text)![1]), 0);
  const words = await page.getByTestId('answer-counts').innerText();
  const [, finished = '0'] = /^(\d+) finished/.exec(words)!;
  const [, unreadable = '0'] = /(\d+) of them without/.exec(words) ?? [];
  expect(votes).toBe(Number(finished) - Number(unreadable));
  await expect(page.locator('[data-testid=vote][data-chosen=true]')).toHaveCount(1);
  await expect(page.getByTestId('outcome')).toContainText(/Weighted chose .*in score, from \d+ of \d+ votes/s);
  expect(answer).toBeDefined();
});

test('choosing an answer selects its best solution in the tree', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 8 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await page.getByTestId('vote').last().getByRole('button').click();
  await expect(page).toHaveURL(/node=0\.\d/);
  await expect(page.getByTestId('explanation')).toContainText('finished');
});

test('what-if aggregation re-counts the votes, says so, and is in the address', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 8, aggregation: 'last' } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const weights = () => page.locator('[data-selection="weighted"] p').allInnerTexts();
  await expect(page.getByTestId('votes')).toBeVisible();
  const before = await weights();
  await page.getByRole('button', { name: 'Product of steps' }).click();
  await expect(page.getByTestId('what-if')).toContainText(
    'This is a what-if with “Product of steps”. The search itself used “Last step”',
  );
  await expect(page.getByTestId('outcome')).toContainText('would choose');
  expect(await weights()).not.toEqual(before);
  await expect(page.locator('[data-testid=vote][data-chosen=true]')).toHaveCount(0);
  await expect(page).toHaveURL(/what-if=prod/);
  await page.reload();
  await expect(page.getByTestId('what-if')).toContainText('This is a what-if');
  await page.getByRole('button', { name: 'Last step' }).click();
  await expect.poll(weights).toEqual(before);
});

test('a strategy without verifier says why scores decide nothing', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'majority', config: { n: 8 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answers-panel')).toContainText(
    'Best score and weighted need scores; majority vote asks no verifier.',
  );
  await expect(page.getByRole('columnheader')).toHaveText([/^Majority/]);
});

test('solutions that hit a token limit are counted, not forgotten', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 4, maxTokens: 24 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer-counts')).toHaveText(/cut off at a token limit/);
  await expect(page.getByTestId('reference')).toContainText('Reference answer');
});
