/** The head of a run's page: one line on every screen, with all of a long problem at hand, and of a finished run from the first entry on. */
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { downloadLog, expectAccessible, longRun, startRun, whenEnded } from './testing/app';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 576 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];
/** A telephone, a small one, and a laptop at 200 % zoom. */
const narrow = [
  { width: 390, height: 844 },
  { width: 360, height: 740 },
  { width: 320, height: 640 },
  { width: 720, height: 450 },
];
/** Of one line, in pixels. */
const highest = 48;

/** Where the tree begins, whenever it is somewhere else than before. */
async function watchTop(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const tops: number[] = [];
    const look = () => {
      const top = document.querySelector('section[aria-label="Tree"]')?.getBoundingClientRect().top;
      if (top !== undefined && top !== tops.at(-1)) tops.push(top);
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { tops });
  });
  return () => page.evaluate(() => (window as unknown as { readonly tops: readonly number[] }).tops);
}

for (const size of sizes) {
  test(`pausing, stepping and ending move nothing at ${size.width} pixels`, async ({ page, request }) => {
    await page.setViewportSize(size);
    const id = await startRun(request, { strategy: 'dvts', config: { n: 32 } });
    await request.post(`/api/runs/${id}/commands`, { data: { type: 'pause' } });
    await page.goto(`/runs/${id}`);
    await expect(page.getByTestId('paused')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    const topsSeen = await watchTop(page);
    await page.getByRole('button', { name: 'Step' }).click();
    await expect(page.getByTestId('paused')).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await whenEnded(request, id);
    await expect(page.getByTestId('answer')).toBeVisible();
    expect(await topsSeen()).toHaveLength(1);
    await expectOneLine(page);
    await expectAccessible(page);
  });
}

/** Of the header's height, with nothing wider than the screen, nothing below or above it, and nothing over anything else. */
async function expectOneLine(page: Page): Promise<void> {
  const header = page.locator('main > header');
  const { height } = (await header.boundingBox())!;
  expect(height).toBeLessThanOrEqual(highest);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const parts = await header
    .locator('h1, [data-testid=answer], [data-run-status], button:visible, .button:visible')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).filter(({ width }) => width > 0));
  const middle = parts[0]!.top + parts[0]!.height / 2;
  parts.sort((one, other) => one.left - other.left);
  for (const [i, { left, top, bottom }] of parts.entries()) {
    expect(Math.abs((top + bottom) / 2 - middle)).toBeLessThan(5);
    if (i > 0) expect(left).toBeGreaterThanOrEqual(parts[i - 1]!.right - 0.5);
  }
}

interface Standing {
  /** What says it. */
  readonly seen: string;
  /** One tap away. */
  readonly controls: readonly string[];
  readonly open: (page: Page, request: APIRequestContext) => Promise<void>;
}

const openRun = async (page: Page, id: string) => {
  await page.goto(`/runs/${id}`);
};

async function openPaused(page: Page, request: APIRequestContext, text?: string): Promise<void> {
  const id = await startRun(request, { strategy: 'dvts', config: { n: 32 }, text });
  await request.post(`/api/runs/${id}/commands`, { data: { type: 'pause' } });
  await openRun(page, id);
}

async function openRecorded(page: Page, log: string): Promise<void> {
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', {
    name: 'run.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(log),
  });
}

async function finished(request: APIRequestContext, text?: string): Promise<string> {
  const id = await startRun(request, { strategy: 'greedy', config: {}, text });
  await whenEnded(request, id);
  return id;
}

const standings: Readonly<Record<string, Standing>> = {
  live: {
    seen: '[data-run-status=running]',
    controls: ['Pause'],
    open: async (page, request) => openRun(page, await startRun(request, longRun)),
  },
  paused: { seen: '[data-run-status=paused]', controls: ['Resume', 'Step'], open: openPaused },
  'paused, of a Chinese problem': {
    seen: '[data-run-status=paused]',
    controls: ['Resume', 'Step'],
    open: (page, request) => openPaused(page, request, '计算 $12 + 34$ 的值，并且说明为什么，写出每一步的理由。'),
  },
  'finished, with a star and tags': {
    seen: '[data-testid=answer]',
    controls: [],
    open: async (page, request) => {
      const id = await finished(request, 'Expand $(3x + 7)(5x + 7)$.');
      await request.patch(`/api/runs/${id}/marks`, { data: { isStarred: true, tags: ['hard', 'for the lecture'] } });
      await openRun(page, id);
    },
  },
  forked: {
    seen: '[data-testid=answer]',
    controls: [],
    open: async (page, request) => {
      const forked = await request.post(`/api/runs/${await finished(request)}/forks`, { data: { seq: 1, seed: 2 } });
      await openRun(page, ((await forked.json()) as { readonly runId: string }).runId);
    },
  },
  'failed, in a file': {
    seen: '[data-run-status=failed]',
    controls: [],
    open: async (page, request) => {
      const lines = (await downloadLog(request, await finished(request))).trimEnd().split('\n');
      const failure = { kind: 'unreachable', message: 'connect ECONNREFUSED' };
      const ended = lines
        .filter((line) => !line.includes('"answer-selected"'))
        .map((line) => JSON.parse(line) as { readonly event: { readonly type: string } })
        .map((entry, i) => ({
          ...entry,
          seq: i + 1,
          ...(entry.event.type === 'run-ended' ? { event: { type: 'run-ended', status: 'failed', failure } } : {}),
        }));
      await openRecorded(page, ended.map((entry) => JSON.stringify(entry)).join('\n'));
    },
  },
  recorded: {
    seen: '[data-testid=answer]',
    controls: [],
    open: async (page, request) => openRecorded(page, await downloadLog(request, await finished(request))),
  },
};

for (const [name, { seen, controls, open }] of Object.entries(standings)) {
  test(`one line on a narrow screen: ${name}`, async ({ page, request }) => {
    await open(page, request);
    await expect(page.locator(`main > header ${seen}`)).toBeVisible();
    for (const size of narrow) {
      await page.setViewportSize(size);
      await expectOneLine(page);
      for (const name of controls) await expect(page.getByRole('button', { name, exact: true })).toBeInViewport();
      await expect(page.locator('main > header [data-run-status]')).toBeVisible();
    }
    // What goes on takes the time of other tests.
    const id = new URL(page.url()).pathname.split('/').at(-1);
    if (controls.length > 0) await request.post(`/api/runs/${id}/commands`, { data: { type: 'cancel' } });
  });
}

test('what has no room in the line is in a menu, by finger and by keys', async ({ page, request }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPaused(page, request);
  const more = page.getByRole('button', { name: 'More to do' });
  const menu = page.getByRole('group', { name: 'More to do' });
  const topsSeen = await watchTop(page);
  await more.click();
  for (const name of ['Cancel', 'Against …', 'Copy link', 'Delete this run'])
    await expect(menu.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  for (const name of ['Run again', 'Download the log', 'Save as a page'])
    await expect(menu.getByRole('link', { name })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await menu.getByRole('button', { name: 'Against …' }).click();
  await expect(page.getByTestId('against')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('against')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(menu.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main > header [data-run-status=cancelled]')).toBeVisible();
  expect(await topsSeen()).toHaveLength(1);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(more).toBeHidden();
  await expect(page.getByRole('link', { name: 'Download the log' })).toBeVisible();
});

test('of a long problem one line is shown, and all of it when asked for, over what follows', async ({
  page,
  request,
}) => {
  const text = `${'Compute $1 + 2$ and say why. '.repeat(20)}The end of it.`;
  const id = await startRun(request, { text, strategy: 'greedy', config: {} });
  await page.goto(`/runs/${id}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Compute');
  const topsSeen = await watchTop(page);
  const end = page.getByText('The end of it.');
  const isSeen = () =>
    end.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const box = [...range.getClientRects()].at(-1)!;
      const over = document.elementFromPoint(box.right - 4, box.bottom - 4);
      return over !== null && (element.contains(over) || over.contains(element));
    });
  expect(await isSeen()).toBe(false);
  await page.getByRole('button', { name: 'Show the whole problem' }).click();
  expect(await isSeen()).toBe(true);
  await page.getByRole('button', { name: 'Show its first line alone' }).click();
  expect(await isSeen()).toBe(false);
  expect(await topsSeen()).toHaveLength(1);
});

test('a telephone shows the problem first, and on demand where the run comes from', async ({ page, request }) => {
  const id = await finished(request, 'Compute $1 + 2$.');
  const forked = await request.post(`/api/runs/${id}/forks`, { data: { seq: 1, seed: 2 } });
  const { runId } = (await forked.json()) as { readonly runId: string };
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/runs/${runId}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Compute');
  // The formula at its end is within the one line that is seen.
  const [line, formula] = [(await heading.boundingBox())!, (await heading.locator('math').last().boundingBox())!];
  expect(formula.y + formula.height).toBeLessThanOrEqual(line.y + line.height + 4);
  await expect(page.getByTestId('fork-origin')).toBeHidden();
  await page.getByRole('button', { name: 'Show the whole problem' }).click();
  await expect(page.getByTestId('fork-origin')).toBeVisible();
});

test('no strength of an answer runs into the next column', async ({ page, request }) => {
  const id = await startRun(request, { strategy: 'majority', config: { n: 64 } });
  await whenEnded(request, id);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.goto(`/runs/${id}?panel=answers`);
    await expect(page.getByTestId('votes')).toBeAttached();
    const wide = await page
      .getByTestId('votes')
      .locator('td')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    expect(wide).toBe(0);
  }
});

test('at 200 % zoom on a laptop the tree keeps half of the screen, and its steps can be taken in hand', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.setViewportSize({ width: 720, height: 450 });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  const { height, width } = (await page.locator('section[aria-label="Tree"]').boundingBox())!;
  expect(height).toBeGreaterThanOrEqual(225);
  expect(width).toBeGreaterThanOrEqual(700);
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  await page.getByTestId('tree-outline').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/node=/);
  await expectAccessible(page);
});
