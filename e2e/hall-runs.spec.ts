/**
 * The lecture hall without a lesson: a run that is presented while it goes on, when it is over, and so small that its steps are
 * shown as cards. Apart from the lessons, because it leaves runs behind.
 */
import { expect, test, type Page } from '@playwright/test';
import { startRun, whenEnded } from './testing/app';
import { BackRow, openHall, screens } from './testing/hall';

/** Cards with a typeset formula that are wholly on the screen, and the smallest letters on any card, in CSS pixels. */
async function cardsOf(page: Page): Promise<{ readonly typeset: number; readonly letters: number }> {
  return page.getByTestId('search-tree').evaluate((tree) => {
    const frame = tree.getBoundingClientRect();
    const cards = [...tree.querySelectorAll<HTMLElement>('[data-node]')].filter((card) => {
      const { left, right, top, bottom } = card.getBoundingClientRect();
      return left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
    });
    const sizes = cards.map(
      (card) =>
        (Number.parseFloat(getComputedStyle(card).fontSize) * card.getBoundingClientRect().height) / card.offsetHeight,
    );
    return { typeset: cards.filter((card) => card.querySelector('.katex')).length, letters: Math.min(...sizes) };
  });
}

test('a run is read from the back row while it goes on, and when it is over', async ({ page, request }) => {
  await openHall(page);
  const id = await startRun(request, { config: { n: 16 }, breakpoints: { closerThan: 1 } });
  const row = new BackRow(page, 'now');
  await page.goto(`/runs/${id}?present`);
  await expect(page.getByTestId('break')).toBeVisible();
  await row.look('under way');
  const commands = `/api/runs/${id}/commands`;
  await request.post(commands, { data: { type: 'break', breakpoints: {} } });
  await request.post(commands, { data: { type: 'resume' } });
  await whenEnded(request, id);
  await expect(page.getByTestId('now')).toContainText('The answer is chosen');
  await row.look('over');
  await page.goto(`/runs/${id}?present&lang=zh`);
  await expect(page.getByTestId('now')).toContainText('选出了答案');
  await row.look('over, zh');
  row.tell('a run of n = 16');
});

test('a run of few solutions has its steps as cards that are read, presented or not', async ({ page, request }) => {
  await openHall(page);
  const id = await startRun(request, { strategy: 'dvts', config: { n: 8 } });
  await whenEnded(request, id);
  await page.goto(`/runs/${id}?present`);
  await expect(page.getByTestId('now')).toContainText('The answer is chosen');
  const row = new BackRow(page, 'now');
  await row.look('as cards');
  row.tell('a run of n = 8');
  await page.goto(`/runs/${id}`);
  for (const screen of screens) {
    await page.setViewportSize(screen);
    await expect.poll(async () => (await cardsOf(page)).typeset).toBeGreaterThan(0);
    const { typeset, letters } = await cardsOf(page);
    console.log(`${screen.width}x${screen.height}: ${typeset} typeset cards, letters of ${letters.toFixed(1)} px`);
    expect(letters).toBeGreaterThanOrEqual(11);
  }
});
