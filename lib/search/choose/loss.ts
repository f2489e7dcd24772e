/**
 * Whether a search that has nothing left to do has come to nothing through no fault of the models: everything was lost on
 * the way, or nothing could be scored. Such a run has failed and has not finished. Pure. Rule V-10 of SPEC.md.
 */
import { selectionOf } from './aggregate';
import { lostPathsOf, solutionsOf } from './select';
import { needsScores } from '../shapes/selections';
import type { Failure } from '../log/events';
import type { SearchState } from '../log/state';

/** Kinds of failures after which there is nothing to go on with. */
const finalKinds: ReadonlySet<string> = new Set(['lost', 'unscored']);

/** True when a run that failed so has nothing left to be done: only another run may do better. */
export function isFinalFailure({ kind }: Failure): boolean {
  return finalKinds.has(kind);
}

/** Why the run has failed although nothing is left to do; undefined when what it came to stands, answer or none. */
export function lossOf(state: SearchState): Failure | undefined {
  const { spec } = state;
  if (spec === undefined) return undefined;
  const solutions = solutionsOf(state);
  if (solutions.length > 0) {
    const isAllUnscored = solutions.every(({ unscored }) => unscored !== undefined);
    if (!isAllUnscored || !needsScores(selectionOf(spec))) return undefined;
    return unscoredFailure(state, `The verifier could score none of the ${solutions.length} solutions`);
  }
  const { truncated, thinking, dropped, empty, unscored } = lostPathsOf(state);
  // What a limit cut was the model's to end: that it did not is a result.
  if (truncated + thinking + empty > 0) return undefined;
  if (dropped > 0)
    return {
      kind: 'lost',
      server: spec.policy.name,
      message: `No solution came of it: the policy server “${spec.policy.name}” dropped ${dropped === 1 ? 'the last path' : `all ${dropped} paths`} that were left, before ${dropped === 1 ? 'it was' : 'they were'} complete. Its log says why; start another run when it is repaired.`,
    };
  if (unscored > 0)
    return unscoredFailure(state, 'No solution came of it: the verifier could score none of the steps that were left');
  return undefined;
}

function unscoredFailure({ spec, nodes }: SearchState, what: string): Failure {
  const said = [...nodes.values()].find(({ unscored }) => unscored !== undefined)?.unscored?.message;
  return {
    kind: 'unscored',
    ...(spec?.verifier === undefined ? {} : { server: spec.verifier.name }),
    message: `${what}. ${said === undefined ? '' : `${said} `}Take a verifier with a longer context, ask for fewer tokens a solution, or let the majority decide.`,
  };
}
