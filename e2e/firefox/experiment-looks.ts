/** Experiments in Firefox: the curves that ship and the verdict on them, a grid from its form to its trees, several on one chart. */
import { byId, fill, giveFile, has, labelled, named, one, origin, press, read, type Looks } from './look';

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
  'a grid of runs, from the form to the tree behind a point': async (page) => {
    await page.goto(`${origin}/experiments/new?levels=1&every=1&limit=2&best-of-n=1.2&beam-search=&dvts=&lang=en`);
    await fill(page, 'Name', 'Two easy ones');
    await page.until(`/Runs\\s*4/.test(${byId('estimate')}?.innerText)`, 'the estimate');
    await press(page, 'Start the experiment');
    await page.until(`${one('h1')}?.innerText === 'Two easy ones'`, 'the page of the experiment');
    await page.until(has('progress', '4 of 4 runs'), 'all of its runs');
    await page.click('[data-testid="accuracy"] [data-point]');
    await page.until(`${one('[data-testid="point"] [data-adds-up="true"]')} !== null`, 'a point, whose costs add up');
    await page.clickOn(
      `[...document.querySelectorAll('[data-testid="point"] a')].find(({ innerText }) => innerText === 'tree')`,
      'a tree',
    );
    await page.until(`location.pathname.startsWith('/runs/')`, 'the run');
    await page.until(`${one('[data-testid="tree-outline"] [role="treeitem"]')} !== null`, 'its tree');
  },
  'two experiments on one chart and in one table': async (page) => {
    await page.goto(`${origin}/experiments/compare?lang=en`);
    await page.until(`document.querySelectorAll('fieldset input[type="checkbox"]').length > 1`, 'experiments');
    const { experiments } = await read<{
      readonly experiments: readonly { readonly spec: { readonly name: string } }[];
    }>('/api/experiments');
    for (const i of [0, 1]) {
      await page.clickOn(
        `document.querySelectorAll('fieldset input[type="checkbox"]')[${i}]`,
        experiments[i]!.spec.name,
      );
      await page.until(
        `document.querySelectorAll('[data-testid="compare-chart"] [data-series]').length === ${i + 1}`,
        'its line',
      );
    }
    await page.until(`${byId('compare-table')}?.querySelectorAll('tbody tr').length === 2`, 'their table');
  },
  'a set of problems from a file, with its bad rows told, and deleted': async (page) => {
    await page.goto(`${origin}/experiments/new?lang=en`);
    await page.until(`/Problems\\s*50/.test(${byId('estimate')}?.innerText)`, 'the estimate of what is chosen first');
    await press(page, 'Import another problem set');
    const text =
      'question,final_answer,level\n"What is $2+3$, please?",5,1\nWhat is 7 − 4?,,1\n,8,2\nHow many are 2 × 4?,8,2\n';
    await giveFile(page, labelled('File of problems'), { name: 'sums.csv', text });
    await press(page, 'Import');
    await page.until(has('import-report', 'sums: 2 problems of 4 rows, 2 left out'), 'what came of it');
    await page.until(`${labelled('Problem set')}?.value === 'sums'`, 'that it is chosen');
    await page.until(`/Problems\\s*2/.test(${byId('estimate')}?.innerText)`, 'its estimate');
    await press(page, 'Delete this problem set');
    await page.until(has('undo-bar', '1 problem set deleted'), 'that it can be had back');
    await press(page, 'Undo');
    await page.until(
      `${named('Undo')} === undefined && ${labelled('Problem set')}?.value === 'sums'`,
      'that it is back',
    );
  },
};
