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
