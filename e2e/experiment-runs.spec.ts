/** Experiments on the server as it is, with the bundled models: from the form to the curves and trees, files in, files out. */
import { expect as plainExpect, test, type Page } from '@playwright/test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { watchErrors } from './testing/app';

/** Searches of an experiment take all of a small machine, and pages then come slowly. */
const expect = plainExpect.configure({ timeout: 45_000 });
test.beforeEach(() => test.setTimeout(180_000));

const output = (id: string, more: object = {}) =>
  JSON.stringify({
    problem: `What is $1 + 1$? (${id})`,
    answer: '2',
    subject: 'Algebra',
    level: 1,
    unique_id: id,
    completions: ['Add.\n\nThe answer is \\boxed{2}.', 'Guess.\n\n\\boxed{3}', 'It is \\boxed{3}.'],
    scores: [[0.5, 0.9], [0.4, 0.3], [0.1]],
    completion_tokens: [9, 5, 4],
    'pred_weighted@2': '\\boxed{2}',
    'pred_maj@3': '\\boxed{3}',
    'pred_naive@3': '\\boxed{2}',
    ...more,
  });

test('the sentence of the verdict comes with the page, before any script, and stays as it is', async ({
  page,
  request,
  browser,
}) => {
  const errors = watchErrors(page);
  const address = '/experiments/tiny-math-500';
  // It is made once; afterwards it is at hand.
  expect((await request.get(`/api${address}/verdict`)).ok()).toBe(true);
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  const sentence = (on: Page) => on.getByTestId('verdict').getByRole('heading', { level: 2 });
  await still.goto(address);
  await expect(sentence(still)).toBeVisible();
  const said = await sentence(still).innerText();
  await plain.close();
  expect(said.length).toBeGreaterThan(40);
  await page.goto(address);
  await expect(page.getByTestId('accuracy').locator('[data-point]').first()).toBeVisible();
  await expect(sentence(page)).toHaveText(said);
  // Against another it is another.
  const { baselines } = (await (await request.get(`/api${address}/verdict`)).json()) as {
    readonly baselines: readonly { readonly id: string }[];
  };
  const other = baselines.at(-1)!.id;
  await page.goto(`${address}?against=${encodeURIComponent(other)}`);
  await expect(sentence(page)).toBeVisible();
  await expect(sentence(page)).not.toHaveText(said);
  expect(errors).toEqual([]);
});

test('a grid is estimated, started, measured, and its points lead down to the trees and out as files', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  await page.goto('/experiments/new?name=Three+easy+ones&levels=1&every=1&limit=3&best-of-n=1.2.4&beam-search=4&dvts=');
  const estimate = page.getByTestId('estimate');
  await expect(estimate).toContainText(/Runs\s*9/);
  await expect(estimate).toContainText(/Assumed for|From the last/);
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page.getByRole('heading', { name: 'Three easy ones', level: 1 })).toBeVisible();
  await expect(page.getByTestId('progress')).toContainText('9 of 9 runs', { timeout: 60_000 });
  const point = page
    .getByTestId('accuracy')
    .getByRole('button', { name: /^Best-of-N, weighted, n 4: .* 3 problems, 1 seed$/ });
  await point.press('Enter');
  const open = page.getByTestId('point');
  await expect(open.getByTestId('ledger')).toHaveAttribute('data-adds-up', 'true');
  const tree = open.getByRole('list', { name: 'Problems of the point' }).getByRole('link', { name: 'tree' });
  await expect(tree).toHaveCount(3);
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  for (const [format, lines] of [
    ['csv', (text: string) => text.trim().split(/\r?\n/).slice(1)],
    ['jsonl', (text: string) => text.trim().split('\n')],
  ] as const) {
    const file = await request.get(
      (await page.getByRole('link', { name: `Points ${format.toUpperCase()}` }).getAttribute('href'))!,
    );
    expect(file.headers()['content-disposition']).toContain(`experiment-points.${format}`);
    const rows = lines(await file.text());
    expect(rows.filter((row) => row.includes('best-of-n / weighted'))).toHaveLength(3);
  }
  await tree.first().click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByRole('tree').first()).toBeVisible();
  await page.goto('/experiments');
  await expect(page.locator(`[data-experiment-id="${id}"]`)).toContainText('9 of 9 runs');
  expect(errors).toEqual([]);
});

test('an experiment under way is paused, goes on, and is cancelled', async ({ page, request }) => {
  const started = await request.post('/api/experiments', {
    data: {
      name: 'A long one',
      problems: { set: 'tiny-math-500' },
      strategies: [{ strategy: 'majority', budgets: [1, 16] }],
      policies: ['policy'],
    },
  });
  const { id } = (await started.json()) as { id: string };
  await page.goto(`/experiments/${id}`);
  await expect(page.getByTestId('progress')).toContainText(/under way/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the experiment' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel it' }).click();
  await expect(page.getByRole('button', { name: /Pause|Resume/ })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('cancelled');
  expect((await request.delete(`/api/experiments/${id}`)).ok()).toBe(true);
});

test('a table of problems with bad rows: the good ones can be measured, the others are told', async ({
  page,
  request,
}) => {
  // What an earlier attempt may have left.
  await request.delete('/api/problems/sets/sums%20of%20mine');
  await page.goto('/experiments/new');
  await page.getByText('Import another problem set').click();
  const csv =
    'question,final_answer,level\n"What is $2+3$, please?",5,1\nWhat is 7 − 4?,,1\n,8,2\nHow many are 2 × 4?,8,2\n';
  await page
    .getByLabel('File of problems')
    .setInputFiles({ name: 'sums of mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const report = page.getByTestId('import-report');
  await expect(report).toContainText('sums of mine: 2 problems of 4 rows, 2 left out');
  await report.getByText('The first 2 rows that were left out').click();
  await expect(report.getByRole('list', { name: 'Rows that were left out' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByLabel('Problem set', { exact: true })).toHaveValue('sums of mine');
  await expect(page.getByLabel('Take one in')).toHaveValue('1');
  await expect(page.getByTestId('estimate')).toContainText(/Problems\s*2/);
  await page
    .getByLabel('File of problems')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('dear diary\n') });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByTestId('import-error')).toContainText('No problems could be taken');
  const chosen = page.getByLabel('Problem set', { exact: true });
  const undo = page.getByTestId('undo-bar');
  const isStored = async () => {
    const { sets } = (await (await request.get('/api/problems/sets')).json()) as {
      readonly sets: readonly { readonly name: string }[];
    };
    return sets.some(({ name }) => name === 'sums of mine');
  };
  await page.getByRole('button', { name: 'Delete this problem set' }).click();
  await expect(undo).toContainText('1 problem set deleted; gone for good after 8 seconds');
  await expect(chosen).toHaveValue('tiny-math-500');
  await expect(chosen.locator('option', { hasText: 'sums of mine' })).toHaveCount(0);
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect(undo).toHaveCount(0);
  await expect(chosen).toHaveValue('sums of mine');
  await page.getByRole('button', { name: 'Delete this problem set' }).click();
  await expect(chosen).toHaveValue('tiny-math-500');
  expect(await isStored()).toBe(true);
  // Its name is free for another at once.
  await page.getByLabel('File of problems').setInputFiles({
    name: 'sums of mine.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('question,answer\n1+1?,2\n'),
  });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(report).toContainText('sums of mine: 1 problem of 1 row');
  await expect(chosen).toHaveValue('sums of mine');
  await expect(undo).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete this problem set' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'New run' }).click();
  await expect.poll(isStored).toBe(false);
});

const sums = [
  { question: 'What is $2 + 3$?', final_answer: '5' },
  { question: 'What is $7 - 4$?', final_answer: '3' },
  { question: 'What is $2 \\times 4$?', final_answer: '8' },
];
const files = [
  { kind: 'JSON', name: 'sums in json.json', buffer: Buffer.from(JSON.stringify(sums)) },
  {
    kind: 'Parquet',
    name: 'sums in parquet.parquet',
    buffer: Buffer.from(
      parquetWriteBuffer({
        columnData: (['question', 'final_answer'] as const).map((name) => ({
          name,
          data: sums.map((row) => row[name]),
        })),
      }),
    ),
  },
];
for (const { kind, name, buffer } of files) {
  test(`a ${kind} file of problems is imported and ready to be measured`, async ({ page, request }) => {
    const set = name.replace(/\.\w+$/, '');
    await request.delete(`/api/problems/sets/${encodeURIComponent(set)}`);
    await page.goto('/experiments/new');
    await page.getByText('Import another problem set').click();
    await page.getByLabel('File of problems').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByTestId('import-report')).toContainText(`${set}: 3 problems of 3 rows`);
    await expect(page.getByTestId('estimate')).toContainText(/Problems\s*3/);
    await request.delete(`/api/problems/sets/${encodeURIComponent(set)}`);
  });
}

test('output of search-and-learn becomes curves, and its answers stand beside ours', async ({ page, request }) => {
  await page.goto('/experiments/new');
  await page.getByText('Open results of another tool').click();
  await page.getByLabel('Output file').setInputFiles({
    name: 'bon3.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(
      [
        output('a'),
        'no json',
        output('b', { 'pred_naive@3': '\\boxed{3}', agg_scores: [0.9, 0.2, 0.1] }),
        output('c'),
      ].join('\n'),
    ),
  });
  await page.getByLabel('Its policy').fill('Llama 1B');
  await page.getByLabel('Its verifier').fill('PRM 8B');
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByTestId('output-report')).toContainText('3 problems, 1 line left out');
  await expect(page.getByTestId('output-report')).toContainText(
    'Not read, with how often it was there: agg_scores (1).',
  );
  await page.getByRole('link', { name: 'See its curves' }).click();
  await expect(page.getByTestId('answers')).toContainText(/9 answers/);
  await expect(page.getByTestId('accuracy').getByRole('button', { name: /^Best-of-N, weighted, n 3:/ })).toBeVisible();
  await expect(page.getByText('is unknown here, not free').first()).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  await page.getByRole('button', { name: 'Delete the experiment' }).click();
  await expect(page).toHaveURL(/\/experiments$/);
  await expect(page.getByTestId('undo-bar')).toBeVisible();
  await expect(page.locator(`[data-experiment-id="${id}"]`)).toHaveCount(0);
  await page.getByRole('navigation').getByRole('link', { name: 'New run' }).click();
  await expect.poll(async () => (await request.get(`/api/experiments/${id}`)).status()).toBe(404);
});
