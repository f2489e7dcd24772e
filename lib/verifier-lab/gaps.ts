/**
 * What was generated against what was selected, on the same problems: the part that no verifier can win (nothing right was
 * written) and the part that a better one would (something right was, and another answer was selected). Pure.
 */
import { bootstrapMean, meanOf } from '@/lib/metrics';
import { measure } from '@/lib/experiments/report';
import { needsScores, scoredSelections } from '@/lib/search';
import type { ExperimentData } from '@/lib/experiments/model';
import type { LabRun } from './lab-run';
import type { Gap } from './wire';

/** Fixed, so that looking again moves no interval. */
const seed = 1;
const resamples = 500;

/** Of experiment `id`: selections that the verifier decides, at every budget of its cells; differences are of chances by problem. */
export function gapsOfExperiment(id: string, data: ExperimentData, verifier: string): readonly Gap[] {
  const mine = measure(data).series.filter((series) => series.verifier === verifier && !series.isBaseline);
  const oracles = new Map(
    mine.flatMap(({ reading, points }) =>
      reading === 'oracle' ? points.map((point) => [`${point.cell.id} ${point.n}`, point.values] as const) : [],
    ),
  );
  return mine.flatMap(({ id: series, reading, strategy, policy, points }) => {
    if (reading === 'oracle' || !needsScores(reading)) return [];
    return points.flatMap(({ cell, n, values }) => {
      const any = oracles.get(`${cell.id} ${n}`);
      const gap = any === undefined ? undefined : gapOf(values, any);
      return gap === undefined
        ? []
        : [{ experiment: id, name: data.spec.name, series, strategy, policy, n, selection: reading, ...gap }];
    });
  });
}

/** Of runs that belong to no experiment: those of one strategy, policy and budget together, each problem once. */
export function gapsOfRuns(runs: readonly LabRun[]): readonly Gap[] {
  const groups = new Map<string, LabRun[]>();
  for (const run of runs) {
    if (run.solved === undefined || run.solutions.length === 0) continue;
    const name = JSON.stringify([run.strategy, run.policy, run.n]);
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  return [...groups.values()].flatMap((members) => {
    const { strategy, policy, n } = members[0]!;
    const any = byProblem(members, ({ solutions }) => solutions.some(({ isRight }) => isRight));
    return scoredSelections.flatMap((selection) => {
      const gap = gapOf(
        byProblem(members, ({ solved }) => solved?.[selection] === true),
        any,
      );
      return gap === undefined ? [] : [{ series: `${strategy} / ${policy}`, strategy, policy, n, selection, ...gap }];
    });
  });
}

/** Mean over the runs of each problem, in the order of the problems' first runs. */
function byProblem(runs: readonly LabRun[], isHit: (run: LabRun) => boolean): Float64Array {
  const problems = new Map<string, { hits: number; all: number }>();
  for (const run of runs) {
    const sums = problems.get(run.problem) ?? { hits: 0, all: 0 };
    problems.set(run.problem, { hits: sums.hits + Number(isHit(run)), all: sums.all + 1 });
  }
  return Float64Array.from(problems.values(), ({ hits, all }) => hits / all);
}

type Parts = Pick<Gap, 'problems' | 'solved' | 'selectionGap' | 'generationGap'>;

/**
 * By problem, NaN where one is left out. A right selection is a right solution, so no part is below 0 but for the chance with
 * which votes of smaller budgets are drawn.
 */
function gapOf(selected: Float64Array, any: Float64Array): Parts | undefined {
  const known = [...selected.keys()].filter((i) => !Number.isNaN(selected[i]!) && !Number.isNaN(any[i]!));
  if (known.length === 0) return undefined;
  const part = (valueOf: (i: number) => number) => {
    const values = known.map(valueOf);
    const { low, high } = bootstrapMean(values, { seed, resamples });
    return {
      value: clamped(meanOf(Float64Array.from(values))),
      interval: { low: clamped(low), high: clamped(high) },
    };
  };
  return {
    problems: known.length,
    solved: part((i) => selected[i]!),
    selectionGap: part((i) => any[i]! - selected[i]!),
    generationGap: part((i) => 1 - any[i]!),
  };
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
