/** Races: several runs on one clock, started together, against what there is, over again, and out of a file. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

const lanesOf = (page: Page) => page.getByTestId('lane');
const amount = async (page: Page, lane: number, measure: string) =>
  Number(await lanesOf(page).nth(lane).locator(`[data-measure=${measure}]`).getAttribute('data-amount'));

const settings = [
  { strategy: 'beam-search', config: { n: 8, beamWidth: 2 } },
  { strategy: 'dvts', config: { n: 8, beamWidth: 2 } },
  { strategy: 'best-of-n', config: { n: 8 } },
] as const;

test('beam search against DVTS and best-of-N: every meter ends at its ledger, to the token', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const ids: string[] = [];
  for (const each of settings) ids.push(await startRun(request, { ...each, seed: 5 }));
  await page.goto(`/race?runs=${ids.join(',')}`);
  await expect(lanesOf(page)).toHaveCount(3);
  const ledgers = [];
  for (const id of ids) ledgers.push(await whenEnded(request, id));
  await expect(page.getByTestId('race')).toHaveAttribute('data-live', 'false');
  for (const [lane, { lastSeq, policyTokens }] of ledgers.entries()) {
    await expect(lanesOf(page).nth(lane)).toHaveAttribute('data-end', String(lastSeq));
    expect(await amount(page, lane, 'tokens')).toBe(policyTokens);
    expect(await amount(page, lane, 'flops')).toBeGreaterThan(0);
    const entries = (await downloadLog(request, ids[lane]!)).trimEnd().split('\n');
    const times = [entries[0]!, entries.at(-1)!].map((line) => (JSON.parse(line) as { at: number }).at);
    expect(await amount(page, lane, 'seconds')).toBeCloseTo((times[1]! - times[0]!) / 1000, 3);
    await expect(lanesOf(page).nth(lane).getByTestId('lane-answer')).toContainText(/Right|Wrong|no answer/);
  }
  await expect(page.getByTestId('outcome')).toContainText(/right answer/);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('one clock moves all lanes, counts what one likes, and stands in the address', async ({ page, request }) => {
  const ids: string[] = [];
  for (const each of settings.slice(0, 2)) ids.push(await startRun(request, { ...each, seed: 5 }));
  for (const id of ids) await whenEnded(request, id);
  await page.goto(`/race?runs=${ids.join(',')}`);
  await expect(page.getByTestId('end-pill')).toHaveText('Over');
  await page.getByLabel('What the clock counts').selectOption('tokens');
  const total = Number(await page.getByTestId('race').getAttribute('data-total'));
  expect(total).toBe(Math.max(await amount(page, 0, 'tokens'), await amount(page, 1, 'tokens')));
  await page.getByTestId('cursor').fill(String(total / 2));
  await expect(page).toHaveURL(/by=tokens&at=/);
  for (const lane of [0, 1]) expect(await amount(page, lane, 'tokens')).toBeLessThanOrEqual(total / 2);
  const cursors = await lanesOf(page).evaluateAll((all) => all.map((lane) => lane.getAttribute('data-cursor')));
  await page.reload();
  await expect(lanesOf(page).nth(1)).toHaveAttribute('data-cursor', cursors[1]!);
  await expect(lanesOf(page).nth(0)).toHaveAttribute('data-cursor', cursors[0]!);
  await page.getByRole('button', { name: 'To the start' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByTestId('end-pill')).toHaveText('Over', { timeout: 40_000 });
});

test('a lane ends when its budget is spent, with the answer that it held then', async ({ page, request }) => {
  const ids: string[] = [];
  for (const each of settings.slice(1)) ids.push(await startRun(request, { ...each, seed: 5 }));
  for (const id of ids) await whenEnded(request, id);
  await page.goto(`/race?runs=${ids.join(',')}`);
  await expect(page.getByTestId('end-pill')).toHaveText('Over');
  await page.getByLabel('Budgets').selectOption('tokens');
  await page
    .getByLabel(/Tokens that .* may spend/)
    .first()
    .fill('60');
  await expect(lanesOf(page).first().getByTestId('lane-message')).toContainText('budget is spent');
  expect(await amount(page, 0, 'tokens')).toBeLessThanOrEqual(60);
  await expect(page).toHaveURL(/limit=tokens&budgets=60/);
  // Another lane takes no budget from those that there are.
  const other = await startRun(request, { ...settings[0], seed: 6 });
  await whenEnded(request, other);
  await page.getByRole('button', { name: 'Against …' }).click();
  await page.getByTestId('against').locator(`[data-run-id="${other}"]`).click();
  await expect(lanesOf(page)).toHaveCount(3);
  await expect(lanesOf(page).first().getByTestId('lane-message')).toContainText('budget is spent');
  await expect(page).toHaveURL(new RegExp(`runs=[^&]*${other}[^&]*&limit=tokens&budgets=60`));
});

test('while logs are on their way nothing is said of their runs but what they are', async ({ page, request }) => {
  const ids: string[] = [];
  for (const each of settings.slice(0, 2)) ids.push(await startRun(request, { ...each, seed: 5 }));
  for (const id of ids) await whenEnded(request, id);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/runs\/[^/]+\/events/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/race?runs=${ids.join(',')}`);
  await expect(lanesOf(page).first().getByRole('heading')).toHaveText('Beam search');
  await expect(lanesOf(page).nth(1).getByRole('heading')).toHaveText('DVTS');
  await expect(page.getByTestId('end-pill')).toHaveText('Opening');
  await expect(lanesOf(page).first().getByTestId('lane-message')).toContainText('Opening');
  const said = await page.getByTestId('race').innerText();
  expect(said).not.toMatch(/not yet|Nobody|at the same time|no answer|0\.0+ s/);
  release();
  await expect(page.getByTestId('outcome')).toContainText(/right answer/);
  await expect(page.getByTestId('end-pill')).toHaveText('Over');
});

test('the mark of the first stands on the lane that is named, and on each that is tied', async ({ page, request }) => {
  const ids: string[] = [];
  for (const each of settings) ids.push(await startRun(request, { ...each, seed: 5 }));
  for (const id of ids) await whenEnded(request, id);
  await page.goto(`/race?runs=${ids.join(',')}&by=tokens`);
  // Of searches that ran at the same time, how their pieces fell decides whether one was first or two were tied.
  const told = /^(?:First at the right answer: (?<first>.*?), at |Tied for the right answer at [^:]*: (?<tied>[^;.]*))/;
  await expect(page.getByTestId('outcome')).toContainText(told);
  const { first, tied } = told.exec((await page.getByTestId('outcome').textContent())!)!.groups!;
  const marked = lanesOf(page).filter({ has: page.getByTestId('first') });
  const names = first === undefined ? tied!.split(/, | and /) : [first];
  await expect(marked).toHaveCount(names.length);
  for (const name of names) await expect(marked.getByRole('heading').filter({ hasText: name })).toHaveCount(1);
});

test('a race of which one lane is refused is not started at all, and the lane is named', async ({ page, request }) => {
  const countOf = async () =>
    ((await (await request.get('/api/runs?limit=200')).json()) as { runs: unknown[] }).runs.length;
  const before = await countOf();
  await page.route('**/api/runs', async (route) => {
    const { strategy } = (route.request().postDataJSON() ?? {}) as { strategy?: string };
    if (route.request().method() !== 'POST' || strategy !== 'dvts') return route.continue();
    return route.fulfill({ status: 503, json: { error: { code: 'full', message: 'There is no room.' } } });
  });
  await page.goto('/?strategy=beam-search&n=8&m=2');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.getByRole('button', { name: 'Against …' }).click();
  await page.getByRole('radio', { name: /DVTS/ }).check({ force: true });
  await page.getByRole('button', { name: 'Race 2 runs' }).click();
  await expect(page.getByTestId('start-error')).toContainText('DVTS could not be started');
  await expect(page.getByTestId('start-error')).toContainText('There is no room.');
  expect(await countOf()).toBe(before);
});

test('on the start page rivals are told apart by whatever they differ in', async ({ page }) => {
  await page.goto('/?strategy=beam-search&n=8&m=2');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.getByRole('button', { name: 'Against …' }).click();
  await page.getByText('Selection, aggregation and limits').click();
  await page.getByLabel('Top-p').fill('0.9');
  await page.getByRole('button', { name: 'Against …' }).click();
  const rivals = page.getByTestId('rivals').getByRole('listitem');
  await expect(rivals.first()).toContainText('Beam search, top-p 1');
  await expect(rivals.nth(1)).toContainText('Beam search, top-p 0.9');
});

test('a race saved as one file is the same race, and so are the logs of its runs', async ({ page, request }) => {
  const ids: string[] = [];
  for (const each of settings.slice(0, 2)) ids.push(await startRun(request, { ...each, seed: 5 }));
  for (const id of ids) await whenEnded(request, id);
  await page.goto(`/race?runs=${ids.join(',')}`);
  await expect(page.getByTestId('end-pill')).toHaveText('Over');
  await expect(lanesOf(page).first().locator('[data-measure=flops]')).toBeVisible();
  await page.getByLabel('What the clock counts').selectOption('tokens');
  await page.getByLabel('Budgets').selectOption('tokens');
  await page
    .getByLabel(/Tokens that .* may spend/)
    .first()
    .fill('60');
  await expect(lanesOf(page).first().getByTestId('lane-message')).toContainText('budget is spent');
  const outcome = (await page.getByTestId('outcome').textContent())!;
  const meters = await page.getByTestId('meters').allTextContents();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the race' }).click(),
  ]);
  const text = await readFile(await download.path());
  await page.goto('/race');
  await page.setInputFiles('input[type=file]', { name: 'race.ndjson', mimeType: 'text/plain', buffer: text });
  await expect(lanesOf(page)).toHaveCount(2);
  await expect(page.getByTestId('outcome')).toHaveText(outcome);
  expect(await page.getByTestId('meters').allTextContents()).toEqual(meters);
  await expect(page).toHaveURL(/by=tokens&limit=tokens&budgets=60/);
  // Where recorded runs are opened it is known for a race.
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', { name: 'race.ndjson', mimeType: 'text/plain', buffer: text });
  await expect(lanesOf(page)).toHaveCount(2);
  await expect(page.getByTestId('outcome')).toHaveText(outcome);
  expect(await page.getByTestId('meters').allTextContents()).toEqual(meters);
  await page.goto('/race');
  await page.setInputFiles('input[type=file]', { name: 'no.ndjson', mimeType: 'text/plain', buffer: Buffer.from('{') });
  await expect(page.getByTestId('file-error')).toContainText('Line 1');
});

test('Against: on a run’s page a new rival is started, or one that there is comes along', async ({ page, request }) => {
  const id = await startRun(request, { ...settings[0], seed: 7 });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Against …' }).click();
  const dialog = page.getByTestId('against');
  await dialog.getByLabel('Strategy').selectOption({ label: 'Best-of-N' });
  await dialog.getByLabel('Budget n').fill('4');
  await dialog.getByText('Selection, aggregation and limits').click();
  await dialog.getByLabel('Top-p').fill('0.9');
  await dialog.getByRole('button', { name: 'Start and race' }).click();
  await expect(page).toHaveURL(new RegExp(`/race\\?runs=${id},`));
  await expect(lanesOf(page)).toHaveCount(2);
  await expect(lanesOf(page).nth(1).getByRole('heading')).toContainText('Best-of-N');
  const other = await startRun(request, { ...settings[1], seed: 7 });
  await whenEnded(request, other);
  await page.getByRole('button', { name: 'Against …' }).click();
  await page.getByTestId('against').locator(`[data-run-id="${other}"]`).click();
  await expect(lanesOf(page)).toHaveCount(3);
  await page.getByRole('button', { name: /Take DVTS.* out of the race/ }).click();
  await expect(lanesOf(page)).toHaveCount(2);
});

test('Against: on the start page settings are put aside and all of them started at once', async ({ page }) => {
  await page.goto('/?strategy=beam-search&n=8&m=2');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.getByRole('button', { name: 'Against …' }).click();
  await expect(page.getByText('Change what it is to race against')).toBeVisible();
  await page.getByRole('radio', { name: /DVTS/ }).check({ force: true });
  await expect(page.getByTestId('rivals')).toContainText('Beam search');
  await expectAccessible(page);
  await page.reload();
  await page.getByRole('button', { name: 'Race 2 runs' }).click();
  await expect(page).toHaveURL(/\/race\?runs=/);
  await expect(lanesOf(page)).toHaveCount(2);
  await expect(lanesOf(page).first().getByRole('heading')).toContainText('Beam search');
  await expect(lanesOf(page).nth(1).getByRole('heading')).toContainText('DVTS');
});

test('what is no run any more, and what is another problem, is said', async ({ page, request }) => {
  const one = await startRun(request, { ...settings[2], problem: 1 });
  const other = await startRun(request, { ...settings[2], problem: 2 });
  for (const id of [one, other]) await whenEnded(request, id);
  await page.goto(`/race?runs=${one},${other},nothing`);
  await expect(page.getByTestId('strangers')).toBeVisible();
  await expect(lanesOf(page).nth(2).getByTestId('lane-message')).toContainText('There is no such run');
});
