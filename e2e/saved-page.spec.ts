/** Pages that stand alone: from a disk, with the network off, whatever is in them. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test, type APIRequestContext, type Browser, type Page } from '@playwright/test';
import { expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';
import { hostileLog, largeLog, smallLog } from './testing/made-logs';

const folder = mkdtempSync(join(tmpdir(), 'longthink-saved-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Opened {
  readonly page: Page;
  readonly errors: readonly string[];
  /** Whatever was asked for besides the file itself. */
  readonly asked: readonly string[];
}

/** The file in a browser that has no network. */
async function openAlone(browser: Browser, file: string, hash = ''): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.setOffline(true);
  const page = await context.newPage();
  const errors = watchErrors(page);
  const asked: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(?:data|blob):/.test(request.url())) asked.push(request.url());
  });
  await page.goto(`${address}${hash}`);
  return { page, errors, asked };
}

async function save(request: APIRequestContext, path: string, name: string): Promise<string> {
  const reply = await request.get(path);
  expect(reply.status()).toBe(200);
  expect(reply.headers()['content-disposition']).toMatch(/^attachment; filename=".+\.html"$/);
  const file = join(folder, name);
  writeFileSync(file, await reply.body());
  return file;
}

async function importLog(request: APIRequestContext, entries: readonly unknown[]): Promise<string> {
  const reply = await request.post('/api/runs/import', {
    data: entries.map((entry) => JSON.stringify(entry)).join('\n'),
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  return ((await reply.json()) as { runId: string }).runId;
}

test('a run saved from its page has tree, scrubber, inspector and votes, from a disk and without a network', async ({
  page,
  request,
  browser,
}) => {
  test.slow();
  const id = await startRun(request, { strategy: 'dvts', config: { n: 16 } });
  const { lastSeq, answer } = await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  const nodes = await page.getByTestId('search-tree').getAttribute('data-nodes');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as a page' }).click(),
  ]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  expect(statSync(file).size).toBeLessThan(3_000_000);
  expect(readFileSync(file, 'utf8')).not.toContain('127.0.0.1');

  const saved = await openAlone(browser, file);
  const alone = saved.page;
  await expect(alone.getByTestId('run')).toHaveAttribute('data-end', String(lastSeq));
  await expect(alone.getByTestId('search-tree')).toHaveAttribute('data-nodes', nodes!);
  await expect(alone.getByTestId('answer')).toBeVisible();
  expect(answer).toBeDefined();
  await expect(alone.getByTestId('vote').first()).toContainText('wins');
  await alone.getByTestId('tree-outline').focus();
  await alone.keyboard.press('Home');
  await alone.keyboard.press('ArrowRight');
  await expect(alone.getByTestId('step-text')).toBeVisible();
  await expect(alone.getByTestId('explanation')).toBeVisible();
  await expect(alone).toHaveURL(/#\?.*node=/);
  await alone.getByRole('button', { name: 'To the start' }).click();
  await expect(alone.getByTestId('run')).not.toHaveAttribute('data-cursor', String(lastSeq));
  await expectAccessible(alone);
  // What was picked is in the address, and comes back.
  const again = await openAlone(browser, file, '#?panel=run');
  await expect(again.page.getByRole('tab', { name: 'Run' })).toHaveAttribute('aria-selected', 'true');
  for (const { errors, asked } of [saved, again]) {
    expect(errors).toEqual([]);
    expect(asked).toEqual([]);
  }
  const embedded = await openAlone(browser, file, '?embed');
  await expect(embedded.page.getByTestId('answer')).toBeVisible();
  await expect(embedded.page.getByRole('button', { name: /^Colours/ })).toHaveCount(0);
});

test('on a telephone the line of a problem shows a formula as far as there is room', async ({ request, browser }) => {
  const id = await startRun(request, { strategy: 'greedy', text: 'Expand $(6x + 2)(5x + 4)(3x - 1)(2x + 7)$.' });
  await whenEnded(request, id);
  const { page, errors } = await openAlone(browser, await save(request, `/api/runs/${id}/page`, 'formula.html'));
  await page.setViewportSize({ width: 390, height: 844 });
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toContainText('Expand');
  // The answer would take its room.
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(page.getByTestId('answer')).toBeHidden();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const parts = await title.evaluate((heading) => {
      const { bottom } = heading.getBoundingClientRect();
      const lines = [...heading.querySelector('.katex-html')!.getClientRects()];
      return lines.map((line) => (line.top + line.bottom) / 2 < bottom);
    });
    // One part of it in the line, and the rest cut off.
    expect(parts).toEqual([true, false]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(errors).toEqual([]);
});

test('a browser that runs no scripts is told so, in both languages', async ({ request, browser }) => {
  const id = await startRun(request, { strategy: 'greedy' });
  await whenEnded(request, id);
  const file = await save(request, `/api/runs/${id}/page`, 'no-scripts.html');
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(pathToFileURL(file).href);
  await expect(page.locator('noscript p[lang="en"]')).toHaveText(/needs JavaScript/);
  await expect(page.locator('noscript p[lang="zh"]')).toHaveText(/JavaScript。$/);
  await expect(page.locator('noscript p').first()).toBeVisible();
  await page.close();
});

test('a hostile log does nothing in a saved page, and its addresses and keys are not in it', async ({
  request,
  browser,
}) => {
  const entries = hostileLog();
  const id = await importLog(request, entries);
  const file = await save(request, `/api/runs/${id}/page`, 'hostile.html');
  const text = readFileSync(file, 'utf8');
  // What a text could bring into the page: there are the viewer's own scripts, and no more.
  expect(text.match(/<script/g)).toHaveLength(5);
  const { page, errors, asked } = await openAlone(browser, file);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(entries.length));
  await page.getByTestId('tree-outline').focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press(i % 3 === 0 ? 'ArrowRight' : 'ArrowDown');
    await expect(page.getByRole('tabpanel')).toBeVisible();
  }
  const { page: call } = await openAlone(browser, file, '#?node=0.0&panel=step');
  await call.getByTestId('call').first().locator('summary').click();
  await expect(call.getByTestId('call').first()).toContainText('http://server/v1/completions');
  expect(await call.getByTestId('run').innerText()).not.toMatch(/secret/);
  for (const panel of ['Answers', 'Run']) await page.getByRole('tab', { name: panel }).click();
  for (let i = 0; i < 6; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(await page.locator('#viewer img, #viewer script, #viewer a[href], #viewer iframe').count()).toBe(0);
  expect(asked).toEqual([]);
  // Not even what got into the page could run there.
  await page.evaluate(() => {
    const script = document.createElement('div');
    script.innerHTML = '<img src=x onerror="window.harmed=1">';
    document.body.append(script);
  });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(dialogs).toEqual([]);
  expect(errors.filter((each) => !/Content Security Policy/.test(each))).toEqual([]);
});

test('a run of n = 256 fits into three megabytes, and opens', async ({ request, browser }) => {
  const entries = largeLog();
  const id = await importLog(request, entries);
  const file = await save(request, `/api/runs/${id}/page`, 'large.html');
  expect(statSync(file).size).toBeLessThan(3_000_000);
  const { page, errors } = await openAlone(browser, file);
  await expect(page.getByTestId('run')).toHaveAttribute('data-end', String(entries.length), { timeout: 30_000 });
  await expect(page.getByTestId('answer')).toBeVisible();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  expect(errors).toEqual([]);
});

test('a log that no server has is saved from the replay page', async ({ page, browser }) => {
  const entries = smallLog();
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', {
    name: 'mine.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(entries.map((entry) => JSON.stringify(entry)).join('\n')),
  });
  await expect(page.getByTestId('answer')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a page' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('mine.html');
  const file = join(folder, 'mine.html');
  await download.saveAs(file);
  const alone = await openAlone(browser, file);
  await expect(alone.page.getByTestId('run')).toHaveAttribute('data-end', String(entries.length));
  expect(alone.errors).toEqual([]);
});

interface SavedStop {
  readonly at: number;
  readonly point?: { readonly type: string; readonly nodes?: readonly string[] };
  readonly question?: { readonly right: number };
}
const lessonOf = (id: string) =>
  JSON.parse(readFileSync(new URL(`../public/lessons/${id}.json`, import.meta.url), 'utf8')) as {
    readonly title: Readonly<Record<'en' | 'zh', string>>;
    readonly stops: readonly SavedStop[];
  };
const { lessons } = JSON.parse(readFileSync(new URL('../public/lessons/index.json', import.meta.url), 'utf8')) as {
  readonly lessons: readonly { readonly id: string }[];
};

/** The lesson as it is saved from its own page. */
async function saveLesson(page: Page, id: string): Promise<string> {
  await page.goto(`/lessons/${id}?lang=en`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a page' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`longthink-${id}.html`);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  expect(statSync(file).size).toBeLessThan(3_000_000);
  expect(readFileSync(file, 'utf8')).not.toContain('127.0.0.1');
  return file;
}

test('a lesson is saved with its runs and stops: words in both languages, questions, spotlight, arrow keys', async ({
  page,
  browser,
}) => {
  test.slow();
  const { title, stops } = lessonOf('beam-search');
  const file = await saveLesson(page, 'beam-search');
  const { page: alone, errors, asked } = await openAlone(browser, file);
  // Colours that are still changing have no contrast yet.
  await alone.emulateMedia({ reducedMotion: 'reduce' });
  const words = alone.getByTestId('stop-words');
  await expect(alone).toHaveTitle(new RegExp(title.en));
  for (const [index, { at, point, question }] of stops.entries()) {
    if (index > 0) await alone.keyboard.press('ArrowRight');
    await expect(alone.getByTestId('lesson')).toHaveAttribute('data-stop', String(index + 1));
    await expect(alone.getByTestId('run')).toHaveAttribute('data-cursor', String(at));
    await expect(words).not.toBeEmpty();
    const spotlight = alone.getByTestId('spotlight');
    await expect(spotlight).toHaveAttribute('data-nodes', (point?.nodes ?? []).join(' '));
    if (point?.nodes !== undefined) await expect(spotlight.locator('path').last()).toHaveAttribute('d', /^M/);
    if (question !== undefined) {
      await expect(alone.getByTestId('run').locator('[data-verdict], [data-winner="true"]')).toHaveCount(0);
      await alone.keyboard.press(String(question.right + 1));
      await expect(alone.getByTestId('question').getByRole('status')).toContainText('Right.');
    }
    await expectAccessible(alone);
  }
  // There is nothing after the last stop, and nothing that leads elsewhere.
  await alone.keyboard.press('ArrowRight');
  await expect(alone.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
  await expect(alone).toHaveURL(new RegExp(`#\\?.*stop=${stops.length}`));
  expect(await alone.locator('#viewer a').count()).toBe(0);
  await expect(alone.getByTestId('origin')).toContainText('saved from Longthink');
  const english = await words.innerText();
  await alone.getByTestId('language').click();
  await expect(words).not.toHaveText(english);
  await expect(words).toHaveText(/\p{Script=Han}/u);
  await expect(alone.getByText(title.zh, { exact: true })).toBeVisible();
  await alone.keyboard.press('ArrowLeft');
  await expect(alone.getByTestId('lesson')).toHaveAttribute('data-stop', String(stops.length - 1));
  await alone.keyboard.press('b');
  await expect(alone.getByTestId('scrubber')).toBeHidden();
  expect(errors).toEqual([]);
  expect(asked).toEqual([]);
});

test('every lesson that ships fits into a page, and opens there at any of its stops', async ({ page, browser }) => {
  test.slow();
  for (const { id } of lessons) {
    const { stops } = lessonOf(id);
    const file = await saveLesson(page, id);
    const { page: alone, errors, asked } = await openAlone(browser, file, `#?stop=${stops.length}`);
    await expect(alone.getByTestId('lesson')).toHaveAttribute('data-stop', String(stops.length));
    await expect(alone.getByTestId('run')).toHaveAttribute('data-cursor', String(stops.at(-1)!.at));
    await expect(alone.getByTestId('stop-words')).not.toBeEmpty();
    expect(errors).toEqual([]);
    expect(asked).toEqual([]);
    await alone.context().close();
  }
});

test('a hostile lesson does nothing in a saved page, and its addresses and keys are not in it', async ({
  page,
  browser,
}) => {
  const entries = hostileLog();
  const says = '</script><script>window.harmed=1</script><img src=x onerror="window.harmed=1">';
  const hostile = { en: says, zh: `${says} $\\href{javascript:window.harmed=1}{x}$` };
  await page.route('**/lessons/voting.json', (route) =>
    route.fulfill({
      json: {
        type: 'lesson',
        version: 1,
        id: 'voting',
        title: hostile,
        rules: hostile,
        runs: [{ name: 'run', file: 'logs/hostile.ndjson.gz', entries: entries.length }],
        stops: [
          {
            run: 'run',
            at: entries.length,
            point: { type: 'nodes', nodes: ['0.0'] },
            say: hostile,
            question: { ask: hostile, choices: [hostile, { ...hostile, en: 'a' }], right: 1, because: hostile },
            notes: hostile,
          },
        ],
      },
    }),
  );
  await page.route('**/logs/hostile.ndjson.gz', (route) =>
    route.fulfill({
      contentType: 'application/gzip',
      body: gzipSync(entries.map((entry) => JSON.stringify(entry)).join('\n')),
    }),
  );
  const file = await saveLesson(page, 'voting');
  expect(readFileSync(file, 'utf8').match(/<script/g)).toHaveLength(5);
  const { page: alone, errors, asked } = await openAlone(browser, file);
  const told = alone.getByTestId('question').getByRole('status');
  // Whoever presses before the page listens presses again.
  await expect(async () => {
    await alone.keyboard.press('1');
    await expect(told).not.toBeEmpty({ timeout: 1_000 });
  }).toPass();
  for (let i = 0; i < 2; i++) await alone.getByTestId('language').click();
  const call = await openAlone(browser, file, '#?node=0.0&panel=step');
  await call.page.getByTestId('call').first().locator('summary').click();
  await expect(call.page.getByTestId('call').first()).toContainText('http://server/v1/completions');
  expect(await call.page.getByTestId('run').innerText()).not.toMatch(/secret/);
  expect(await alone.evaluate(() => 'harmed' in window)).toBe(false);
  expect(await alone.locator('#viewer img, #viewer script, #viewer a[href], #viewer iframe').count()).toBe(0);
  expect(asked).toEqual([]);
  expect(errors).toEqual([]);
});

test('the curves of an experiment are saved with their controls', async ({ request, browser }) => {
  const file = await save(request, '/api/experiments/tiny-math-500/page', 'curves.html');
  expect(statSync(file).size).toBeLessThan(3_000_000);
  const { page, errors, asked } = await openAlone(browser, file);
  await expect(page.getByTestId('verdict').getByRole('heading')).toContainText('baseline');
  await page.getByLabel('Horizontal axis', { exact: true }).selectOption('n');
  await expect(page.getByRole('heading', { name: 'Accuracy against budget n' })).toBeVisible();
  await page.getByTestId('legend').getByRole('columnheader').getByRole('button', { name: 'Any of n' }).click();
  await expect(page).toHaveURL(/#\?.*x=n/);
  await page.getByTestId('accuracy').locator('[data-point]').first().click({ force: true });
  await expect(page.getByTestId('point').getByRole('table')).toBeVisible();
  const comparison = page.getByTestId('comparison');
  await comparison.getByLabel('Budget of the comparison').selectOption('4');
  await expect(comparison.getByRole('list', { name: /at n = 4$/ }).getByRole('listitem')).not.toHaveCount(0);
  await expectAccessible(page);
  expect(errors).toEqual([]);
  expect(asked).toEqual([]);
});

test('saved pages stand in frames of a page on another host, without what leads or changes; nothing else of Longthink does', async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const id = await startRun(request, { strategy: 'dvts', config: { n: 8 } });
  await whenEnded(request, id);
  const files = {
    run: await save(request, `/api/runs/${id}/page`, 'framed-run.html'),
    lesson: await saveLesson(page, 'voting'),
    curves: await save(request, '/api/experiments/tiny-math-500/page', 'framed-curves.html'),
  };
  const own = ['/', `/runs/${id}`, '/lessons/voting', `/api/runs/${id}/page`].map((path) => `${baseURL}${path}`);
  const framed = [...Object.keys(files).map((name) => `http://files.example/${name}?embed`), ...own];
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const asked: string[] = [];
  await context.route(/^http:\/\/(?:files|course)\.example\//, (route) => {
    const { hostname, pathname } = new URL(route.request().url());
    const file = hostname === 'files.example' ? files[pathname.slice(1) as keyof typeof files] : undefined;
    if (hostname === 'files.example' && file === undefined) asked.push(route.request().url());
    const frames = framed.map((address) => `<iframe src="${address}" width="1000" height="600"></iframe>`);
    const body = file === undefined ? `<!doctype html>${frames.join('')}` : readFileSync(file, 'utf8');
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
  });
  const course = await context.newPage();
  await course.goto('http://course.example/');
  const frame = (name: string) => course.frameLocator(`iframe[src*="/${name}?embed"]`);
  await expect(frame('run').getByTestId('votes')).toBeVisible();
  await expect(frame('lesson').getByTestId('stop-words')).not.toBeEmpty();
  await frame('lesson').getByRole('button', { name: 'Next', exact: true }).click();
  await expect(frame('lesson').getByTestId('lesson')).toHaveAttribute('data-stop', '2');
  await expect(frame('curves').getByTestId('verdict').getByRole('heading')).toContainText('baseline');
  for (const name of Object.keys(files)) {
    await expect(frame(name).getByTestId('language')).toHaveCount(0);
    await expect(frame(name).getByRole('button', { name: /^(?:Colours|Keys|Show the keys)/ })).toHaveCount(0);
    await expect(frame(name).getByRole('navigation', { name: 'Main' })).toHaveCount(0);
    await expect(frame(name).locator('a[href^="/"]')).toHaveCount(0);
  }
  expect(asked).toEqual([]);
  // What the app itself serves is drawn by nobody else.
  for (const address of own) {
    const element = await course.locator(`iframe[src="${address}"]`).elementHandle();
    const refused = (await element.contentFrame())!;
    expect([address, refused.url()]).toEqual([address, expect.stringMatching(/^(?:chrome-error:|about:blank)/)]);
  }
  await context.close();
});

test('on paper stand the answer, the tree and the votes, on one sheet', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'dvts', config: { n: 16 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?panel=run`);
  await expect(page.getByTestId('answer')).toBeVisible();
  const printed = await page.pdf({
    format: 'A4',
    margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' },
  });
  expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('answer')).toBeVisible();
  await expect(page.getByTestId('votes')).toBeVisible();
  await expect(page.getByTestId('search-tree')).toBeVisible();
  for (const gone of [page.getByTestId('scrubber'), page.getByRole('tablist'), page.getByRole('navigation')])
    await expect(gone).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('tab', { name: 'Run' })).toHaveAttribute('aria-selected', 'true');
});

/**
 * How many sheets of this format it takes within its own margins, and how many bytes a pixel of the tree takes in it: a blank
 * picture is packed to 0.003 of them, and one that was emptied before it was printed is not there at all.
 */
async function print(page: Page, format: 'A4' | 'Letter') {
  const printed = (await page.pdf({ format })).toString('latin1');
  const pictures = [...printed.matchAll(/\/Subtype \/Image\s+\/Width (\d+)\s+\/Height (\d+)[^>]*?\/Length (\d+)/g)];
  return {
    sheets: printed.match(/\/Type\s*\/Page\b/g)?.length,
    drawn: Math.max(
      0,
      ...pictures
        .map(([, width, height, bytes]) => [Number(width) * Number(height), Number(bytes)] as const)
        .flatMap(([pixels, bytes]) => (pixels > 1e6 ? bytes / pixels : [])),
    ),
  };
}

const searches = {
  'best-of-N with many answers': { strategy: 'best-of-n', config: { n: 16 } },
  'best-of-N with more answers than go on it': { strategy: 'best-of-n', config: { n: 64 } },
  'a vote that nobody scores': { strategy: 'majority', config: { n: 16 } },
  'many trees': { strategy: 'dvts', config: { n: 64 } },
  'chains of attempts': { strategy: 'revisions', config: { n: 4 } },
};
for (const [what, search] of Object.entries(searches))
  test(`on paper ${what} takes one sheet, of either size, and leaves out no vote in silence`, async ({
    page,
    request,
  }) => {
    const id = await startRun(request, { ...search, level: 5 });
    await whenEnded(request, id);
    await page.goto(`/runs/${id}?lang=en`);
    await expect(page.getByTestId('answer')).toBeVisible();
    for (const format of ['A4', 'Letter'] as const) {
      const { sheets, drawn } = await print(page, format);
      expect([format, sheets]).toEqual([format, 1]);
      expect(drawn).toBeGreaterThan(0.004);
    }
    const voted = await page.getByTestId('answer-counts').innerText();
    await page.emulateMedia({ media: 'print' });
    const votes = page.getByTestId('votes');
    await expect(votes.getByRole('columnheader', { name: 'Answer' })).toBeVisible();
    const listed = (await votes.locator('[data-selection="majority"]').allInnerTexts()).map((cell) =>
      Number(/× (\d+)/.exec(cell)![1]),
    );
    const rest = Number(/with (\d+) votes? together/.exec(await votes.innerText())?.[1] ?? 0);
    const silent = Number(/(\d+) of them without a readable answer/.exec(voted)?.[1] ?? 0);
    expect(listed.reduce((sum, count) => sum + count, rest + silent)).toBe(Number(/^\d+/.exec(voted)![0]));
    await expect(page.getByRole('button', { name: 'as run' })).toBeHidden();
  });

test('on paper a long problem, 256 tries and a tree under the reader’s hand take one sheet as well', async ({
  page,
  request,
}) => {
  const words = Array.from({ length: 40 }, (_, i) => `On day ${i} the shop sells $\\frac{${i}}{7}$ of its ${i} bags.`);
  const long = smallLog().map(({ event, ...entry }) =>
    event.type === 'run-started'
      ? { ...entry, event: { ...event, spec: { ...event.spec, problem: { text: words.join(' '), answer: '7' } } } }
      : { ...entry, event },
  );
  for (const log of [long, largeLog()]) {
    await page.goto(`/runs/${await importLog(request, log)}?lang=en`);
    await expect(page.getByTestId('answer')).toBeVisible();
    const tree = (await page.getByTestId('search-tree').boundingBox())!;
    await page.mouse.move(tree.x + tree.width - 60, tree.y + 60);
    await page.mouse.wheel(0, -400);
    for (const format of ['A4', 'Letter'] as const) expect((await print(page, format)).sheets).toBe(1);
    // As the reader left it, made smaller as a whole.
    await page.emulateMedia({ media: 'print' });
    const held = page.getByTestId('search-tree');
    await expect.poll(async () => (await held.boundingBox())!.width).toBeLessThan(tree.width);
    expect(await held.evaluate((element) => element.clientWidth)).toBe(Math.round(tree.width));
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(async () => (await held.boundingBox())!.width).toBe(tree.width);
  }
});

test('on paper an experiment has all of its parts, in the colours of paper and without its controls', async ({
  page,
}) => {
  await page.goto('/experiments/tiny-math-500?lang=en');
  await expect.poll(() => page.getByTestId('accuracy').locator('[data-point]').count()).toBeGreaterThan(20);
  const parts = page.locator('main section.panel');
  const headings = parts.getByRole('heading', { level: 2 });
  // They come one after the other.
  await expect.poll(() => headings.count()).toBeGreaterThan(5);
  const titles = await headings.allInnerTexts();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  for (const part of await parts.all()) {
    await expect(part).toHaveCSS('content-visibility', 'visible');
    await expect(part.locator('button:visible', { hasText: /^(?:SVG|PNG)$/ })).toHaveCount(0);
  }
  // Nothing that was drawn for the screen is wider than what stands in a panel on a sheet.
  const widths = await parts.locator('svg').evaluateAll((all) => all.map(({ clientWidth }) => clientWidth));
  expect(widths.filter((width) => width > 300).length).toBeGreaterThan(4);
  expect(Math.max(...widths)).toBeLessThanOrEqual(630);
  await expect(page.locator('main details:not([open]):visible')).toHaveCount(0);
  for (const gone of [page.getByRole('navigation'), page.getByRole('link', { name: 'Save as a page' })])
    await expect(gone).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const printed = await page.pdf({
    format: 'A4',
    margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' },
  });
  const sheets = printed.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  console.log(`an experiment of ${titles.length} parts on ${sheets} sheets`);
  expect(sheets).toBeGreaterThan(1);
  expect(sheets).toBeLessThanOrEqual(titles.length + 2);
});

test('a run is saved with its marks where they are wished, and without them otherwise', async ({
  request,
  browser,
}) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 2 } });
  await whenEnded(request, id);
  await request.patch(`/api/runs/${id}/marks`, {
    data: { note: 'Look here.', nodes: { '0.0': { note: 'Here it begins.' } } },
  });
  const marked = await openAlone(browser, await save(request, `/api/runs/${id}/page?marks=1`, 'marked.html'));
  await expect(marked.page.getByTestId('search-tree')).toHaveAttribute('data-marked', '1');
  await marked.page.getByRole('tab', { name: 'Run' }).click();
  await expect(marked.page.getByTestId('marks')).toContainText('Look here.');
  await expect(marked.page.getByTestId('marked-steps')).toContainText('Here it begins.');
  expect(marked.errors).toEqual([]);
  const plain = await openAlone(browser, await save(request, `/api/runs/${id}/page`, 'plain.html'));
  await plain.page.getByRole('tab', { name: 'Run' }).click();
  await expect(plain.page.getByTestId('search-tree')).toHaveAttribute('data-marked', '0');
  await expect(plain.page.getByTestId('marks')).toHaveCount(0);
});
