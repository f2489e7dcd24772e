/**
 * From what a server said of paths to the scores of their steps, checked: what cannot be used of one path is not the end of the
 * others. Knows no wire format.
 */
import type { ScorePath, StepScore, Unscored } from '@/lib/search';
import { CallError } from '../http/call-error';
import type { Call } from '../http/call-error';
import { knownOf } from '../server-habits';
import type { Scoring } from './scores';
import { isUnscored, unscoredBy } from './unscored';

/** How far rounding may carry a probability out of [0, 1]. */
const tolerance = 1e-6;

/**
 * The scores of each path, as `read` reads them out of the replies to `call`: one in [0, 1] for every wanted step, or why it
 * has none. Too many, too few, and what is no probability are the verifier's fault, and a search must not go on with them:
 * such a path is unscored where the server scores others, and the failure of all where it scores none. Rounding errors are cut
 * off. Throws CallError.
 */
export function readScores(
  { backend, context, http }: Scoring,
  { call, paths }: { readonly call: Call; readonly paths: readonly ScorePath[] },
  read: (path: ScorePath) => readonly StepScore[],
): readonly (readonly StepScore[])[] {
  const known = knownOf(context.habits, backend);
  let failure: CallError | undefined;
  let isAnyRead = false;
  const results = paths.map((path) => {
    const wanted = path.steps.length - path.from;
    if (wanted === 0) return [];
    try {
      const scores = checked(path, read(path), (detail) => http.badReply(call, detail));
      isAnyRead ||= scores.some((score) => typeof score === 'number');
      return scores;
    } catch (error) {
      if (!(error instanceof CallError) || error.kind !== 'bad-reply') throw error;
      failure ??= error;
      return Array.from({ length: wanted }, () => unscoredBy(error));
    }
  });
  if (failure !== undefined && !isAnyRead && known.hasRead !== true) throw failure;
  known.hasRead ||= isAnyRead;
  return results;
}

/** Scores as they are to be used. Throws what `fail` makes of the first that is no probability, or is missing. */
function checked(
  { steps, from }: ScorePath,
  scores: readonly StepScore[],
  fail: (detail: string) => CallError,
): readonly StepScore[] {
  if (scores.length !== steps.length - from)
    throw fail(`it has ${scores.length} scores for ${steps.length - from} steps`);
  return scores.map((score, k) => {
    if (typeof score !== 'number') return score;
    if (!(score >= -tolerance && score <= 1 + tolerance))
      throw fail(`the score of step ${from + k + 1} is ${score}, not between 0 and 1`);
    return Math.min(1, Math.max(0, score));
  });
}

/** Those of which a step is to be scored. */
export function wantedOf(paths: readonly ScorePath[]): readonly ScorePath[] {
  return paths.filter(({ steps, from }) => from < steps.length);
}

/** As `readScores`, for servers that read a path as a whole: `results` has one for each of the wanted paths, in order. */
export function readWhole<Result>(
  scoring: Scoring,
  {
    results,
    ...about
  }: { readonly call: Call; readonly paths: readonly ScorePath[]; readonly results: readonly (Result | Unscored)[] },
  read: (path: ScorePath, result: Result, place: number) => readonly number[],
): readonly (readonly StepScore[])[] {
  const places = new Map(wantedOf(about.paths).map((path, place) => [path, place]));
  return readScores(scoring, about, (path) => {
    const place = places.get(path)!;
    const result = results[place]!;
    return isUnscored(result) ? path.steps.slice(path.from).map(() => result) : read(path, result, place);
  });
}

/** Deals out what was found for the wanted steps of all paths, in order. */
export function perPath<Found>(
  paths: readonly ScorePath[],
  found: readonly Found[],
): ReadonlyMap<ScorePath, readonly Found[]> {
  let next = 0;
  return new Map(paths.map((path) => [path, found.slice(next, (next += path.steps.length - path.from))]));
}
