/**
 * The solutions of a run as lines to train a process reward model with. A step's label is whether any finished solution that
 * goes through it came out right: the hard estimate of Wang et al. 2024 (Math-Shepherd, arXiv 2312.08935, section 3.3). Blank
 * steps are left out. Pure.
 */
import { rightKeys } from '@/lib/answers';
import { compareIds, pathOf, solutionsOf, type NodeId, type NodeState, type SearchState } from '@/lib/search';
import { hasWords } from './has-words';
import type { TrainingQuery } from './wire';

export interface TrainingFacts {
  readonly runId: string;
  readonly form: TrainingQuery['form'];
}

interface Estimate {
  right: number;
  all: number;
}

/** One JSON text a finished solution, in id order; none without a reference answer. */
export function trainingLinesOf(state: SearchState, { runId, form }: TrainingFacts): readonly string[] {
  const { spec } = state;
  const answer = spec?.problem.answer;
  if (spec === undefined || answer === undefined) return [];
  const finished = solutionsOf(state);
  const right = rightKeys(finished, answer);
  const solutions = finished
    .map(({ node, key, answer: written }) => ({
      node,
      path: pathOf(state, node).filter(hasWords),
      isRight: key !== undefined && right.has(key),
      written,
    }))
    .toSorted((one, other) => compareIds(one.node, other.node));
  const estimates = new Map<NodeId, Estimate>();
  for (const { path, isRight } of solutions)
    for (const { id } of path) {
      const estimate = estimates.get(id) ?? { right: 0, all: 0 };
      estimates.set(id, { right: estimate.right + Number(isRight), all: estimate.all + 1 });
    }
  return solutions.map(({ node, path, isRight, written }) => {
    const steps = path.map((step) => stepOf(step, estimates.get(step.id)));
    const from = { run: runId, node, verifier: spec.verifier?.name ?? null, isRight };
    return JSON.stringify(
      form === 'stepwise'
        ? {
            prompt: spec.problem.text,
            completions: steps.map(({ text }) => text),
            labels: steps.map(({ isGood }) => isGood),
            scores: steps.map(({ score }) => score),
            shares: steps.map(({ share }) => share),
            answer,
            ...from,
          }
        : {
            question: {
              problem: spec.problem.text,
              ground_truth_answer: answer,
              pre_generated_steps: steps.map(({ text }) => text),
              pre_generated_answer: written ?? null,
            },
            label: {
              steps: steps.map(({ text, isGood, score, share }) => ({
                completions: [{ text, rating: isGood ? 1 : -1, flagged: null, score, share }],
                human_completion: null,
                chosen_completion: 0,
              })),
              total_time: null,
              finish_reason: isRight ? 'solution' : 'found_error',
            },
            longthink: from,
          },
    );
  });
}

/** Without the separator, which trainers put between steps themselves. `share`: of the solutions through it that came out right. */
function stepOf({ text, score }: NodeState, { right, all }: Estimate = { right: 0, all: 1 }) {
  return { text: text.trimEnd(), score: score ?? null, isGood: right > 0, share: right / all };
}
