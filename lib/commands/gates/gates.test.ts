import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, pathOf, solutionsOf } from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { madeData } from '@/lib/experiments/report/testing/made-data';
import { experimentGates } from './experiment-gates';
import { measure, measurementSchema } from './measurement';
import type { Measurement } from './measurement';
import { gatePicture } from './picture';
import { poolBudgets, poolSize, tasksFor } from './plan';
import { gateTable } from './table';
import { verdictTable } from './verdicts';

describe('what is kept of a search', () => {
  it('holds every solution, and step scores up to the first step that is not the reference’s', async () => {
    const spec = toySpec('best-of-n', { n: 8 });
    const { events } = await runToy(spec);
    const state = applyEvents(initialState, events);
    const ends = solutionsOf(state);
    // One without a blank end, whose steps all have a score.
    const steps = ends
      .map(({ node }) => pathOf(state, node))
      .find((path) => path.every(({ score }) => score !== undefined));
    const canonical = steps!.map(({ text }) => text);
    const kept = measure(state, 'task', { ...spec.problem, uniqueId: 'p', level: 2 }, canonical);
    expect(measurementSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(kept.solutions).toHaveLength(ends.length);
    expect(kept.steps.filter(({ isRight }) => isRight)).toHaveLength(canonical.length);
    // A path is left at its first wrong step, so there are no more wrong steps than solutions.
    expect(kept.steps.filter(({ isRight }) => !isRight).length).toBeLessThan(ends.length);
  });
});

/** `right` of the pool's solutions are right and score high; the searches find the answer when any is right. */
function made(problem: number, right: number): Measurement[] {
  const totals = { promptTokens: 100, cachedTokens: 60, completionTokens: 10 };
  const solutions = Array.from({ length: poolSize }, (_, i) => ({
    key: i < right ? 'a' : `b${i % 3}`,
    isCorrect: i < right,
    value: i < right ? 0.9 : 0.2,
  }));
  return tasksFor(['prm']).map(({ id, strategy, policy }) => {
    const isCorrect = strategy === 'greedy' ? policy === 'baseline' && problem % 2 === 0 : right > 0;
    return {
      task: id,
      problem: String(problem),
      level: 1 + (problem % 5),
      isCorrect: { majority: isCorrect, best: isCorrect, weighted: isCorrect },
      solutions: strategy === 'best-of-n' ? solutions : [],
      truncated: 0,
      steps: [
        { score: 0.9, isRight: true },
        { score: 0.1, isRight: false },
      ],
      policy: totals,
      verifier: totals,
    };
  });
}

describe('the table and the picture', () => {
  const measurements = Array.from({ length: 10 }, (_, problem) => made(problem, problem < 8 ? 16 : 0)).flat();
  const table = gateTable(measurements, {
    parameters: { policy: 1_000, baseline: 5_000, prm: 8_000 },
    verifiers: ['prm'],
  });

  it('counts only what was computed, policy and verifier both', () => {
    // 2 x (1000 + 8000) parameters x (100 - 60 + 10) tokens
    expect(table).toMatch(/beam-search, n = 4 \| 80\.0 .*9\.0e\+5/);
    expect(table).toMatch(/baseline, greedy \| 50\.0 .*5\.0e\+5/);
  });
  it('gives every budget of the pool with its interval', () => {
    const naive = table.split('\n').find((row) => row.startsWith('| naive'))!;
    expect(naive.match(/\[\d+\.\d, \d+\.\d\]/g)).toHaveLength(poolBudgets.length);
    expect(naive).toMatch(/^\| naive best-of-n \| 20\.0 /);
    expect(naive).toContain('| 80.0 [');
    expect(table).toContain('Step AUC up to the first error 1.0000 [0.7225, 1.0000]');
    // Levels 4 and 5 hold one of the two problems without a right solution each.
    expect(table.split('\n').find((row) => row.startsWith('| beam-search, n = 4'))).toMatch(
      / 100 \[34, 100\], 100 \[34, 100\], 100 \[34, 100\], 50 \[9, 91\], 50 \[9, 91\] /,
    );
  });
  it('says of every gate whether it is met', () => {
    const verdicts = verdictTable(measurements, 'prm').split('\n');
    const row = (gate: string) => verdicts.find((each) => each.startsWith(`| ${gate}`))!;
    expect(row('step AUC')).toMatch(/1\.0000 \[0\.7225, 1\.0000\] \| met \|$/);
    // Eight of ten problems have right solutions, of 16 among 64: one sample gives 20 %.
    expect(row('policy, one sample')).toMatch(/20\.0 .* \| \*\*not met\*\* \|$/);
    expect(row('naive best-of-n rises')).toMatch(/\| met \|$/);
    for (const gate of ['falling from level', 'naive best-of-n rises'])
      expect(row(gate).match(/\[\d+\.\d, \d+\.\d\]/g)).toHaveLength(5);
    // The same accuracy at every n is no rise.
    expect(row('beam search rises')).toMatch(/\*\*not met\*\*/);
    expect(row('DVTS at n = 64 above the baseline')).toMatch(/80\.0 .* against 50\.0 /);
  });
  it('draws a curve for each method', () => {
    const svg = gatePicture(measurements, 'prm', 'ten problems');
    expect(svg).not.toContain('NaN');
    for (const name of ['beam search', 'DVTS', 'majority', 'baseline, greedy']) expect(svg).toContain(`>${name}<`);
  });
});

describe('gates of an experiment', () => {
  const data = madeData({
    problems: 30,
    n: 16,
    strategies: ['best-of-n', 'beam-search', 'dvts', 'revisions', 'auto'],
  });
  const text = experimentGates(data);
  const partOf = (title: string) => text.split('### ').find((part) => part.startsWith(title))!;

  it('shows every strategy and baseline once, with what it costs', () => {
    const rows = partOf('Accuracy').trim().split('\n').slice(4);
    expect(rows.map((row) => row.split(' by ')[0])).toEqual([
      '| best-of-n',
      '| beam-search',
      '| dvts',
      '| revisions of 4',
      '| auto',
      '| greedy',
    ]);
    expect(rows[0]).toMatch(/\| \d+\.\d \[\d+\.\d, \d+\.\d\], 160 tokens, \d\.\de\+\d+ \|/);
  });

  it('compares chains with as many samples, by level too, and revisions with the place before all', () => {
    const rows = partOf('Sequential').trim().split('\n').slice(4);
    expect(rows).toHaveLength(5);
    expect(rows.at(-2)).toMatch(
      /^\| revisions of 4 by policy \| 2 x 4 \| 320 \/ 320 \| .*, p = \d\.\d{3}: (tied|better|worse) \|/,
    );
    expect(rows.at(-1)!.match(/\d \/ \d/g)).toHaveLength(2 + 5);
    expect(partOf('Revisions of policy')).toMatch(/^\| 1 \| \d/m);
  });

  it('pairs step-wise strategies of like cost, and what goes by a map with what costs no more', () => {
    expect(partOf('Step-wise')).toMatch(
      /\| (dvts|beam-search) by policy, n = 4 \| (dvts|beam-search) by policy, n = \d+ \| \d\.\d\d \|/,
    );
    expect(partOf('By the strategy map')).toMatch(/\| auto by policy, n = 16 \|/);
  });

  it('leaves out what was not measured', () => {
    expect(experimentGates(madeData({ problems: 20, n: 4, strategies: ['majority'] }))).not.toMatch(
      /###.*(Revisions|Step-wise|map)/,
    );
  });
});
