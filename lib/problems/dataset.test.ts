import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasetServer, importProblems, openDataset, readDatasetPage, readDatasetPart } from './index';
import { memorySet } from './testing/memory-set';

const total = 230;
let failures = 0;
let server: Server;
let baseUrl = '';

/** Plays the rows interface in its documented form. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    const dataset = url.searchParams.get('dataset');
    if (dataset === 'nobody/nothing')
      return answer(404, { error: 'The dataset does not exist, or is not accessible without authentication.' });
    if (dataset === 'odd/odd') return answer(200, { surprise: true });
    if (url.pathname === '/splits')
      return answer(200, {
        splits: [
          { dataset, config: 'main', split: 'train' },
          { dataset, config: 'main', split: 'test' },
          { dataset, config: 'socratic', split: 'train' },
        ],
        pending: [],
        failed: [],
      });
    if (failures-- > 0) return answer(429, { error: 'Too many requests' }, { 'retry-after': '0' });
    const offset = Number(url.searchParams.get('offset'));
    if (dataset === 'single/single')
      return answer(200, {
        features: [
          { name: 'answer', type: { dtype: 'float32', _type: 'Value' } },
          { name: 'choices', type: { feature: { dtype: 'float32', _type: 'Value' }, _type: 'Sequence' } },
          { name: 'passage', type: { text: { dtype: 'float16', _type: 'Value' } } },
        ],
        rows: [
          {
            row_idx: 0,
            row: {
              question: 'q',
              answer: Math.fround(0.1),
              choices: [Math.fround(0.1), Math.fround(0.2)],
              passage: { text: 0.0999755859375 },
            },
          },
        ],
        num_rows_total: 1,
      });
    if (dataset === 'short/short')
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(
          offset > 0
            ? '{"rows": [], "num_rows_total": 500, "partial": true}'
            : '{"features": [{"feature_idx": 0, "name": "ratio", "type": {"dtype": "float32", "_type": "Value"}}], "num_rows_total": 500, "partial": true, ' +
                '"rows": [{"row_idx": 0, "row": {"question": "q", "answer": 9007199254740993, "messages": "…", "target": "t"}, "truncated_cells": ["messages", "target"]},' +
                ' {"row_idx": 1, "row": {"question": "q", "answer": null, "messages": "…", "target": "t"}, "truncated_cells": ["target"]}]}',
        );
    const length = Number(url.searchParams.get('length'));
    if (length > 100 || (dataset === 'broken/off' && offset >= 100)) return answer(500, { error: 'Unexpected error.' });
    const rows = Array.from({ length: Math.max(0, Math.min(length, total - offset)) }, (_, i) => ({
      row_idx: offset + i,
      row: { question: `Question ${offset + i} of ${url.searchParams.get('split')}`, answer: `So\n#### ${offset + i}` },
      truncated_cells: offset + i === 7 ? ['question'] : [],
    }));
    return answer(200, { features: [], rows, num_rows_total: total, num_rows_per_page: 100, partial: false });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => server.close());

const source = (url = baseUrl, signal = new AbortController().signal) => ({
  server: datasetServer({ baseUrl: url, signal, patienceMs: 5 }),
  reader: {
    part: async (...read: Parameters<typeof readDatasetPart>) => readDatasetPart(...read),
    page: readDatasetPage,
  },
});

describe('a dataset by name', () => {
  it('is read page by page, its test split where none is asked for', async () => {
    failures = 2;
    const found = await openDataset({ dataset: 'openai/gsm8k' }, source());
    expect([found.config, found.split]).toEqual(['main', 'test']);
    const set = memorySet();
    const { report } = await importProblems(found.rows, set, 'gsm8k');
    expect(report).toMatchObject({
      rows: total,
      problems: total - 1,
      issues: [{ row: 8, message: 'the server cut off question' }],
    });
    expect(set.problems[8]?.problem).toEqual({ text: 'Question 9 of test', answer: '9', uniqueId: 'gsm8k/10' });
  });

  it('shows no digits of single-precision numbers that nobody wrote', async () => {
    const set = memorySet();
    await importProblems((await openDataset({ dataset: 'single/single' }, source())).rows, set, 'single');
    expect(set.problems.map(({ problem }) => problem)).toMatchObject([
      { text: '0.1\n\nq\n\nA. 0.1\nB. 0.2', answer: '0.1' },
    ]);
  });

  it('loses no digit, no row for what nobody reads, and says that it ended early', async () => {
    const { rows } = await openDataset({ dataset: 'short/short' }, source());
    const set = memorySet();
    const { report } = await importProblems(rows, set, 'short');
    expect(set.problems.map(({ problem }) => problem.answer)).toEqual(['9007199254740993']);
    expect(report.issues).toMatchObject([{ row: 2, message: 'the server cut off target' }]);
    expect(report.notes.map(({ message }) => message)).toEqual([
      'The server gave 2 of 500 rows.',
      'The server holds only the first part of this dataset.',
      'Not read: messages, target.',
    ]);
  });

  it.each([
    [
      'a split that it has not',
      { dataset: 'openai/gsm8k', split: 'exam' },
      /has no split “exam”\. It has: train, test/,
      false,
    ],
    [
      'a name that nobody has',
      { dataset: 'nobody/nothing' },
      /does not give the dataset “nobody\/nothing”: The dataset does not exist.*Check its name/,
      false,
    ],
    ['a reply in another form', { dataset: 'odd/odd' }, /another form than expected/, false],
  ])('%s is told', async (_, name, words, isUnreachable) => {
    await expect(openDataset(name, source())).rejects.toThrow(words);
    await expect(openDataset(name, source())).rejects.toMatchObject({ isUnreachable });
  });

  it('no network is told, with what to do instead', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      gone.once('listening', resolve);
    });
    const address = gone.address();
    await new Promise((resolve) => {
      gone.close(resolve);
    });
    const nowhere = source(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
    await expect(openDataset({ dataset: 'openai/gsm8k' }, nowhere)).rejects.toThrow(
      /127\.0\.0\.1:\d+ does not answer: ECONNREFUSED\. Without a network, .*import it as a Parquet or JSONL file/,
    );
    await expect(openDataset({ dataset: 'openai/gsm8k' }, nowhere)).rejects.toMatchObject({ isUnreachable: true });
  });

  it('that breaks off keeps what came, and says so', async () => {
    const { rows } = await openDataset({ dataset: 'broken/off' }, source());
    const { report } = await importProblems(rows, memorySet(), 'set');
    expect(report.problems).toBe(99);
    expect(report.notes[0]?.message).toMatch(/Reading stopped: after row 100: .*HTTP 500/);
  });
});
