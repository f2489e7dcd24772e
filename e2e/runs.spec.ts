import { expect, test } from '@playwright/test';
import { expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

test('runs are listed, filtered, and deleted', async ({ page, request }) => {
  const id = await startRun(request, {
    strategy: 'majority',
    config: { n: 4 },
    text: 'Simplify $4x + 9 + 3x - 2$ filter me.',
  });
  await whenEnded(request, id);
  await page.goto('/runs');
  await page.getByLabel(/strategy/i).selectOption('majority');
  await page.getByRole('searchbox').fill('filter me');
  const row = page.locator(`[data-run-id="${id}"]`);
  await expect(row).toBeVisible();
  await expect(page.getByTestId('run-row')).toHaveCount(1);
  await expect(page).toHaveURL(/strategy=majority/);
  await row.getByRole('button', { name: /^Delete/ }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByTestId('undo-bar')).toContainText('gone for good after 8 seconds');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  await expect(page.getByTestId('undo-bar')).toHaveCount(0);
  await row.getByRole('button', { name: /^Delete/ }).click();
  await expect(page.getByText('No run matches')).toBeVisible();
  // It is still there until then; leaving the page ends the wait.
  expect((await request.get(`/api/runs/${id}`)).status()).toBe(200);
  await page.getByRole('navigation').getByRole('link', { name: 'New run' }).click();
  await expect(async () => expect((await request.get(`/api/runs/${id}`)).status()).toBe(404)).toPass();
});

test('the table has the columns that one chooses, sorted, by problem, and ticked runs side by side', async ({
  page,
  request,
}) => {
  const ids: string[] = [];
  for (const n of [2, 8, 4])
    ids.push(await startRun(request, { strategy: 'best-of-n', config: { n }, text: 'Simplify $5x + 2x$ in a table.' }));
  for (const id of ids) await whenEnded(request, id);
  await page.goto('/runs?text=in+a+table');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const rows = page.getByTestId('run-table-row');
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'n', exact: true }).click();
  await page.getByRole('button', { name: /^n ↑/ }).click();
  await expect(page).toHaveURL(/sort=-n/);
  await expect(rows.first()).toHaveAttribute('data-run-id', ids[1]!);
  await page.getByText('Columns', { exact: true }).click();
  await page.getByLabel('Seed', { exact: true }).check();
  await expect(page.getByRole('columnheader', { name: 'Seed' })).toBeVisible();
  await page.getByText('Columns', { exact: true }).click();
  await page.getByRole('button', { name: 'By problem' }).click();
  await expect(page.getByTestId('run-table')).toContainText('3 runs');
  await rows.nth(0).getByRole('checkbox').check();
  await rows.nth(1).getByRole('checkbox').check();
  const compared = page.getByTestId('compare-runs');
  await expect(compared.getByRole('row', { name: /^n 8 4/ })).toHaveAttribute('data-differs', 'true');
  await expect(compared.getByRole('link', { name: 'Race them' })).toHaveAttribute(
    'href',
    `/race?runs=${ids[1]},${ids[2]}`,
  );
  await expect(page).toHaveURL(new RegExp(`ticked=${ids[1]}.*${ids[2]}`));
  await page.reload();
  await expect(compared.getByRole('row', { name: /^n 8 4/ })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('old runs are deleted together, after a question that says how many', async ({ page, request }) => {
  expect((await request.delete('/api/runs')).status()).toBe(400);
  expect(await (await request.delete('/api/runs?days=1')).json()).toEqual({ runs: 0 });
  await whenEnded(request, await startRun(request));
  const older = (await (await request.get('/api/runs/older?days=0')).json()) as { readonly runs: number };
  expect(older.runs).toBeGreaterThan(0);

  // Nothing here is a month old: the page is told of some.
  const deleted: string[] = [];
  await page.route('**/api/runs/older?*', (route) => route.fulfill({ json: { runs: 312 } }));
  await page.route('**/api/runs?days=*', (route) => {
    deleted.push(`${route.request().method()} ${new URL(route.request().url()).search}`);
    return route.fulfill({ json: { runs: 312 } });
  });
  await page.goto('/runs');
  await page.getByLabel('Delete runs older than').selectOption('30 days');
  await expect(page.getByText('312 runs older than 30 days.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete runs older than 30 days' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Delete 312 runs older than 30 days?');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('312 runs deleted.')).toBeVisible();
  expect(deleted).toEqual(['DELETE ?days=30']);
});

test('earlier runs open from the start page', async ({ page, request }) => {
  const id = await startRun(request);
  await whenEnded(request, id);
  await page.goto('/');
  await page
    .getByRole('complementary')
    .getByRole('link', { name: /Beam search/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/runs\//);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the list and on the backends, ${colorScheme}`, async ({ page, request }) => {
    await whenEnded(request, await startRun(request));
    await page.emulateMedia({ colorScheme });
    await page.goto('/runs');
    await expect(page.getByTestId('run-row').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/backends');
    await expect(page.getByTestId('backend').first()).toBeVisible();
    await expectAccessible(page);
  });
}

test('a star, tags and notes are kept beside a run, found again, and leave its log as it is', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 2 }, text: 'Simplify $3x + 4x$ to mark.' });
  const { lastSeq } = await whenEnded(request, id);
  await page.goto(`/runs/${id}?panel=run`);
  await page.getByRole('button', { name: 'Star: this run' }).click();
  await page.getByLabel('Tags').fill('odd, to show');
  await page.getByLabel('Note').fill('The second solution is the one.');
  await page.getByRole('tab', { name: 'Step' }).click();
  await page.goto(`/runs/${id}?node=0.0&panel=step`);
  await page.getByRole('button', { name: 'Star: this step' }).click();
  await page.getByLabel('Tags').fill('first');
  await page.getByLabel('Note').fill('Here it begins.');
  await page.getByRole('tab', { name: 'Answers' }).click();
  const marks = async () => (await request.get(`/api/runs/${id}/marks`)).json() as Promise<unknown>;
  await expect(async () =>
    expect(await marks()).toEqual({
      isStarred: true,
      tags: ['odd', 'to show'],
      note: 'The second solution is the one.',
      nodes: { '0.0': { isStarred: true, tags: ['first'], note: 'Here it begins.' } },
    }),
  ).toPass();
  expect((await whenEnded(request, id)).lastSeq).toBe(lastSeq);

  // Its side file comes to another run, beside what that one is marked with.
  const other = await startRun(request, { strategy: 'best-of-n', config: { n: 2 }, text: 'Simplify $2x + 2x$.' });
  await page.goto(`/runs/${other}?panel=run`);
  await page.getByLabel('Note').fill('Mine.');
  await page.getByRole('tab', { name: 'Run' }).focus();
  const file = await (await request.get(`/api/runs/${id}/marks`)).body();
  const choose = (buffer: Buffer) =>
    page
      .getByLabel('add those of a file')
      .setInputFiles({ name: 'a.marks.json', mimeType: 'application/json', buffer });
  await choose(Buffer.from('{"seq":1}'));
  await expect(page.getByTestId('marks-file-error')).toContainText('does not hold the marks of a run');
  await choose(file);
  await expect(page.getByLabel('Note')).toHaveValue('Mine.\n\nThe second solution is the one.');
  await expect(page.getByLabel('Tags')).toHaveValue('odd, to show');
  await expect(async () =>
    expect(await (await request.get(`/api/runs/${other}/marks`)).json()).toMatchObject({
      isStarred: true,
      nodes: { '0.0': { isStarred: true, note: 'Here it begins.' } },
    }),
  ).toPass();
  expect((await request.delete(`/api/runs/${other}`)).status()).toBe(204);

  await page.goto('/runs');
  await page.getByLabel('Starred').selectOption('yes');
  await page.getByLabel('Tag', { exact: true }).selectOption('to show');
  const row = page.locator(`[data-run-id="${id}"]`);
  await expect(row).toContainText('The second solution is the one.');
  await expect(page.getByTestId('run-row')).toHaveCount(1);
  await row.getByRole('button', { name: /^Star/ }).click();
  await expect(page.getByText('No run matches')).toBeVisible();
});

test('marked steps are seen in the tree and found again from the run; the log can take all marks along', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { config: { n: 8 } });
  await whenEnded(request, id);
  const marked = await request.patch(`/api/runs/${id}/marks`, {
    data: { tags: ['hard'], nodes: { '0.1': { note: 'Why was this cut?' }, '0.0': { isStarred: true } } },
  });
  expect(marked.status()).toBe(200);
  await page.goto(`/runs/${id}?panel=run`);
  const tree = page.getByTestId('search-tree');
  await expect(tree).toHaveAttribute('data-marked', '2');
  await expectAccessible(page);
  const steps = page.getByTestId('marked-steps').getByRole('button');
  await expect(steps).toHaveText([/^Step 0\.0/, /^Step 0\.1.*Why was this cut\?$/]);
  await steps.nth(1).click();
  await expect(page.getByTestId('step-panel')).toHaveAttribute('data-node', '0.1');
  await expect(page.getByTestId('step-panel').getByLabel('Note')).toHaveValue('Why was this cut?');
  await expect(page.getByTestId('tree-outline').getByRole('treeitem', { name: /^Marked\./ })).toHaveCount(2);

  // What another page sends is no less kept: only what was changed here goes there.
  await request.patch(`/api/runs/${id}/marks`, { data: { note: 'From elsewhere.' } });
  await page.getByTestId('step-panel').getByLabel('Note').fill('It was right.');
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(async () =>
    expect(await (await request.get(`/api/runs/${id}/marks`)).json()).toMatchObject({
      tags: ['hard'],
      note: 'From elsewhere.',
      nodes: { '0.0': { isStarred: true }, '0.1': { note: 'It was right.' } },
    }),
  ).toPass();

  await page.locator('summary', { hasText: 'Download the log' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the log, with marks' }).click(),
  ]);
  const path = await download.path();
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', path);
  await expect(tree).toHaveAttribute('data-marked', '2');
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(page.getByTestId('marks')).toContainText('From elsewhere.');
  await page.getByRole('button', { name: 'Keep it on this server' }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-z]+/);
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(page.getByTestId('marks').getByLabel('Note')).toHaveValue('From elsewhere.');
  expect(errors).toEqual([]);
});

test('a log and the side file that lies beside it are opened together', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 2 } });
  await whenEnded(request, id);
  const log = await (await request.get(`/api/runs/${id}/events`)).body();
  const marks = Buffer.from(JSON.stringify({ note: 'Look here.', nodes: { '0.0': 'As it was written before.' } }));
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', [
    { name: 'a.marks.json', mimeType: 'application/json', buffer: marks },
    { name: 'a.ndjson', mimeType: 'application/x-ndjson', buffer: log },
  ]);
  await expect(page.getByTestId('search-tree')).toHaveAttribute('data-marked', '1');
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(page.getByTestId('marks')).toContainText('Look here.');
  await page.getByTestId('marked-steps').getByRole('button').click();
  await expect(page.getByTestId('step-marks')).toContainText('As it was written before.');
});

test('a table is sorted and grouped as a whole, however much of the list is shown', async ({ page, request }) => {
  // Of one problem, more than a page of the list; the largest is the oldest.
  const text = 'Sort $7x$ of them.';
  const base = await startRun(request, { strategy: 'best-of-n', config: { n: 1 }, text });
  await whenEnded(request, base);
  const log = (await (await request.get(`/api/runs/${base}/events`)).text()).trimEnd();
  const ids = [base];
  for (let n = 60; n > 15; n--) {
    const reply = await request.post('/api/runs/import', {
      data: log.replace('"n":1,', `"n":${n},`),
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect(reply.status(), await reply.text()).toBe(201);
    ids.push(((await reply.json()) as { runId: string }).runId);
  }
  await page.goto(`/runs?view=table&text=${encodeURIComponent('Sort $7x$')}`);
  const rows = page.getByTestId('run-table-row');
  await expect(rows).toHaveCount(40);
  await page.getByRole('columnheader', { name: /^n/ }).getByRole('button').click();
  await expect(rows).toHaveCount(46);
  await expect(rows.first()).toHaveAttribute('data-run-id', base);
  await page.getByRole('columnheader', { name: /^n/ }).getByRole('button').click();
  await expect(rows.first()).toHaveAttribute('data-run-id', ids[1]!);
  await page.goto(`/runs?view=table&group=problem&text=${encodeURIComponent('Sort $7x$')}`);
  await expect(page.getByRole('rowheader')).toContainText('46 runs');
  await expect(page.getByTestId('of-newest')).toHaveCount(0);
  await expectAccessible(page);
  for (const id of ids) await request.delete(`/api/runs/${id}`);
});
