/**
 * Two verifiers on one pool: how alike they order the same solutions, how well each tells right from wrong there, and where
 * they would pick otherwise. Pure; knows neither of them.
 */
import { areasWithin, areaUnderCurve, rankCorrelation } from '@/lib/metrics';
import { aggregate, type AggregationName } from '@/lib/search';
import type { ComparableRun, ComparableSolution } from './comparable-run';
import type { Comparison } from './wire';

/** A run, and for each of its solutions the scores that the other verifier gave its steps; undefined where it could give none. */
export interface SecondScores {
  readonly run: ComparableRun;
  readonly scores: readonly (readonly number[] | undefined)[];
}

/** Of more the first are drawn and named; all are counted. */
const mostPoints = 1_200;
const mostPicks = 60;
/** Longest beginning of a problem that is told. */
const longestProblem = 300;

interface Judged {
  readonly solution: ComparableSolution;
  readonly mine: number;
  readonly theirs: number;
}

type Told = Omit<Comparison, 'verifier' | 'against' | 'reading'>;

/** `aggregation`: of step scores to the score of a solution; absent: as each run's selections went by, for both alike. */
export function comparisonOf(pool: readonly SecondScores[], aggregation?: AggregationName): Told {
  const runs = pool.map(({ run, scores }) => ({ run, judged: judgedOf(run, scores, aggregation) }));
  const all = runs.flatMap(({ judged }) => judged);
  const within = runs.flatMap(({ judged }) => rankCorrelation(judged.map(pairOf)) ?? []);
  const picked = runs.flatMap(({ run, judged }) => {
    const [mine, theirs] = [bestOf(judged, 'mine'), bestOf(judged, 'theirs')];
    return mine === undefined || theirs === undefined ? [] : [{ run, mine, theirs }];
  });
  const differing = picked.filter(({ mine, theirs }) => mine.solution.key !== theirs.solution.key);
  const isKnown = picked.filter(({ mine }) => mine.solution.isRight !== undefined);
  const rightBy = (name: 'mine' | 'theirs') => isKnown.filter((pick) => pick[name].solution.isRight === true).length;
  return {
    runs: picked.length,
    solutions: all.length,
    unscored: pool.reduce((sum, { scores }) => sum + scores.filter((each) => each === undefined).length, 0),
    correlation: rankCorrelation(all.map(pairOf)),
    withinRuns:
      within.length === 0
        ? undefined
        : { mean: within.reduce((sum, each) => sum + each, 0) / within.length, runs: within.length },
    areas: { mine: areasOf(runs, 'mine'), theirs: areasOf(runs, 'theirs') },
    right: isKnown.length === 0 ? undefined : { mine: rightBy('mine'), theirs: rightBy('theirs'), of: isKnown.length },
    differing: differing.length,
    points: runs
      .flatMap(({ run, judged }) =>
        judged.map(({ solution: { node, isRight }, mine, theirs }) => ({
          run: run.runId,
          node,
          isRight,
          mine,
          theirs,
        })),
      )
      .slice(0, mostPoints),
    // Those first of which one pick is right and the other wrong.
    picks: differing
      .map(({ run, mine, theirs }) => ({
        run: run.runId,
        problem: run.problem.text.slice(0, longestProblem),
        level: run.problem.level,
        strategy: run.strategy,
        n: run.n,
        mine: pickOf(mine),
        theirs: pickOf(theirs),
      }))
      .toSorted((one, other) => Number(isDecisive(other)) - Number(isDecisive(one)))
      .slice(0, mostPicks),
  };
}

function pairOf({ mine, theirs }: Judged): readonly [number, number] {
  return [mine, theirs];
}

function judgedOf(
  run: ComparableRun,
  scores: SecondScores['scores'],
  aggregation: AggregationName = run.aggregation,
): readonly Judged[] {
  return run.solutions.flatMap((solution, i) => {
    const given = scores[i];
    const mine = aggregate(solution.scores, aggregation);
    const theirs = given === undefined ? undefined : aggregate(given, aggregation);
    return mine === undefined || theirs === undefined ? [] : [{ solution, mine, theirs }];
  });
}

/** Of those with an answer the one that scores highest, the earlier of equals. */
function bestOf(judged: readonly Judged[], by: 'mine' | 'theirs'): Judged | undefined {
  return judged
    .filter(({ solution }) => solution.key !== undefined)
    .reduce<Judged | undefined>((best, each) => (best === undefined || each[by] > best[by] ? each : best), undefined);
}

/** Pooled, and the mean within runs; undefined where nothing is right, or nothing wrong. */
function areasOf(runs: readonly { readonly judged: readonly Judged[] }[], by: 'mine' | 'theirs') {
  const groups = runs.map(({ judged }) =>
    judged.flatMap(({ solution: { isRight }, ...scores }) =>
      isRight === undefined ? [] : [{ score: scores[by], isRight }],
    ),
  );
  const items = groups.flat();
  const hasBoth = items.some(({ isRight }) => isRight) && items.some(({ isRight }) => !isRight);
  const known = [...areasWithin(groups)].filter((area) => !Number.isNaN(area));
  return {
    pooled: hasBoth ? areaUnderCurve(items) : undefined,
    within: known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0) / known.length,
  };
}

function pickOf({ solution: { node, answer, isRight }, mine, theirs }: Judged): Comparison['picks'][number]['mine'] {
  return { node, answer, isRight, mine, theirs };
}

function isDecisive({ mine, theirs }: Comparison['picks'][number]): boolean {
  return mine.isRight !== theirs.isRight;
}
