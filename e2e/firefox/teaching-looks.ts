/** Teaching in Firefox: lessons, guesses, what is presented and its notes, words explained, both languages. */
import assert from 'node:assert/strict';
import { byId, endedRun, has, keys, one, origin, picture, type Looks } from './look';

export const teachingLooks: Looks = {
  'a lesson, all its stops': async (page) => {
    await page.goto(`${origin}/lessons/one-answer?lang=zh`);
    for (let stop = 1; stop <= 6; stop++) {
      await page.until(`${byId('lesson')}?.dataset.stop === '${stop}'`, `stop ${stop}`);
      assert.notEqual(await page.ask(`${byId('stop-words')}.innerText`), '');
      await picture(page, `lesson-${stop}`);
      if (stop < 6) await page.press(keys.right);
    }
  },
  'guesses before decisions, by keys': async (page) => {
    const id = await endedRun('beam-search', { n: 8, beamWidth: 4 });
    await page.goto(`${origin}/runs/${id}?lang=en`);
    await page.until(`${byId('answer')} !== null`, 'the answer');
    await page.press('g');
    await page.until(`${one('[data-testid="predict"] li')} !== null`, 'what may be guessed');
    assert.equal(await page.ask(`${byId('answer')}?.checkVisibility() ?? false`), false, 'nothing is given away');
    await page.press('1');
    await page.until(`${one('[data-testid="predict"] li')}.dataset.picked === 'true'`, 'the guess');
    await page.press(keys.enter);
    await page.until(`${one('[data-testid="predict"] [data-chosen="true"]')} !== null`, 'who lives');
    await page.until(has('predict-score', 'As the search decided:'), 'the score');
    await page.press(keys.enter);
    await page.until(`${one('[data-testid="predict"] [data-chosen]')} === null`, 'the next question');
    await page.press(keys.escape);
    await page.until(`${byId('predict')} === null`, 'the run again');
  },
  'a lesson in front of others, its notes in a second window': async (page) => {
    await page.goto(`${origin}/lessons/one-answer?lang=en`);
    await page.until(`Number(${byId('run')}?.dataset.cursor) > 0`, 'the run of the first stop');
    const size = `Number.parseFloat(getComputedStyle(${one('[data-testid="stop-words"] p')}).fontSize)`;
    const usual = Number(await page.ask(size));
    await page.press('b');
    await page.until(`!${one('nav')}?.checkVisibility() && !${byId('scrubber')}?.checkVisibility()`, 'no chrome');
    assert.equal(Math.round((10 * Number(await page.ask(size))) / usual), 16, 'words 1.6 times as large');
    const notes = await page.opens(() => page.press('s'));
    await notes.until(has('notes-at', 'Stop 1 of'), 'the notes of the first stop');
    await page.press(keys.right);
    await notes.until(has('notes-at', 'Stop 2 of'), 'the notes follow');
    await notes.click('button.button-primary');
    await page.until(`${byId('lesson')}.dataset.stop === '3'`, 'the notes lead');
    assert.deepEqual(notes.errors, []);
    await notes.close();
  },
  'a word that explains itself under the pointer, and the page of all': async (page) => {
    await page.goto(`${origin}/?lang=en`);
    await page.until(`${one('main button[aria-describedby], main button[aria-expanded]')} !== null`, 'words');
    await page.ask(
      `[...document.querySelectorAll('main button')].find((each) => each.innerText === 'verifier').id = 'word'`,
    );
    await page.hover('#word');
    const tip = `[...document.querySelectorAll('[role="tooltip"]')].find((each) => each.checkVisibility())`;
    await page.until(`${tip}?.innerText.includes('What judges what the policy wrote')`, 'what it means');
    await page.hover('h1');
    await page.until(`${tip} === undefined`, 'that it is gone');
    await page.goto(`${origin}/glossary?lang=en#dvts`);
    await page.until(`document.body.innerText.includes('Diverse Verifier Tree Search:')`, 'the entry');
    const top = Number(await page.ask(`document.getElementById('dvts').getBoundingClientRect().top`));
    assert(top >= 0 && top < 720, 'the entry is in view');
  },
  'another language, chosen in the bar and kept': async (page) => {
    await page.goto(`${origin}/`);
    await page.until(`${byId('language')} !== null`, 'the bar');
    if ((await page.ask('document.documentElement.lang')) !== 'en') await page.click('[data-testid="language"]');
    await page.until(`${one('h1')}?.innerText === 'Watch a small model think longer'`, 'English');
    await page.click('[data-testid="language"]');
    await page.until(`${one('h1')}?.innerText === '看小模型多想一会儿'`, 'Chinese');
    await page.goto(`${origin}/glossary`);
    await page.until(`${one('h1')}?.innerText === '术语表'`, 'the choice on another page');
    await page.click('[data-testid="language"]');
    await page.until(`${one('h1')}?.innerText === 'Glossary'`, 'English again');
  },
};
