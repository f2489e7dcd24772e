/** Nothing of a problem is lost on the way in: no digit, no half, no row, and what is not read is told. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { importProblems, NoProblemsError, openFile, readProblems, readRows } from './index';
import { readProblem } from './row';
import { memorySet } from './testing/memory-set';

async function* bytesOf(data: Uint8Array | string): AsyncGenerator<Uint8Array> {
  yield typeof data === 'string' ? new TextEncoder().encode(data) : data;
}
async function taken(data: Uint8Array | string) {
  const set = memorySet();
  const { report } = await importProblems(
    readProblems(readRows(await openFile(bytesOf(data), { root: process.cwd() }))),
    set,
    'set',
  );
  return { report, problems: set.problems.map(({ problem }) => problem), rows: set.problems.map(({ row }) => row) };
}
async function refused(data: string): Promise<string> {
  return taken(data).then(
    () => 'it was taken',
    (error: unknown) => (error instanceof NoProblemsError ? error.message : String(error)),
  );
}
const answers = async (data: Uint8Array | string) => (await taken(data)).problems.map(({ answer }) => answer);
const problemOf = (row: Record<string, unknown>) => {
  const reading = readProblem(row);
  return 'problem' in reading ? reading.problem : reading.complaint.en;
};

describe('no digit is lost', () => {
  const numbers = ['9007199254740993', '-123456789012345678901', '0.30', '1.10', '12345.678901234567890123'];
  const rows = numbers.map((answer) => `{"problem": "p", "answer": ${answer}}`);
  it.each([
    ['JSONL', rows.join('\n')],
    ['JSON', `[${rows.join(',')}]`],
    ['JSON in an object, over many lines', `{\n"data": [\n${rows.join(',\n')}\n]}`],
    ['JSON by columns', `{"problem": ["p","p","p","p","p"], "answer": [${numbers.join(', ')}]}`],
    ['CSV', `problem,answer\n${numbers.map((answer) => `p,${answer}`).join('\n')}`],
    ['answers in lists', numbers.map((answer) => `{"problem": "p", "answer": [${answer}]}`).join('\n')],
  ])('in %s', async (_, data) => expect(await answers(data)).toEqual(numbers));

  it('in ids of whole numbers, which stay apart', async () => {
    const lines = ['9007199254740992', '9007199254740993'].map((id) => `{"problem": "p", "answer": 1, "id": ${id}}`);
    expect((await taken(lines.join('\n'))).problems.map(({ uniqueId }) => uniqueId)).toEqual([
      '9007199254740992',
      '9007199254740993',
    ]);
  });

  const column = (data: unknown[], more: object) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'problem', data: data.map(() => 'p') },
          { name: 'answer', data, ...more },
        ],
      }),
    );
  it.each<readonly [string, unknown[], object, readonly string[]]>([
    ['int64', [9007199254740993n, -42n], { type: 'INT64' }, ['9007199254740993', '-42']],
    ['float32', [0.1, 16777216, 3.14159], { type: 'FLOAT' }, ['0.1', '16777216', '3.14159']],
    ['float64', [0.1, 142, 1e21], { type: 'DOUBLE' }, ['0.1', '142', '1e+21']],
  ])('in Parquet: %s', async (_, data, more, expected) => {
    expect(await answers(column(data, more))).toEqual(expected);
  });

  it('in Parquet: decimals, all of their digits', async () => {
    const file = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'problem', data: ['p', 'p'] },
          { name: 'answer', data: [1250n, -9007199254740993n] },
        ],
        schema: [
          { name: 'root', num_children: 2 },
          { name: 'problem', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
          {
            name: 'answer',
            type: 'INT64',
            converted_type: 'DECIMAL',
            scale: 2,
            precision: 18,
            repetition_type: 'REQUIRED',
          },
        ],
      }),
    );
    expect(await answers(file)).toEqual(['12.50', '-90071992547409.93']);
  });

  it('in Parquet: half precision, and what stands within a structure', async () => {
    const leaf = (name: string, more: object) => ({ name, repetition_type: 'REQUIRED' as const, ...more });
    const root = { name: 'root', num_children: 2 };
    const problem = leaf('problem', { type: 'BYTE_ARRAY', converted_type: 'UTF8' });
    const columnData = (name: string, data: unknown[]) => [
      { name: 'problem', data: data.map(() => 'p') },
      { name, data },
    ];
    const half = leaf('answer', {
      type: 'FIXED_LEN_BYTE_ARRAY',
      type_length: 2,
      logical_type: { type: 'FLOAT16' },
    });
    const halves = { columnData: columnData('answer', [0.1, -2.5, 1024]), schema: [root, problem, half] };
    expect(await answers(new Uint8Array(parquetWriteBuffer(halves)))).toEqual(['0.1', '-2.5', '1024']);
    const within = {
      columnData: columnData('reward_model', [
        { ground_truth: 1250n, ratio: 0.1 },
        { ground_truth: -7n, ratio: 0.2 },
      ]),
      schema: [
        root,
        problem,
        { name: 'reward_model', num_children: 2, repetition_type: 'REQUIRED' as const },
        leaf('ground_truth', { type: 'INT64', converted_type: 'DECIMAL', scale: 2, precision: 18 }),
        leaf('ratio', { type: 'FLOAT' }),
      ],
    };
    expect(await answers(new Uint8Array(parquetWriteBuffer(within)))).toEqual(['12.50', '-0.07']);
  });
});

describe('a table by columns is as many problems as it has rows', () => {
  const expected = [
    { text: 'a', answer: '2' },
    { text: 'b', answer: '3' },
  ];
  it.each([
    ['on one line', '{"problem":["a","b"],"answer":["2","3"]}'],
    ['over many lines', '{\n  "problem": [\n "a",\n "b"],\n  "answer": ["2", "3"]\n}'],
    ['by index', '{"problem":{"0":"a","1":"b"},"answer":{"0":"2","1":"3"}}'],
    ['by index, over many lines', '{\n"problem":{\n"0":"a","1":"b"},\n"answer":{"0":"2","1":"3"}\n}'],
    ['split into names and rows', '{"columns":["problem","answer"],"index":[0,1],"data":[["a","2"],["b","3"]]}'],
    ['in parts, a line each', '{"problem":["a"],"answer":["2"]}\n{"problem":["b"],"answer":["3"]}'],
    ['with what is the same for all', '{"problem":["a","b"],"answer":["2","3"],"level":3}'],
    ['in a part', '{"train":{"problem":["a","b"],"answer":["2","3"]}}'],
    ['within an object', '{"version":1,"data":{"problem":["a","b"],"answer":["2","3"]}}'],
    ['row by row under numbers', '{"0":{"problem":"a","answer":"2"},"1":{"problem":"b","answer":"3"}}'],
    ['row by row under names', '{\n"p1":{"problem":"a","answer":"2"},\n"p2":{"problem":"b","answer":"3"}\n}'],
    [
      'of conversations',
      '{"prompt":[[{"role":"user","content":"a"}],[{"role":"user","content":"b"}]],"answer":["2","3"]}',
    ],
    ['with answers in structures', '{"problem":["a","b"],"reward_model":[{"ground_truth":"2"},{"ground_truth":"3"}]}'],
  ])('%s', async (_, data) => {
    const { problems, report } = await taken(data);
    expect(problems).toMatchObject(expected);
    expect(new Set(problems.map(({ uniqueId }) => uniqueId)).size).toBe(2);
    expect(report.problems).toBe(2);
  });

  it('every line of a batch a row of its own', async () => {
    const { problems, rows } = await taken(
      '{"problem":["a","b"],"answer":["2","3"]}\n{"problem":["c","d"],"answer":["4","5"]}',
    );
    expect(problems.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
    expect(new Set(rows).size).toBe(4);
  });

  it('every row has its own choices', async () => {
    const table = '{"question":["a","b"],"choices":[["1","2"],["3","4"]],"answer":[0,1]}';
    expect((await taken(table)).problems).toMatchObject([
      { text: 'a\n\nA. 1\nB. 2', answer: 'A' },
      { text: 'b\n\nA. 3\nB. 4', answer: 'B' },
    ]);
  });

  it('rows have the names they stand under', async () => {
    const named = '{"p1":{"problem":"a","answer":"2"},"p2":{"problem":"b","answer":"3"}}';
    expect((await taken(named)).problems.map(({ uniqueId }) => uniqueId)).toEqual(['p1', 'p2']);
  });

  it('of columns that do not fit together is refused, and told', async () => {
    expect(await refused('{"problem":["a","b","c"],"answer":["2","3","4"],"level":[1,2]}')).toMatch(
      /different lengths: problem 3, answer 3, level 2/,
    );
    expect(await refused('{"problem":["a","b"],"answer":["2"]}')).toMatch(/different lengths: problem 2, answer 1/);
    expect(await refused('{"problem":["a","b"],"answer":"2"}')).toMatch(/different lengths: problem 2, answer one/);
  });

  it('a problem of several answers stays one', async () => {
    expect((await taken('{"problem":"roots?","answer":["2","3"]}')).problems).toMatchObject([{ answer: '2, 3' }]);
    expect((await taken('{"problem":["roots?"],"answer":["2","3"]}')).problems).toMatchObject([{ answer: '2, 3' }]);
  });
});

describe('choices that were printed into a cell', () => {
  it.each<readonly [string, readonly [string, string], readonly [string, string]]>([
    ['by Python', ["['x', 'y', 'z']", '1'], ['A. x\nB. y\nC. z', 'B']],
    ['by numpy, over two lines', ["['0' '4'\n '2']", '1'], ['A. 0\nB. 4\nC. 2', 'B']],
    ['as JSON', ['["\\\\frac12", "it\'s \\"1\\""]', '0'], ['A. \\frac12\nB. it\'s "1"', 'A']],
    [
      'by pandas',
      [`{'text': array(['heat', "it's"], dtype=object), 'label': array(['A', 'B'], dtype=object)}`, 'B'],
      ["A. heat\nB. it's", 'B'],
    ],
    ['with their letters', ["['A)21', 'B)21.5']", 'B'], ['A. 21\nB. 21.5', 'B']],
    ['and one of them is the answer', ["['1', '2']", '1'], ['A. 1\nB. 2', '1']],
    ['numbers, with their digits', ['[2, 1.50]', '1.50'], ['A. 2\nB. 1.50', '1.50']],
    ['but are no list', ['[x], [y]', 'x'], ['[x], [y]', 'x']],
    ['and never end', ["['x', 'y", 'x'], ["['x', 'y", 'x']],
  ])('%s', async (_, [printed, answer], [statement, expected]) => {
    const cells = [printed, answer].map((cell) => `"${cell.replaceAll('"', '""')}"`);
    expect((await taken(`question,choices,answer\nQ?,${cells.join(',')}\n`)).problems).toMatchObject([
      { text: `Q?\n\n${statement}`, answer: expected },
    ]);
  });
});

it.each([';', ',', '\t', '|'])('CSV: a first line that names %s as its separator is no header', async (separator) => {
  const lines = [`sep=${separator}`, `problem${separator}answer`, `a${separator}3`];
  const { problems, rows } = await taken(`\ufeff${lines.join('\r\n')}\r\n`);
  expect(problems).toMatchObject([{ text: 'a', answer: '3' }]);
  expect(rows).toEqual([3]);
});

describe('no half of a problem', () => {
  it.each<readonly [string, Record<string, unknown>, string, string]>([
    [
      'a story and a question (SVAMP)',
      { Body: 'A pack costs 76.', Question: 'How much for 2?', Answer: 152 },
      'A pack costs 76.\n\nHow much for 2?',
      '152',
    ],
    [
      'choices by place (MMLU)',
      { question: 'Which is prime?', choices: ['8', '9', '11', '12'], answer: 2, subject: 'maths' },
      'Which is prime?\n\nA. 8\nB. 9\nC. 11\nD. 12',
      'C',
    ],
    [
      'labelled options (AQuA)',
      { question: 'Speed?', options: ['A)21', 'B)21.5'], rationale: 'r', correct: 'B' },
      'Speed?\n\nA. 21\nB. 21.5',
      'B',
    ],
    [
      'lists side by side (ARC)',
      { question: 'Why?', choices: { text: ['heat', 'cold'], label: ['A', 'B'] }, answerKey: 'A' },
      'Why?\n\nA. heat\nB. cold',
      'A',
    ],
    [
      'structures (CommonsenseQA)',
      {
        question: 'Where?',
        choices: [
          { label: 'A', text: 'bank' },
          { label: 'B', text: 'sea' },
        ],
        answerKey: 'B',
      },
      'Where?\n\nA. bank\nB. sea',
      'B',
    ],
    [
      'texts by label (MedQA)',
      { question: 'What?', options: { A: 'x', B: 'y' }, answer: 'y' },
      'What?\n\nA. x\nB. y',
      'y',
    ],
    [
      'options as one text',
      { question: 'What?', options: 'a ) 38 , b ) 27', correct: 'a' },
      'What?\n\na ) 38 , b ) 27',
      'a',
    ],
    [
      'choices that are numbers',
      { question: 'How many?', choices: [2, 4, 1], answer: 1 },
      'How many?\n\nA. 2\nB. 4\nC. 1',
      '1',
    ],
    [
      'choices that the question holds',
      { question: 'Pick: A. x1 B. y1', choices: ['x1', 'y1'], answer: 'A' },
      'Pick: A. x1 B. y1',
      'A',
    ],
    [
      'an instruction and its input',
      { instruction: 'Solve.', input: 'x + 1 = 3', output: '\\boxed{2}' },
      'Solve.\n\nx + 1 = 3',
      '2',
    ],
    [
      'a conversation',
      {
        prompt: [
          { role: 'system', content: 'Think.' },
          { role: 'user', content: 'What is 1+1?' },
        ],
        reward_model: { ground_truth: '2', style: 'rule' },
      },
      'What is 1+1?',
      '2',
    ],
    [
      'parts of a message',
      { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Q' }] }], answer: '2' },
      'Q',
      '2',
    ],
    ['Langfuse', { input: 'Q', expectedOutput: '7' }, 'Q', '7'],
    [
      'choices within the question (OpenBookQA)',
      {
        question: {
          stem: 'Which?',
          choices: [
            { text: 'x', label: 'A' },
            { text: 'y', label: 'B' },
          ],
        },
        answerKey: 'B',
      },
      'Which?\n\nA. x\nB. y',
      'B',
    ],
    [
      'a column for each choice',
      { question: 'Which?', A: '1', B: '2', C: '3', answer: 'C' },
      'Which?\n\nA. 1\nB. 2\nC. 3',
      'C',
    ],
    [
      'a column for each choice (MedMCQA)',
      { question: 'Which?', opa: '1', opb: '2', answer: 1 },
      'Which?\n\nA. 1\nB. 2',
      'B',
    ],
    [
      'a label (AGIEval)',
      { passage: 'S.', question: 'Who?', options: ['(A)x', '(B)y'], label: 'A' },
      'S.\n\nWho?\n\nA. x\nB. y',
      'A',
    ],
    ['a list of one place', { query: 'Who?', choices: ['x', 'y'], gold: [1] }, 'Who?\n\nA. x\nB. y', 'B'],
    ['an article (RACE)', { article: 'Long.', question: 'Who?', answer: 'x' }, 'Long.\n\nWho?', 'x'],
    [
      'a table (TabMWP)',
      { table: 'a | 1', question: 'How many?', choices: null, answer: '7' },
      'a | 1\n\nHow many?',
      '7',
    ],
    ['variables', { problem: 'Solve.', a: '1', b: '2', answer: '3' }, 'Solve.', '3'],
  ])('%s', (_, row, text, answer) => {
    expect(problemOf(row)).toMatchObject({ text, answer });
  });

  it('a label without choices is a class and no answer', () => {
    expect(problemOf({ text: 'It rains.', label: 1 })).toMatch(
      /^no column holds the answer; there are no choices that label could be one of/,
    );
  });

  it('a column for each choice is read from Parquet', async () => {
    const columnData = Object.entries({ question: 'Which?', option_a: 'x', option_b: 'y', answer: 'B' }).map(
      ([name, cell]) => ({ name, data: [cell] }),
    );
    const { problems, report } = await taken(new Uint8Array(parquetWriteBuffer({ columnData })));
    expect(problems).toMatchObject([{ text: 'Which?\n\nA. x\nB. y', answer: 'B' }]);
    expect(report.notes).toEqual([]);
  });

  it('what was not read is told, of every format', async () => {
    const csv = await taken('problem,answer,url,image\np,1,u,i\n');
    expect(csv.report.notes.map(({ message }) => message)).toEqual(['Not read: url, image.']);
    const parquet = await taken(
      new Uint8Array(
        parquetWriteBuffer({
          columnData: ['problem', 'answer', 'source'].map((name) => ({ name, data: ['1'] })),
        }),
      ),
    );
    expect(parquet.report.notes.map(({ message }) => message)).toEqual(['Not read: source.']);
    expect((await taken('{"problem":"p","answer":"1"}')).report.notes).toEqual([]);
  });

  it('a header that names a column twice is told, and its first is read', async () => {
    const { problems, report } = await taken('problem,answer,answer\np,1,2\n');
    expect(problems).toMatchObject([{ answer: '1' }]);
    expect(report.notes[0]?.message).toBe('The header names answer more than once; the first of them was read.');
  });
});

describe('the answer in a solution', () => {
  it.each([
    ['answer', 'Adding gives 5.\n#### 5\n(checked)', '5'],
    ['answer', 'x #### 3\nno #### 4', '4'],
    ['answer', 'He has 7.\n#### 1,234', '1,234'],
    ['answer', '####7', '7'],
    ['answer', 'So\n#### Answer: 12', '12'],
    ['answer', 'So\n####\n5', '5'],
    ['answer', '#### 5 ####\nok', '5'],
    ['answer', '#### yes', 'yes'],
    ['answer', '#### Step 1\nAdd.\n#### Result\n5', '5'],
    ['solution', '#### Solution\nAdd.\n#### Answer\n5', '5'],
    ['solution', '#### Step 1\nAdd.\n\n$\\boxed{5}$', '5'],
    ['solution', '#### Step 1\nAdd.\n#### Step 2\nDone.\n#### 9', '9'],
    ['solution', 'We get $\\boxed{2}$ or $\\boxed{3}$.', '2, 3'],
    ['solution', 'First $\\boxed{1}$. Then we see that it is $\\boxed{4}$.', '4'],
    ['solution', 'It is \\framebox{8}.', '8'],
    ['answer', '\\boxed{x = 1}\\text{ and }\\boxed{x = 2}', 'x = 1, x = 2'],
  ])('%s: %s', (field, text, answer) => expect(problemOf({ problem: 'P', [field]: text })).toMatchObject({ answer }));

  it.each([
    ['#### Step 1\nAdd.', /no answer can be found in solution/],
    ['#### Calculation\nAdd 2.\n#### Check\nfine', /no answer can be found in solution/],
    ['So $\\boxed{12', /no answer can be found in solution/],
  ])('none in %s', (solution, words) => expect(problemOf({ problem: 'P', solution })).toMatch(words));
});

describe('what cannot be read is told as what it is', () => {
  it('objects are not empty', () => {
    expect(problemOf({ problem: { image: 1, page: 2 }, answer: '1' })).toMatch(
      /no text of the problem is found: problem holds an object \(image, page\)/,
    );
    expect(problemOf({ problem: 'p', answer: [{ x: 1 }] })).toMatch(/answer holds a list of 1 objects/);
  });

  it('lines that begin with a list of objects are lines', async () => {
    const line = (id: number) =>
      JSON.stringify({ resps: [{ text: 'x' }], messages: [{ role: 'user', content: 'q' }], id });
    expect(await refused([1, 2].map(line).join('\n'))).toMatch(/2 of 2 rows: no column holds the problem/);
  });

  it('no sentence ends with two full stops', async () => {
    const { report } = await taken('[{"problem":"p","answer":"1"},');
    expect(report.notes.map(({ message }) => message).join(' ')).not.toMatch(/\.\./);
    expect(await refused('[{"problem":"p"},')).not.toMatch(/\.[.;]|\.$/);
  });

  it('NaN, which Python writes, is named', async () => {
    const { report } = await taken('{"problem":"p","answer":"1"}\n{"problem":"q","answer":NaN}');
    expect(report.issues).toMatchObject([{ row: 2, message: 'no JSON: NaN at character 25' }]);
  });
});
