import { describe, expect, it } from 'vitest';
import { experimentSpecSchema, type ExperimentSpec } from './model';
import { cellsOf, gridComplaints, planRuns, problemsOf } from './index';

function specOf(more: Partial<ExperimentSpec>): ExperimentSpec {
  return experimentSpecSchema.parse({
    name: 'grid',
    problems: { set: 'made' },
    strategies: [{ strategy: 'greedy', budgets: [1] }],
    policies: ['small'],
    ...more,
  });
}
const wordsOf = (spec: ExperimentSpec) =>
  gridComplaints(spec)
    .map(({ path, said }) => `${path}: ${said.en}`)
    .join('\n');

describe('a grid as cells', () => {
  it('pools are run once at their largest budget, beam search at each, greedy once; verifiers only where something is scored', () => {
    const spec = specOf({
      strategies: [
        { strategy: 'greedy', budgets: [1, 4] },
        { strategy: 'majority', budgets: [4, 1, 16] },
        { strategy: 'best-of-n', budgets: [1, 16, 64] },
        { strategy: 'beam-search', budgets: [16, 4] },
        { strategy: 'dvts', budgets: [4, 8, 16], config: { maxSteps: 5 } },
      ],
      policies: ['small', 'other'],
      verifiers: ['prm', 'orm'],
      baselines: ['large'],
    });
    expect(gridComplaints(spec)).toEqual([]);
    const cells = cellsOf(spec);
    expect(
      cells.filter(({ policy }) => policy === 'small').map(({ id, budgets }) => `${id}: ${budgets.join(' ')}`),
    ).toEqual([
      'greedy / small: 1',
      'majority 16 / small: 1 4 16',
      'best-of-n 64 / small / prm: 1 16 64',
      'best-of-n 64 / small / orm: 1 16 64',
      'beam-search 4 / small / prm: 4',
      'beam-search 16 / small / prm: 16',
      'beam-search 4 / small / orm: 4',
      'beam-search 16 / small / orm: 16',
      'dvts 16 / small / prm: 4 8 16',
      'dvts 16 / small / orm: 4 8 16',
    ]);
    expect(cells.at(-1)).toMatchObject({
      id: 'baseline / large',
      strategy: 'greedy',
      policy: 'large',
      isBaseline: true,
      budgets: [1],
    });
    for (const { config, budgets } of cells) expect(config.n).toBe(budgets.at(-1));
    expect(cells.find(({ strategy }) => strategy === 'dvts')!.config.maxSteps).toBe(5);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
  });

  it('a strategy of some of the policies is searched by those alone', () => {
    const spec = specOf({
      strategies: [
        { strategy: 'best-of-n', budgets: [4] },
        { strategy: 'revisions', budgets: [4], policies: ['reviser'] },
        { strategy: 'revisions', budgets: [4], policies: ['small'] },
      ],
      policies: ['small', 'reviser'],
      verifiers: ['prm'],
    });
    expect(gridComplaints(spec)).toEqual([]);
    expect(cellsOf(spec).map(({ id }) => id)).toEqual([
      'best-of-n 4 / small / prm',
      'revisions 4 / small / prm',
      'best-of-n 4 / reviser / prm',
      'revisions 4 / reviser / prm',
    ]);
  });

  it('cells that differ in their config alone are told apart', () => {
    const spec = specOf({
      strategies: [
        { strategy: 'beam-search', budgets: [16] },
        { strategy: 'beam-search', budgets: [16], config: { beamWidth: 8 } },
      ],
      verifiers: ['prm'],
    });
    expect(gridComplaints(spec)).toEqual([]);
    expect(cellsOf(spec).map(({ id, config }) => [id, config.beamWidth])).toEqual([
      ['beam-search 16 / small / prm', 4],
      ['beam-search 16 / small / prm / 2', 8],
    ]);
  });

  it.each<readonly [string, Partial<ExperimentSpec>, RegExp]>([
    [
      'a policy of a strategy that is none of the grid’s',
      { strategies: [{ strategy: 'greedy', budgets: [1], policies: ['large'] }] },
      /^strategies\[0\]\.policies: large is none of the policies/,
    ],
    [
      'a verifier that is lacking',
      { strategies: [{ strategy: 'dvts', budgets: [4] }] },
      /^strategies\[0\]: dvts scores its steps, so it needs a verifier/,
    ],
    [
      'budgets that cut a subtree',
      { strategies: [{ strategy: 'dvts', budgets: [4, 6, 9] }], verifiers: ['prm'] },
      /strategies\[0\]\.budgets: dvts .* 6, 9 would cut one/,
    ],
    [
      'a beam wider than its budget',
      { strategies: [{ strategy: 'beam-search', budgets: [2, 4] }], verifiers: ['prm'] },
      /strategies\[0\]\.budgets: beamWidth: 4 children per prefix are more than the budget of n = 2/,
    ],
    [
      'samples that are all the same',
      { strategies: [{ strategy: 'majority', budgets: [4], config: { temperature: 0 } }] },
      /strategies\[0\]\.config: temperature: at 0 all 4/,
    ],
    ['a policy named twice', { policies: ['small', 'small'] }, /^policies: small is there twice/],
    [
      'a budget named twice',
      { strategies: [{ strategy: 'majority', budgets: [4, 4] }] },
      /strategies\[0\]\.budgets: 4 is there twice/,
    ],
    [
      'the same pool twice',
      {
        strategies: [
          { strategy: 'majority', budgets: [4] },
          { strategy: 'majority', budgets: [8] },
        ],
      },
      /strategies\[1\]: asks for what strategies\[0\]/,
    ],
    [
      'the same beam search twice',
      {
        strategies: [
          { strategy: 'beam-search', budgets: [4, 8] },
          { strategy: 'beam-search', budgets: [8] },
        ],
        verifiers: ['prm'],
      },
      /strategies\[1\]: asks for what strategies\[0\]/,
    ],
  ])('%s is told in words', (_, more, words) => {
    expect(wordsOf(specOf(more))).toMatch(words);
  });
});

describe('problems and runs', () => {
  const all = Array.from({ length: 40 }, (_, i) => ({
    uniqueId: `p${i}`,
    text: `Problem ${i}`,
    level: 1 + (i % 5),
    subject: i % 2 === 0 ? 'even' : 'odd',
  }));

  it('takes levels and subjects, then every k-th, then so many', () => {
    expect(
      problemsOf(all, { set: 'made', levels: [1, 2], subjects: ['even'], every: 2, limit: 3 }).map(
        ({ uniqueId }) => uniqueId,
      ),
    ).toEqual(['p0', 'p10', 'p20']);
    expect(problemsOf(all, { set: 'made' })).toHaveLength(40);
  });

  it('makes every run once, greedy ones for the first seed only, one problem after the other in a mixed order', () => {
    const spec = specOf({
      strategies: [
        { strategy: 'greedy', budgets: [1] },
        { strategy: 'majority', budgets: [4] },
      ],
      baselines: ['large'],
      seeds: [5, 6],
    });
    const plan = planRuns({ cells: cellsOf(spec), problems: all, spec });
    expect(plan.count).toBe(40 * 4);
    const runs = Array.from({ length: plan.count }, (_, i) => plan.at(i));
    expect(new Set(runs.map(({ cell, problem, seed }) => `${cell.id} ${problem} ${seed}`)).size).toBe(plan.count);
    expect(runs.map(({ cell, ...run }) => plan.indexOf({ ...run, cell: cell.id }))).toEqual(runs.map((_, i) => i));
    expect(plan.indexOf({ cell: 'greedy / small', problem: 'p0', seed: 6 })).toBeUndefined();
    expect(runs.slice(0, 4).map(({ cell, seed }) => [cell.id, seed])).toEqual([
      ['greedy / small', 5],
      ['majority 4 / small', 5],
      ['baseline / large', 5],
      ['majority 4 / small', 6],
    ]);
    expect(new Set(runs.slice(0, 4).map(({ problem }) => problem)).size).toBe(1);
    expect(
      new Set(runs.slice(0, 40).map(({ problem }) => all.find(({ uniqueId }) => uniqueId === problem)!.level)).size,
    ).toBeGreaterThan(3);
  });
});
