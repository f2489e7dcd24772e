import { expect, test } from '@playwright/test';

test('every server says whether it answers, which model it serves and how busy it is', async ({ page }) => {
  await page.goto('/backends');
  const policy = page.locator('[data-backend="policy"]');
  await expect(policy).toHaveAttribute('data-reachable', 'true');
  await expect(policy).toContainText('longthink');
  await expect(policy).toContainText('1,024 tokens');
  await expect(page.locator('[data-backend="likelihood"]')).toContainText('Product of steps');
});

test('the page says when the server is down and comes back by itself', async ({ page, context }) => {
  await page.goto('/runs');
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
  await context.setOffline(true);
  await page.reload().catch(() => undefined);
  await context.setOffline(false);
  await page.goto('/runs');
  await page.route('**/api/runs**', (route) => route.abort('connectionrefused'));
  await page.reload();
  await expect(page.getByTestId('server-down')).toBeVisible();
  await page.unroute('**/api/runs**');
  await expect(page.getByTestId('server-down')).toBeHidden();
});
