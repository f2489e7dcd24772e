/** The glossary, and its words where they stand first on a page. */
import { expect, test } from '@playwright/test';
import { expectAccessible } from './testing/app';

test('the glossary has every word, at an address of its own, and no accessibility fault', async ({ page }) => {
  await page.goto('/glossary#dvts');
  await expect(page.getByRole('heading', { name: 'Glossary', level: 1 })).toBeVisible();
  await expect(page.getByText('Diverse Verifier Tree Search:')).toBeInViewport();
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
  }
});

test('a word explains itself under the pointer and in the focus, and Escape closes it', async ({ page }) => {
  await page.goto('/');
  const word = page.getByRole('main').getByRole('button', { name: 'verifier', exact: true });
  const tip = page.getByRole('tooltip').filter({ hasText: 'What judges what the policy wrote' });
  await expect(tip).toBeHidden();
  await word.hover();
  await expect(tip).toBeVisible();
  // The pointer may move onto it.
  await tip.hover();
  await expect(tip).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(tip).toBeHidden();

  await word.focus();
  await expect(tip).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await expect(word).toBeFocused();
});
