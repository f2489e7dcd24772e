/**
 * From the rows of an experiment to a strategy map, and what it is worth on problems that it was not made from. Snell et al.
 * 2024 (arXiv 2408.03314), section 3.2 and appendix B. Pure; chance is seeded.
 *
 * Deviations: bins are those of one first share's estimate, so that a problem may fall into several; the share is charged; a
 * budget is a mean over all bins, so that easy problems leave what hard ones need; what few problems say about a bin is
 * tempered by its neighbours; halves are drawn several times and averaged.
 */
import { assertDefined } from '@/lib/base';
import { drawResamples, pairedDifference, quantileBins, twoFolds, type PairedDifference } from '@/lib/metrics';
import type { StrategyMap } from '@/lib/search';
import { allocate } from './allocate';
import { methodName } from './method-name';
import type { Rows } from './rows';

export interface MapOptions {
  readonly name: string;
  readonly madeFrom: string;
  /** Quantiles of the estimate. */
  readonly bins?: number;
  /** What problems are told apart by: the estimate, or the truth, which no run knows. */
  readonly difficulty?: 'predicted' | 'oracle';
}

/** What a map comes to at one budget, beside the best single method of no higher mean cost. Tokens are generated tokens. */
export interface BudgetValue {
  readonly budget: number;
  /** Mean cost of the method of this n that is the most accurate. */
  readonly limit: number;
  /** On problems that were not chosen by, and on those that were, which flatters. */
  readonly accuracy: number;
  readonly ownAccuracy: number;
  readonly tokens: number;
  readonly fixed: { readonly method: string; readonly accuracy: number; readonly ownAccuracy: number };
  /** Accuracy less that of the fixed method, both chosen on the other half. */
  readonly gain: PairedDifference;
}

export interface MadeMap {
  readonly map: StrategyMap;
  readonly budgets: readonly BudgetValue[];
}

/** How often the problems are halved anew. */
const halvings = 10;
/** Problems' worth of weight that the neighbours of a bin have in it. */
const lent = 20;

export function makeMap(rows: Rows, { name, madeFrom, bins = 8, difficulty = 'predicted' }: MapOptions): MadeMap {
  const eases = difficulty === 'oracle' ? rows.ease : rows.estimates;
  const borders = bordersOf(eases, rows.weights, bins);
  const binned: Binned = { rows, bins: borders.length, binOf: Int32Array.from(eases, (ease) => binAt(borders, ease)) };
  const budgets = [...new Set(rows.methods.map(({ n }) => n))].toSorted((one, other) => one - other);

  // 1. The map itself, by all problems; what is said of it, by halves.
  const everything = Float64Array.from(rows.weights);
  const chosen = chooseFor(binned, everything, budgets);
  const folds = foldsOf(rows);
  const valued = budgets.map((budget, at) => valueOf(binned, { budget, at, budgets, folds }));

  // 2. As a table.
  const weightIn = (bin: number) =>
    rows.weights.reduce((sum, weight, i) => sum + (binned.binOf[i] === bin ? weight : 0), 0);
  return {
    map: {
      name,
      madeFrom,
      estimate: 'score-and-agreement',
      share: rows.share,
      bins: borders.map((upTo, bin) => ({
        upTo,
        problems: Math.round(weightIn(bin)),
        methods: budgets.map((budget, at) => {
          const { strategy, n, settings } = rows.methods[chosen[at]!.methods[bin]!]!;
          const accuracy = valued[at]!.byBin[bin]!;
          return { budget, strategy, n, settings, ...(Number.isNaN(accuracy) ? {} : { accuracy: rounded(accuracy) }) };
        }),
      })),
    },
    budgets: valued.map(({ value }) => value),
  };
}

interface Binned {
  readonly rows: Rows;
  readonly bins: number;
  readonly binOf: Int32Array;
}

/** Upper borders of equal parts of the weight, ascending, the last one 1; equal eases stay together. */
function bordersOf(eases: Float64Array, weights: Float64Array, count: number): readonly number[] {
  const order = [...eases.keys()].toSorted((one, other) => eases[one]! - eases[other]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const borders: number[] = [];
  let passed = 0;
  for (const i of order) {
    passed += weights[i]!;
    // Sums of parts of problems miss whole numbers by a little.
    if (passed >= ((borders.length + 1) * total) / count - 1e-9) borders.push(Math.min(1, rounded(eases[i]!)));
  }
  return [...new Set(borders.slice(0, count - 1).filter((border) => border < 1)), 1].toSorted(
    (one, other) => one - other,
  );
}

function binAt(borders: readonly number[], ease: number): number {
  const found = borders.findIndex((upTo) => ease <= upTo);
  return found === -1 ? borders.length - 1 : found;
}

/** Fold of each problem, for each halving; even in how easy the problems look. */
function foldsOf({ problems, problemCount, estimates, weights }: Rows): readonly Uint8Array[] {
  const looks = new Float64Array(problemCount);
  problems.forEach((problem, i) => {
    looks[problem]! += weights[i]! * estimates[i]!;
  });
  const alike = quantileBins(looks);
  return Array.from({ length: halvings }, (_, halving) => twoFolds(alike, halving + 1));
}

interface Chosen {
  /** By bin. */
  readonly methods: readonly number[];
  readonly limit: number;
  /** The best single method within the limit. */
  readonly fixed: number;
}

/** For each budget. `weights`: of the rows that are chosen by; 0 elsewhere. */
function chooseFor(binned: Binned, weights: Float64Array, budgets: readonly number[]): readonly Chosen[] {
  const { rows, bins } = binned;
  const overall = rows.methods.map(({ values, alone }) => ({
    accuracy: meanBy(values, weights),
    cost: meanBy(alone, weights),
  }));
  const inBins = temperedOptions(binned, weights);
  const places = Array.from({ length: bins }, (_, bin) => bin);
  return budgets.map((budget) => {
    const limit = overall[bestOf(overall, (m) => rows.methods[m]!.n === budget)]!.cost;
    return {
      limit,
      fixed: bestOf(overall, (m) => overall[m]!.cost <= limit),
      methods: allocate(
        places.map((bin) => inBins[bin]!),
        limit,
      ),
    };
  });
}

function bestOf(options: readonly { readonly accuracy: number }[], isAllowed: (place: number) => boolean): number {
  const allowed = [...options.keys()].filter(isAllowed);
  return assertDefined(
    allowed.reduce<number | undefined>(
      (best, place) => (best === undefined || options[place]!.accuracy > options[best]!.accuracy ? place : best),
      undefined,
    ),
    'a budget is that of a method',
  );
}

/** Each method in each bin. A bin of few problems says less of itself than the bins beside it say of it. */
function temperedOptions({ rows, bins, binOf }: Binned, weights: Float64Array) {
  const inBin = Array.from({ length: bins }, (_, bin) => weights.map((weight, i) => (binOf[i] === bin ? weight : 0)));
  const sizes = inBin.map((mine) => mine.reduce((sum, weight) => sum + weight, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const tempered = (column: Float64Array) => {
    const means = inBin.map((mine) => meanBy(column, mine));
    return means.map((own, bin) => {
      const beside = [bin - 1, bin + 1].filter((other) => (sizes[other] ?? 0) > 0);
      if (beside.length === 0) return own;
      const neighbours = beside.reduce((sum, other) => sum + means[other]!, 0) / beside.length;
      const size = sizes[bin]!;
      return size === 0 ? neighbours : (size * own + lent * neighbours) / (size + lent);
    });
  };
  const columns = rows.methods.map(({ values, charged }) => ({ accuracy: tempered(values), cost: tempered(charged) }));
  return sizes.map((size, bin) => ({
    weight: size / total,
    options: columns.map(({ accuracy, cost }) => ({ accuracy: accuracy[bin]!, cost: cost[bin]! })),
  }));
}

interface Valuing {
  readonly budget: number;
  /** Its place among `budgets`. */
  readonly at: number;
  readonly budgets: readonly number[];
  readonly folds: readonly Uint8Array[];
}

/** Chosen on one half and measured on the other, both ways and for every halving. */
function valueOf(
  binned: Binned,
  { budget, at, budgets, folds }: Valuing,
): { readonly value: BudgetValue; readonly byBin: readonly number[] } {
  const { rows, binOf, bins } = binned;
  const { problems, problemCount, weights, methods } = rows;
  const column = () => new Float64Array(problemCount);
  const [others, own, fixedOthers, fixedOwn, tokens] = [column(), column(), column(), column(), column()];
  const byBin = new Float64Array(bins);
  const used = new Map<number, number>();
  let limits = 0;
  for (const fold of folds)
    for (const half of [0, 1]) {
      const mine = weights.map((weight, i) => (fold[problems[i]!] === half ? weight : 0));
      const { methods: chosen, fixed, limit } = chooseFor(binned, mine, [budgets[at]!])[0]!;
      limits += limit / (2 * folds.length);
      used.set(fixed, (used.get(fixed) ?? 0) + 1);
      problems.forEach((problem, i) => {
        const method = methods[chosen[binOf[i]!]!]!;
        const part = weights[i]! / folds.length;
        const isOwn = fold[problem] === half;
        (isOwn ? own : others)[problem]! += part * method.values[i]!;
        (isOwn ? fixedOwn : fixedOthers)[problem]! += part * methods[fixed]!.values[i]!;
        if (isOwn) return;
        tokens[problem]! += part * method.charged[i]!;
        byBin[binOf[i]!]! += part * method.values[i]!;
      });
    }
  const sizes = new Float64Array(bins);
  binOf.forEach((bin, i) => {
    sizes[bin]! += weights[i]!;
  });
  const usual = [...used].toSorted((one, other) => other[1] - one[1])[0]![0];
  const gain = pairedDifference(others, fixedOthers, { resamples: drawResamples(problemCount, { seed: 1 }), seed: 1 });
  return {
    byBin: Array.from(byBin, (sum, bin) => sum / sizes[bin]!),
    value: {
      budget,
      limit: limits,
      accuracy: mean(others),
      ownAccuracy: mean(own),
      tokens: mean(tokens),
      fixed: { method: methodName(methods[usual]!), accuracy: mean(fixedOthers), ownAccuracy: mean(fixedOwn) },
      gain: assertDefined(gain, 'there are problems'),
    },
  };
}

function meanBy(values: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return sum / total;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
