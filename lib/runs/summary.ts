/**
 * The one-line account of a run that lists and filters show, computed from the fold. Pure.
 */
import { gradeAnswer } from '@/lib/answers';
import { assertDefined } from '@/lib/base';
import { selectionOf } from '@/lib/search';
import type { SearchState } from '@/lib/search';
import { shortened } from './text-bounds';
import type { RunSummary } from './wire';

/**
 * Of what is kept of a summary. Raised when the same log comes to another summary, though it looks alike: what was kept before
 * is then made again.
 */
export const summaryForm = 1;

export interface RunTimes {
  readonly id: string;
  /** When the run was made, milliseconds since the epoch. */
  readonly createdAt: number;
  /** Milliseconds that somebody worked on it. */
  readonly workMs: number;
  readonly lastSeq: number;
  /** When the log was brought in from a file; absent for a run of this installation. */
  readonly importedAt?: number;
  readonly experiment?: RunSummary['experiment'];
}

/** `state` is the fold of the whole log up to `times.lastSeq`; it must have started. */
export function summarize(state: SearchState, times: RunTimes): RunSummary {
  const spec = assertDefined(state.spec, 'a run is summarised after it started');
  const status = state.status;
  if (status === 'empty') throw new Error('Invariant broken: a started run has a status');
  const reported = selectionOf(spec);
  const selected = state.selected[reported];
  const answer = selected?.answer;
  const reference = spec.problem.answer;
  return shortened({
    id: times.id,
    createdAt: times.createdAt,
    ...(times.importedAt === undefined ? {} : { importedAt: times.importedAt }),
    ...(times.experiment === undefined ? {} : { experiment: times.experiment }),
    status,
    problem: spec.problem,
    strategy: spec.strategy,
    config: spec.config,
    policy: spec.policy.name,
    ...(spec.verifier === undefined ? {} : { verifier: spec.verifier.name }),
    seed: spec.seed,
    ...(selected === undefined ? {} : { selection: reported }),
    ...(answer === undefined ? {} : { answer }),
    // A log from elsewhere may have selected nothing, which is not wrong.
    ...(status === 'finished' && reference !== undefined && selected !== undefined
      ? { isCorrect: gradeAnswer(answer, reference) === 'right' }
      : {}),
    policyTokens: state.totals.policy.completionTokens,
    verifierTokens: state.totals.verifier.promptTokens + state.totals.verifier.completionTokens,
    calls: state.totals.policy.calls + state.totals.verifier.calls,
    nodes: Math.max(0, state.nodes.size - 1),
    seconds: times.workMs / 1000,
    lastSeq: times.lastSeq,
    ...(state.failure === undefined ? {} : { failure: state.failure }),
  });
}
