import { expect, test } from '@playwright/test';
import { expectAccessible, watchErrors } from './testing/app';

test('a bundled problem is chosen by level and family, and its run opens', async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto('/');
  await page.getByLabel('Level').selectOption('3');
  await page.getByLabel('Family').selectOption('fractions');
  const first = page
    .getByRole('list', { name: /problems? found/ })
    .getByRole('button')
    .first();
  await first.click();
  await expect(page.getByTestId('chosen-problem')).toContainText('fractions · level 3 of 5');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-z]+/);
  await expect(page.getByTestId('answer')).toBeVisible();
  expect(errors).toEqual([]);
});

test('a template is filled, also with another example', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('tab', { name: 'Template' }).click();
  const before = await page.getByTestId('chosen-problem').innerText();
  await page.getByRole('button', { name: 'Another example' }).click();
  await page.getByRole('button', { name: 'Another example' }).click();
  await expect(page.getByTestId('chosen-problem')).not.toHaveText(before);
  await page.getByLabel('a', { exact: true }).fill('7');
  await expect(page.getByTestId('chosen-problem').locator('annotation').first()).toContainText('7');
  // Worked out: whatever stands there, the run will be told right or wrong.
  await expect(page.getByTestId('chosen-problem')).toContainText('reference answer known');
});

test('a typed problem outside the domain gets a plain word, one inside does not', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('tab', { name: 'Your own' }).click();
  const statement = page.getByRole('textbox', { name: 'Problem', exact: true });
  await statement.fill('Prove that there are infinitely many primes.');
  await expect(page.getByTestId('outside')).toBeVisible();
  await statement.fill('Simplify $4x + 9 + 3x - 2$.');
  await expect(page.getByTestId('outside')).toBeHidden();
});

test('the form is in the address, so that a link is the experiment', async ({ page }) => {
  await page.goto('/?n=8&m=2&t=0.5&seed=7');
  await expect(page.getByLabel('Budget n')).toHaveValue('8');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('7');
  await page.getByLabel('Budget n').fill('12');
  await expect(page).toHaveURL(/n=12/);
  await page.reload();
  await expect(page.getByLabel('Budget n')).toHaveValue('12');
});

test('numbers out of range and combinations that make no sense are named', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Budget n').fill('5000');
  await expect(page.getByText('From 1 to')).toBeVisible();
  await page.getByLabel('Budget n').fill('2');
  await expect(page.getByText(/beamWidth: 4 children per prefix are more than the budget/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the start page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await expect(page.getByRole('list', { name: /problems? found/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Template' }).click();
    await expectAccessible(page);
  });
}

test('a problem of an imported set, however large, is found, solved and brought back by a link', async ({
  page,
  request,
}) => {
  const name = `large-${Date.now()}`;
  const rows = Array.from({ length: 1_500 }, (_, i) =>
    JSON.stringify({
      problem: `Compute $${i} + 1$.`,
      answer: String(i + 1),
      level: 1 + (i % 5),
      subject: i % 2 === 0 ? 'even' : 'odd',
      unique_id: `sums/${i}`,
    }),
  );
  expect(
    (
      await request.post(`/api/problems/import?file=sums.jsonl&set=${name}`, {
        data: Buffer.from(rows.join('\n')),
        headers: { 'content-type': 'application/octet-stream' },
      })
    ).ok(),
  ).toBe(true);
  try {
    await page.goto('/');
    await page.getByRole('combobox', { name: 'Problem set' }).selectOption(name);
    await expect(page.getByText('80 of 1,500 problems shown')).toBeVisible();
    await page.evaluate(() => {
      Math.random = () => 0.9999;
    });
    await page.getByRole('button', { name: 'Random' }).click();
    await expect(page).toHaveURL(/problem=sums(%2F|\/)1499/);
    await expect(page.getByTestId('chosen-problem')).toContainText('odd · level 5 of 5');
    await page.getByLabel('Search the problems').fill('1432');
    await page.getByRole('list', { name: '1 problem found' }).getByRole('button').click();
    await expect(page.getByTestId('chosen-problem')).toContainText('even · level 3 of 5');
    await expect(page).toHaveURL(/set=large-.*problem=sums(%2F|\/)1432/);
    await page.reload();
    await expect(page.getByTestId('chosen-problem')).toContainText('even · level 3 of 5');
    await page.getByRole('radio', { name: /Greedy/ }).check({ force: true });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByTestId('answer')).toBeVisible();
    await page.getByRole('link', { name: 'Run again' }).click();
    await expect(page.getByRole('tab', { name: 'Your own' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('textbox', { name: 'Problem' })).toHaveValue('Compute $1432 + 1$.');
    await expect(page.getByLabel(/Reference answer/)).toHaveValue('1433');
  } finally {
    await request.delete(`/api/problems/sets/${name}`);
  }
});

test('from the top to Run in under ten stops, through the problems by arrows, and by Ctrl+Enter from anywhere', async ({
  page,
}) => {
  await page.goto('/');
  const list = page.getByRole('list', { name: /problems found/ });
  await expect(list).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to Run' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused();

  await list.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const third = list.getByRole('button').nth(2);
  await expect(third).toBeFocused();
  await expect(third).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await expect(list.getByRole('button').nth(3)).not.toBeFocused();

  await page.locator('h1').click();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/runs\//);
});

test('a problem that the context does not hold is refused before the start, with the numbers', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('tab', { name: 'Your own' }).click();
  await page.getByRole('textbox', { name: 'Problem' }).fill('Compute $1 + 2$ and then some. '.repeat(90));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('start-error')).toContainText(
    /its prompt has \d+ tokens, and the context of “policy” holds 1024/,
  );
  await expect(page).toHaveURL(/^[^?]*\/(\?|$)/);
});
