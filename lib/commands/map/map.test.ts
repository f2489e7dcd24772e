import { describe, expect, it } from 'vitest';
import { assertDefined } from '@/lib/base';
import { makeMap, rowsOf } from '@/lib/experiments/map';
import { madeExperiment } from '@/lib/experiments/map/testing/made-experiment';
import { mapFileSchema } from '@/lib/experiments/map/wire';
import { mapFileOf } from './map-file';
import { mapTable, worthTable } from './tables';
import { madeFromWords } from './words';

const data = madeExperiment({ problems: 100 });
const rows = assertDefined(rowsOf([data]), 'it has a pool');
const made = makeMap(rows, { name: 'made', madeFrom: madeFromWords([data], rows), bins: 3 });

describe('the command that makes maps', () => {
  it('says what a map was made from', () => {
    expect(made.map.madeFrom).toBe(
      '“made” (best-of-n, beam-search): 100 problems of made, policy policy, verifier prm. Estimates from 4 first shares of 4 solutions a problem; chosen among best-of-n, beam-search; the budget is a mean of generated tokens, the first share included.',
    );
  });

  it('writes what can be read again, with what it is worth', () => {
    const file = mapFileOf(made, { policy: 'policy', verifier: 'prm' });
    expect(mapFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
    expect(file.worth.map(({ budget }) => budget)).toEqual([4, 8, 16, 32, 64]);
  });

  it('shows a row a budget, with what each bin does and what it comes to', () => {
    const lines = mapTable(made.map).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^n +up to 0\.\d+ \(\d+\) +up to 0\.\d+ \(\d+\) +up to 1 \(\d+\)$/);
    expect(lines[3]).toMatch(/^16 +(beam-search|best-of-n) \d+: \d+\.\d/);
    expect(worthTable(made.budgets).split('\n')[3]).toMatch(
      /^16 +\d+\.\d +\d+ +\d+ +(beam-search|best-of-n) \d+ +\d+\.\d +-?\d+\.\d \[-?\d+\.\d, -?\d+\.\d\] (better|worse|tied) +-?\d+\.\d$/,
    );
  });
});
