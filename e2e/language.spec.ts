/** Two languages: by the browser, by choice, by link. */
import { readFileSync } from 'node:fs';
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

test('tabs are named in the reader’s language, on a fresh load and on the way from page to page', async ({ page }) => {
  for (const [address, title] of [
    ['/glossary', '术语表 · Longthink'],
    ['/experiments', '实验 · Longthink'],
    ['/experiments/new', '新建实验 · Longthink'],
    ['/backends', '模型服务 · Longthink'],
  ] as const) {
    await page.goto(address);
    await expect(page).toHaveTitle(title);
  }
  const bar = page.getByRole('navigation', { name: '主导航' });
  await bar.getByRole('link', { name: '运行记录' }).click();
  await expect(page).toHaveTitle('运行记录 · Longthink');
  await bar.getByRole('link', { name: '课程' }).click();
  await expect(page).toHaveTitle('课程 · Longthink');
  await page.goBack();
  await expect(page).toHaveTitle('运行记录 · Longthink');
  await page.getByTestId('language').click();
  await expect(page).toHaveTitle('Runs · Longthink');
});

test('servers, and a page that is not there, are told in the reader’s language', async ({ page }) => {
  await page.goto('/backends');
  await expect(page.getByRole('heading', { name: '添加服务器' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/nowhere?lang=zh');
  await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
});

test('a grid is asked for in Chinese, with its estimate', async ({ page }) => {
  await page.goto('/experiments/new');
  await expect(page.getByRole('heading', { name: '新建实验' })).toBeVisible();
  await expect(page.getByTestId('estimate')).toContainText('能够显出的最小差');
  await expect(page.getByRole('button', { name: '开始实验' })).toBeEnabled({ timeout: 60_000 });
  await expectAccessible(page);
});

test('what cannot be asked for, and rows that were left out, are told in Chinese', async ({ page, request }) => {
  await page.goto('/?strategy=beam-search&n=2&m=8');
  await expect(page.locator('#why-blocked')).toContainText('宽度 M：每个前缀 8 个后续超过预算 n = 2');
  await expect(page.locator('#main')).toContainText('等差数列');
  await page.goto('/experiments/new?m=8');
  await expect(page.getByRole('button', { name: 'DVTS，n 4', exact: true })).toHaveAttribute(
    'title',
    /\p{Script=Han}/u,
  );
  await page.getByText('导入其他题库').click();
  await page.getByLabel('题目文件').setInputFiles({
    name: 'own.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from('{"problem":"1+1","answer":"2"}\n{"problem":"2+2","answer":""}\n{"a":1}\n'),
  });
  await page.getByRole('button', { name: '导入', exact: true }).click();
  const report = page.getByTestId('import-report');
  await expect(report).toContainText('answer 为空（answer）');
  await expect(report).toContainText('没有含 problem 的列');
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByTestId('import-error')).toContainText('已有题库“own”');
  const { error } = (await (await request.post('/api/problems/import?set=own', { data: '{}' })).json()) as {
    readonly error: { readonly message: string };
  };
  expect(error.message).toBe('There is a set “own” already. Choose another name, or say that it is to be replaced.');
  await request.delete('/api/problems/sets/own');
});

test('an experiment is told in Chinese: its verdict, its curves, its tables, its printed figures', async ({ page }) => {
  await page.goto('/experiments/tiny-math-500');
  const verdict = page.getByTestId('verdict');
  await expect(verdict.getByRole('heading')).toHaveText(/基线.*。$/);
  await expect(page.getByRole('heading', { name: /^准确率与 FLOPs 的关系$/ })).toBeVisible();
  await expect(page.getByTestId('legend').getByRole('button', { name: '束搜索', exact: true })).toBeVisible();
  await expect(page.getByTestId('method')).toContainText('误差带是对题目做自助法');
  await expect(page).toHaveTitle(/ · Longthink$/);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByTestId('accuracy')
      .getByRole('button', { name: /^保存为 SVG/ })
      .click(),
  ]);
  const figure = readFileSync(await saved.path(), 'utf8');
  expect(figure).toContain('解出的题目比例');
  expect(figure).toContain('束搜索（加权投票）');
  expect(figure).not.toContain('Bands are');
  await expectAccessible(page);
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
