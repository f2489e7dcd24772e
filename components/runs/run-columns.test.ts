/** The table of runs: its columns, its order, its groups, and which ticked runs can be raced. */
import { describe, expect, it } from 'vitest';
import { searchConfigSchema } from '@/lib/search';
import { noMarks, type RunSummary } from '@/lib/runs/wire';
import {
  columnsOf,
  groupedByProblem,
  raceOf,
  runColumns,
  shownOf,
  sortedRuns,
  usualColumns,
  type MarkedRun,
} from './run-columns';

function run(id: string, more: Partial<RunSummary> & { readonly n?: number } = {}): MarkedRun {
  const { n = 4, ...rest } = more;
  return {
    id,
    createdAt: 0,
    status: 'finished',
    problem: { text: 'One.' },
    strategy: 'best-of-n',
    config: searchConfigSchema.parse({ n }),
    policy: 'policy',
    seed: 1,
    policyTokens: 0,
    verifierTokens: 0,
    calls: 0,
    nodes: 0,
    seconds: 0,
    lastSeq: 1,
    marks: noMarks,
    ...rest,
  };
}
const idsOf = (runs: readonly RunSummary[]) => runs.map(({ id }) => id);

describe('the table of runs', () => {
  it('has the columns that are named, in their own order, and the usual ones where none is', () => {
    expect(columnsOf('seed,n,nonsense').map(({ name }) => name)).toEqual(['n', 'seed']);
    expect(columnsOf('nonsense').map(({ name }) => name)).toEqual(usualColumns);
    expect(new Set(runColumns.map(({ name }) => name)).size).toBe(runColumns.length);
  });

  it('shows one solution where a strategy writes one, whatever its config says', () => {
    const [n] = columnsOf('n');
    expect(n?.valueOf(run('a', { n: 16, strategy: 'greedy' }))).toBe(1);
    expect(n?.valueOf(run('b', { n: 16 }))).toBe(16);
  });

  it('sorts numbers as numbers, what is unknown last in both directions, and leaves equal ones as they came', () => {
    const runs = [run('a', { n: 16 }), run('b', { n: 4 }), run('c', { n: 4 }), run('d', { n: 8 })];
    expect(idsOf(sortedRuns(runs, 'n'))).toEqual(['b', 'c', 'd', 'a']);
    expect(idsOf(sortedRuns(runs, '-n'))).toEqual(['a', 'd', 'b', 'c']);
    expect(idsOf(sortedRuns(runs, 'nonsense'))).toEqual(['a', 'b', 'c', 'd']);
    const answered = [run('a'), run('b', { answer: 'x' }), run('c', { answer: 'y' })];
    expect(idsOf(sortedRuns(answered, 'answer'))).toEqual(['b', 'c', 'a']);
    expect(idsOf(sortedRuns(answered, '-answer'))).toEqual(['c', 'b', 'a']);
  });

  it('shows every column of a run that has next to nothing', () => {
    for (const column of runColumns) expect(shownOf(column, run('a'))).not.toBe('');
    expect(
      shownOf(
        runColumns.find(({ name }) => name === 'right')!,
        run('a'),
      ),
    ).toBe('–');
  });

  it('puts runs of one problem together, in the order of the first of each', () => {
    const runs = [run('a'), run('b', { problem: { text: 'Two.' } }), run('c')];
    expect(groupedByProblem(runs).map((group) => idsOf(group.runs))).toEqual([['a', 'c'], ['b']]);
  });

  it('races two to four runs of one problem', () => {
    const runs = ['a', 'b', 'c', 'd', 'e'].map((id) => run(id));
    expect(raceOf(runs.slice(0, 1))).toBeUndefined();
    expect(raceOf(runs.slice(0, 2))).toBe('/race?runs=a,b');
    expect(raceOf(runs)).toBeUndefined();
    expect(raceOf([...runs.slice(0, 1), run('x', { problem: { text: 'Two.' } })])).toBeUndefined();
  });
});
