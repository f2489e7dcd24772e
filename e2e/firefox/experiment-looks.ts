/** Experiments in Firefox: the curves that ship, and the verdict on them. */
import { byId, one, origin, type Looks } from './look';

export const experimentLooks: Looks = {
  'the curves that are shipped, and their verdict': async (page) => {
    await page.goto(`${origin}/experiments/tiny-math-500?lang=en`);
    await page.until(`document.querySelectorAll('[data-testid="accuracy"] [data-point]').length > 20`, 'the curves');
    await page.until(`/baseline/.test(${one('[data-testid="verdict"] :is(h1, h2, h3)')}?.innerText)`, 'the verdict');
    await page.until(
      `${one('[data-testid="verdict"] [aria-label="The verdict as a picture"]')} !== null`,
      'its picture',
    );
    await page.click('[data-testid="accuracy"] [data-point]');
    await page.until(`${one('[data-testid="point"] table')} !== null`, 'what stands behind a point');
    await page.ask(`${byId('verdict')}.querySelector('summary').click()`);
    await page.until(`${byId('verdict')}.querySelector('table')?.checkVisibility()`, 'every method against it');
  },
};
