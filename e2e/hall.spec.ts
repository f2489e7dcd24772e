/**
 * The lecture hall: every stop of every lesson as it is presented, on a small projector and on a laptop at 125 % zoom. What is
 * said and what is shown are in view without scrolling, in letters that are read from the back row; prints how high they are.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { BackRow, openHall } from './testing/hall';

const { lessons } = JSON.parse(readFileSync(new URL('../public/lessons/index.json', import.meta.url), 'utf8')) as {
  readonly lessons: readonly { readonly id: string; readonly stops: number }[];
};

for (const { id, stops } of lessons)
  test(`lesson ${id} is read from the back row, in both languages`, async ({ page }) => {
    test.slow();
    await openHall(page);
    const row = new BackRow(page, 'stop-words');
    for (const language of ['en', 'zh']) {
      await page.goto(`/lessons/${id}?present&lang=${language}`);
      await expect(page.locator('html')).toHaveAttribute('data-present', '');
      for (let stop = 1; stop <= stops; stop++) {
        await expect(page.getByTestId('lesson')).toHaveAttribute('data-stop', String(stop));
        await expect
          .poll(async () => Number(await page.getByTestId('run').getAttribute('data-cursor')))
          .toBeGreaterThan(0);
        await page.evaluate(() => document.fonts.ready);
        const question = page.getByTestId('question');
        if (await question.isVisible()) {
          await row.look(`${language} ${stop} asked`);
          await page.keyboard.press('1');
          await expect(question.getByRole('status')).not.toBeEmpty();
          await row.look(`${language} ${stop} answered`);
        } else await row.look(`${language} ${stop} told`);
        if (stop < stops) await page.keyboard.press('ArrowRight');
      }
    }
    row.tell(id);
  });
