import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, searchEventSchema } from '@/lib/search';
import { createRowReader, importOutput } from './index';
import { foundLabels } from './step-labels';

const row = (id: string, more: object = {}) =>
  JSON.stringify({
    problem: `What is 1 + 1? (${id})`,
    answer: '2',
    subject: 'Algebra',
    level: 1,
    unique_id: id,
    completions: ['Add.\n\nThe answer is \\boxed{2}.', 'Guess.\n\n\\boxed{3}\n\n', 'It is \\boxed{3}.'],
    scores: [[0.5, 0.9], [0.4, 0.3, 0.2], [0.1]],
    completion_tokens: [9, 5, 4],
    'pred_weighted@2': '\\boxed{2}',
    'pred_maj@3': '\\boxed{3}',
    'pred_naive@3': '\\boxed{3}',
    ...more,
  });
const options = { name: 'made', strategy: 'best-of-n', policy: 'small', verifier: 'prm' } as const;

describe('output of search-and-learn', () => {
  const imported = importOutput(
    [row('a'), 'not json', row('a'), row('b', { scores: [[0.5]] }), row('c')].join('\n'),
    options,
  );
  it('becomes an experiment, and bad lines are named', () => {
    expect(imported.data.problems.map(({ uniqueId }) => uniqueId)).toEqual(['a', 'c']);
    expect(imported.problems.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(imported.results[0]).toMatchObject({
      isCorrect: { majority: false, best: true, weighted: true },
      policy: { completion: 18 },
    });
  });
  it('becomes logs that fold, the last score on the last step', () => {
    const log = imported.logs.get('made 1')!;
    for (const event of log) expect(searchEventSchema.safeParse(event).success).toBe(true);
    const state = applyEvents(initialState, log);
    expect(state.status).toBe('finished');
    expect(state.nodes.get('0.1.0')).toMatchObject({ score: 0.2, finish: 'eos' });
  });
  it('lists every stored answer that is not ours', () => {
    expect(imported.comparison.compared).toBe(6);
    expect(imported.comparison.differences.map(({ problem, prediction }) => `${problem} ${prediction}`)).toEqual([
      'a pred_naive@3',
      'c pred_naive@3',
    ]);
  });
});

describe('files as they are found', () => {
  const taken = (text: string) => {
    const { data, problems, results } = importOutput(text, options);
    return { problems: data.problems, leftOut: problems, results };
  };

  it.each<readonly [string, object, object]>([
    ['a level in words', { level: 'Level 5' }, { level: 5 }],
    ['a level as text', { level: '3' }, { level: 3 }],
    ['an id that is a number', { unique_id: 17 }, { uniqueId: '17' }],
    ['an empty id', { unique_id: '' }, { uniqueId: 'line 1' }],
    ['an answer that is a number', { answer: 2 }, { answer: '2' }],
    ['a subject that is a number', { subject: 4 }, { subject: '4' }],
    ['a score past its end', { scores: [[0.5, 1.0000001], [0.4, -1e-9, 0.2], [0.1]] }, {}],
    ['a score that is lacking', { scores: [[0.5, null], [0.4, 0.3, 0.2], [0.1]] }, {}],
    ['tokens that are lacking', { completion_tokens: [9, null, 4] }, {}],
    ['tokens that are no whole numbers', { completion_tokens: [9.5, '5', 4] }, {}],
    ['tokens of another kind', { completion_tokens: { prompt: 3 } }, {}],
    ['an answer in a list', { answer: ['2'] }, { answer: '2' }],
    ['answers in a list', { answer: [2, '3'] }, { answer: '2, 3' }],
    ['a subject in a list', { subject: ['Algebra'] }, { subject: 'Algebra' }],
    ['one score a completion', { scores: [0.9, 0.2, 0.1] }, {}],
    ['scores as text', { scores: [['0.5', '0.9'], ['0.4'], ['1e-2']] }, {}],
    ['no scores', { scores: undefined }, {}],
    ['no scores of one completion', { scores: [[0.5, 0.9], null, [0.1]] }, {}],
    ['a completion that is null', { completions: [null, 'x', '\\boxed{2}'] }, {}],
  ])('%s costs no row', (_, more, problem) => {
    const found = taken(row('a', more));
    expect(found.leftOut).toEqual([]);
    expect(found.problems).toMatchObject([problem]);
  });

  it.each([[7], ['hard'], [null], [{ of: 5 }], [0], ['']])('a level that is none (%j) is left away', (level) => {
    expect(taken(row('a', { level })).problems[0]).not.toHaveProperty('level');
  });

  it('digits of answers and ids are kept', () => {
    const source = row('a')
      .replace('"answer":"2"', '"answer":9007199254740993')
      .replace('"unique_id":"a"', '"unique_id":9007199254740995');
    expect(taken(source).problems).toMatchObject([{ answer: '9007199254740993', uniqueId: '9007199254740995' }]);
  });

  it('digits of what other tools write are kept, and their scores are numbers', () => {
    const big = '9007199254740993';
    const records = [
      `{"question":"q","groundtruth":${big},"output":[{"text":"\\\\boxed{${big}}","value":[0.50]},{"text":"x","value":[0.25]}]}`,
      `{"doc":{"question":"r","id":90071992547409931},"target":0.10,"resps":[["\\\\boxed{0.1}"]]}`,
      `{"samples":[{"id":${big},"input":"s","target":${big},"output":{"choices":[{"message":{"content":"7"}}]}}]}`,
    ];
    const { problems, results } = taken(records.join('\n'));
    expect(problems.map(({ answer }) => answer)).toEqual([big, '0.10', big]);
    expect(problems.map(({ uniqueId }) => uniqueId)).toEqual(['line 1', '90071992547409931', big]);
    expect(results[0]!.solutions).toMatchObject([
      { isCorrect: true, value: 0.5 },
      { isCorrect: false, value: 0.25 },
    ]);
    expect(results[1]!.solutions[0]!.isCorrect).toBe(true);
  });

  it('a completion of which a step has no score is not scored, the others are', () => {
    const { results } = taken(row('a', { scores: [[0.5, null], [0.4, 0.3, 0.2], [0.1]] }));
    expect(results[0]!.solutions.map(({ value }) => value)).toEqual([undefined, 0.2, 0.1]);
  });

  it.each([
    ['a byte order mark', `\ufeff${row('a')}\n${row('b')}`],
    ['a JSON array', `[${row('a')}, ${row('b')}]`],
    ['a JSON array, a line each', `[\n${row('a')},\n${row('b')}\n]\n`],
    [
      'JSON over many lines',
      [row('a'), row('b')].map((each) => JSON.stringify(JSON.parse(each), undefined, 2)).join('\n'),
    ],
    [
      'an array over many lines',
      JSON.stringify(
        [row('a'), row('b')].map((each) => JSON.parse(each) as unknown),
        undefined,
        2,
      ),
    ],
    ['lines that end with CR and LF', `${row('a')}\r\n\r\n${row('b')}\r\n`],
  ])('%s is read', (_, text) => {
    const { problems, leftOut } = taken(text);
    expect(problems.map(({ uniqueId }) => uniqueId)).toEqual(['a', 'b']);
    expect(leftOut).toEqual([]);
  });

  it.each([
    ['NaN', row('a').replace('0.9', 'NaN'), /^no JSON: NaN at character \d+$/],
    ['no JSON', 'not json', /^no JSON: /],
    ['no object', '[1]'.replace('[1]', '7'), /^the line: /],
    ['no reference answer', row('a', { answer: '' }), /no reference answer/],
    ['a blank reference answer', row('a', { answer: ' ' }), /no reference answer/],
    ['an answer that is null', row('a', { answer: null }), /no reference answer/],
    ['a score that is none', row('a', { scores: [[2], [0], [0]] }), /^scores/],
    ['the end of a file in the middle', `[${row('b').slice(0, -9)}`, /^no JSON: /],
  ])('%s is told', (_, text, words) => {
    const { leftOut } = taken(text);
    expect(leftOut).toHaveLength(1);
    expect(leftOut[0]!.message).toMatch(words);
  });

  it('a broken first line costs that line only', () => {
    expect(taken(`${row('a').slice(0, -5)}\n${row('b')}\n${row('c')}`).problems).toHaveLength(2);
  });
});

describe('records of other tools', () => {
  const opened = (records: readonly object[]) => {
    const { data, results, logs, problems } = importOutput(
      records.map((each) => JSON.stringify(each)).join('\n'),
      options,
    );
    expect(problems).toEqual([]);
    for (const log of logs.values()) expect(applyEvents(initialState, log).status).toBe('finished');
    expect(logs.size).toBe(results.length);
    return { problems: data.problems, results };
  };

  it('samples of lm-evaluation-harness', () => {
    const sample = (id: number, repeats: readonly string[]) => ({
      doc_id: id,
      doc: { question: `Q${id}`, answer: 'So\n#### 7' },
      target: 'So\n#### 7',
      arguments: { gen_args_0: { arg_0: `Few shots\n\nQ${id}`, arg_1: { until: ['\n\n'] } } },
      resps: [repeats],
      filtered_resps: ['7'],
      exact_match: 1,
    });
    const { problems, results } = opened([
      sample(0, ['The answer is 7', 'The answer is 8']),
      sample(1, ['\\boxed{7}']),
    ]);
    expect(problems).toMatchObject([
      { text: 'Q0', answer: '7', uniqueId: '0' },
      { text: 'Q1', answer: '7', uniqueId: '1' },
    ]);
    expect(results[0]!.solutions.map(({ isCorrect, value }) => [isCorrect, value])).toEqual([
      [true, undefined],
      [false, undefined],
    ]);
  });

  it('a log of Inspect: the epochs of a sample are its solutions', () => {
    const sample = (id: number, epoch: number, text: string | object[]) => ({
      id,
      epoch,
      input:
        id === 1
          ? 'What is 3 + 4?'
          : [
              { role: 'system', content: 's' },
              { role: 'user', content: 'What is 1 + 1?' },
            ],
      target: id === 1 ? '7' : ['2', 'two'],
      messages: [],
      output: {
        model: 'm',
        choices: [{ message: { role: 'assistant', content: text }, stop_reason: 'stop' }],
        usage: { output_tokens: 5 },
      },
      scores: {},
    });
    const log = {
      version: 2,
      status: 'success',
      eval: { task: 't' },
      samples: [
        sample(1, 1, '\\boxed{7}'),
        sample(1, 2, '\\boxed{8}'),
        sample(2, 1, [{ type: 'text', text: '\\boxed{2}' }]),
        sample(2, 2, '\\boxed{2}'),
      ],
    };
    const { problems, results } = opened([log]);
    expect(problems).toMatchObject([
      { text: 'What is 3 + 4?', answer: '7', uniqueId: '1' },
      { text: 'What is 1 + 1?', answer: '2\\text{ or else }two', uniqueId: '2' },
    ]);
    expect(results.map(({ solutions }) => solutions.map(({ isCorrect }) => isCorrect))).toEqual([
      [true, false],
      [true, true],
    ]);
    expect(results[0]).toMatchObject({ policy: { completion: 10 } });
    const { data } = importOutput(JSON.stringify(log, undefined, 2), options);
    expect(data.problems).toHaveLength(2);
  });

  it('targets of Inspect and of the harness: any of several is right, of choices all together', () => {
    const replied = (...texts: string[]) => texts.map((text) => ({ message: { content: text } }));
    const sample = (more: object, ...texts: string[]) => ({
      input: 'Q',
      output: { choices: replied(...texts) },
      ...more,
    });
    const { problems, results } = opened([
      {
        samples: [
          sample(
            { id: 1, target: ['a quarter', '#### 0.25'] },
            '\\boxed{\\frac14}',
            '\\boxed{\\text{a quarter}}',
            '\\boxed{4}',
          ),
          sample({ id: 2, target: ['A', 'C'], choices: ['x', 'y', 'z'] }, 'ANSWER: A, C', 'ANSWER: A'),
          sample({ id: 3, target: 'AC', choices: ['x', 'y', 'z'] }, 'ANSWER: C,A', 'ANSWER: C'),
        ],
      },
      {
        doc: { question: 'Q' },
        doc_id: 7,
        target: [5, 'five'],
        resps: [['\\boxed{5}', '\\boxed{\\text{five}}', '\\boxed{6}']],
      },
    ]);
    expect(problems.map(({ answer }) => answer)).toEqual([
      'a quarter\\text{ or else }0.25',
      'A, C',
      'A, C',
      '5\\text{ or else }five',
    ]);
    expect(results.map(({ solutions }) => solutions.map(({ isCorrect }) => isCorrect))).toEqual([
      [true, true, false],
      [true, false],
      [true, false],
      [true, true, false],
    ]);
  });

  it('records of OpenR, with the scores of their steps', () => {
    const { problems, results } = opened([
      {
        question: 'Q',
        groundtruth: 'It is $\\boxed{5}$.',
        result: { majority_vote: 1 },
        output: [
          { path_idx: 0, text: 'Step 1\n\n\\boxed{5}', value: [0.5, 0.9], num_generated_token: 12 },
          { path_idx: 1, text: '\\boxed{6}', value: [0.2] },
        ],
      },
    ]);
    expect(problems).toMatchObject([{ text: 'Q', answer: '5' }]);
    expect(results[0]!.solutions).toMatchObject([
      { value: 0.9, isCorrect: true, completionTokens: 12 },
      { value: 0.2, isCorrect: false },
    ]);
  });

  it('records of OpenR: a single solution has a 0 in the place of scores', () => {
    const { results } = opened([
      { question: 'Q', groundtruth: '5', result: {}, output: [{ text: '5', value: [0], completion_tokens: 7 }] },
    ]);
    expect(results[0]!.solutions).toMatchObject([{ completionTokens: 7 }]);
    expect(results[0]!.solutions[0]).not.toHaveProperty('value');
  });

  describe('lines of its_hub’s benchmark', () => {
    const known = new Map([
      ['test/a', { text: 'What is 1 + 1?', answer: '2' }],
      ['7', { text: 'What is 1 + 2?', answer: '3' }],
    ]);
    const particles = { ...options, strategy: 'particle-filter', known } as const;
    const text = (lines: readonly object[]) => lines.map((line) => JSON.stringify(line)).join('\n');

    it('have their problems from a set, and a cell for each budget', () => {
      const imported = importOutput(
        text([
          { unique_id: 'test/a', budget: 1, response: 'So \\boxed{2}', correct: true },
          { unique_id: 7, budget: 1, response: { role: 'assistant', content: '\\boxed{2}' }, correct: false },
          { unique_id: 'test/a', budget: 4, response: '\\boxed{3}', correct: false },
          { unique_id: 7, budget: 4, response: '\\boxed{3}', correct: true },
        ]),
        particles,
      );
      expect(imported.problems).toEqual([]);
      expect(imported.data.problems).toMatchObject([
        { text: 'What is 1 + 1?', answer: '2', uniqueId: 'test/a' },
        { text: 'What is 1 + 2?', answer: '3', uniqueId: '7' },
      ]);
      expect(imported.data.cells.map(({ config, budgets }) => [config.n, budgets])).toEqual([
        [1, [1]],
        [4, [4]],
      ]);
      expect(imported.results.map(({ cell, isCorrect }) => [cell, isCorrect.best, isCorrect.majority])).toEqual(
        [
          [0, true],
          [0, false],
          [1, false],
          [1, true],
        ].map(([cell, isRight]) => [imported.data.cells[Number(cell)]!.id, isRight, isRight]),
      );
    });

    it('with all particles score each by its share of the weight', () => {
      const { results } = importOutput(
        text([
          {
            unique_id: 'test/a',
            budget: 3,
            responses: ['\\boxed{1}', '\\boxed{2}', '\\boxed{3}'],
            log_probs: [Math.log(0.5), Math.log(1.5), null],
            correct: 0.75,
          },
        ]),
        particles,
      );
      expect(results[0]!.solutions.map(({ value }) => Number(value?.toFixed(6)))).toEqual([0.25, 0.75, 0]);
      expect(results[0]!.isCorrect).toMatchObject({ best: true, weighted: true });
    });

    it.each([
      ['without a set', { ...particles, known: undefined }, 'test/a', /^problem test\/a: its set has to be named/],
      ['of another set', particles, 'test/z', /^problem test\/z: it is not in that set/],
      [
        'that hold the chosen one of a pool',
        { ...particles, strategy: 'best-of-n' } as const,
        'test/a',
        /^of 4 solutions it holds 1: no pool/,
      ],
    ])('%s are told', (_, asked, id, words) => {
      const { problems } = importOutput(text([{ unique_id: id, budget: 4, response: '\\boxed{2}' }]), asked);
      expect(problems[0]!.message).toMatch(words);
    });
  });

  it('PRM800K: the chosen steps and their ratings', () => {
    const labelled = (rating: number) => ({
      labeler: 'x',
      question: { problem: 'Q', ground_truth_answer: '5', pre_generated_steps: [] },
      label: {
        steps: [
          {
            completions: [
              { text: 'One.', rating: 1 },
              { text: 'No.', rating: -1 },
            ],
            human_completion: null,
            chosen_completion: 0,
          },
          {
            completions: [{ text: 'Bad.', rating: -1 }],
            human_completion: { text: 'Good.', rating: null },
            chosen_completion: null,
          },
          { completions: [{ text: 'So \\boxed{5}', rating }], human_completion: null, chosen_completion: 0 },
        ],
        finish_reason: 'solution',
      },
    });
    const { problems, results } = opened([labelled(0), labelled(-1)]);
    expect(problems.map(({ text, uniqueId }) => [text, uniqueId])).toEqual([
      ['Q', 'line 1'],
      ['Q', 'line 2'],
    ]);
    expect(results.map(({ solutions }) => solutions[0]!.value)).toEqual([0.5, 0]);
  });

  describe('solutions whose steps are labelled', () => {
    const right = ['One.', 'So \\boxed{5}'];
    it.each([
      ['ThinkPRM', { problem: 'Q', prefix_steps: right, gt_step_labels: ['+', '+'], cot: 'x', prefix_label: true }],
      ['ProcessBench', { problem: 'Q', steps: right, label: -1, final_answer_correct: true, generator: 'g' }],
      ['TRL', { prompt: 'Q', completions: right, labels: [true, true] }],
      ['Math-Shepherd', { input: 'Q Step 1: One. ки', label: 'Q Step 1: One. +\nStep 2: The answer is: 5 +' }],
    ])('of %s: all right, so that they end in the reference', (_, row) => {
      const { problems, results } = opened([row]);
      expect(problems).toMatchObject([{ text: 'Q', answer: '5', uniqueId: 'line 1' }]);
      expect(results[0]!.solutions).toMatchObject([{ value: 1, isCorrect: true }]);
    });
    it.each([
      ['ThinkPRM', { problem: 'Q', prefix_steps: right, gt_step_labels: ['+', '-'] }],
      ['ProcessBench', { id: 'math-1', problem: 'Q', steps: right, label: 1, final_answer_correct: false }],
      ['TRL', { prompt: 'Q', completions: right, labels: [true, false] }],
      ['Math-Shepherd', { input: 'Q Step 1: One. ки', label: 'Q Step 1: One. +\nStep 2: The answer is: 5 -\n' }],
    ])('of %s: a wrong step, and a reference beside it or a sentence', (_, row) => {
      const { results } = opened([{ ...row, answer: 6 }]);
      expect(results[0]!.solutions).toMatchObject([{ value: 0, isCorrect: false }]);
      const told = importOutput(JSON.stringify(row), options).problems;
      expect(told[0]!.message).toMatch(/add it as `answer`/);
    });
    it('the steps behind the first wrong one of ProcessBench are wrong too', () => {
      const labelled = { problem: 'Q', steps: ['a', 'b', 'c'], label: 1, answer: '1' };
      expect(foundLabels(labelled, 1)).toMatchObject({ rows: [{ row: { scores: [[1, 0, 0]] } }] });
    });
  });

  describe('what a problem is and what its reference says is read as in problem sets', () => {
    const first = (row: object) => opened([row]).problems[0]!;
    const reply = { completions: ['\\boxed{4}'], scores: [[0.5]] };
    it.each([
      ['search-and-learn', { problem: 'Q', answer: 'x #### 3\nno #### 4', ...reply }],
      ['a harness', { doc: { question: 'Q' }, target: 'x #### 3\nno #### 4', resps: [['4']] }],
      ['OpenR', { question: 'Q', groundtruth: 'x #### 3\nno #### 4', output: [{ text: '4' }] }],
      ['a harness, of a heading', { doc: { question: 'Q' }, target: '#### Step 1\nAdd.\n#### 4', resps: [['4']] }],
      ['other names', { question: 'Q', final_answer: '4', ...reply }],
    ])('the last mark of %s', (_, row) => {
      expect(first(row)).toMatchObject({ text: 'Q', answer: '4' });
    });
    it('choices and passages are a part of the question', () => {
      const options = { doc: { question: 'Which?', options: ['x', 'y'] }, target: 'B', resps: [['ANSWER: B']] };
      expect(first(options).text).toBe('Which?\n\nA. x\nB. y');
      const passage = { doc: { passage: 'P.', question: 'q?' }, target: '1', resps: [['1']] };
      expect(first(passage).text).toBe('P.\n\nq?');
      const sample = { id: 1, input: 'Which?', choices: ['x', 'y'], target: 'B' };
      const reply = { choices: [{ message: { role: 'assistant', content: 'y fits.\n\nANSWER: B' } }] };
      const { problems, results } = opened([{ samples: [{ ...sample, output: reply }] }]);
      expect(problems).toMatchObject([{ text: 'Which?\n\nA. x\nB. y', answer: 'B' }]);
      expect(results[0]!.solutions).toMatchObject([{ isCorrect: true }]);
    });
  });

  it('replies that are likelihoods are no completions, and told', () => {
    const { problems } = importOutput(
      JSON.stringify({ doc: { question: 'Q' }, target: '1', arguments: [], resps: [[['-1.2', 'False']]] }),
      options,
    );
    expect(problems[0]!.message).toMatch(/^completions/);
  });
});

describe('a line that is nested without end', () => {
  const end = 100_000;
  const lists = `${'['.repeat(end)}${']'.repeat(end)}`;
  const objects = `${'{"a":'.repeat(end)}1${'}'.repeat(end)}`;
  const forms = {
    rows: { problem: 'q', answer: '@', completions: ['a'], scores: [[0.5]] },
    'lm-evaluation-harness': { doc: { question: 'q' }, target: '@', arguments: '@', resps: [['a']] },
    Inspect: { samples: [{ id: 1, input: 'q', target: '@', output: { choices: [{ message: { content: 'a' } }] } }] },
    OpenR: { question: 'q', groundtruth: '@', output: [{ text: 'a' }] },
    its_hub: { problem: 'q', unique_id: 'u', budget: 1, response: 'a', answer: '@' },
    PRM800K: { question: { problem: 'q', ground_truth_answer: '@' }, label: { steps: [] } },
  };

  it.each(Object.entries(forms))('of %s is left out with the reason, and others are read', (_, form) => {
    for (const deep of [lists, objects]) {
      const { data, problems } = importOutput(
        `${JSON.stringify(form).replaceAll('"@"', deep)}\n${row('sound')}`,
        options,
      );
      expect(problems).toMatchObject([{ line: 1, message: 'nested more than 64 levels deep' }]);
      expect(data.problems).toHaveLength(1);
    }
  });
});

describe('a file takes as long as it is long', () => {
  const cpu = (line: object) => {
    const start = process.cpuUsage();
    const reader = createRowReader({ strategy: 'best-of-n' });
    reader.read(JSON.stringify(line), 1);
    return process.cpuUsage(start).user / 1_000;
  };
  it.each<[string, (length: number) => object]>([
    [
      'epochs of one sample',
      (length) => ({ samples: Array.from({ length }, () => ({ id: 1, input: 'q', target: '1' })) }),
    ],
    [
      'weights without replies',
      (length) => ({
        problem: 'q',
        answer: '1',
        unique_id: 'u',
        budget: 1,
        responses: ['a', 'b'],
        log_probs: Array.from({ length }, () => -1),
      }),
    ],
  ])('%s', (_, line) => {
    cpu(line(1_000));
    const [short, long] = [cpu(line(10_000)), cpu(line(40_000))];
    expect(long).toBeLessThan(10 * short + 50);
  });
});

describe('what was not read is told', () => {
  const told = (text: string, more: object = {}) => importOutput(text, { ...options, ...more }).unread;
  const fieldsOf = (value: object, more: object = {}) =>
    (told(JSON.stringify(value), more)?.en ?? '').replace(/^Not read, with how often it was there: (.*)\.$/, '$1');

  it.each<readonly [string, object, string]>([
    [
      'of search-and-learn',
      { ...JSON.parse(row('a')), agg_scores: [1], pred: '2', solution: 's' },
      'agg_scores (1), pred (1), solution (1)',
    ],
    [
      'with names of other sets',
      {
        Question: 'q',
        options: { A: '1', B: '2' },
        solution: '\\boxed{1}',
        completions: ['x'],
        source: 's',
        topic: 't',
      },
      'source (1), topic (1)',
    ],
    [
      'of the harness',
      {
        doc: { question: 'q', answer: '2', level: 'Level 5', id: 7 },
        doc_id: 0,
        target: '2',
        arguments: [['q', {}]],
        resps: [['2']],
        filtered_resps: ['2'],
        exact_match: 1,
      },
      'doc.answer (1), doc.level (1), arguments (1), filtered_resps (1), exact_match (1)',
    ],
    [
      'of the harness, whose prompt is the question',
      { doc: { passage: 'p' }, target: '2', arguments: [['q', {}]], resps: [['2']], doc_hash: 'x' },
      'doc.passage (1), doc_hash (1)',
    ],
    [
      'of Inspect',
      {
        version: 2,
        eval: { task: 't' },
        error: null,
        samples: [1, 2].map((epoch) => ({
          id: 1,
          epoch,
          input: [{ role: 'user', content: 'q', source: 'input' }],
          target: '2',
          scores: { match: { value: 'C' } },
          output: {
            model: 'm',
            choices: [{ message: { role: 'assistant', content: '2' }, stop_reason: 'stop' }],
            usage: { output_tokens: 3, input_tokens: 9 },
          },
        })),
      },
      'samples.epoch (2), samples.input.source (2), samples.scores (2), samples.output.model (2), samples.output.choices.stop_reason (2), samples.output.usage.input_tokens (2), version (1), eval (1)',
    ],
    [
      'of conversations of Inspect: all but the question',
      {
        samples: [
          {
            input: [
              { role: 'system', content: 's' },
              { role: 'user', content: 'an example' },
              { role: 'assistant', content: 'its answer' },
              { role: 'user', content: 'q' },
            ],
            target: '2',
            output: { choices: [{ message: { content: '2' } }] },
          },
          { input: [{ content: 'no role' }, { content: 'r' }], target: '3' },
        ],
      },
      'samples.input (system) (1), samples.input (user) (1), samples.input (assistant) (1), samples.input (1)',
    ],
    [
      'of OpenR',
      {
        question: 'q',
        groundtruth: '2',
        result: 1,
        output: [
          { text: '2', value: [1], path_idx: 0 },
          { text: '3', value: [0], path_idx: 1 },
        ],
      },
      'output.path_idx (2), result (1)',
    ],
    [
      'of its_hub',
      { unique_id: 'a', problem: 'q', answer: '2', budget: 1, response: '2', correct: true, elapsed: 1.5 },
      'correct (1), elapsed (1)',
    ],
    [
      'of PRM800K',
      {
        labeler: 'x',
        question: { problem: 'q', ground_truth_answer: '2', ground_truth_solution: 's' },
        label: {
          steps: [{ completions: [{ text: '2', rating: 1, flagged: false }], chosen_completion: 0 }],
          total_time: 1,
        },
      },
      'labeler (1), question.ground_truth_solution (1), label.steps.completions.flagged (1), label.total_time (1)',
    ],
    [
      'of PRM800K: completions that others were taken before',
      {
        question: { problem: 'q', ground_truth_answer: '2' },
        label: {
          steps: [
            { completions: [{ text: '1' }, { text: '2' }, { text: '3' }], chosen_completion: 1 },
            { completions: [{ text: '4' }], human_completion: { text: '5' } },
            { completions: [{ text: '6' }], human_completion: { text: '7' }, chosen_completion: 0 },
          ],
        },
      },
      'label.steps.completions (3), label.steps.human_completion (1)',
    ],
    [
      'of ProcessBench',
      { id: 'a', generator: 'm', problem: 'q', steps: ['\\boxed{2}'], label: -1, final_answer_correct: true },
      'generator (1), final_answer_correct (1)',
    ],
    ['of ThinkPRM', { problem: 'q', prefix_steps: ['\\boxed{2}'], gt_step_labels: ['+'], cot: 'c' }, 'cot (1)'],
  ])('%s', (_, value, fields) => expect(fieldsOf(value)).toBe(fields));

  it('of lines that were taken alone, and of all of them together', () => {
    expect(
      told([row('a', { more: 1 }), row('b', { more: 1, other: null }), row('a', { lost: 1 }), row('c')].join('\n')),
    ).toEqual({
      en: 'Not read, with how often it was there: more (2).',
      zh: '未读取（括号中为出现次数）：more（2）。',
    });
    expect(told(row('a'))).toBeUndefined();
  });

  it('the commonest, cut to what can be read, and how many more', () => {
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`${i} ${'x'.repeat(5_000)}`, 1]));
    const text = told([row('a', { ...many, last: 1 }), row('b', { '7': 1, ...many })].join('\n'))!;
    expect(text.en).toHaveLength(
      'Not read, with how often it was there: '.length +
        12 * (60 + ' (2)'.length) +
        11 * ', '.length +
        ' and 988 more.'.length,
    );
    expect(text.zh).toMatch(/等（另有 988 个）。$/);
    // The same of prototypes.
    expect(fieldsOf(JSON.parse(row('a', {}).replace('{', '{"__proto__": 1, "constructor": 2, ')) as object)).toBe(
      '__proto__ (1), constructor (1)',
    );
  });
});
