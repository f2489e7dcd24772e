import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, whenEnded } from './testing/app';
import { startSecondVerifier } from './testing/second-verifier';
import { OwnServer } from './testing/server';

test.describe.configure({ mode: 'serial' });

/** Hard problems, on which the verifier errs now and then. */
test.beforeAll(async ({ request }) => {
  const ids: string[] = [];
  for (const problem of [1, 5, 9, 13, 17, 21])
    for (const strategy of ['best-of-n', 'beam-search'])
      ids.push(await startRun(request, { strategy, config: { n: 16 }, level: 5, problem }));
  for (const id of ids) await whenEnded(request, id);
});

test('a verifier is judged by the logs of its runs, and what it got wrong opens at its node', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation').getByRole('link', { name: 'Verifiers' }).click();
  await expect(page.getByRole('heading', { name: 'Verifiers', level: 1 })).toBeVisible();
  await page.getByLabel('Where').selectOption('runs');
  await expect(page).toHaveURL(/of=runs/);
  const headline = page.getByTestId('lab-headline');
  await expect(headline).toHaveAttribute('data-reading', 'false');
  await expect(headline).toContainText(/solutions of \d+ problems/);
  await expect(page.getByRole('img', { name: 'Reliability diagram of solutions' })).toBeVisible();
  await page.getByRole('button', { name: 'Steps', exact: true }).click();
  await expect(page.getByRole('img', { name: 'Reliability diagram of steps' })).toBeVisible();
  await expect(page.getByTestId('areas')).toContainText('By step position');
  await expect(page.getByTestId('gaps').getByRole('row')).not.toHaveCount(1);

  await page.getByRole('tab', { name: /^Cliffs/ }).click();
  await page.getByLabel('A cliff from a fall of').fill('0.2');
  await expect(page).toHaveURL(/failures=cliff/);
  await expect(page).toHaveURL(/fall=0.2/);
  const row = page.getByTestId('failure-row').first();
  const link = row.getByRole('link');
  const node = new URL((await link.getAttribute('href'))!, page.url()).searchParams.get('node');
  await link.click();
  await expect(page).toHaveURL(new RegExp(`node=${node?.replaceAll('.', String.raw`\.`)}`));
  await expect(page.getByRole('tab', { name: 'Step', selected: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('tab', { name: /^Cliffs/, selected: true })).toBeVisible();
});

test('a branch that was cut is written to its end as often as one likes, and its row tells how often that came right', async ({
  page,
  request,
}) => {
  // Where duplicates compete, some of what comes right is cut as the same words go on elsewhere.
  const id = await startRun(request, {
    strategy: 'beam-search',
    config: { n: 16, beamWidth: 4, temperature: 0.3, duplicates: 'kept' },
    level: 1,
    problem: 2,
    seed: 1,
  });
  await whenEnded(request, id);
  const log = await downloadLog(request, id);
  await page.goto('/verifiers?verifier=prm&of=runs&failures=right-cut');
  await expect(page.getByRole('tab', { name: /^Right, cut/, selected: true })).toBeVisible();
  const row = page
    .getByTestId('failure-row')
    .filter({ has: page.locator(`a[href*="${id}"]`) })
    .first();
  await row.getByText('Write it to its end').click();
  const form = row.getByTestId('revive');
  await form.getByLabel('Times').fill('3');
  await form.getByLabel('Tokens each, at most').fill('200');
  await form.getByRole('button', { name: 'Revive it' }).click();
  await expect(form.getByTestId('revived')).toContainText(/^[0-3] of 3 came right \(95\s%: /, { timeout: 60_000 });
  await form.getByText(/^The first( right one)?$/).click();
  await expect(form.locator('pre')).not.toBeEmpty();
  await expectAccessible(page);
  expect(await downloadLog(request, id)).toBe(log);
});

test.describe('another verifier', () => {
  const folder = 'test-results/second-verifier';
  const file = join(process.cwd(), folder, 'longthink.config.json');
  const server = new OwnServer(`${folder}/data`, { LONGTHINK_CONFIG: file });
  let second: Awaited<ReturnType<typeof startSecondVerifier>>;

  test.beforeAll(async () => {
    second = await startSecondVerifier();
    mkdirSync(folder, { recursive: true });
    const verifiers = [{ name: 'second', kind: 'score-api', url: second.url }];
    writeFileSync(file, JSON.stringify({ verifiers }));
    await server.start({ isAnyState: true });
  });
  test.afterAll(async () => {
    await server.stop();
    await second.close();
  });

  test('scores the same solutions again, and both are laid beside each other', async ({ page, request }) => {
    const { problems } = (await (await request.get(`${server.address}/api/problems?level=5&limit=8`)).json()) as {
      problems: { set?: string }[];
    };
    for (const { set: _set, ...problem } of problems.slice(0, 3)) {
      const data = { problem, strategy: 'best-of-n', config: { n: 8 }, verifier: 'prm', seed: 1 };
      expect((await request.post(`${server.address}/api/runs`, { data })).status()).toBe(201);
    }
    await expect(async () => {
      const listed = (await (await request.get(`${server.address}/api/runs`)).json()) as { runs: { status: string }[] };
      expect(listed.runs.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
    }).toPass({ timeout: 60_000 });
    await page.goto(`${server.address}/verifiers?verifier=prm&of=runs`);
    const section = page.getByTestId('comparison');
    await section.getByLabel('Score again with').selectOption('second');
    await section.getByRole('button', { name: 'Score again' }).click();
    await expect(section.getByTestId('compared')).toHaveAttribute('data-pending', '0', { timeout: 60_000 });
    await expect(section.getByTestId('comparison-words')).toContainText(/^On \d+ solutions of 3 runs, /);
    await expect(section.getByRole('img', { name: /^Scores of \d+ solutions by both/ })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: `${folder}/compared.png`, fullPage: true });
  });

  test('is asked on the card of a decision whom it would have kept', async ({ page, request }) => {
    const { problems } = (await (await request.get(`${server.address}/api/problems?level=4&limit=8`)).json()) as {
      problems: { set?: string }[];
    };
    const { set: _set, ...problem } = problems[0]!;
    const config = { n: 16, beamWidth: 4 };
    const data = { problem, strategy: 'beam-search', config, verifier: 'prm', seed: 2 };
    const started = await request.post(`${server.address}/api/runs`, { data });
    const { runId } = (await started.json()) as { runId: string };
    await expect(async () => {
      const { status } = (await (await request.get(`${server.address}/api/runs/${runId}`)).json()) as {
        status: string;
      };
      expect(status).toBe('finished');
    }).toPass({ timeout: 60_000 });
    await page.goto(`${server.address}/runs/${runId}?node=0.0&card=1`);
    const other = page.getByTestId('other-verifiers');
    await other.getByRole('button', { name: 'Ask second' }).click();
    const told = other.getByRole('status').filter({ hasText: /would live|would not|The same/ });
    await expect(told).toHaveCount(1, { timeout: 60_000 });
    await expectAccessible(page);
    // It is known when the card is opened again.
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await expect(told).toHaveCount(1);
    await page.screenshot({ path: `${folder}/decision.png` });
  });
});

test('the same solutions come as lines to train with', async ({ request }) => {
  const reply = await request.get('/api/verifiers/training.jsonl?verifier=prm&of=runs');
  expect(reply.headers()['content-disposition']).toContain('longthink-prm-stepwise.jsonl');
  const lines = (await reply.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { prompt: string; completions: string[]; labels: boolean[]; isRight: boolean });
  expect(lines.length).toBeGreaterThan(50);
  for (const { completions, labels, isRight } of lines) {
    expect(labels).toHaveLength(completions.length);
    if (isRight) expect(labels.every(Boolean)).toBe(true);
  }
});

test('of a recorded experiment, whose logs are not kept, digests tell what they can', async ({ page }) => {
  await page.goto('/verifiers?verifier=prm&of=tiny-math-500');
  await expect(page.getByTestId('lab-headline')).toContainText('not kept', { timeout: 60_000 });
  await expect(page.getByTestId('run-reliability')).toBeVisible();
  await expect(
    page
      .getByTestId('gaps')
      .getByRole('link', { name: /tiny-math-500/ })
      .first(),
  ).toBeVisible({
    timeout: 60_000,
  });
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the lab of verifiers, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto('/verifiers');
      await expect(page.getByTestId('failures')).toBeVisible({ timeout: 60_000 });
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}
