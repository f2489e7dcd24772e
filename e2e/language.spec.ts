/** Two languages: by the browser, by choice, by link. */
import { expect, test } from '@playwright/test';
import { expectAccessible } from './testing/app';

test.use({ locale: 'zh-CN' });

test('a reader is spoken to in the browser’s language, and sees no other on the way', async ({ page }) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      if (document.body !== null && getComputedStyle(document.body).visibility === 'visible')
        seen.push(document.querySelector('nav')?.innerText ?? '');
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  for (const address of ['/', '/glossary', '/runs', '/lessons']) {
    await page.goto(address);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
    const seen = await page.evaluate(() => (window as unknown as { readonly seen: readonly string[] }).seen);
    expect(seen.filter((words) => words.includes('New run'))).toEqual([]);
  }
});

test('the language is chosen in the bar, kept for every page, and sent by link', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: '看小模型多想一会儿' })).toBeVisible();
  await expectAccessible(page);
  await page.getByTestId('language').click();
  await expect(page.getByRole('heading', { name: 'Watch a small model think longer' })).toBeVisible();
  await expect(page).toHaveURL(/lang=en/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/glossary');
  await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible();
  await page.goto('/glossary?lang=zh');
  await expect(page.getByRole('heading', { name: '术语表' })).toBeVisible();
  // A link speaks for its own page: what was chosen stays chosen.
  await page.goto('/runs');
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
});

test('a run is told in Chinese, live and to its end', async ({ page }) => {
  await page.goto('/?strategy=dvts&n=8');
  await page.getByRole('button', { name: '运行', exact: true }).click();
  await page.waitForURL(/\/runs\/[^/]+$/);
  await expect(page.getByTestId('end-pill')).toHaveText('已到结尾', { timeout: 90_000 });
  await page.getByRole('tab', { name: '答案' }).click();
  await expect(page.getByTestId('answer-counts')).toContainText('个完成的解答');
  await expect(page.getByTestId('outcome')).toContainText('选出了');
  await expectAccessible(page);
});

test('servers, and a page that is not there, are told in the reader’s language', async ({ page }) => {
  await page.goto('/backends');
  await expect(page.getByRole('heading', { name: '添加服务器' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/nowhere?lang=zh');
  await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
});

test('both languages are there without storage', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new Error('forbidden');
      },
    });
  });
  await page.goto('/glossary');
  await page.getByTestId('language').click();
  await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible();
  await page.reload();
  // The address has kept it.
  await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible();
});
