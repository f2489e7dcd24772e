/** Why it went as it did: a decision laid open, two candidates beside each other, the keys that find where scores fall. */
import { expect, test, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import { downloadLog, expectAccessible, startRun, watchErrors, whenEnded } from './testing/app';

interface Decided {
  readonly type: string;
  readonly ranked: number;
  readonly decisions: readonly { readonly node: string; readonly fate: string; readonly rank?: number }[];
}

/** A beam search that is over, and its first decision. */
async function searched(request: APIRequestContext): Promise<{ readonly id: string; readonly decided: Decided }> {
  const id = await startRun(request, { config: { n: 16, beamWidth: 4 }, seed: 2 });
  await whenEnded(request, id);
  const decided = (await downloadLog(request, id))
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: Decided }).event)
    .find(({ type }) => type === 'round-decided');
  return { id, decided: decided! };
}

async function whenDrawn(page: Page): Promise<void> {
  await expect(page.getByTestId('step-panel')).toBeVisible();
}

test('how a round was decided: the order of the log, the line, and who would live by another rule', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  const { id, decided } = await searched(request);
  const ranked = decided.decisions
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => a.rank! - b.rank!)
    .map(({ node }) => node);
  await page.goto(`/runs/${id}?node=${ranked.at(-1)}`);
  await whenDrawn(page);
  await page.getByRole('button', { name: 'How the round was decided' }).click();
  const card = page.getByTestId('decision-card');
  const rows = card.locator('tr[data-node]');
  expect(
    (await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-node')))).slice(0, ranked.length),
  ).toEqual(ranked);
  await expect(card.getByTestId('line')).toHaveCount(1);
  await expect(card.getByTestId('other-rules').getByText('M = 2')).toBeVisible();
  await expect(card.getByTestId('other-rules').getByText('M = 8')).toBeVisible();
  await expect(page).toHaveURL(/card=1/);
  await expectAccessible(page);
  // Another candidate is chosen in the card, which stays on its round.
  await rows.first().getByRole('button').click();
  await expect(page).toHaveURL(new RegExp(`node=${ranked[0]}(&|$)`));
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await page.keyboard.press('d');
  await expect(card).toBeVisible();
  expect(errors).toEqual([]);
});

test('the heading of a column opens what was decided on it', async ({ page, request }) => {
  const { id, decided } = await searched(request);
  await page.goto(`/runs/${id}`);
  await page.getByTestId('decision-heading').first().click();
  const card = page.getByTestId('decision-card');
  const rows = await card
    .locator('tr[data-node]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-node')));
  const candidates = decided.decisions.map(({ node }) => node);
  for (const row of rows) expect(candidates).toContain(row);
});

test('two candidates lie beside each other, by keys and from the address', async ({ page, request }) => {
  const { id } = await searched(request);
  await page.goto(`/runs/${id}?node=0.0`);
  await whenDrawn(page);
  await page.keyboard.press('v');
  await expect(page.getByTestId('held')).toContainText('0.0');
  // Tries that say the same are told as one, so that any other says something else.
  await page.getByRole('list', { name: /tries/ }).locator('button:not([aria-current=true])').first().click();
  await expect(page).not.toHaveURL(/node=0\.0(&|$)/);
  await page.keyboard.press('v');
  const card = page.getByTestId('compare-card');
  await expect(card).toBeVisible();
  await expect(card.getByTestId('first-difference').first()).toBeVisible();
  await expect(page).toHaveURL(/beside=0\.0/);
  await expectAccessible(page);
  await page.reload();
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
});

/** Scores along the way to a step, the first step first, and the ends of solutions, as the log has them. */
async function scoredIn(request: APIRequestContext, id: string) {
  const scores = new Map<string, number>();
  const ends: string[] = [];
  for (const line of (await downloadLog(request, id)).trimEnd().split('\n')) {
    const { event } = JSON.parse(line) as { readonly event: LoggedStep };
    if (event.type === 'node-scored') scores.set(event.node, event.score);
    if (event.type === 'node-closed' && event.finish === 'eos') ends.push(event.node);
  }
  const along = (node: string) =>
    node
      .split('.')
      .map((_, i, parts) => parts.slice(0, i + 1).join('.'))
      .slice(1)
      .map((step) => scores.get(step)!);
  return { along, ends };
}

type LoggedStep =
  | { readonly type: 'node-scored'; readonly node: string; readonly score: number }
  | { readonly type: 'node-closed'; readonly node: string; readonly finish: string };

/** Heights of marks as scores: 1 at the top of a picture that is so high. */
async function scoresOf(marks: Locator, attribute: string, { height, size = 0 }: { height: number; size?: number }) {
  const tops = await marks.evaluateAll((all, name) => all.map((each) => Number(each.getAttribute(name))), attribute);
  return tops.map((top) => 1 - (top + size / 2) / height);
}

function expectClose(drawn: readonly number[], scores: readonly number[]): void {
  expect(drawn).toHaveLength(scores.length);
  for (const [i, score] of scores.entries()) expect(drawn[i]).toBeCloseTo(score, 4);
}

test('the scores along a path are a line, on which the chosen step stands out', async ({ page, request }) => {
  const { id } = await searched(request);
  const { along, ends } = await scoredIn(request, id);
  const end = ends.toSorted((a, b) => b.split('.').length - a.split('.').length)[0]!;
  expect(along(end).length).toBeGreaterThan(2);
  const line = page.getByTestId('score-line');
  await page.goto(`/runs/${id}?node=${end}`);
  await whenDrawn(page);
  expectClose(await scoresOf(line.locator('circle'), 'cy', { height: 28 }), along(end));
  expectClose(await scoresOf(line.locator('circle[r="4"]'), 'cy', { height: 28 }), along(end).slice(-1));
  // On the way there it is the same line up to where one looks.
  const [first] = along(end);
  await page.goto(`/runs/${id}?node=${end.split('.').slice(0, 2).join('.')}`);
  await whenDrawn(page);
  expectClose(await scoresOf(line.locator('circle[r="4"]'), 'cy', { height: 28 }), [first!]);
});

test('the scores of two candidates are two lines, one drawn through and one dashed', async ({ page, request }) => {
  const { id } = await searched(request);
  const { along, ends } = await scoredIn(request, id);
  const [one, other] = [ends[0]!, ends.at(-1)!];
  expect(one).not.toBe(other);
  await page.goto(`/runs/${id}?node=${one}&beside=${other}`);
  const card = page.getByTestId('compare-card');
  const lines = card.getByTestId('two-score-lines');
  await expect(lines).toBeVisible();
  await expect(lines.locator('path[stroke-dasharray]')).toHaveCount(1);
  const [left, right] = await card.locator('h3 button').allTextContents();
  expect(new Set([left, right])).toEqual(new Set([one, other]));
  expectClose(await scoresOf(lines.locator('circle'), 'cy', { height: 56 }), along(left!));
  expectClose(await scoresOf(lines.locator('rect'), 'y', { height: 56, size: 5 }), along(right!));
  await expectAccessible(page);
});

test('any M is asked for, and duplicates are chosen by their names', async ({ page, request }) => {
  const { id, decided } = await searched(request);
  const best = decided.decisions.find(({ rank }) => rank === 1)!.node;
  await page.goto(`/runs/${id}?node=${best}&card=1`);
  const card = page.getByTestId('decision-card');
  const outcome = card.getByTestId('another-width');
  await expect(outcome).toHaveText('The same.');
  await card.getByLabel('Another M').fill('1');
  await expect(outcome).toContainText('would live');
  await outcome.getByRole('button').first().click();
  await expect(page).not.toHaveURL(new RegExp(`node=${best}(&|$)`));
  const duplicates = card.getByTestId('duplicates').first();
  await duplicates.locator('summary').click();
  const other = duplicates.getByRole('button').first();
  const name = await other.textContent();
  expect(decided.decisions.find(({ node }) => node === name)?.fate).toBe('duplicate');
  await other.click();
  await expect(page).toHaveURL(new RegExp(`node=${name}(&|$)`));
  await expectAccessible(page);
});

test('keys lead to the lowest score of the path, and pressed again to the next lowest', async ({ page, request }) => {
  const { id } = await searched(request);
  await page.goto(`/runs/${id}?node=0.0`);
  await whenDrawn(page);
  const panel = page.getByTestId('step-panel');
  const path = panel.locator('ol').last();
  const own = async () => Number(await path.locator('[aria-current=true] > span:first-child').textContent());
  await page.keyboard.press('w');
  await expect(path.locator('[aria-current=true]')).toHaveCount(1);
  const scores = async () =>
    (await path.locator('button > span:first-child').allTextContents()).filter((text) => text !== '–').map(Number);
  const lowest = Math.min(...(await scores()));
  // Scores of different rounds may be written with different digits.
  expect(Math.abs((await own()) - lowest)).toBeLessThanOrEqual(0.005);
  const first = await panel.getAttribute('data-node');
  await page.keyboard.press('w');
  await expect(panel).not.toHaveAttribute('data-node', first!);
  expect(await own()).toBeGreaterThanOrEqual(lowest - 0.005);
});

test('a key leads to the first sum that is false, which the step says too, or says that there is none', async ({
  page,
  request,
}) => {
  const { id } = await searched(request);
  const steps = new Map<string, string>();
  for (const line of (await downloadLog(request, id)).trimEnd().split('\n')) {
    const { event } = JSON.parse(line) as { event: { type: string; node: string; text: string } };
    if (event.type === 'node-text') steps.set(event.node, (steps.get(event.node) ?? '') + event.text);
  }
  const panel = page.getByTestId('step-panel');
  const notice = page.getByTestId('tree-notice');
  for (const node of [...steps.keys()].filter((name) => name.split('.').length === 2)) {
    await page.goto(`/runs/${id}?node=${node}`);
    await whenDrawn(page);
    await page.keyboard.press('r');
    await expect(notice).toContainText(/does not hold|nothing right was found|Nothing that can be checked/);
    if (!(await notice.textContent())!.includes('does not hold')) continue;
    await expect(panel.getByTestId('does-not-hold')).toBeVisible();
    await expect(notice).toContainText(`Step ${await panel.getAttribute('data-node')}`);
    await expectAccessible(page);
    // What was said of one step goes with it.
    await page.keyboard.press('w');
    await expect(notice).toHaveText('');
    return;
  }
});
