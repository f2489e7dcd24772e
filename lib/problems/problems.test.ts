/** Files of problems of every format, good and hostile: what is good is taken, what is not is told. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Text } from '@/lib/words';
import { importProblems, NoProblemsError, openFile, readProblems, readRows } from './index';
import { readProblem } from './row';
import { memorySet, type MemorySet } from './testing/memory-set';

const root = process.cwd();

async function* pieces(data: Uint8Array | string, size = 7_919): AsyncGenerator<Uint8Array> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function* rowsOf(bytes: AsyncGenerator<Uint8Array>, house = root) {
  yield* readProblems(readRows(await openFile(bytes, { root: house })));
}
async function taken(data: Uint8Array | string, size?: number) {
  const set: MemorySet = memorySet();
  const imported = await importProblems(rowsOf(pieces(data, size)), set, 'set');
  return { ...imported, problems: set.problems.map(({ problem }) => problem), state: set.state };
}
async function refusal(data: Uint8Array | string): Promise<NoProblemsError> {
  const set = memorySet();
  const error: unknown = await importProblems(rowsOf(pieces(data)), set, 'set').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NoProblemsError)) throw error instanceof Error ? error : new Error('it was taken');
  expect(set.state).toEqual({ isPublished: false, isDiscarded: true });
  return error;
}

const rows = [
  { problem: 'What is $1+1$? “Quoted”, and\ncommas', answer: '2', subject: 'Algebra', level: 1, unique_id: 'a' },
  { problem: 'Find x.', answer: '\\frac{1}{2}', subject: 'Algebra', level: 5, unique_id: 'b' },
  { problem: 'Übung 3 – wie viele?', answer: '3', subject: 'Zahlen', level: 3, unique_id: 'c' },
];
const expected = rows.map(({ problem: text, unique_id: uniqueId, ...rest }) => ({ text, uniqueId, ...rest }));
const csvCell = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`;
const csvOf = (separator: string) =>
  [Object.keys(rows[0]!).join(separator), ...rows.map((row) => Object.values(row).map(csvCell).join(separator))].join(
    '\r\n',
  );
const columnData = Object.keys(rows[0]!).map((name) => ({
  name,
  data: rows.map((row) => row[name as keyof (typeof rows)[number]]),
}));
const parquet = (options: object = {}) => new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
const formats: readonly (readonly [string, Uint8Array | string])[] = [
  ['JSONL', rows.map((row) => JSON.stringify(row)).join('\n')],
  ['JSONL with a byte order mark and CR', `\ufeff${rows.map((row) => JSON.stringify(row)).join('\r\n')}\r\n`],
  ['JSON', JSON.stringify(rows)],
  ['JSON over many lines', JSON.stringify(rows, undefined, 2)],
  ['JSON in an object', JSON.stringify({ version: 2, data: rows })],
  ['JSON in an object over many lines', JSON.stringify({ data: rows }, undefined, 1)],
  [
    'rows of a rows interface',
    JSON.stringify({ features: [{ name: 'problem' }], rows: rows.map((row, i) => ({ row_idx: i, row })) }),
  ],
  ['CSV', csvOf(',')],
  ['CSV with semicolons', csvOf(';')],
  ['CSV with tabs and a byte order mark', `\ufeff${csvOf('\t')}`],
  ['Parquet', parquet()],
  ['Parquet without compression', parquet({ codec: 'UNCOMPRESSED' })],
  [
    'Parquet in gzip',
    parquet({ codec: 'GZIP', compressors: { GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)) } }),
  ],
  [
    'Parquet in brotli',
    parquet({
      codec: 'BROTLI',
      compressors: { BROTLI: (bytes: Uint8Array) => new Uint8Array(brotliCompressSync(bytes)) },
    }),
  ],
  ['Parquet in groups of one row', parquet({ rowGroupSize: 1 })],
];

describe('every format', () => {
  it.each(formats)('%s', async (_, data) => {
    const { problems, report, state } = await taken(data);
    expect(problems).toEqual(expected);
    expect(report).toMatchObject({ rows: report.rows, problems: 3 });
    expect(state).toEqual({ isPublished: true, isDiscarded: false });
  });

  it('text formats are read the same however they are cut', async () => {
    const texts = formats.filter(([name]) => !name.startsWith('Parquet'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.integer({ min: 1, max: 90 }), async ([, data], size) => {
        expect((await taken(data, size)).problems).toEqual(expected);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('the names that other sets use', () => {
  it.each<readonly [string, Record<string, unknown>, object]>([
    [
      'MATH',
      { problem: 'P', level: 'Level 4', type: 'Geometry', solution: 'So $\\boxed{12}$.' },
      { text: 'P', answer: '12', level: 4, subject: 'Geometry' },
    ],
    ['GSM8K', { question: 'Q', answer: 'He has 3 + 4 = <<3+4=7>>7.\n#### 7' }, { text: 'Q', answer: '7' }],
    [
      'AIME',
      { ID: '2024-I-1', Problem: 'P', Solution: 'long', Answer: 204 },
      { text: 'P', answer: '204', uniqueId: '2024-I-1' },
    ],
    ['AMC', { id: 3, problem: 'P', answer: 142.0, url: 'x' }, { text: 'P', answer: '142', uniqueId: '3' }],
    [
      'OlympiadBench',
      { question: 'Q', final_answer: ['$2$'], subfield: 'Algebra' },
      { text: 'Q', answer: '$2$', subject: 'Algebra' },
    ],
    [
      'NuminaMath',
      { source: 's', problem: 'P', solution: '… \\boxed{\\frac{1}{2}}', messages: [{ role: 'user' }] },
      { text: 'P', answer: '\\frac{1}{2}' },
    ],
    [
      'an empty answer beside a final one',
      { prompt: 'P', answer: '', 'Final Answer': '9' },
      { text: 'P', answer: '9' },
    ],
    ['a level that is none', { problem: 'P', answer: '1', difficulty: 'hard' }, { text: 'P', answer: '1' }],
  ])('%s', (_, row, problem) => {
    expect(readProblem(row)).toMatchObject({ problem });
    expect(Object.keys((readProblem(row) as { problem: object }).problem).toSorted()).toEqual(
      Object.keys(problem).toSorted(),
    );
  });

  it.each<readonly [string, Record<string, unknown>, RegExp]>([
    [
      'wrong columns',
      { frage: 'P', antwort: '1' },
      /no column holds the problem; looked for problem, question, .*found frage, antwort/,
    ],
    ['an empty answer', { problem: 'P', answer: '  ' }, /the answer is empty \(answer\)/],
    ['no answer at all', { problem: 'P' }, /no column holds the answer/],
    ['a solution without a box', { problem: 'P', solution: 'It is 7.' }, /no answer can be found in solution/],
    ['a novel', { problem: 'P'.repeat(20_001), answer: '1' }, /longer than 20,000/],
    [
      'lists within lists without end',
      { problem: JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown, answer: '1' },
      /the problem is empty/,
    ],
    ['broken bytes', { problem: 'P\ufffd', answer: '1' }, /the problem holds bytes that are no UTF-8/],
  ])('%s is told', (_, row, words) => {
    expect((readProblem(row) as { complaint: Text }).complaint.en).toMatch(words);
  });
});

describe('bad rows cost themselves only, and every one is told', () => {
  it('in JSONL', async () => {
    const good = (id: string) => JSON.stringify({ problem: 'P', answer: '1', id });
    const bytes = Buffer.concat([
      Buffer.from(
        [
          good('a'),
          '{"problem": "P", "answer"',
          '[1]',
          good('a'),
          '{"problem": "P", "answer": "", "id": "e"}',
          `{"problem": "${'x'.repeat(2_100_000)}", "answer": "1"}`,
          '',
        ].join('\n'),
      ),
      Buffer.from('{"problem": "bad \xff\xfe bytes", "answer": "1", "id": "u"}\n', 'latin1'),
      Buffer.from(good('z')),
    ]);
    const { problems, report } = await taken(bytes);
    expect(problems.map(({ uniqueId }) => uniqueId)).toEqual(['a', 'z']);
    expect(report.issues.map(({ row }) => row).toSorted((left, right) => left - right)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(Object.fromEntries(report.issues.map(({ row, message }) => [row, message]))).toMatchObject({
      3: 'no JSON object',
      4: 'the id was there before: a',
      5: 'the answer is empty (answer)',
      6: 'longer than 2 MB',
      7: 'the problem holds bytes that are no UTF-8',
    });
    expect(report).toMatchObject({ rows: 8, problems: 2, leftOut: 6 });
  });

  it('in CSV: too many fields, a quote that never ends', async () => {
    const { problems, report } = await taken('problem,answer\r\nP,1\r\nQ,2,3,4\r\n"R ""x""",3\r\n');
    expect(problems.map(({ text }) => text)).toEqual(['P', 'R "x"']);
    expect(report.issues).toMatchObject([
      { row: 3, message: 'the record has another number of fields than the header' },
    ]);
    const open = await taken(`problem,answer\nP,1\n"Q,2\n${'x,3\n'.repeat(700_000)}`);
    expect(open.problems.map(({ text }) => text)).toContain('P');
    expect(open.report.leftOut + open.report.notes.length).toBeGreaterThan(0);
  });

  it('in JSON that ends in the middle, what came before is taken', async () => {
    const { problems, report } = await taken(JSON.stringify(rows).slice(0, -40));
    expect(problems).toEqual(expected.slice(0, 2));
    expect(report.notes[0]?.message).toMatch(/Reading stopped: the file ends in the middle, after entry 2/);
    const damaged = await taken(JSON.stringify(rows).replace('"answer":"3"', '"answer":oops'));
    expect(damaged.problems).toHaveLength(2);
    expect(damaged.report.notes[0]?.message).toMatch(/after entry 2 the file is no JSON/);
  });

  it('names the columns it took, and counts reasons', async () => {
    const { report } = await taken(
      [
        ...Array.from({ length: 300 }, (_, i) => ({ question: 'Q', answer: '', id: `e${i}` })),
        { question: 'Q', final_answer: '1', level: 7 },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );
    expect(report.columns).toContainEqual({ field: 'problem', column: 'question', rows: 1 });
    expect(report.reasons).toMatchObject([{ reason: 'the answer is empty (answer)', rows: 300 }]);
    expect(report.issues).toHaveLength(200);
    expect(report.notes[0]?.message).toContain('“7”');
  });
});

describe('what is no file of problems is refused in words', () => {
  it.each<readonly [string, Uint8Array | string, RegExp]>([
    ['nothing', '', /the file is empty/],
    ['blanks', ' \n\n', /the file is empty/],
    ['wrong columns', 'frage,antwort\n1,2\n', /1 of 1 rows: no column holds the problem/],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x22, 0x00]), /UTF-16; save it as UTF-8/],
    ['an archive', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0]), /neither text nor Parquet/],
    ['an object without problems', '{"a": {"b": 1}}', /no column holds the problem/],
    ['nested brackets', '['.repeat(3_000_000), /entry 1 is longer than 2 MB|no JSON/],
    ['a number', '42', /no column holds|no rows/],
    ['Parquet that was cut', parquet().subarray(0, 300), /its end is damaged or lacking/],
    [
      'Parquet without problems',
      new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'frage', data: ['x'] }] })),
      /no column of the Parquet file holds a problem; it has frage/,
    ],
  ])('%s', async (_, data, words) => {
    expect((await refusal(data)).message).toMatch(words);
  });

  it('the wrong file is given up early', async () => {
    const { report } = await refusal(Array.from({ length: 20_000 }, () => '{"x": 1}').join('\n'));
    expect(report.rows).toBe(10_000);
    expect(report.notes[0]?.message).toMatch(/None of the first 10,000 rows/);
  });
});

describe('Parquet that lies about its size', () => {
  const giant = 'x'.repeat(100_000_000);
  const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
  const table = (columns: Readonly<Record<string, readonly string[]>>, compress = gzip) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: Object.entries(columns).map(([name, data]) => ({
          name,
          data: [...data],
          encoding: 'PLAIN' as const,
        })),
        codec: 'GZIP',
        compressors: { GZIP: compress },
        statistics: false,
      }),
    );

  it('a page that unpacks to more than is taken is not unpacked', async () => {
    const file = table({ problem: [giant], answer: ['1'] });
    expect(file.byteLength).toBeLessThan(200_000);
    expect((await refusal(file)).message).toMatch(/a page unpacks to 1000\d+ bytes, more than the 64 MB/);
  });

  it('a page that unpacks to more than it says is cut off', async () => {
    const bomb = gzip(Buffer.alloc(400_000_000));
    expect((await refusal(table({ problem: ['P'], answer: ['1'] }, () => bomb))).message).toMatch(
      /the Parquet file cannot be read: Cannot create a Buffer larger than/,
    );
  });

  it('millions of equal rows are refused before they are made', async () => {
    const same = new Array<string>(2_100_000).fill('P');
    const file = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'problem', data: same },
          { name: 'answer', data: same },
        ],
      }),
    );
    expect(file.byteLength).toBeLessThan(200_000);
    expect((await refusal(file)).message).toMatch(/it has 2,100,000 rows, more than the 2,000,000/);
  });

  it('is read by a process that is given no keys of others', async () => {
    const house = mkdtempSync(join(tmpdir(), 'longthink-house-'));
    mkdirSync(join(house, 'lib', 'problems'), { recursive: true });
    // In its place one that tells what it sees.
    writeFileSync(
      join(house, 'lib', 'problems', 'parquet-process.mjs'),
      `for (const line of [{ value: { problem: JSON.stringify(process.env), answer: '1' } }, { end: true }])
         console.log(JSON.stringify(line));`,
    );
    vi.stubEnv('THEIR_API_KEY', 'secret');
    try {
      const set = memorySet();
      await importProblems(rowsOf(pieces(parquet()), house), set, 'set');
      const seen = set.problems[0]!.problem.text;
      expect(seen).toContain('PATH');
      expect(seen).not.toContain('secret');
    } finally {
      vi.unstubAllEnvs();
      rmSync(house, { recursive: true, force: true });
    }
  });

  it('a column that nobody wants is not even looked at', async () => {
    expect((await taken(table({ problem: ['P'], answer: ['1'], extra: [giant] }))).report.problems).toBe(1);
  });

  it('random damage anywhere ends in words or in good rows, and leaves nothing behind', async () => {
    const whole = parquet({ rowGroupSize: 1 });
    // Other files are read meanwhile, by other tests.
    const own = mkdtempSync(join(tmpdir(), 'longthink-damage-'));
    vi.stubEnv('TMPDIR', own);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(own, { recursive: true });
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        async (damage) => {
          const damaged = Uint8Array.from(whole);
          for (const [at, value] of damage) if (at > 3) damaged[at] = value;
          const set = memorySet();
          const outcome: unknown = await importProblems(rowsOf(pieces(damaged)), set, 'set').catch(
            (error: unknown) => error,
          );
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(NoProblemsError);
          else expect(set.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 25, seed: 4 },
    );
    expect(readdirSync(own)).toEqual([]);
  }, 120_000);
});

describe('a file that is long in one direction takes no longer for each of its cells', () => {
  it('CSV of more columns than any table has is refused before its rows', async () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `c${i}`);
    const { message } = await refusal(`${names.join()}\n${names.map(() => '1').join()}`);
    expect(message).toMatch(/its header names 100,000 columns, and 10,000 are read at most/);
  });

  it('CSV of as many as are read, each named twice, is read', async () => {
    const names = ['problem', 'answer', ...Array.from({ length: 9_998 }, (_, i) => `c${Math.floor(i / 2)}`)];
    const { problems } = await taken(`${names.join()}\n${names.map((_, i) => i).join()}`);
    expect(problems).toEqual([{ text: '0', answer: '1', uniqueId: 'set/2' }]);
  });

  it('a table by columns of many rows is read', async () => {
    const cells = Array.from({ length: 40_000 }, (_, i) => `${i}`);
    const { problems } = await taken(JSON.stringify({ problem: cells, answer: cells, source: 'once' }));
    expect(problems.length).toBe(cells.length);
    expect(problems.at(-1)).toMatchObject({ text: '39999', answer: '39999' });
  });
});

describe('a row takes as long as it is long, whatever it is made of', () => {
  const within = (value: unknown, levels: number): unknown =>
    levels === 0 ? value : { content: within(value, levels - 1) };
  const cells = (length: number, cell: unknown) => Array.from({ length }, () => cell);

  const columns = (count: number) => Object.fromEntries(cells(count, 0).map((_, i) => [`k${i}`, 1]));

  it.each<[what: string, row: (length: number) => Readonly<Record<string, unknown>>]>([
    ['marks without an answer', (n) => ({ problem: 'x', answer: '####\n'.repeat(n / 5) })],
    ['marks on one line', (n) => ({ problem: 'x', answer: '#### '.repeat(n / 5) })],
    ['marks before headings', (n) => ({ problem: 'x', solution: '#### Step\n'.repeat(n / 10) })],
    ['marks before blank lines', (n) => ({ problem: 'x', answer: `####${'\n'.repeat(n)}####` })],
    ['spaces behind a mark', (n) => ({ problem: 'x', answer: `#### 5${' '.repeat(n)}x` })],
    ['many # behind a mark', (n) => ({ problem: 'x', answer: `#### 5${'#'.repeat(n)}x` })],
    ['a list within structures', (n) => ({ problem: within(cells(n, 1), 7), answer: '1' })],
    ['choices', (n) => ({ problem: 'x', answer: '1', choices: cells(n, 'q') })],
    [
      'choices that all but occur',
      (n) => ({ problem: 'a'.repeat(n), answer: '1', choices: [`b${'a'.repeat(n / 2)}`] }),
    ],
    [
      'a context that all but occurs',
      (n) => ({ problem: 'a'.repeat(n), answer: '1', context: `b${'a'.repeat(n / 2)}` }),
    ],
    ['columns', (n) => ({ ...columns(n / 8), problem: 'x', answer: '1' })],
    ['a level', (n) => ({ problem: 'x', answer: '1', level: `level${' '.repeat(n)}x` })],
  ])('%s', (_, row) => {
    const [short, , long] = [20_000, 40_000, 80_000].map((length) => {
      const made = row(length);
      const times = Array.from({ length: 5 }, () => {
        const start = process.cpuUsage();
        readProblem(made);
        return process.cpuUsage(start).user / 1_000;
      });
      return Math.min(...times);
    });
    // 4 times as long; what grows by the square takes 16 times as long. Others work on this machine, too.
    expect(long).toBeLessThan(10 * short! + 20);
  });

  it('and a table by columns, as long as its cells are many', async () => {
    const column = cells(3, 'P');
    const { message } = await refusal(JSON.stringify({ problem: column, answer: column, ...columns(101) }));
    expect(message).toMatch(/more than 100 hold one value for all rows/);
  });

  it('more columns than a table has are refused', () => {
    expect(readProblem({ ...columns(9_999), problem: 'x', answer: '1' })).toMatchObject({
      complaint: { en: '10001 columns, more than 10,000' },
    });
  });

  it('more choices than letters are refused', () => {
    expect(readProblem({ problem: 'x', answer: 'A', choices: cells(27, 'q') })).toMatchObject({
      complaint: { en: '27 choices, more than 26' },
    });
    expect(readProblem({ problem: 'x', answer: 25, choices: cells(26, 0).map((_, i) => `q${i}`) })).toMatchObject({
      problem: { answer: 'Z' },
    });
  });
});
