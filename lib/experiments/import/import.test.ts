import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, searchEventSchema } from '@/lib/search';
import { importOutput } from './index';

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
