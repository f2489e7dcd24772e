/** Runs in Firefox: live, raced, listed, out of a file, and what their verifier is worth. */
import assert from 'node:assert/strict';
import { byId, endedRun, giveFile, has, one, origin, press, type Looks } from './look';

export const runLooks: Looks = {
  'a run, from the press to its end': async (page) => {
    await page.goto(`${origin}/?strategy=dvts&n=8&lang=en`);
    await page.until(
      `${one('#start-run')} !== null && ${one('#start-run')}.ariaDisabled !== 'true'`,
      'Run can be pressed',
    );
    await page.click('#start-run');
    await page.until(`location.pathname.startsWith('/runs/')`, 'the page of the run');
    await page.until(`${byId('end-pill')}?.innerText === 'The end'`, 'the end of the run');
    await page.until(`${one('[data-testid="tree-outline"] [role="treeitem"]')} !== null`, 'the tree');
    await page.click('[role="tab"]:nth-of-type(2)');
    await page.until(`${byId('votes')} !== null`, 'the votes');
    // The last entries may come after the end was told; the answer is among them, and the pill stands at what was read.
    await page.until(`${byId('answer')} !== null`, 'the answer');
    const isAtEnd = `(({ cursor, end }) => cursor === end)(${byId('run')}.dataset)`;
    await page.press(',');
    await page.until(`!${isAtEnd}`, 'the round before');
    await page.press('.');
    await page.until(isAtEnd, 'the end again');
  },
  'a run on paper': async (page) => {
    await page.goto(`${origin}/runs/${await endedRun('best-of-n', { n: 16 })}?lang=en`);
    await page.until(`${byId('answer')} !== null`, 'the answer');
    // What stands there when Firefox takes its copy of the page: nothing that comes later is on the paper.
    await page.ask(`void addEventListener('beforeprint', () => {
      const [tree, votes] = [${byId('search-tree')}, ${byId('votes')}];
      window.printed = [tree.clientWidth, votes.tHead.innerText.includes('Answer')].join(' ');
    })`);
    await page.print();
    assert.equal(await page.ask('window.printed'), '700 true');
    await page.until(`${one('[role="tablist"]')}?.checkVisibility()`, 'the page of the screen again');
  },
  'a log from a file, looked at and kept': async (page) => {
    const id = await endedRun('beam-search', { n: 8, beamWidth: 2 });
    await page.goto(`${origin}/replay?lang=en`);
    const text = await (await fetch(`${origin}/api/runs/${id}/events`)).text();
    await giveFile(page, one('input[type="file"]'), { name: 'mine.ndjson', text });
    await page.until(`${byId('answer')} !== null`, 'the answer of the log');
    await page.until(has('origin', 'mine.ndjson'), 'where it comes from');
    await press(page, 'Keep it on this server');
    await page.until(`location.pathname.startsWith('/runs/')`, 'the run that was kept');
    await page.until(has('origin', 'recorded elsewhere'), 'that it was recorded elsewhere');
  },
  'a race of two runs on one clock': async (page) => {
    const ids = [await endedRun('beam-search', { n: 4 }), await endedRun('best-of-n', { n: 4 })];
    await page.goto(`${origin}/race?runs=${ids.join(',')}&lang=en`);
    await page.until(`document.querySelectorAll('[data-testid="lane"]').length === 2`, 'both lanes');
    await page.until(`${byId('end-pill')}?.innerText === 'Over'`, 'the end of the race');
    await page.until(has('outcome', 'right answer'), 'what came of it');
    await page.click('button[aria-label="To the start"]');
    await page.until(`${byId('end-pill')}?.innerText !== 'Over'`, 'the start');
    await page.click('button[aria-label="Play"]');
    await page.until(`${byId('end-pill')}?.innerText === 'Over'`, 'the end, played');
  },
  'the table of runs, sorted by a column': async (page) => {
    await page.goto(`${origin}/runs?lang=en`);
    await page.until(`document.querySelectorAll('[data-testid="run-row"]').length > 2`, 'runs');
    await page.ask(
      `[...document.querySelectorAll('button')].find((each) => each.innerText.trim() === 'Table').click()`,
    );
    await page.until(`document.querySelectorAll('[data-testid="run-table-row"]').length > 2`, 'rows of the table');
    const sortByN = `[...document.querySelectorAll('th button')].find((each) => /^n\\b/.test(each.innerText)).click()`;
    await page.ask(sortByN);
    await page.until(`/sort=n/.test(location.search)`, 'the order in the address');
    await page.ask(sortByN);
    await page.until(`/sort=-n/.test(location.search)`, 'the other order');
    await page.click('[data-testid="run-table-row"] input[type="checkbox"]');
    await page.click('[data-testid="run-table-row"]:nth-of-type(2) input[type="checkbox"]');
    await page.until(`${byId('compare-runs')} !== null`, 'two runs side by side');
  },
  'the lab of verifiers, read from runs': async (page) => {
    await endedRun('best-of-n', { n: 8 });
    await page.goto(`${origin}/verifiers?of=runs&lang=en`);
    await page.until(`${byId('lab-headline')}?.dataset.reading === 'false'`, 'all runs read');
    await page.until(`/solutions? of \\d+ problems?/.test(${byId('lab-headline')}.innerText)`, 'what was read');
    await page.until(`${one('[role="img"][aria-label="Reliability diagram of solutions"]')} !== null`, 'the diagram');
  },
};
