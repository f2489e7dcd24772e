/**
 * One pass over the digests: for every series and budget, the chance of the right answer by problem (mean over its seeds)
 * and what that cost. Everything else in this room reads only this.
 */
import { isDeterministic, strategyOf } from '@/lib/search';
import type { Cell, ExperimentData, RunDigest } from '../model';
import type { CurvePoint } from './curve-model';
import { addRun, nothingSpent, priceOf, usesVerifier, type Priced, type Spent } from './cost';
import { readingsOf, type Reading } from './curve-model';
import { drawsOf, estimateOf, subsets } from './pools';

export interface MeasuredPoint extends Priced {
  readonly n: number;
  readonly cell: Cell;
  readonly estimate: CurvePoint['estimate'];
  /** By problem, in the order of the data; NaN where runs are lacking. */
  readonly values: Float64Array;
  readonly monteCarloError: number;
  readonly problems: number;
  /** Mean accuracy of each seed alone, in the order of the seeds; of one seed there is none. */
  readonly bySeed: readonly number[];
}

export interface MeasuredSeries {
  readonly id: string;
  readonly strategy: Cell['strategy'];
  readonly reading: Reading;
  readonly policy: string;
  readonly verifier: string | undefined;
  readonly isBaseline: boolean;
  /** Ascending in n. */
  readonly points: readonly MeasuredPoint[];
}

export interface Measured {
  readonly series: readonly MeasuredSeries[];
  /** Problems that at least one point leaves out. */
  readonly missing: number;
}

/** Digests that count, by cell and then by problem: one for each seed that makes a difference, where all are there. */
export function completeRuns(data: ExperimentData): ReadonlyMap<string, ReadonlyMap<string, readonly RunDigest[]>> {
  const seeds = new Set(data.spec.seeds);
  const found = new Map<string, Map<string, Map<number, RunDigest>>>();
  for (const digest of data.digests) {
    if (!seeds.has(digest.seed)) continue;
    const problems = found.get(digest.cell) ?? new Map<string, Map<number, RunDigest>>();
    found.set(digest.cell, problems);
    const runs = problems.get(digest.problem) ?? new Map<number, RunDigest>();
    problems.set(digest.problem, runs.set(digest.seed, digest));
  }
  return new Map(
    data.cells.map((cell) => {
      const needed = isDeterministic(strategyOf(cell.strategy)) ? 1 : seeds.size;
      return [
        cell.id,
        new Map(
          [...(found.get(cell.id) ?? [])]
            .filter(([, runs]) => runs.size >= needed)
            .map(([problem, runs]) => [problem, [...runs.values()]]),
        ),
      ];
    }),
  );
}

export function measure(data: ExperimentData): Measured {
  const runs = completeRuns(data);
  const points = new Map<string, { readonly head: Omit<MeasuredSeries, 'points'>; readonly points: MeasuredPoint[] }>();
  const configs = new Map<string, string[]>();
  for (const cell of data.cells) {
    for (const { reading, ...point } of pointsOf(
      cell,
      runs.get(cell.id) ?? new Map<string, readonly RunDigest[]>(),
      data,
    )) {
      const head = headOf(cell, reading, configs);
      const series = points.get(head.id) ?? { head, points: [] };
      points.set(head.id, series);
      series.points.push(point);
    }
  }
  const series = [...points.values()].map(({ head, points: found }) => ({
    ...head,
    points: found.toSorted((left, right) => left.n - right.n),
  }));
  const lacking = data.problems.filter(({ uniqueId }) =>
    data.cells.some(({ id }) => runs.get(id)?.has(uniqueId) !== true),
  );
  return { series, missing: lacking.length };
}

/** The name of a series. Cells that differ in more than n are told apart by a number. */
function headOf(cell: Cell, reading: Reading, configs: Map<string, string[]>): Omit<MeasuredSeries, 'points'> {
  const { strategy, policy, verifier, isBaseline } = cell;
  const parts = isBaseline
    ? ['baseline', policy]
    : [strategy, reading, policy, ...(verifier === undefined ? [] : [verifier])];
  const name = parts.join(' / ');
  const { n: _, ...rest } = cell.config;
  const config = JSON.stringify(rest);
  const known = configs.get(name) ?? [];
  if (!known.includes(config)) configs.set(name, [...known, config]);
  const place = (configs.get(name) ?? []).indexOf(config);
  return { id: place === 0 ? name : `${name} / ${place + 1}`, strategy, reading, policy, verifier, isBaseline };
}

/** Every budget and reading of a cell. */
function pointsOf(
  cell: Cell,
  runs: ReadonlyMap<string, readonly RunDigest[]>,
  { problems, models, atOnce }: ExperimentData,
): readonly (MeasuredPoint & { readonly reading: Reading })[] {
  const draws = drawsOf(cell);
  const readings = readingsOf(cell);
  const values = readings.map(() => draws.map(() => new Float64Array(problems.length).fill(NaN)));
  const variances = readings.map(() => new Float64Array(draws.length));
  const seeds = [...new Set([...runs.values()].flatMap((mine) => mine.map(({ seed }) => seed)))].toSorted(
    (a, b) => a - b,
  );
  const bySeed = readings.map(() => draws.map(() => new Float64Array(seeds.length)));
  const spent: Spent[] = draws.map(() => nothingSpent);
  let counted = 0;
  problems.forEach(({ uniqueId }, problem) => {
    const mine = runs.get(uniqueId);
    if (mine === undefined) return;
    counted++;
    for (const row of values) for (const column of row) column[problem] = 0;
    for (const digest of mine) {
      draws.forEach((draw, d) => {
        spent[d] = addRun(spent[d]!, digest, draw.k / draw.blocks);
        readings.forEach((reading, r) => {
          const chance = digest.chances[reading][d]!;
          values[r]![d]![problem]! += chance / mine.length;
          bySeed[r]![d]![seeds.indexOf(digest.seed)]! += chance;
          variances[r]![d]! += (chance * (1 - chance)) / subsets / mine.length ** 2;
        });
      });
    }
  });
  if (counted === 0) return [];
  return readings.flatMap((reading, r) =>
    draws.map((draw, d) => {
      const estimate = estimateOf(cell, reading, draw);
      return {
        reading,
        n: draw.n,
        cell,
        estimate,
        values: values[r]![d]!,
        problems: counted,
        bySeed: seeds.length < 2 ? [] : Array.from(bySeed[r]![d]!, (sum) => Math.min(1, sum / counted)),
        monteCarloError: estimate === 'resampled' ? Math.sqrt(variances[r]![d]!) / counted : 0,
        ...priceOf(spent[d]!, cell, { n: draw.n, isVerified: usesVerifier(cell, reading), models, atOnce }),
      };
    }),
  );
}
