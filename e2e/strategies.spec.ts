/** Strategies that look ahead, weigh and revise, searched by the bundled models, and what their pages say of it. */
import { expect, test } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

test('the story comes first, and what is chosen beyond it is asked for what it reads', async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto('/');
  await expect(page.getByTestId('strategy-dvts')).toBeVisible();
  await expect(page.getByTestId('strategy-lookahead')).toBeHidden();
  await page.getByTestId('more-strategies').press('Enter');
  await page.getByTestId('strategy-lookahead').click();
  await page.getByRole('spinbutton', { name: 'Steps ahead k' }).fill('2');
  await expect(page).toHaveURL(/strategy=lookahead.*ahead=2/);
  await expect(page.getByTestId('cost')).toContainText('2 steps ahead from each');
  await page.getByTestId('strategy-self-aggregation').click();
  await page.getByRole('spinbutton', { name: 'Loops' }).fill('3');
  await expect(page.locator('#why-blocked')).toContainText('loops: n = 16 is no whole number');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await expect(page).toHaveURL(/strategy=self-aggregation.*loops=3/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Self-aggregation' })).toBeChecked();
  await expect(page.getByTestId('strategy-self-aggregation')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(errors).toEqual([]);
});

test('lookahead: a step says how far ahead it was judged, and what looks ahead says what it found', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { strategy: 'lookahead', config: { n: 8, lookahead: 2 }, level: 3 });
  expect((await whenEnded(request, id)).status).toBe('finished');
  const judged = firstJudged(await downloadLog(request, id));
  await page.goto(`/runs/${id}?node=${judged}`);
  await expect(page.getByText('8 tries, 2 places, looks 2 ahead')).toBeVisible();
  await expect(page.getByTestId('explanation')).toHaveText(
    /^(kept|cut): \d\.\d+, rank \d of \d, judged [12] steps? ahead/,
  );
  await page.getByRole('button', { name: 'what it leads to' }).click();
  await expect(page).toHaveURL(new RegExp(`node=${judged}\\.\\d+`));
  await expect(page.getByTestId('explanation')).toHaveText(
    new RegExp(`^looked ahead: found \\d\\.\\d+ for step ${judged}$`),
  );
  await expect(page.getByText('looked ahead', { exact: true })).toBeVisible();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

/** The first step of the log that has the score of a rollout's end. */
function firstJudged(log: string): string {
  const events = log
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: { node?: string; rolloutEnd?: string } }).event);
  return events.find(({ rolloutEnd }) => rolloutEnd !== undefined)!.node!;
}

test('particle filtering: shares add up to the round, solutions vote as often as they were drawn', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { strategy: 'particle-filter', config: { n: 12 }, level: 3 });
  expect((await whenEnded(request, id)).status).toBe('finished');
  await page.goto(`/runs/${id}?node=0.0`);
  const round = page.getByTestId('round');
  await expect(round).toContainText('Effective size');
  const shares = await round.locator('td:nth-child(3)').allInnerTexts();
  const total = shares.reduce((sum, share) => sum + Number.parseFloat(share), 0);
  expect(Math.abs(total - 100)).toBeLessThan(1);
  await page.getByRole('tab', { name: 'Answers' }).click();
  await expect(page.getByTestId('answer-counts')).toContainText(/\d+ finished solutions? with 12 votes/);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('revisions: an attempt names what it saw and is compared with it, word by word', async ({ page, request }) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { strategy: 'revisions', config: { n: 4, revisions: 2 } });
  expect((await whenEnded(request, id)).status).toBe('finished');
  await page.goto(`/runs/${id}?node=0.1`);
  await expect(page.getByText('2 chains of 2')).toBeVisible();
  await expect(page.getByTestId('attempts-seen')).toHaveText('Solution 0.1 was written in sight of 0.0.');
  await expect(page.getByTestId('difference')).toContainText('Step');
  await page.getByTestId('attempts-seen').getByRole('button', { name: '0.0' }).click();
  await expect(page.getByTestId('attempts-later')).toHaveText('Seen by 0.1.');
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
