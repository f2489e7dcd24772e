import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

interface ListedLesson {
  readonly id: string;
  readonly stops: number;
  readonly title: Readonly<Record<'en' | 'zh', string>>;
}
const { lessons, firstProblem } = JSON.parse(
  readFileSync(new URL('../public/lessons/index.json', import.meta.url), 'utf8'),
) as {
  lessons: readonly ListedLesson[];
  firstProblem: { text: string; answer: string; subject: string; level: number; uniqueId: string };
};
const [first, second] = lessons as [ListedLesson, ListedLesson];

/** The stop is on the screen: its words, its run at its entry. */
async function whenAt(page: Page, stop: number): Promise<void> {
  await expect(page.getByTestId('lesson')).toHaveAttribute('data-stop', String(stop));
  await expect(page.getByTestId('stop-words')).not.toBeEmpty();
  await expect.poll(async () => Number(await page.getByTestId('run').getAttribute('data-cursor'))).toBeGreaterThan(0);
}

for (const { id, stops, title } of lessons) {
  test(`lesson ${id} is played through by the arrow keys, in both colours, without a fault`, async ({ page }) => {
    const errors = watchErrors(page);
    // Colours that are still changing have no contrast yet.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`/lessons/${id}`);
    for (let stop = 1; stop <= stops; stop++) {
      await whenAt(page, stop);
      const spotlight = page.getByTestId('spotlight');
      const pointed = (await spotlight.getAttribute('data-nodes')) ?? '';
      // Rings are drawn around what is pointed at.
      if (pointed !== '') await expect(spotlight.locator('path').last()).toHaveAttribute('d', /^M/);
      const question = page.getByTestId('question');
      if (await question.isVisible()) {
        // What is asked is not given away.
        await expect(page.getByTestId('run').locator('[data-verdict], [data-winner="true"]')).toHaveCount(0);
        await expect(page.getByTestId('outcome')).toHaveCount(0);
        await page.keyboard.press('2');
        await expect(question.getByRole('status')).not.toBeEmpty();
      }
      const colorScheme = stop % 2 === 0 ? 'light' : 'dark';
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // The page follows in its next turn, and what is half one and half the other has no contrast.
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectAccessible(page);
      if (stop < stops) await page.keyboard.press('ArrowRight');
    }
    await expect(page.getByText(title.en).first()).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await whenAt(page, stops - 1);
    expect(errors).toEqual([]);
  });
}

test('the first visit offers the first lesson, and does so no more once it was dismissed', async ({ page }) => {
  await page.goto('/');
  const offer = page.getByTestId('lesson-offer');
  await offer.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/lessons/${first.id}$`));
  await whenAt(page, 1);
  await page.goto('/');
  await offer.getByRole('button').click();
  await expect(offer).toBeHidden();
  await page.reload();
  await expect(page.getByTestId('chosen-problem')).toContainText(firstProblem.subject);
  await expect(offer).toBeHidden();
});

test('the start page begins with a problem where thinking longer helps, with Run in view', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 576 });
  await page.goto('/');
  await expect(page.getByTestId('chosen-problem')).toContainText(`level ${firstProblem.level} of 5`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeInViewport({ ratio: 1 });
  const titles = page.getByRole('radio').locator('xpath=..').locator('span.font-semibold');
  await expect(titles.first()).toHaveText('Greedy');
  const [greedy, next] = [(await titles.nth(0).boundingBox())!, (await titles.nth(1).boundingBox())!];
  expect(greedy.y).toBeLessThan(next.y);
});

test('on the problem that the start page begins with, the likeliest answer is wrong and Run without a change is right', async ({
  page,
  request,
}) => {
  const greedy = await request.post('/api/runs', {
    data: { problem: firstProblem, strategy: 'greedy', config: { n: 1 }, seed: 1 },
  });
  const { runId } = (await greedy.json()) as { runId: string };
  const { status, answer } = await whenEnded(request, runId);
  expect(status).toBe('finished');
  expect(answer).not.toBe(firstProblem.answer);
  await page.goto('/');
  await expect(page.getByTestId('chosen-problem')).toContainText(firstProblem.subject);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/runs\/[^/?]+/);
  const id = /\/runs\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  expect((await whenEnded(request, id)).answer).toBe(firstProblem.answer);
});

test('a lesson is spoken in the reader’s language, in another when it is asked for, and by link', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`/lessons/${first.id}`);
  await whenAt(page, 1);
  await expect(page.getByTestId('run').getByText(first.title.zh).first()).toBeVisible();
  await page.getByTestId('language').click();
  await expect(page.getByTestId('run').getByText(first.title.en).first()).toBeVisible();
  await expect(page).toHaveURL(/lang=en/);
  await page.goto(`/lessons/${first.id}`);
  // Until the log is there, the title stands as heading too.
  await whenAt(page, 1);
  await expect(page.getByTestId('run').getByText(first.title.en).first()).toBeVisible();
  await page.goto(`/lessons/${first.id}?lang=zh`);
  await whenAt(page, 1);
  await expect(page.getByTestId('run').getByText(first.title.zh).first()).toBeVisible();
  await context.close();
});

test('a reader may look around within a stop, send it, and go on; “now you” has the same problem and settings', async ({
  page,
}) => {
  await page.goto(`/lessons/${second.id}`);
  await whenAt(page, 1);
  // The words that a stop brings up explain themselves.
  await page.getByTestId('stop-terms').getByRole('button').first().hover();
  await expect(page.getByRole('tooltip').filter({ visible: true })).toContainText('The model that writes');
  await page.keyboard.press('ArrowRight');
  await whenAt(page, 2);
  const run = page.getByTestId('run');
  const at = await run.getAttribute('data-cursor');
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(run).toHaveAttribute('data-cursor', '1');
  await expect(page).toHaveURL(/at=1.*stop=2/);
  await page.reload();
  await whenAt(page, 2);
  await expect(run).toHaveAttribute('data-cursor', '1');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await whenAt(page, 3);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(run).toHaveAttribute('data-cursor', at ?? '');
  const statement = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('link', { name: 'Now you' }).click();
  await expect(page.getByTestId('chosen-problem')).toContainText(statement.split('\n')[0] ?? '');
  await expect(page.getByRole('radio', { name: /Greedy/ })).toBeChecked();
});

test('a step of a lesson’s run is left within the lesson: the run is kept here, and what comes of it is opened', async ({
  page,
  request,
}) => {
  const { stops } = JSON.parse(readFileSync(new URL('../public/lessons/judge-errs.json', import.meta.url), 'utf8')) as {
    readonly stops: readonly { readonly node?: string }[];
  };
  const cut = stops.findLast(({ node }) => node !== undefined)!.node!;
  await page.goto(`/lessons/judge-errs?stop=${stops.length}&node=${cut}`);
  await whenAt(page, stops.length);
  await expect(page.getByTestId('stop-words')).toContainText('Keep it');
  const steer = page.getByTestId('steer');
  await expect(steer).toContainText('keeps the log on this server first');
  await steer.getByRole('button', { name: 'Keep it' }).click();
  await page.waitForURL(/\/runs\/[0-9a-z]+/);
  const id = /\/runs\/([0-9a-z]+)/.exec(page.url())![1]!;
  expect((await whenEnded(request, id)).status).toBe('finished');
  const forked = (await downloadLog(request, id))
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: { type: string; parent: string; edit: unknown } }).event)
    .find(({ type }) => type === 'run-forked')!;
  expect(forked.edit).toMatchObject({ type: 'keep', node: cut });
  expect(await (await request.get(`/api/runs/${forked.parent}`)).json()).toMatchObject({ status: 'finished' });
});

test('the list leads to every lesson, and each lesson to the next', async ({ page }) => {
  await page.goto('/lessons');
  await expect(page.getByTestId('lessons').getByRole('link')).toHaveCount(lessons.length);
  await expectAccessible(page);
  await page.goto(`/lessons/${first.id}?stop=${first.stops}`);
  const chosen = page.getByTestId('how-chosen');
  await chosen.locator('summary').click();
  await expect(chosen).toContainText('seed 1.');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Next lesson' }).click();
  await expect(page).toHaveURL(new RegExp(`/lessons/${second.id}$`));
  await page.goto('/lessons/none-of-them');
  await expect(page.getByRole('heading', { name: 'There is no such lesson' })).toBeVisible();
});

test('the room guesses before a decision: by key, by hands, against the search and the truth', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const id = await startRun(request, { config: { n: 8, beamWidth: 4 }, level: 4 });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('answer')).toBeVisible();
  await page.keyboard.press('g');
  const predict = page.getByTestId('predict');
  await expect(predict.getByRole('listitem').first()).toBeVisible();
  // What is to be guessed is not given away.
  await expect(page.getByTestId('answers-panel')).toBeHidden();
  await expect(page.getByTestId('answer')).toBeHidden();
  await page.keyboard.press('1');
  await expect(predict.getByRole('listitem').first()).toHaveAttribute('data-picked', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(predict.locator('[data-chosen=true]').first()).toBeVisible();
  const score = page.getByTestId('predict-score');
  await expect(score).toContainText(/As the search decided: \d+ of \d+/);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await predict.getByRole('spinbutton').nth(1).fill('17');
  await expect(predict.getByRole('listitem').nth(1)).toHaveAttribute('data-picked', 'true');
  await predict.getByRole('button', { name: 'Show' }).click();
  await expect(predict.locator('[data-chosen=true]').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(predict).toBeHidden();
  expect(errors).toEqual([]);
});

test('in front of others there is nothing but what is spoken of, in words that are read from afar', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(`/lessons/${first.id}`);
  await whenAt(page, 1);
  const words = page.getByTestId('stop-words').locator('p').first();
  const size = async () => Number.parseFloat(await words.evaluate((element) => getComputedStyle(element).fontSize));
  const usual = await size();
  await page.keyboard.press('b');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByTestId('scrubber')).toBeHidden();
  expect((await size()) / usual).toBeCloseTo(1.6, 1);
  await expect(page).toHaveURL(/present/);
  await expectAccessible(page);
  await page.keyboard.press('ArrowRight');
  await whenAt(page, 2);
  await page.keyboard.press('b');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('on paper a stop has its words, its question and its tree, and nothing to press, on one sheet', async ({
  page,
}) => {
  await page.goto('/lessons/one-answer?lang=en&stop=4');
  await whenAt(page, 4);
  await expect(page.getByTestId('spotlight').locator('path').last()).toHaveAttribute('d', /^M/);
  const statement = page.getByRole('heading', { level: 1 });
  const picture = page.getByTestId('search-tree');
  const printed = await page.pdf({
    format: 'A4',
    margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' },
  });
  expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // A sheet within its margins.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1032 });
  for (const there of [statement, page.getByTestId('stop-words'), page.getByTestId('question'), picture])
    await expect(there).toBeVisible();
  expect(await statement.evaluate((title) => title.scrollHeight - title.clientHeight)).toBeLessThanOrEqual(1);
  // The choices are words here; steps and headings of the tree look like nothing that could be pressed.
  const pressed = page.locator('main :is(a, button, summary):visible');
  const choices = page.getByTestId('question').locator('button');
  await expect(pressed).toHaveCount(await choices.count());
  await expect(choices.first()).toHaveCSS('border-style', 'none');
  for (const gone of [page.getByRole('navigation'), page.getByTestId('scrubber'), page.getByTestId('stop-terms')])
    await expect(gone).toBeHidden();
  // The tree as wide as the sheet, drawn for it, and in it what is pointed at. Zoomed, Chromium would print the canvas smaller than the rings over it.
  const onPaper = (await picture.boundingBox())!;
  expect(onPaper.width).toBe(700);
  expect(await picture.evaluate((element) => [element.clientWidth, element.currentCSSZoom])).toEqual([700, 1]);
  expect(
    await picture
      .locator('canvas')
      .first()
      .evaluate((canvas) => canvas.clientWidth),
  ).toBe(700);
  const rings = (await page.getByTestId('spotlight').locator('path').last().boundingBox())!;
  expect(rings.x).toBeGreaterThanOrEqual(onPaper.x);
  expect(rings.x + rings.width).toBeLessThanOrEqual(onPaper.x + onPaper.width);
  expect(rings.y).toBeGreaterThanOrEqual(onPaper.y);
  expect(rings.y + rings.height).toBeLessThanOrEqual(onPaper.y + onPaper.height);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(703);
});

test('the speaker’s notes follow in a second window, and lead from there', async ({ page, context }) => {
  await page.goto(`/lessons/${first.id}?present`);
  await whenAt(page, 1);
  const [notes] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')]);
  await expect(notes.getByTestId('notes-at')).toContainText('Stop 1 of');
  await page.keyboard.press('ArrowRight');
  await expect(notes.getByTestId('notes-at')).toContainText('Stop 2 of');
  await notes.getByRole('button', { name: 'Next', exact: true }).click();
  await whenAt(page, 3);
  await expectAccessible(notes);
});

test('a run that is presented says what happens; one that fails is stood in for by a recorded one, marked as such', async ({
  page,
  request,
}) => {
  const id = await startRun(request, { config: { n: 16 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?present`);
  await expect(page.getByTestId('now')).toContainText('The answer is chosen');
  await expect(page.getByTestId('stand-in')).toBeHidden();
  await page.goto('/runs/none?present');
  await expect(page.getByTestId('stand-in')).toBeVisible();
  await expect(page.getByTestId('run')).not.toHaveAttribute('data-end', '0');
});
