/** Where things stand on a page of curves: chart and open point together, texts in pictures apart from each other. */
import { expect as plainExpect, test, type Locator, type Page } from '@playwright/test';
import { scriptedId, scriptExperiments } from './testing/scripted-experiments';

const expect = plainExpect.configure({ timeout: 45_000 });
test.beforeEach(() => test.setTimeout(150_000));

const scripted = `/experiments/${scriptedId}`;
/** Of rectangles that touch: glyphs are lower than the box that is counted for them. */
const tolerance = 2;

/** Pairs of texts within a picture whose boxes lie over each other. */
async function collisionsIn(picture: Locator): Promise<readonly string[]> {
  return picture.evaluate((svg, slack) => {
    const texts = [...svg.querySelectorAll('text')]
      .map((text) => ({ words: text.textContent ?? '', box: text.getBoundingClientRect() }))
      .filter(({ words, box }) => words.trim() !== '' && box.width > 0);
    return texts.flatMap((one, i) =>
      texts.slice(i + 1).flatMap((other) => {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        return wide > slack && high > slack ? [`${one.words} | ${other.words}`] : [];
      }),
    );
  }, tolerance);
}

/** Texts that the picture cuts off at its sides. */
async function cutIn(picture: Locator): Promise<readonly string[]> {
  return picture.evaluate((svg, slack) => {
    const whole = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].flatMap((text) => {
      const box = text.getBoundingClientRect();
      return box.left < whole.left - slack || box.right > whole.right + slack ? [text.textContent ?? ''] : [];
    });
  }, tolerance);
}

async function expectTextsApart(page: Page): Promise<void> {
  const pictures = [
    page.getByTestId('accuracy').getByRole('group', { name: /^Accuracy against/ }),
    page.getByTestId('verdict').getByRole('group', { name: 'The verdict as a picture' }),
  ];
  for (const picture of pictures) {
    await expect(picture.locator('text').first()).toBeVisible();
    expect(await collisionsIn(picture)).toEqual([]);
    expect(await cutIn(picture)).toEqual([]);
  }
}

for (const [width, height] of [
  [1440, 900],
  [1920, 1080],
] as const)
  test(`at ${width} × ${height} the chart and the point of it that is open are in view together`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await scriptExperiments(page);
    await page.goto(`${scripted}?x=n`);
    const chart = page.getByTestId('accuracy').getByRole('group', { name: /^Accuracy against/ });
    await page.getByTestId('accuracy').evaluate((section) => section.scrollIntoView({ block: 'start' }));
    await chart.getByRole('button', { name: /^Best-of-N, weighted, n 4:/ }).focus();
    await page.keyboard.press('Enter');
    const open = page.getByTestId('point');
    const title = open.getByRole('heading', { name: 'Best-of-N, weighted, n = 4' });
    for (const part of [chart, title, open.getByTestId('ledger')]) await expect(part).toBeInViewport({ ratio: 1 });
    const [beside, picture] = [(await open.boundingBox())!, (await chart.boundingBox())!];
    expect(beside.x).toBeGreaterThanOrEqual(picture.x + picture.width);
  });

for (const [width, height] of [
  [1440, 900],
  [1024, 576],
  [390, 844],
] as const) {
  test(`at ${width} × ${height} no text covers another with ten problems`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await scriptExperiments(page, { problems: 10 });
    for (const axis of ['n', 'flops', 'seconds']) {
      await page.goto(`${scripted}?x=${axis}`);
      await expectTextsApart(page);
    }
  });

  test(`at ${width} × ${height} no text covers another with every strategy at once`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/experiments/every-strategy');
    const chart = page.getByTestId('accuracy').getByRole('group', { name: /^Accuracy against/ });
    await expect(chart.locator('[data-series]').nth(4)).toBeAttached();
    await expectTextsApart(page);
  });
}
