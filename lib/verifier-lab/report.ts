/**
 * The report on one verifier: from what was read of its runs to how far its scores can be trusted, where, and where not. Every
 * interval is over problems, all runs of a problem together. Pure.
 */
import {
  areasWithin,
  areaUnderCurve,
  bootstrapAreaUnderCurve,
  bootstrapMean,
  concordance,
  histogram,
  meanOf,
  reliability,
  type Scored,
} from '@/lib/metrics';
import { aggregate, aggregationNames, type AggregationName } from '@/lib/search';
import type { ExperimentData } from '@/lib/experiments/model';
import { gapsOfRuns } from './gaps';
import type { LabRun, LabSolution } from './lab-run';
import {
  failureKinds,
  type Area,
  type Failure,
  type FailureKind,
  type Gap,
  type LabQuery,
  type LabReport,
} from './wire';

const draws = { seed: 1, resamples: 300 };
/** Rows of one kind of failure that are told. */
const mostRows = 60;
/** The last position has all steps after it. */
const mostPositions = 10;
const mostLength = 12;
const parts = ['first quarter', 'second quarter', 'third quarter', 'last quarter'];

export interface LabMaterial {
  /** Whole logs, of experiments or not; `isSingle` says which belong to none. */
  readonly runs: readonly (LabRun & { readonly isSingle: boolean })[];
  /** Of experiments. */
  readonly gaps: readonly Gap[];
  /** Recorded experiments, whose logs are not kept. */
  readonly recorded: readonly ExperimentData[];
}

/** What of the report is not about which logs were read. */
export function labReportOf({ runs, gaps, recorded }: LabMaterial, query: LabQuery): Omit<LabReport, 'reading'> {
  const judgedRuns = runs.flatMap((run) => {
    const solutions = run.solutions.flatMap((solution) => scoredBy(solution, query.aggregation ?? run.aggregation));
    return solutions.length === 0 ? [] : [{ ...run, solutions }];
  });
  const groups = groupedBy(judgedRuns, ({ problem }) => problem);
  const byRun = ofRecorded(recorded, query.verifier);
  return {
    verifier: query.verifier,
    problems: groups.length,
    ...(groups.length === 0 ? {} : { judged: judge(groups) }),
    ...(byRun === undefined ? {} : { byRun }),
    gaps: [...gaps, ...gapsOfRuns(runs.filter(({ isSingle }) => isSingle))],
    failures: failuresOf(runs, query),
  };
}

interface JudgedSolution extends LabSolution {
  readonly score: number;
}

type JudgedRun = Omit<LabRun, 'solutions'> & { readonly solutions: readonly JudgedSolution[] };

/** Steps without a score are left out, as in selections; without any there is nothing to judge. */
function scoredBy(solution: LabSolution, aggregation: AggregationName): readonly JudgedSolution[] {
  const score = aggregate(knownOf(solution), aggregation);
  return score === undefined ? [] : [{ ...solution, score: clamped(score) }];
}

function knownOf({ scores }: LabSolution): readonly number[] {
  return scores.flatMap((score) => score ?? []);
}

interface Step extends Scored {
  /** From 0. */
  readonly position: number;
  /** Steps of its solution. */
  readonly length: number;
}

/** `groups`: the runs of one problem each. */
function judge(groups: readonly (readonly JudgedRun[])[]): NonNullable<LabReport['judged']> {
  const solutions = groups.map((group) => group.flatMap((run) => run.solutions));
  const steps = solutions.map((mine) => mine.flatMap(stepsOf));
  const all = solutions.flat();
  const areas = areasWithin(solutions);
  const known = [...areas].filter((area) => !Number.isNaN(area));
  return {
    rightShare: all.filter(({ isRight }) => isRight).length / all.length,
    solutions: { ...judged(solutions, 'solutions'), count: all.length },
    steps: { ...judged(steps, 'steps'), count: steps.flat().length },
    withinProblems: {
      name: 'within problems',
      ...(known.length === 0 ? {} : { value: clamped(meanOf(areas)), interval: bootstrapMean(known, draws) }),
      ...countsOf(solutions.filter((_, i) => !Number.isNaN(areas[i]!)).flat()),
      problems: known.length,
    },
    byAggregation: aggregationNames.map((aggregation) =>
      areaOf(
        groups.map((group) => group.flatMap((run) => run.solutions.flatMap((each) => scoredBy(each, aggregation)))),
        aggregation,
      ),
    ),
    byPosition: byBin(
      steps,
      ({ position }) => Math.min(position, mostPositions - 1),
      (bin) => (bin === mostPositions - 1 ? `${mostPositions} and later` : String(bin + 1)),
    ),
    byPart: byBin(
      steps,
      ({ position, length }) => Math.floor((position / length) * parts.length),
      (bin) => parts[bin]!,
    ),
    byLength: byBin(
      solutions,
      ({ scores }) => Math.min(scores.length, mostLength),
      (bin) => (bin === mostLength ? `${mostLength} and more` : String(bin)),
    ),
    byLevel: byLevel(groups),
    ...longerHigherOf(groups),
  };
}

/** Where a step of it has no score, positions would say something else than they seem to: such solutions have no steps here. */
function stepsOf(solution: JudgedSolution): readonly Step[] {
  const known = knownOf(solution);
  if (known.length < solution.scores.length) return [];
  return known.map((score, position) => ({
    score,
    isRight: solution.isRight,
    position,
    length: solution.scores.length,
  }));
}

function judged(groups: readonly (readonly Scored[])[], name: string) {
  const items = groups.flat();
  const scoresOf = (isRight: boolean) => items.flatMap((item) => (item.isRight === isRight ? [item.score] : []));
  const { bins, error, errorInterval } = reliability(groups, draws);
  return {
    reliability: { bins: [...bins], error, errorInterval },
    histograms: { right: [...histogram(scoresOf(true))], wrong: [...histogram(scoresOf(false))] },
    area: areaOf(groups, name),
  };
}

function countsOf(items: readonly Scored[]): { readonly right: number; readonly wrong: number } {
  const right = items.filter(({ isRight }) => isRight).length;
  return { right, wrong: items.length - right };
}

function areaOf(groups: readonly (readonly Scored[])[], name: string): Area {
  const items = groups.flat();
  const counts = countsOf(items);
  if (counts.right === 0 || counts.wrong === 0) return { name, ...counts };
  return { name, value: areaUnderCurve(items), interval: bootstrapAreaUnderCurve(groups, draws), ...counts };
}

/** Bins in their order, those without an item left out. */
function byBin<Item extends Scored>(
  groups: readonly (readonly Item[])[],
  binOf: (item: Item) => number,
  nameOf: (bin: number) => string,
): Area[] {
  const bins = [...new Set(groups.flatMap((items) => items.map(binOf)))].toSorted((one, other) => one - other);
  return bins.map((bin) =>
    areaOf(
      groups.map((items) => items.filter((item) => binOf(item) === bin)),
      nameOf(bin),
    ),
  );
}

function byLevel(groups: readonly (readonly JudgedRun[])[]): Area[] {
  const levels = [...new Set(groups.flatMap((group) => group[0]?.level ?? []))].toSorted((one, other) => one - other);
  return levels.map((level) =>
    areaOf(
      groups.filter((group) => group[0]?.level === level).map((group) => group.flatMap((run) => run.solutions)),
      String(level),
    ),
  );
}

function longerHigherOf(
  groups: readonly (readonly JudgedRun[])[],
): Pick<NonNullable<LabReport['judged']>, 'longerHigher'> {
  const shares = groups.flatMap((group) => {
    const known = group
      .map(({ solutions }) =>
        concordance(solutions.flatMap(({ isRight, tokens, score }) => (isRight ? [] : [{ x: tokens, y: score }]))),
      )
      .filter((share) => !Number.isNaN(share));
    return known.length === 0 ? [] : [meanOf(Float64Array.from(known))];
  });
  if (shares.length === 0) return {};
  const value = clamped(meanOf(Float64Array.from(shares)));
  return { longerHigher: { value, interval: bootstrapMean(shares, draws), problems: shares.length } };
}

/**
 * Digests hold no single solution: each run says the mean score of its own, and finds the share that is right. A run counts once
 * a solution, so that the diagram is one of solutions as far as means can tell.
 */
function ofRecorded(recorded: readonly ExperimentData[], verifier: string): LabReport['byRun'] {
  const groups = recorded.flatMap((data) => {
    const cells = new Set(data.cells.flatMap((cell) => (cell.verifier === verifier ? [cell.id] : [])));
    const runs = data.digests.filter(({ cell, meanValue }) => cells.has(cell) && meanValue !== undefined);
    return groupedBy(runs, ({ problem }) => problem);
  });
  if (groups.length === 0) return undefined;
  const items = groups.map((group) =>
    group.flatMap(({ meanValue = 0, rightShare, solutions }) => {
      const right = Math.round(rightShare * solutions);
      return Array.from({ length: solutions }, (_, i) => ({ score: meanValue, isRight: i < right }));
    }),
  );
  const { bins, error, errorInterval } = reliability(items, draws);
  return { reliability: { bins: [...bins], error, errorInterval }, runs: groups.flat().length };
}

/** The worst of each kind; thresholds are the query's. */
function failuresOf(runs: LabMaterial['runs'], query: LabQuery): LabReport['failures'] {
  const all = runs.flatMap(({ failures }) => failures.filter((failure) => isTold(failure, query)));
  return failureKinds.map((kind: FailureKind) => {
    const mine = all.filter((failure) => failure.kind === kind);
    return {
      kind,
      count: mine.length,
      rows: mine.toSorted((one, other) => weightOf(other) - weightOf(one)).slice(0, mostRows),
    };
  });
}

function isTold(failure: Failure, { sure, fall }: LabQuery): boolean {
  if (failure.kind === 'wrong-winner') return failure.score >= sure;
  if (failure.kind === 'cliff') return failure.before - failure.score >= fall;
  return failure.kind !== 'repeated' || failure.bestRight !== undefined || failure.score >= sure;
}

/** How bad it is, among those of its kind. */
function weightOf(failure: Failure): number {
  switch (failure.kind) {
    case 'passed-over':
      return failure.margin;
    case 'right-cut':
      return failure.margin ?? 0;
    case 'cliff':
      return failure.before - failure.score;
    default:
      return failure.score;
  }
}

/** In the order of their first members. */
function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
