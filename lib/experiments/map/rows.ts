/**
 * What a strategy map is made from, read out of experiments: estimates of difficulty, one row a first share, and what each
 * method came to on the problem of that row. Knows no bin and makes no choice.
 */
import { mappedSettings, searchConfigSchema, strategyOf, type StrategyMap } from '@/lib/search';
import type { Cell, ExperimentData, RunDigest } from '../model';
import { completeRuns, drawsOf, type Draws } from '../report';

type Settings = StrategyMap['bins'][number]['methods'][number]['settings'];

/** One that auto could go on with. Columns go by row. */
export interface Method {
  readonly strategy: string;
  readonly n: number;
  readonly settings: Settings;
  /** Chance of the right answer under the weighted vote. */
  readonly values: Float64Array;
  /** Generated tokens, by itself and after a first share, which is charged where it is none of its own solutions. */
  readonly alone: Float64Array;
  readonly charged: Float64Array;
}

export interface Rows {
  /** Problem of each row, by place. */
  readonly problems: Int32Array;
  readonly problemCount: number;
  readonly estimates: Float64Array;
  /** Part of the problem that the row stands for; those of a problem add up to 1. */
  readonly weights: Float64Array;
  /** Mean ease of its problem, which only the answers tell: pass@1. */
  readonly ease: Float64Array;
  readonly methods: readonly Method[];
  readonly policy: string;
  readonly verifier: string;
  /** Solutions of a first share. */
  readonly share: number;
}

interface Measured {
  readonly cell: Cell;
  readonly draw: Draws;
  /** Place of the budget in the chances of a digest. */
  readonly place: number;
  readonly runs: ReadonlyMap<string, readonly RunDigest[]>;
}

/**
 * From experiments over the same problems with the same models; where two measured the same, the first counts. Undefined
 * when none of them has a scored pool whose first shares are known.
 */
export function rowsOf(experiments: readonly ExperimentData[]): Rows | undefined {
  const measured = experiments.flatMap((data) => {
    const runs = completeRuns(data);
    return data.cells.map((cell) => ({ cell, runs: runs.get(cell.id) ?? new Map<string, readonly RunDigest[]>() }));
  });
  const pool = measured
    .filter(({ runs }) => [...runs.values()].some((all) => all.some(({ firstShares = [] }) => firstShares.length > 0)))
    .toSorted((one, other) => other.cell.config.n - one.cell.config.n)[0];
  if (pool?.cell.verifier === undefined) return undefined;
  const { policy, verifier, config } = pool.cell;
  const { share } = config;

  // 1. Methods of these models. The pool goes first: it tells what budgets answer that begin with the very share.
  const methods = distinct(
    [pool, ...measured.filter((each) => each !== pool)]
      .filter(
        ({ cell }) =>
          cell.policy === policy && cell.verifier === verifier && strategyOf(cell.strategy).readsMap !== true,
      )
      .flatMap(({ cell, runs }) => drawsOf(cell).map((draw, place): Measured => ({ cell, runs, draw, place })))
      .filter(({ draw }) => draw.n >= share),
  );

  // 2. Rows of the problems that all of them have.
  const names = [...pool.runs.keys()].filter((problem) => methods.every(({ runs }) => runs.has(problem))).toSorted();
  const rows = names.flatMap((name, problem) => {
    const runs = pool.runs.get(name) ?? [];
    const shares = runs.flatMap((run) => (run.firstShares ?? []).map((first) => ({ run, first })));
    const ease = mean(runs.map(({ rightShare }) => rightShare));
    return shares.map(({ run, first }) => ({ name, problem, run, first, ease, weight: 1 / shares.length }));
  });
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  const shareTokens = (run: RunDigest) => (run.policy.completion * share) / config.n;
  return {
    problems: Int32Array.from(rows, ({ problem }) => problem),
    problemCount: names.length,
    estimates: column(({ first }) => first.estimate),
    weights: column(({ weight }) => weight),
    ease: column(({ ease }) => ease),
    methods: methods.map(({ cell, runs, draw, place }) => {
      const isOwn = runs === pool.runs;
      const part = draw.k / draw.blocks;
      const found = (name: string) => runs.get(name) ?? [];
      const alone = column(({ name }) => mean(found(name).map((run) => run.policy.completion * part)));
      const isFree = strategyOf(cell.strategy).pooling === 'solutions';
      return {
        strategy: cell.strategy,
        n: draw.n,
        settings: settingsOf(cell),
        values: column(({ name, first }) =>
          isOwn ? Number(first.right[place]) : mean(found(name).map(({ chances }) => chances.weighted[place] ?? 0)),
        ),
        alone,
        charged: isFree ? alone : column(({ run }) => shareTokens(run)).map((tokens, i) => tokens + alone[i]!),
      };
    }),
    policy,
    verifier,
    share,
  };
}

const usual = searchConfigSchema.parse({});
/** What a method reads and a config does not say by itself. */
function settingsOf({ strategy, config }: Cell): Settings {
  const { settings, choices = [], isStepwise } = strategyOf(strategy);
  const read: readonly string[] = [...settings, ...choices];
  return Object.fromEntries(
    mappedSettings
      .filter((name) => (name === 'schedule' ? isStepwise : read.includes(name)) && !isSame(config[name], usual[name]))
      .map((name) => [name, config[name]]),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function distinct(methods: readonly Measured[]): readonly Measured[] {
  const seen = new Set<string>();
  return methods.filter(({ cell, draw }) => {
    const key = JSON.stringify([cell.strategy, draw.n, settingsOf(cell)]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
