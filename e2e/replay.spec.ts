import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

const file = (text: string, name = 'run.ndjson') => ({
  name,
  mimeType: 'application/x-ndjson',
  buffer: Buffer.from(text),
});

test('a downloaded log opens again from a file and can be kept', async ({ page, request }) => {
  const id = await startRun(request);
  const { lastSeq } = await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the log' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`longthink-${id}.ndjson`);
  const text = await readFile(await download.path(), 'utf8');
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', file(text));
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(lastSeq));
  await expect(page.getByTestId('answer')).toBeVisible();
  await expect(page.getByTestId('origin')).toContainText('recorded, from run.ndjson');
  await page.getByRole('button', { name: 'Keep it on this server' }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-z]+/);
  await expect(page.getByTestId('origin')).toContainText('recorded elsewhere');
});

test('the time beside the scrubber is that of the run, however its silences are played', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'majority', config: { n: 2 } });
  await whenEnded(request, id);
  const { seconds } = (await (await request.get(`/api/runs/${id}`)).json()) as { readonly seconds: number };
  const lines = (await downloadLog(request, id)).trimEnd().split('\n');
  const silent = lines.map((line, i) => {
    const entry = JSON.parse(line) as { readonly at: number };
    return JSON.stringify({ ...entry, at: entry.at + (i < 20 ? 0 : 600_000) });
  });
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', file(silent.join('\n')));
  const clock = page.getByTestId('clock');
  await expect(clock).toContainText(`of 10 min ${String(Math.round(seconds)).padStart(2, '0')} s`);
  await expect(clock).toHaveAttribute(
    'title',
    /^What the run took, without pauses\. Played in \d\.\d s:.* to 1\.5 s\.$/,
  );
  await page.goto('/replay?at=1&lang=zh');
  await page.setInputFiles('input[type=file]', file(silent.join('\n')));
  await expect(clock).toHaveText(/^0\.00 s／10 min/);
  await expect(clock).toHaveAttribute('title', /^运行所用的时间，不含暂停。/);
});

test('a broken file names the line and shows what could be read', async ({ page, request }) => {
  const id = await startRun(request);
  await whenEnded(request, id);
  const lines = (await downloadLog(request, id)).trimEnd().split('\n');
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', file('this is no log\n'));
  await expect(page.getByTestId('file-error')).toContainText('Line 1: not JSON');
  await page.setInputFiles(
    'input[type=file]',
    file([...lines.slice(0, 40), '{"seq":41,', ...lines.slice(41)].join('\n'), 'half.ndjson'),
  );
  await expect(page.getByTestId('file-error')).toContainText('Line 41');
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', '40');
  // A log that stops is not a live one.
  await expect(page.getByTestId('end-pill')).toHaveText('The end');
  await expect(page.getByTestId('cut-short')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep it on this server' })).toBeHidden();
});

test('entries that are well written but contradict each other are told as such', async ({ page, request }) => {
  const id = await startRun(request);
  await whenEnded(request, id);
  const entries = (await downloadLog(request, id))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { seq: number; event: { type: string } });
  const at = entries.findIndex((entry) => entry.event.type === 'node-opened');
  const twice = [...entries.slice(0, at + 1), entries[at]!, ...entries.slice(at + 1)].map((entry, i) =>
    JSON.stringify({ ...entry, seq: i + 1 }),
  );
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', file(twice.join('\n')));
  await expect(page.getByTestId('file-error')).toContainText(`Entry ${at + 2}`);
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(at + 1));
});

test('another file takes the place of the first, whatever its name', async ({ page, request }) => {
  const [one, other] = [
    await startRun(request, { config: { n: 4 } }),
    await startRun(request, { strategy: 'majority', config: { n: 4 } }),
  ];
  await whenEnded(request, one);
  const { lastSeq } = await whenEnded(request, other);
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', file(await downloadLog(request, one)));
  await expect(page.getByTestId('answer')).toBeVisible();
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(page).toHaveURL(/at=1/);
  await page.setInputFiles('input[type=file]', file(await downloadLog(request, other)));
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(lastSeq));
  await expect(page.getByTestId('run')).toHaveAttribute('data-cursor', String(lastSeq));
  await expect(page.getByRole('banner').or(page.getByTestId('run')).getByText('Majority vote').first()).toBeVisible();
});

test('a log dropped on the page opens', async ({ page, request }) => {
  const id = await startRun(request);
  const { lastSeq } = await whenEnded(request, id);
  const text = await downloadLog(request, id);
  await page.goto('/replay');
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'dropped.ndjson'));
    return data;
  }, text);
  await page.getByTestId('drop-zone').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(lastSeq));
  await expect(page.getByTestId('origin')).toContainText('dropped.ndjson');
});

test('hostile text in a log is shown as text and harms nothing', async ({ page, request }) => {
  const errors = watchErrors(page);
  const outside: string[] = [];
  page.on('request', (each) => {
    if (
      !each.url().startsWith('http://127.0.0.1') &&
      !each.url().startsWith('blob:') &&
      !each.url().startsWith('data:')
    )
      outside.push(each.url());
  });
  const id = await startRun(request, { config: { n: 4, beamWidth: 4 } });
  await whenEnded(request, id);
  const hostile = [
    '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>',
    '$\\href{javascript:window.harmed=1}{x}$ $\\includegraphics{http://example.com/x.png}$ $\\htmlStyle{position:fixed}{x}$',
    `$${'{'.repeat(5_000)}x${'}'.repeat(5_000)}$`,
    `$$\\sqrt{${'\\sqrt{'.repeat(300)}x${'}'.repeat(301)}$$`,
    '\u0000\u0007\u001b[31m \u202Egnirts desrever',
    '$\\hspace{-99999em}x$ $\\rule{9999em}{9999em}$',
    '\\[ '.repeat(2_000),
    'x'.repeat(1_000_000),
  ];
  let next = 0;
  const lines = (await downloadLog(request, id))
    .trimEnd()
    .split('\n')
    .map((line) => {
      const entry = JSON.parse(line) as { event: { type: string; text?: string } };
      if (entry.event.type === 'node-text' && next < hostile.length)
        entry.event.text = `${hostile[next++]} ${entry.event.text}`;
      return JSON.stringify(entry);
    });
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', file(lines.join('\n')));
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(lines.length));
  await page.getByTestId('tree-outline').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 4; i++) {
    await expect(page.getByTestId('step-text')).toBeVisible();
    await page.keyboard.press('ArrowDown');
  }
  for (let i = 0; i < 6; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(page.locator('[data-node]').first()).toBeVisible();
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(
    await page
      .locator('[data-testid=run] img, [data-testid=run] script, [data-testid=run] a[href^="javascript"]')
      .count(),
  ).toBe(0);
  expect(outside).toEqual([]);
  expect(errors).toEqual([]);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the replay page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/replay');
    await expectAccessible(page);
  });
}

test('Against: a run out of a file is kept first, then raced; where it cannot be kept nothing is started', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { strategy: 'majority', config: { n: 4 }, seed: 17 });
  await whenEnded(request, id);
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', file(await downloadLog(request, id)));
  await page.getByRole('button', { name: 'Against …' }).click();
  const dialog = page.getByTestId('against');
  await expect(dialog).toContainText('This keeps the log on this server first.');
  const started: string[] = [];
  page.on('request', (sent) => {
    if (sent.method() === 'POST' && new URL(sent.url()).pathname === '/api/runs') started.push(sent.url());
  });
  await page.route('**/api/runs/import', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'full', message: 'The disk is full.' } } }),
  );
  await dialog.getByRole('button', { name: 'Start and race' }).click();
  await expect(dialog.getByTestId('start-error')).toContainText('The disk is full.');
  expect(started).toEqual([]);
  await page.unroute('**/api/runs/import');
  await dialog.locator(`[data-run-id="${id}"]`).click();
  await expect(page).toHaveURL(new RegExp(`/race\\?runs=[0-9a-z-]+,${id}`));
  await expect(page.getByTestId('lane')).toHaveCount(2);
});
