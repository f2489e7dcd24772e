/**
 * From the grid that a person asks for to the searches that are made: cells (each is run once a problem and seed), and
 * the runs in their order. Pure; whether a policy, a verifier or a problem set exists is asked elsewhere.
 */
import { hashString } from '@/lib/base';
import {
  baselineStrategy,
  isDeterministic,
  searchConfigSchema,
  strategyOf,
  subtreesOf,
  validateConfig,
} from '@/lib/search';
import { fillText, gridComplaintTexts, type Text } from '@/lib/words';
import type { Cell, ExperimentData, ExperimentSpec } from './model';

/** Beyond this many an experiment is several. */
export const maxRuns = 200_000;

/** What makes a grid impossible: the field and a sentence, in every language. */
export interface Complaint {
  readonly path: string;
  readonly said: Text;
}

/** One search of the experiment, by what tells it from all others. */
export interface PlannedRun {
  readonly cell: Cell;
  /** `uniqueId`. */
  readonly problem: string;
  readonly seed: number;
}

export interface RunPlan {
  readonly count: number;
  /** In the order in which they are best made: all of one problem, then the next, so that curves sharpen evenly. */
  at(index: number): PlannedRun;
  /** Undefined for a run that is not asked for. */
  indexOf(run: { readonly cell: string; readonly problem: string; readonly seed: number }): number | undefined;
}

/** Empty: `cellsOf` gives its cells. */
export function gridComplaints(spec: ExperimentSpec): readonly Complaint[] {
  const repeated = (['policies', 'verifiers', 'baselines', 'seeds'] as const).flatMap((path) =>
    repeatedOf(spec[path].map(String)).map((name) => ({ path, said: fillText(gridComplaintTexts.repeated, { name }) })),
  );
  const impossible = spec.strategies.flatMap((grid, i) =>
    strategyComplaints(grid, spec).map(({ path, said }) => ({ path: `strategies[${i}]${path}`, said })),
  );
  return [...repeated, ...impossible, ...sameSearches(spec)];
}

/** Cells of a grid without complaints: policies x strategies x verifiers x what has to be searched by itself, then baselines. */
export function cellsOf({ policies, strategies, verifiers, baselines }: ExperimentSpec): readonly Cell[] {
  const searched = policies.flatMap((policy) =>
    strategies
      .filter((grid) => isFor(grid, policy))
      .flatMap((grid) => {
        const scoring = strategyOf(grid.strategy).needsVerifier ? verifiers : [undefined];
        return scoring.flatMap((verifier) =>
          searchesOf(grid).map((budgets) => cellOf(grid, { budgets, policy, verifier })),
        );
      }),
  );
  const answered = baselines.map((policy): Cell => ({
    ...cellOf({ strategy: baselineStrategy }, { budgets: [1], policy, verifier: undefined }),
    id: `baseline / ${policy}`,
    isBaseline: true,
  }));
  return numbered([...searched, ...answered]);
}

/** Problems of a set that the spec asks for, in the order of the set. */
export function problemsOf<P extends ExperimentData['problems'][number]>(
  all: readonly P[],
  { levels, subjects, every = 1, limit = Infinity }: ExperimentSpec['problems'],
): readonly P[] {
  return all
    .filter(
      ({ level, subject }) =>
        (levels === undefined || (level !== undefined && levels.includes(level))) &&
        (subjects === undefined || (subject !== undefined && subjects.includes(subject))),
    )
    .filter((_, i) => i % every === 0)
    .slice(0, limit);
}

type Planned = Pick<ExperimentData, 'cells' | 'problems' | 'spec'>;

/** How many runs `planRuns` plans. */
export function countRuns(planned: Planned): number {
  return planned.problems.length * searchesPerProblem(planned).length;
}

/** What is the same for every seed is made for the first one only. */
function searchesPerProblem({ cells, spec }: Planned): readonly Omit<PlannedRun, 'problem'>[] {
  return spec.seeds.flatMap((seed, i) =>
    cells.filter(({ strategy }) => i === 0 || !isDeterministic(strategyOf(strategy))).map((cell) => ({ cell, seed })),
  );
}

/**
 * Problems are mixed by their names: sets lie in order of difficulty, and the first tenth should speak for the whole. The
 * names of runs follow from their places, so the order is the same in every version.
 */
export function planRuns(planned: Planned): RunPlan {
  const mixed = planned.problems
    .map(({ uniqueId }) => uniqueId)
    .toSorted((left, right) => hashString(left) - hashString(right) || (left < right ? -1 : 1));
  const perProblem = searchesPerProblem(planned);
  const problemPlaces = new Map(mixed.map((problem, i) => [problem, i]));
  const searchPlaces = new Map(perProblem.map(({ cell, seed }, i) => [`${seed} ${cell.id}`, i]));
  return {
    count: mixed.length * perProblem.length,
    indexOf({ cell, problem, seed }) {
      const [row, column] = [problemPlaces.get(problem), searchPlaces.get(`${seed} ${cell}`)];
      return row === undefined || column === undefined ? undefined : row * perProblem.length + column;
    },
    at: (index) => ({
      problem: mixed[Math.floor(index / perProblem.length)]!,
      ...perProblem[index % perProblem.length]!,
    }),
  };
}

type Grid = Pick<ExperimentSpec['strategies'][number], 'strategy' | 'config'>;

function isFor({ policies }: ExperimentSpec['strategies'][number], policy: string): boolean {
  return policies === undefined || policies.includes(policy);
}

function strategyComplaints(
  grid: ExperimentSpec['strategies'][number],
  { policies, verifiers }: ExperimentSpec,
): readonly Complaint[] {
  const { strategy, budgets } = grid;
  const complaints = repeatedOf(budgets.map(String)).map((n) => ({
    path: '.budgets',
    said: fillText(gridComplaintTexts.repeated, { name: n }),
  }));
  for (const name of grid.policies?.filter((each) => !policies.includes(each)) ?? [])
    complaints.push({
      path: '.policies',
      said: fillText(gridComplaintTexts.otherPolicy, { name }),
    });
  const facts = strategyOf(strategy);
  if (facts.needsVerifier && verifiers.length === 0) {
    complaints.push({ path: '', said: fillText(gridComplaintTexts.needsVerifier, { strategy }) });
  }
  const found = searchesOf(grid).flatMap((searched) => validateConfig(strategy, configOf(grid, Math.max(...searched))));
  for (const { field, said } of new Map(found.map((each) => [each.said.en, each])).values())
    complaints.push({ path: field === 'beamWidth' ? '.budgets' : '.config', said });
  const pool = configOf(grid, Math.max(...budgets));
  const width = facts.pooling === 'subtrees' ? subtreesOf(facts, pool).width : 1;
  const cutting = budgets.filter((n) => n % width !== 0);
  if (cutting.length > 0) {
    complaints.push({
      path: '.budgets',
      said: fillText(gridComplaintTexts.cutsSubtree, { strategy, width, budgets: cutting.join(', ') }),
    });
  }
  return complaints;
}

/** Two entries that ask for the same search: one of them would be counted twice. */
function sameSearches({ policies, strategies }: ExperimentSpec): readonly Complaint[] {
  const first = new Map<string, number>();
  return strategies.flatMap((grid, i): Complaint[] => {
    const keys = searchesOf(grid).flatMap((budgets) =>
      policies
        .filter((policy) => isFor(grid, policy))
        .map((policy) =>
          JSON.stringify([
            policy,
            grid.strategy,
            configOf(grid, strategyOf(grid.strategy).pooling === 'none' ? budgets[0]! : 1),
          ]),
        ),
    );
    const earlier = keys.map((key) => first.get(key)).find((at) => at !== undefined);
    for (const key of keys) first.set(key, first.get(key) ?? i);
    return earlier === undefined
      ? []
      : [
          {
            path: `strategies[${i}]`,
            said: fillText(gridComplaintTexts.sameSearch, { other: `strategies[${earlier}]` }),
          },
        ];
  });
}

/**
 * The budgets that one search answers, for each search that is needed: a pool answers every smaller budget, other searches
 * only their own, and where one solution is written there is one.
 */
function searchesOf({
  strategy,
  budgets = [1],
}: Grid & { readonly budgets?: readonly number[] }): readonly (readonly number[])[] {
  const { settings, pooling } = strategyOf(strategy);
  if (!settings.includes('n')) return [[1]];
  const ascending = budgets.toSorted((left, right) => left - right);
  return pooling === 'none' ? ascending.map((n) => [n]) : [ascending];
}

function cellOf(
  grid: Grid,
  {
    budgets,
    policy,
    verifier,
  }: { readonly budgets: readonly number[]; readonly policy: string; readonly verifier: string | undefined },
): Cell {
  const n = Math.max(...budgets);
  const name = strategyOf(grid.strategy).settings.includes('n') ? `${grid.strategy} ${n}` : grid.strategy;
  return {
    id: [name, policy, ...(verifier === undefined ? [] : [verifier])].join(' / '),
    strategy: grid.strategy,
    config: configOf(grid, n),
    policy,
    ...(verifier === undefined ? {} : { verifier }),
    budgets: [...budgets],
    isBaseline: false,
  };
}

function configOf({ config }: Grid, n: number): Cell['config'] {
  return searchConfigSchema.parse({ ...config, n });
}

/** Cells that differ in their config alone are told apart by a number. */
function numbered(cells: readonly Cell[]): readonly Cell[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const place = (seen.get(cell.id) ?? 0) + 1;
    seen.set(cell.id, place);
    return place === 1 ? cell : { ...cell, id: `${cell.id} / ${place}` };
  });
}

function repeatedOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
