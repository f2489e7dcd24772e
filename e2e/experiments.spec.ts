/** Pages of experiments, over results that are made up and an API that is played to them; see testing/scripted-experiments.ts. */
import { readFileSync } from 'node:fs';
import { expect as plainExpect, test, type Page } from '@playwright/test';
import { expectAccessible, watchErrors } from './testing/app';
import { scriptedId, scriptExperiments, secondId } from './testing/scripted-experiments';

/** Curves are many marks: a small machine that does something else besides draws them slowly. */
const expect = plainExpect.configure({ timeout: 45_000 });
test.beforeEach(() => test.setTimeout(150_000));

const address = `/experiments/${scriptedId}`;
const point = (page: Page, name: RegExp) => page.getByTestId('accuracy').getByRole('button', { name });

test('one walks along the lines, opens a point, and a link brings it back', async ({ page }) => {
  const errors = watchErrors(page);
  await scriptExperiments(page);
  await page.goto(address);
  await point(page, /^Best-of-N, weighted, n 16:/).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(point(page, /^Best-of-N, weighted, n 8:/)).toBeFocused();
  await page.keyboard.press('Enter');
  const open = page.getByTestId('point');
  await expect(open.getByRole('heading', { name: 'Best-of-N, weighted, n = 8' })).toBeVisible();
  await expect(open.getByTestId('ledger')).toHaveAttribute('data-adds-up', 'true');
  await expect(open.getByText('resampled')).toBeVisible();
  const trees = open.getByRole('list', { name: 'Problems of the point' }).getByRole('link', { name: 'tree 1' });
  await expect(trees.first()).toHaveAttribute('href', /^\/runs\/best-of-n/);
  await expect(page).toHaveURL(/point=best-of-n.*n=8/);
  await page.reload();
  await expect(open.getByRole('heading', { name: 'Best-of-N, weighted, n = 8' })).toBeVisible();
  await point(page, /^Best-of-N, weighted, n 8:/).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('point-hint')).toBeVisible();
  expect(errors).toEqual([]);
});

test('a point under the pointer tells its number, and a click opens it', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(address);
  const mark = point(page, /^Beam search, weighted, n 16:/)
    .locator('path')
    .last();
  const box = (await mark.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByTestId('tip')).toContainText('Beam search, weighted');
  await expect(page.getByTestId('tip')).toContainText('measured');
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByTestId('point').getByRole('heading', { name: 'Beam search, weighted, n = 16' })).toBeVisible();
});

test('the axis can be what it costs, and what is not known is not offered', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(`${address}?x=n`);
  const axis = page.getByLabel('Horizontal axis', { exact: true });
  await expect(axis.locator('option')).toHaveText([
    'Budget n',
    'Generated tokens',
    'All tokens',
    'FLOPs',
    'FLOPs without reuse',
    'Seconds',
  ]);
  await axis.selectOption('FLOPs');
  await expect(page.getByRole('heading', { name: 'Accuracy against FLOPs' })).toBeVisible();
  await page.getByText('Where each line passes each baseline').click();
  await expect(page.getByTestId('crossings').getByText('On the axis FLOPs')).toBeVisible();
  await page.getByRole('button', { name: 'Linear' }).click();
  await expect(page).toHaveURL(/x=flops&scale=linear/);
});

test('crossings are told in words, also those that are not there', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(`${address}?x=n`);
  const crossings = page.getByTestId('crossings');
  await crossings.getByText('Where each line passes each baseline').click();
  await expect(crossings.locator('[data-status="reached"]').first()).toContainText(/passes it at n = [\d.]+ \(95\s%: /);
  await expect(crossings.locator('[data-status="not-reached"]').first()).toContainText(
    /does not reach it, up to n = 16/,
  );
});

test('the verdict stands first: a sentence, a picture, and against whom one may choose', async ({ page }) => {
  const errors = watchErrors(page);
  await scriptExperiments(page);
  await page.goto(address);
  const verdict = page.getByTestId('verdict');
  await expect(verdict.getByRole('heading')).toHaveText(/the baseline.*\.$/i);
  await expect(verdict).toContainText('p corrected for all');
  await expect(verdict).toContainText('Paired: both answered the same 60 problems, 2 seeds.');
  await expect(verdict.getByRole('group', { name: 'The verdict as a picture' })).toBeVisible();
  await verdict.getByText('Every method against it').click();
  const table = verdict.getByRole('region', { name: 'Every method against the baseline' });
  await expect(table.getByRole('row')).toHaveCount(11);
  await verdict
    .getByLabel('Baseline of the verdict')
    .selectOption({ label: 'Llama-3.1-70B-Instruct: 65.2 % on MATH-500' });
  await expect(verdict).toContainText('Unpaired: a published figure is one number (65.2 %)');
  await expect(verdict).toContainText('its own sampling error too, that of a share of 500 independent problems');
  await expect(verdict.getByRole('heading')).toHaveText(/^Against a figure of other problems/);
  await expect(page).toHaveURL(/against=published/);
  await expect(page.getByRole('heading', { name: 'Accuracy against FLOPs' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('problem by problem: sorted, walked by arrows, and a cell opens its tree', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(address);
  const section = page.getByTestId('grid');
  await section.getByRole('button', { name: 'Show all 60 problems' }).click();
  const grid = section.getByRole('grid', { name: 'Problems by methods' });
  await expect(grid).toHaveAttribute('aria-rowcount', '61');
  await section.getByRole('button', { name: /^Beam search, weighted/ }).click();
  await expect(page).toHaveURL(/grid=beam-search/);
  await expect(grid.getByRole('columnheader', { name: /^Beam search, weighted/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  const first = grid.locator('[data-cell="0 0"]');
  await expect(first).toHaveAttribute('href', /^\/runs\//);
  await first.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  await expect(grid.locator('[data-cell="15 1"]')).toBeFocused();
});

test('two experiments stand on one chart and in one table, paired on their problems', async ({ page }) => {
  await scriptExperiments(page, { hasSecond: true });
  await page.goto('/experiments');
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('checkbox', { name: /^Small with search/ }).check();
  await page.getByRole('checkbox', { name: /^The same again/ }).check();
  const table = page.getByTestId('compare-table');
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.locator('[data-verdict="tied"]')).toContainText('0.0 (');
  await expect(table).toContainText('paired on 60 problems');
  await expect(page.getByTestId('compare-chart').locator('[data-series]')).toHaveCount(2);
  await table.getByLabel('Line of The same again').selectOption({ label: 'Majority vote' });
  await expect(table.locator('[data-verdict="worse"]')).toContainText('p ');
  await expect(page).toHaveURL(new RegExp(`id=${scriptedId}&id=${secondId}&line=&line=majority`));
  await page.reload();
  await expect(table.getByLabel('Line of The same again')).toHaveValue('majority / majority / policy');
  await expectAccessible(page);
});

test('the legend shows and hides lines', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(address);
  const lines = page.getByTestId('accuracy').locator('[data-series]');
  await expect(lines).toHaveCount(4);
  await page.getByTestId('legend').getByRole('columnheader').getByRole('button', { name: 'Any of n' }).click();
  await expect(lines).toHaveCount(8);
  await page.getByTestId('legend').getByRole('button', { name: 'DVTS', exact: true }).click();
  await expect(lines).toHaveCount(10);
  await page.getByTestId('legend').getByRole('button', { name: 'DVTS', exact: true }).click();
  await expect(lines).toHaveCount(6);
  await expect(page).toHaveURL(/show=(?!.*dvts)/);
  await page.reload();
  await expect(lines).toHaveCount(6);
  await page.getByRole('button', { name: 'The usual ones' }).click();
  await expect(lines).toHaveCount(4);
});

test('lines are compared problem by problem with one of them, ties in words', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(address);
  const comparison = page.getByTestId('comparison');
  await comparison.getByLabel('Compare with').selectOption({ label: 'baseline (50 M), one greedy answer' });
  await comparison.getByLabel('Budget of the comparison').selectOption('n = 8');
  await expect(
    comparison.getByRole('heading', { name: 'Difference to baseline (50 M), one greedy answer' }),
  ).toBeVisible();
  const tied = comparison.locator('[data-verdict="tied"]').first();
  await expect(tied).toContainText(/tied with it: .* points cannot be told from none \(95\s%: .*p = /);
  await tied.getByRole('button', { name: 'Which problems?' }).click();
  const solved = page.getByTestId('solved');
  const counts = await solved
    .getByRole('tab')
    .evaluateAll((tabs) => tabs.map((tab) => Number(/(\d+)$/.exec(tab.textContent ?? '')?.[1])));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  await solved.getByRole('tab', { name: /^Both/ }).click();
  await expect(solved.getByRole('list', { name: 'Both' }).getByRole('listitem').first()).toContainText(/Problem \d+/);
  await expect(page).toHaveURL(/versus=/);
});

test('the best method by difficulty and budget, and its curve beside the others', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(address);
  const optimal = page.getByTestId('optimal');
  await expect(optimal.locator('[data-tied="true"]').first()).toHaveAttribute('aria-label', /tied with/);
  await optimal.getByRole('button', { name: 'By scores' }).click();
  await optimal.getByRole('button', { name: 'Absolute' }).click();
  await expect(page).toHaveURL(/difficulty=predicted&bins=absolute/);
  await optimal.locator('[data-cell]').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(optimal.locator('[data-cell]:focus')).toHaveAttribute('data-cell', / \/ 2$/);
  await optimal.getByRole('button', { name: 'Its curve above' }).click();
  await expect(page.getByTestId('accuracy').locator('[data-series^="compute-optimal"]')).toHaveCount(1);
});

test('while it runs there is progress, and it can be paused, resumed and cancelled', async ({ page }) => {
  const { commands } = await scriptExperiments(page, { status: 'running' });
  await page.goto(address);
  await expect(page.getByRole('progressbar', { name: 'Runs that are in' })).toBeVisible();
  await expect(page.getByTestId('progress')).toContainText('42 runs a minute');
  await expect(page.getByTestId('progress')).toContainText('about 12 min 34 s left, estimated');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the experiment' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel it' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
  expect(commands).toEqual(['pause', 'resume', 'cancel']);
});

test('a question about a running experiment closes when it ends, and nothing else stands in its place', async ({
  page,
}) => {
  const { commands, deleted, finish } = await scriptExperiments(page, { status: 'running' });
  await page.goto(address);
  await page.getByRole('button', { name: 'Cancel the experiment' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Cancel this experiment?');
  const { x, y, width, height } = (await question.getByRole('button', { name: 'Cancel it' }).boundingBox())!;
  finish();
  await expect(page.locator('[data-run-status="finished"]')).toBeVisible();
  await expect(question).toBeHidden();
  await page.mouse.click(x + width / 2, y + height / 2);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${address}(\\?|$)`));
  await expect(page.getByRole('button', { name: 'Delete the experiment' })).toBeVisible();
  await expect(question).toBeHidden();
  expect([commands, deleted]).toEqual([[], []]);
});

test('an experiment is deleted from its page and from the list, and both can be undone', async ({ page }) => {
  const { deleted } = await scriptExperiments(page);
  await page.goto(address);
  await page.getByRole('button', { name: 'Delete the experiment' }).click();
  await expect(page).toHaveURL(/\/experiments$/);
  const row = page.locator(`[data-experiment-id="${scriptedId}"]`);
  const undo = page.getByTestId('undo-bar');
  await expect(undo).toContainText('1 experiment deleted, with all of its runs; gone for good after 8 seconds');
  await expect(row).toHaveCount(0);
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect(undo).toHaveCount(0);
  await row.getByRole('button', { name: 'Delete: Small with search against large' }).click();
  await expect(undo).toBeVisible();
  await expect(row).toHaveCount(0);
  expect(deleted).toEqual([]);
  await page.getByRole('navigation').getByRole('link', { name: 'New run' }).click();
  await expect.poll(() => deleted).toEqual([scriptedId]);
});

test('what ships and what is under way have no button that deletes them', async ({ page }) => {
  await scriptExperiments(page, { status: 'running' });
  await page.goto('/experiments');
  await expect(page.getByTestId('experiment-row')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
  await page.unrouteAll();
  await page.goto('/experiments');
  await expect(page.locator('[data-experiment-id="tiny-math-500"]')).toBeVisible();
  await expect(
    page.locator('[data-experiment-id="tiny-math-500"]').getByRole('button', { name: /^Delete/ }),
  ).toHaveCount(0);
});

test('failed runs are listed with their reasons and can be tried again', async ({ page }) => {
  const { commands } = await scriptExperiments(page, {
    failures: [
      {
        runId: 'r1',
        cell: 'beam-search 16',
        problem: 'p7',
        seed: 1,
        failure: { kind: 'unreachable', message: 'The verifier prm does not answer.' },
      },
    ],
  });
  await page.goto(address);
  const failures = page.getByTestId('failures');
  await expect(failures.getByRole('heading', { name: '1 failed run' })).toBeVisible();
  await expect(failures).toContainText('The verifier prm does not answer.');
  await failures.getByRole('button', { name: 'Retry them' }).click();
  await expect.poll(() => commands).toEqual(['retry-failed']);
});

test('before anything is measured, published figures stand there, faint and with their sources', async ({ page }) => {
  await scriptExperiments(page, { status: 'running', isEmpty: true });
  await page.goto(address);
  await expect(page.getByTestId('nothing-measured')).toBeVisible();
  await expect(page.getByTestId('accuracy').locator('[data-reference]').first()).toBeAttached();
  await expect(
    page.getByRole('region', { name: 'Published figures as a table' }).getByRole('row').nth(1),
  ).toContainText('arXiv');
  await page.getByRole('button', { name: 'Draw none' }).click();
  await expect(page.getByTestId('accuracy').locator('[data-reference]')).toHaveCount(0);
  await expect(page).toHaveURL(/published=none/);
});

test('an imported experiment does not call free what its file does not hold', async ({ page }) => {
  await scriptExperiments(page, { origin: 'imported' });
  await page.goto(address);
  await expect(page.getByText('is unknown here, not free').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
});

test('output of search-and-learn comes in, and its answers are compared with ours', async ({ page }) => {
  const { imports } = await scriptExperiments(page, { origin: 'imported' });
  await page.goto('/experiments/new');
  await page.getByText('Open results of another tool').click();
  await page
    .getByLabel('Output file')
    .setInputFiles({ name: 'bon4.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from('{}\n') });
  await page.getByLabel('Its policy').fill('small');
  await page.getByLabel('Its verifier').fill('prm');
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByTestId('output-report')).toContainText('24 stored answers, 1 not the same as ours');
  await expect(page.getByTestId('output-report')).toContainText('line 3 4 completions, but scores for 3');
  await expect(page.getByTestId('output-report')).toContainText(
    'Not read, with how often it was there: agg_scores (4).',
  );
  expect(imports).toEqual(['?name=bon4.jsonl&strategy=best-of-n&policy=small&verifier=prm']);
  await page.getByRole('link', { name: 'See its curves' }).click();
  await expect(page.getByTestId('answers')).toContainText('1 is not the same');
  await expect(page.getByTestId('answers').getByRole('row').nth(1)).toContainText('pred_naive@4');
});

test('a chart is saved with caption and colours of its own', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(`${address}?x=n`);
  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByTestId('accuracy').getByRole('button', { name }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const svg = await saved('Save as SVG: Accuracy against budget n');
  expect(svg.name).toBe('small-with-search-against-large-accuracy.svg');
  const text = svg.bytes.toString('utf8');
  expect(text).not.toContain('var(');
  expect(text).toContain('60 problems of made, 2 seeds');
  expect(text).toContain('bootstrap over problems');
  const png = await saved('Save as PNG: Accuracy against budget n');
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.bytes.length).toBeGreaterThan(50_000);
});

test('points and problems are downloaded from where the server keeps them', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto(address);
  await expect(page.getByRole('link', { name: 'Points CSV' })).toHaveAttribute(
    'href',
    `/api${address}/export.csv?of=points`,
  );
  await expect(page.getByRole('link', { name: 'Problems JSONL' })).toHaveAttribute(
    'href',
    `/api${address}/export.jsonl?of=problems`,
  );
  await expect(page.getByRole('link', { name: 'Points LaTeX' })).toHaveAttribute('href', `/api${address}/export.tex`);
  const download = page.waitForEvent('download');
  await page
    .getByTestId('accuracy')
    .getByRole('button', { name: /^Save its data as CSV/ })
    .click();
  const data = readFileSync(await (await download).path(), 'utf8');
  expect(data).toMatch(/^kind,name,"FLOPs of policy/);
  expect(data.match(/^line,/gm)!.length).toBeGreaterThan(10);
});

test('what cannot be read says so', async ({ page }) => {
  await scriptExperiments(page, { isDown: true });
  await page.goto(address);
  await expect(page.getByTestId('load-error')).toContainText('The store does not answer.');
  await page.goto('/experiments');
  await expect(page.getByTestId('load-error')).toContainText('The store does not answer.');
});

test('an address of no experiment leads on', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto('/experiments/none');
  await expect(page.getByRole('heading', { name: 'There is no such experiment' })).toBeVisible();
  await page.getByRole('link', { name: 'All experiments' }).click();
  await page.getByTestId('experiment-row').getByRole('link', { name: 'Small with search against large' }).click();
  await expect(page.getByTestId('accuracy')).toBeVisible();
});

test('a grid is asked for, estimated and started', async ({ page }) => {
  const errors = watchErrors(page);
  const { created } = await scriptExperiments(page);
  await page.goto('/experiments/new');
  await expect(page.getByTestId('estimate')).toContainText('about 1 h 30 min');
  await expect(page.getByTestId('estimate')).toContainText('Measured on 12 runs');
  await expect(page.getByTestId('estimate')).toContainText(/Smallest difference it could show\s*about 6\.2 points/);
  await page.getByRole('button', { name: 'Best-of-N, n 32' }).click();
  await page.getByRole('button', { name: 'Beam search', exact: true }).click();
  await page.getByText('Level 3').click();
  await page.getByRole('textbox', { name: 'Seeds' }).fill('0, 1');
  await page.getByLabel('Take one in').fill('5');
  await expect(page).toHaveURL(/levels=3&every=5&best-of-n=1\.2\.4\.8\.16\.32&beam-search=&seeds=0\.1/);
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  expect(created).toEqual([
    {
      name: 'Best-of-N, DVTS to n 32 on tiny-math-500',
      problems: { set: 'tiny-math-500', levels: [3], every: 5 },
      strategies: [
        { strategy: 'best-of-n', budgets: [1, 2, 4, 8, 16, 32], config: { temperature: 0.8, maxTokens: 2048 } },
        {
          strategy: 'dvts',
          budgets: [4, 8, 16],
          config: { temperature: 0.8, maxTokens: 2048, beamWidth: 4, maxSteps: 40, stepsPerRound: 1 },
        },
      ],
      policies: ['policy'],
      verifiers: ['prm'],
      baselines: ['baseline'],
      seeds: [0, 1],
    },
  ]);
  expect(errors).toEqual([]);
});

test('what is impossible cannot be asked for, and what is missing is named', async ({ page }) => {
  await scriptExperiments(page);
  await page.goto('/experiments/new?m=8');
  await expect(page.getByRole('button', { name: 'DVTS, n 4', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'DVTS, n 8', exact: true })).toBeEnabled();
  await page.getByRole('textbox', { name: 'Seeds' }).fill('one');
  await expect(page.getByText('Whole numbers from 0 on')).toBeVisible();
  await page.getByRole('group', { name: 'Verifiers' }).getByText('prm').click();
  await expect(page.getByText('choose a verifier').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the experiment' })).toBeDisabled();
});

test('a problem set is imported, and what was left out is told row by row', async ({ page }) => {
  const { imports } = await scriptExperiments(page);
  await page.goto('/experiments/new');
  await page.getByText('Import another problem set').click();
  await page.getByLabel('File of problems').setInputFiles({
    name: 'own.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from('{"problem":"1+1","answer":"2"}\n'),
  });
  await page.getByLabel('Name of the set').fill('own');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const report = page.getByTestId('import-report');
  await expect(report).toContainText('own: 2 problems of 4 rows, 2 left out');
  await expect(report).toContainText('answer from final_answer in 3 rows');
  await report.getByText('The first 2 rows that were left out').click();
  await expect(report).toContainText('row 4 no JSON');
  await expect(page.getByLabel('Problem set', { exact: true })).toHaveValue('own');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByTestId('import-error')).toContainText('There is a set of this name');
  await page.getByRole('button', { name: 'Replace it' }).click();
  await expect(report).toBeVisible();
  await page.getByRole('tab', { name: 'By dataset name' }).click();
  await page.getByRole('textbox', { name: 'Dataset' }).fill('HuggingFaceH4/MATH-500');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByTestId('import-error')).toContainText('does not answer');
  expect(imports).toEqual([
    '?set=own&file=own.jsonl',
    '?set=own&file=own.jsonl',
    '?set=own&replace=1&file=own.jsonl',
    '?set=own&dataset=HuggingFaceH4%2FMATH-500',
  ]);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the curves, ${colorScheme}`, async ({ page }) => {
    await scriptExperiments(page, { status: 'running', problems: 20, n: 8 });
    await page.emulateMedia({ colorScheme });
    await page.goto(
      `${address}?point=${encodeURIComponent('dvts / weighted / policy / prm')}&n=8&published=Llama-3.2-1B-Instruct&versus=${encodeURIComponent('dvts / weighted / policy / prm')}&grid=hardest`,
    );
    await expect(page.getByTestId('solved').getByRole('tab').first()).toBeVisible();
    await expect(page.getByRole('list', { name: 'Problems of the point' })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Problems by methods' })).toBeVisible();
    await page.getByText('Every method against it').click();
    for (const summary of await page.getByText(/^As a table/).all()) await summary.click();
    await expectAccessible(page);
  });

  test(`axe finds nothing on the list and on the form, ${colorScheme}`, async ({ page }) => {
    await scriptExperiments(page, { status: 'running', problems: 20, n: 8 });
    await page.emulateMedia({ colorScheme });
    await page.goto('/experiments');
    await expect(page.getByTestId('experiment-row')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/experiments/new');
    await page.getByText('Import another problem set').click();
    await expect(page.getByTestId('estimate')).toContainText('about 1 h 30 min');
    await expectAccessible(page);
  });
}
