/** Why it went as it did, in Firefox: a decision laid open, and two candidates beside each other. */
import assert from 'node:assert/strict';
import { byId, endedRun, firstDecision, has, keys, named, one, origin, press, type Looks } from './look';

export const whyLooks: Looks = {
  'how a round was decided, from the panel of a step and from the heading of a column': async (page) => {
    const id = await endedRun('beam-search', { n: 16, beamWidth: 4 });
    const ranked = (await firstDecision(id)).map(({ node }) => node);
    await page.goto(`${origin}/runs/${id}?node=${ranked.at(-1)}&lang=en`);
    await press(page, 'How the round was decided');
    const rows = `[...document.querySelectorAll('[data-testid="decision-card"] tr[data-node]')]`;
    await page.until(`${rows}.length > 0`, 'the candidates');
    const order = await page.ask(`${rows}.map((row) => row.dataset.node).join(' ')`);
    assert(String(order).startsWith(ranked.join(' ')), 'the order of the log');
    await page.until(has('other-rules', 'M = 2'), 'who would live by another rule');
    await page.clickOn(`${rows}[0].querySelector('button')`, 'the best candidate');
    await page.until(`new URLSearchParams(location.search).get('node') === '${ranked[0]}'`, 'it is in hand');
    await page.press(keys.escape);
    await page.until(`!${byId('decision-card')}?.checkVisibility()`, 'that the card is gone');
    await page.goto(`${origin}/runs/${id}?lang=en`);
    await page.click('[data-testid="decision-heading"]');
    await page.until(`${rows}.length > 0`, 'the card of the column');
  },
  'two candidates beside each other, by keys and from the address': async (page) => {
    const id = await endedRun('beam-search', { n: 16, beamWidth: 4 });
    await page.goto(`${origin}/runs/${id}?node=0.0&lang=en`);
    await page.until(`${byId('step-panel')} !== null`, 'the step');
    await page.press('v');
    await page.until(has('held', '0.0'), 'what is held');
    await page.click('ol[aria-label*="tries"] button:not([aria-current="true"])');
    await page.until(`!/node=0\\.0(&|$)/.test(location.search)`, 'another candidate');
    await page.press('v');
    await page.until(
      `${one('[data-testid="compare-card"] [data-testid="first-difference"]')} !== null`,
      'where they part',
    );
    await page.until(`/beside=0\\.0/.test(location.search)`, 'both in the address');
    const address = String(await page.ask('location.href'));
    await page.goto(address);
    await page.until(`${byId('compare-card')}?.checkVisibility()`, 'both again');
    await page.press(keys.escape);
    await page.until(
      `${named('How the round was decided')} !== undefined && !${byId('compare-card')}?.checkVisibility()`,
      'one',
    );
  },
};
