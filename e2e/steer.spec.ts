/** Steering: a run of its own that leaves another at a step, started from the page of the first. */
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, whenEnded } from './testing/app';

const searched = {
  strategy: 'beam-search',
  config: { n: 8, beamWidth: 2 },
  seed: 3,
} as const;

/** A step of the run that was cut, and could have been gone on from. */
async function cutIn(request: APIRequestContext, runId: string): Promise<string> {
  const events = (await downloadLog(request, runId))
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: LoggedEvent }).event);
  const ended = new Set(events.flatMap(({ node, finish }) => (finish === 'eos' ? [node] : [])));
  const found = events
    .flatMap(({ decisions = [] }) => decisions)
    .find(({ node, fate }) => fate === 'cut' && !ended.has(node));
  expect(found).toBeDefined();
  return found!.node;
}

interface LoggedEvent {
  readonly node?: string;
  readonly finish?: string;
  readonly decisions?: readonly { readonly node: string; readonly fate: string; readonly children?: number }[];
}

/** The most light within a few pixels of the left edge of the seam's label, just below it, as it is on the canvas; the page is dark. */
function lightBelow(page: Page): Promise<number> {
  return page.getByTestId('seam').evaluate((label) => {
    const box = label.getBoundingClientRect();
    const canvas = label.closest('[data-testid="search-tree"]')?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (canvas == null || context == null) throw new Error('There is no picture.');
    const frame = canvas.getBoundingClientRect();
    const dpr = canvas.width / frame.width;
    const pixels = context.getImageData(
      (box.left - frame.left - 3) * dpr,
      (box.bottom - frame.top + 5) * dpr,
      7 * dpr,
      1,
    );
    return Math.max(...pixels.data.filter((_, i) => i % 4 === 1));
  });
}

/** A saved page, on no page of the app, whose policy would hold for it too. */
async function openAlone(page: Page, saved: string): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(saved);
}

test('the tree shows where the run left its parent, and the step that was changed, and stands as it stood', async ({
  page,
  request,
}) => {
  // Small enough to be read, it would be shown as cards.
  const id = await startRun(request, { ...searched, config: { n: 16, beamWidth: 4 } });
  await whenEnded(request, id);
  const node = await cutIn(request, id);
  const forked = await request.post(`/api/runs/${id}/forks`, { data: { edit: { type: 'keep', node, children: 2 } } });
  const { runId: child } = (await forked.json()) as { runId: string };
  await whenEnded(request, child);
  await page.goto(`/runs/${child}`);
  await expect(page.getByTestId('seam')).toHaveText(`◇ step ${node} kept by hand · own from here →`);
  await expect(async () => expect(await lightBelow(page)).toBeGreaterThan(100)).toPass();
  await page.goto(`/runs/${child}?node=${node}`);
  await expect(page.getByTestId('tree-outline').getByRole('treeitem', { selected: true })).toContainText(
    'from the run it left, kept by hand',
  );
  const saved = await request.get(`/api/runs/${child}/page`);
  await openAlone(page, await saved.text());
  await expect(page.getByTestId('seam')).toContainText(`step ${node} kept by hand`);
  // The parent has none.
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  await expect(page.getByTestId('seam')).toHaveCount(0);
});

test('a run that leaves at an entry shows it too, in Chinese as well, and not before it was there', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { strategy: 'best-of-n', config: { n: 4 }, seed: 3 });
  const { lastSeq } = await whenEnded(request, id);
  const seq = Math.floor(lastSeq / 3);
  const forked = await request.post(`/api/runs/${id}/forks`, { data: { seq, seed: 77 } });
  const { runId: child } = (await forked.json()) as { runId: string };
  await whenEnded(request, child);
  await page.goto(`/runs/${child}`);
  await expect(page.getByTestId('seam')).toHaveText('own from here →');
  await page.getByTestId('language').click();
  await expect(page.getByTestId('seam')).toHaveText('自此为本次运行 →');
  await page.getByTestId('language').click();
  await page.goto(`/runs/${child}?at=${seq}`);
  await expect(page.getByTestId('run')).toHaveAttribute('data-cursor', String(seq));
  await expect(page.getByTestId('seam')).toHaveCount(0);
});

test('a run out of a file is steered in one step: its log is kept, and the child opens', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  const node = await cutIn(request, id);
  const buffer = Buffer.from(await downloadLog(request, id));
  await page.goto(`/replay?node=${node}`);
  await page.setInputFiles('input[type=file]', { name: 'lesson.ndjson', mimeType: 'application/x-ndjson', buffer });
  const steer = page.getByTestId('steer');
  await expect(steer).toContainText('This keeps the log on this server first');

  await page.route('**/api/runs/import', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'full', message: 'The disk is full.' } } }),
  );
  await steer.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByTestId('steer-error')).toContainText('It could not be kept');
  await expect(page.getByTestId('steer-error')).toContainText('The disk is full.');

  await page.unroute('**/api/runs/import');
  await steer.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByTestId('fork-origin')).toContainText(`step ${node} kept by hand`);
  await page.getByTestId('fork-origin').getByRole('link').click();
  await expect(page.getByTestId('origin')).toContainText('recorded elsewhere, kept here');
});

test('what no model here could go on with is not offered to be steered', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  const log = await downloadLog(request, id);
  const buffer = Buffer.from(log.replace('"model":"policy"', '"model":"another"'));
  const asked = page.waitForResponse(/\/api\/backends/);
  await page.goto('/replay?node=0.0');
  await page.setInputFiles('input[type=file]', { name: 'other.ndjson', mimeType: 'application/x-ndjson', buffer });
  await expect(page.getByTestId('step-panel')).toBeVisible();
  await asked;
  await expect(page.getByTestId('steer')).toHaveCount(0);
});

test('a step that was cut is kept against the line; the parent stays as it was', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  const log = await downloadLog(request, id);
  const node = await cutIn(request, id);
  await page.goto(`/runs/${id}?node=${node}`);
  await page.getByTestId('steer').getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByTestId('fork-origin')).toContainText(`step ${node} kept by hand`);
  const child = page.url().split('/').at(-1)!;
  expect(child).not.toContain(id);
  await whenEnded(request, child);
  await page.goto(`/runs/${child}?node=${node}`);
  await expect(page.getByTestId('explanation')).toContainText('kept by hand');
  const after = await downloadLog(request, id);
  expect(after).toBe(log);
});

test('a step in other words is gone on from, and says what it was', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?node=0.0`);
  await page.getByRole('button', { name: 'Rewrite …' }).click();
  const words = page.getByLabel('What this step says');
  const before = await words.inputValue();
  await words.fill('## Step 1: First multiply.\n\nThen add.');
  await expect(page.getByText('One step: leave out blank lines.')).toBeVisible();
  await words.fill('## Step 1: First multiply.\n4 * 2 = 8');
  await page.getByRole('button', { name: 'Go on with these words' }).click();
  await expect(page.getByTestId('fork-origin')).toContainText('step 0.0 in other words');
  await whenEnded(request, page.url().split('/').at(-1)!);
  await page.goto(`${page.url().split('?')[0]}?node=0.0`);
  await expect(page.getByTestId('step-panel')).toContainText('First multiply');
  await expect(page.getByTestId('step-panel')).toContainText(before.slice(0, 12));
});

test('a run goes on by another strategy from a round; what cannot go on is refused in words', async ({
  page,
  request,
}) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?node=0.0`);
  await page.getByRole('button', { name: 'Other settings …' }).click();
  const strategies = page.getByTestId('steer').getByLabel('Strategy');
  const from = page.getByTestId('steer').getByLabel('From');
  await strategies.selectOption({ label: 'DVTS' });
  await expect(page.getByTestId('steer')).toContainText('begins its solutions otherwise, so it begins again');
  await expect(from.getByRole('option')).toHaveText(['the beginning']);
  await expect(page.getByRole('button', { name: 'Begin again' })).toBeVisible();
  await strategies.selectOption({ label: 'REBASE' });
  await expect(from.getByRole('option')).toHaveText(['this step', 'all that was written', 'the beginning']);
  await page.getByTestId('steer').getByLabel('Seed').fill('12');
  await page.getByTestId('steer').getByText('Selection, aggregation and limits').click();
  await page.getByTestId('steer').getByLabel('Top-p').fill('0.9');
  await page.getByRole('button', { name: 'Go on from here' }).click();
  await expect(page.getByTestId('fork-origin')).toContainText('REBASE, top-p 0.9, seed 12');
  const child = new URL(page.url()).pathname.split('/').at(-1)!;
  await expect(page.getByRole('banner').or(page.locator('header')).getByText('REBASE').first()).toBeVisible();
  // Out of a file and in a page of its own it says so too, and leads nowhere.
  await whenEnded(request, child);
  const buffer = Buffer.from(await downloadLog(request, child));
  await page.goto('/replay');
  await page.setInputFiles('input[type=file]', { name: 'child.ndjson', mimeType: 'application/x-ndjson', buffer });
  const origin = page.getByTestId('fork-origin');
  await expect(origin).toContainText('REBASE, top-p 0.9, seed 12');
  await expect(origin.getByRole('link')).toHaveCount(0);
  await openAlone(page, await (await request.get(`/api/runs/${child}/page`)).text());
  await expect(origin).toContainText('REBASE, top-p 0.9, seed 12');
  await expect(origin.getByRole('link')).toHaveCount(0);
  const refused = await request.post(`/api/runs/${id}/forks`, { data: { seq: 40, strategy: 'dvts' } });
  expect(refused.status()).toBe(409);
});

test('a run without a verifier goes on with one: what was written is scored, or it begins again', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { strategy: 'majority', config: { n: 4 }, seed: 3 });
  await whenEnded(request, id);
  const log = await downloadLog(request, id);
  const steer = page.getByTestId('steer');
  await page.goto(`/runs/${id}?node=0.0`);
  await page.getByRole('button', { name: 'Other settings …' }).click();
  await expect(steer.getByLabel('Verifier')).toHaveCount(0);
  await steer.getByLabel('Strategy').selectOption({ label: 'Best-of-N' });
  await expect(steer.getByLabel('From')).toHaveValue('all');
  await expect(steer.getByLabel('Verifier')).not.toHaveValue('');
  await expect(steer).toContainText('reads what was written before, too');
  const verifier = await steer.getByLabel('Verifier').inputValue();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Go on with all of it' }).click();
  const child = await childOf(page, request, 'Best-of-N');
  const own = await downloadLog(request, child);
  const shared = log.split('\n').findIndex((line) => line.includes('"answer-selected"'));
  const entriesOf = (text: string) =>
    text
      .split('\n')
      .slice(0, shared)
      .map((line) => JSON.parse(line) as unknown);
  expect(entriesOf(own)).toEqual(entriesOf(log));
  expect(log).not.toContain('"node-scored"');
  expect(own).toContain('"node-scored"');
  const { verifier: named } = (await (await request.get(`/api/runs/${child}`)).json()) as { readonly verifier: string };
  expect(named).toBe(verifier);
  await page.goto(`/runs/${child}?node=0.0`);
  await expect(page.getByTestId('step-panel').getByText('score', { exact: true })).toBeAttached();

  await page.goto(`/runs/${id}?node=0.0`);
  await page.getByRole('button', { name: 'Other settings …' }).click();
  await steer.getByLabel('Strategy').selectOption({ label: 'Beam search' });
  await expect(steer.getByLabel('From').getByRole('option')).toHaveText(['the beginning']);
  await page.getByRole('button', { name: 'Begin again' }).click();
  await childOf(page, request, 'Beam search');
});

const sampled = { strategy: 'best-of-n', config: { n: 4 }, seed: 3 } as const;

/** The run that was begun, once it has ended. */
async function childOf(page: Page, request: APIRequestContext, said: string): Promise<string> {
  await expect(page.getByTestId('fork-origin')).toContainText(said);
  const child = new URL(page.url()).pathname.split('/').at(-1)!;
  await whenEnded(request, child);
  return child;
}

test('a step that was kept is cut, and given as many more children as one likes', async ({ page, request }) => {
  const id = await startRun(request, searched);
  await whenEnded(request, id);
  const lines = (await downloadLog(request, id)).trimEnd().split('\n');
  const decided = lines
    .map((line) => (JSON.parse(line) as { event: LoggedEvent }).event)
    .find(({ decisions }) => decisions);
  const kept = decided!.decisions!.find(({ fate }) => fate === 'kept')!;
  await page.goto(`/runs/${id}?node=${kept.node}`);
  await page.getByTestId('steer').getByRole('button', { name: 'Cut it' }).click();
  const without = await childOf(page, request, `step ${kept.node} cut by hand`);
  await page.goto(`/runs/${without}?node=${kept.node}`);
  await expect(page.getByTestId('explanation')).toContainText('cut by hand');

  await page.goto(`/runs/${id}?node=${kept.node}`);
  await page.getByTestId('steer').getByLabel('How many').fill('3');
  await page.getByTestId('steer').getByRole('button', { name: 'More children' }).click();
  const wider = await childOf(page, request, `step ${kept.node} kept by hand`);
  await page.goto(`/runs/${wider}?node=${kept.node}`);
  await expect(page.getByTestId('explanation')).toContainText(`${kept.children! + 3} continuations`);
});

test('a step within a whole solution gets more children, and a hint; a solution is cut out of the vote', async ({
  page,
  request,
}) => {
  const id = await startRun(request, sampled);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?node=0.0`);
  const steer = page.getByTestId('steer');
  await steer.getByLabel('How many').fill('2');
  await expectAccessible(page);
  await steer.getByRole('button', { name: 'More children' }).click();
  const wider = await childOf(page, request, 'more children of step 0.0');
  const log = await downloadLog(request, wider);
  expect(log).toContain('"expansions":[{"parent":"0.0","firstChild":1,"children":2}]');
  await page.goto(`/runs/${wider}?node=0.0.1`);
  await expect(page.getByTestId('step-panel')).toBeVisible();

  await page.goto(`/runs/${id}?node=0.0`);
  await steer.getByRole('button', { name: 'Add a hint …' }).click();
  await steer.getByLabel('Hint').fill('Let me check this once more.');
  await steer.getByRole('button', { name: 'Go on with this hint' }).click();
  const hinted = await childOf(page, request, 'a hint behind step 0.0');
  await page.goto(`/runs/${hinted}?node=0.0`);
  await expect(page.getByTestId('step-panel')).toContainText('Let me check this once more.');

  const events = log
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: LoggedEvent }).event);
  const end = events.find(({ finish }) => finish === 'eos')!.node!;
  await page.goto(`/runs/${id}?node=${end}`);
  await steer.getByRole('button', { name: 'Cut it' }).click();
  const without = await childOf(page, request, `step ${end} cut by hand, with all behind it`);
  await page.goto(`/runs/${without}?node=${end}`);
  await expect(page.getByTestId('explanation')).toContainText('no vote: cut by hand');
});

test('the problem begins more solutions, and goes on by other settings from the beginning', async ({
  page,
  request,
}) => {
  const id = await startRun(request, sampled);
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?node=0`);
  const steer = page.getByTestId('steer');
  await expect(steer.getByRole('button', { name: 'Rewrite …' })).toHaveCount(0);
  await steer.getByLabel('How many').fill('2');
  await steer.getByRole('button', { name: 'More children' }).click();
  const wider = await childOf(page, request, 'more children of step 0');
  await page.goto(`/runs/${wider}?node=0.5`);
  await expect(page.getByTestId('step-panel')).toBeVisible();
});
