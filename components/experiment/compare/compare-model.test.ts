import { describe, expect, it } from 'vitest';
import { curvesOf, pointProblemsOf } from '@/lib/experiments/report';
import { madeData } from '../../../lib/experiments/report/testing/made-data';
import { sayIn } from '@/lib/words';
import { readCompareForm, writeCompareForm } from './compare-form';
import { compareChart, compareWithFirst, linesOf, lookAt, namesApart, pointAt } from './compare-model';

const data = madeData({ problems: 40, n: 16, seeds: [0, 1] });
const curves = curvesOf(data, { id: 'made', origin: 'measured' });
const id = 'best-of-n / weighted / policy / prm';
const say = sayIn('en');
const problems = (n: number) => pointProblemsOf(data, id, n)!;

describe('experiments side by side', () => {
  it('are paired on the problems that both answered', () => {
    const half = { ...problems(1), problems: problems(1).problems.slice(0, 25) };
    const [found] = compareWithFirst([problems(16), half]);
    const shared = problems(16).problems.slice(0, 25);
    const mean = (list: readonly { readonly chance: number }[]) =>
      list.reduce((sum, { chance }) => sum + chance, 0) / list.length;
    expect(found).toMatchObject({ shared: 25 });
    expect(found!.difference).toBeCloseTo(mean(half.problems) - mean(shared), 9);
  });
  it('without a problem in common are unpaired, and so is one of the same name with another text', () => {
    const others = {
      ...problems(1),
      problems: problems(1).problems.map((each) => ({ ...each, text: `${each.text}!` })),
    };
    const [paired, unpaired] = compareWithFirst([problems(16), problems(1), others]);
    expect(unpaired!.shared).toBe(0);
    expect(unpaired!.difference).toBeCloseTo(paired!.difference, 9);
    expect(unpaired!.high - unpaired!.low).toBeGreaterThan(paired!.high - paired!.low);
  });
  it('p-values are corrected for all rows, and an experiment is tied with itself', () => {
    const [alone] = compareWithFirst([problems(16), problems(4)]);
    const [same, again] = compareWithFirst([problems(16), problems(16), problems(4)]);
    expect(same).toMatchObject({ verdict: 'tied', difference: 0, pValue: 1 });
    expect(again!.pValue).toBeCloseTo(Math.min(1, 2 * alone!.pValue), 9);
    expect(compareWithFirst([problems(16), undefined])).toEqual([undefined]);
    expect(compareWithFirst([])).toEqual([]);
  });
  it('show their best usual line, at the largest budget unless another is asked for', () => {
    const { all, usual } = linesOf(curves, say);
    expect(all.some(({ series }) => series.id === usual!.series.id)).toBe(true);
    expect(usual!.series.reading).not.toBe('oracle');
    expect(pointAt(usual!.series, undefined)!.n).toBe(16);
    expect(pointAt(usual!.series, 8)!.n).toBe(8);
    const chart = compareChart([{ name: 'made', curves, own: usual!, look: lookAt(0) }], 'flops', say);
    expect(chart.series[0]!.points.map(({ x }) => x)).toEqual(
      chart.series[0]!.points.map(({ x }) => x).toSorted((a, b) => a - b),
    );
    expect(new Set([0, 1, 2, 3, 4, 5].map((place) => JSON.stringify(lookAt(place)))).size).toBe(6);
  });
  it('of one name are told apart in the order of the address', () => {
    expect(namesApart(['sums', 'other', 'sums', 'sums'])).toEqual(['sums', 'other', 'sums (2)', 'sums (3)']);
  });
  it('are in the address, at most six', () => {
    const form = { ids: ['a', 'b'], lines: ['', 'x / y'], axis: 'flops' as const, n: 8 };
    expect(readCompareForm(new URLSearchParams(writeCompareForm(form).toString()))).toEqual(form);
    expect(readCompareForm(new URLSearchParams('id=1&id=2&id=3&id=4&id=5&id=6&id=7&id=1&n=x')).ids).toHaveLength(6);
  });
});
