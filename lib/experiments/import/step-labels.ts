/**
 * Solutions whose steps are labelled right or wrong, as verifiers are trained and measured with: rows of one solution each, its
 * labels for scores (1 and 0).
 *
 * - ThinkPRM: `problem`, `prefix_steps`, `gt_step_labels` of `+` and `-`.
 * - ProcessBench: `problem`, `steps`, `label`: the place of the first wrong step, -1 where none is; what follows it counts as wrong.
 * - TRL (what the page of verifiers writes): `prompt`, `completions`, `labels` of true and false.
 * - Math-Shepherd: `label`, the problem and its steps (`Step 1: …`) in one text, a step a line with `+` or `-` at its end; `input` beside it.
 *
 * These name no reference. A solution all of whose steps are right ends in it; any other needs an `answer` beside it.
 */
import { z } from 'zod';
import { extractAnswer, extractAnswers } from '@/lib/answers';
import { lineReasons } from '@/lib/words';
import type { Found, FoundRow, Made } from './made-row';
import { unreadIn } from './unread';

const verdict = z.union([z.boolean(), z.enum(['+', '-'])]).transform((label) => label === true || label === '+');
const answered = {
  answer: z.union([z.string(), z.number()]).nullish(),
  id: z.union([z.string(), z.number()]).nullish(),
};
const steps = z.array(z.string()).min(1);
const forms = [
  z
    .looseObject({ ...answered, problem: z.string(), prefix_steps: steps, gt_step_labels: z.array(verdict) })
    .transform(({ prefix_steps: own, gt_step_labels: labels, ...rest }) => ({ ...rest, steps: own, labels })),
  z
    .looseObject({ ...answered, problem: z.string(), steps, label: z.int().min(-1) })
    .transform(({ label, ...rest }) => ({ ...rest, labels: rest.steps.map((_, i) => label < 0 || i < label) })),
  z
    .looseObject({ ...answered, prompt: z.string(), completions: steps, labels: z.array(verdict) })
    .transform(({ prompt, completions, ...rest }) => ({ ...rest, problem: prompt, steps: completions })),
  z
    .looseObject({ ...answered, input: z.string(), label: z.string().regex(/^\s*\S[^]*?\sStep 1:/) })
    .transform(({ label, ...rest }) => {
      const start = label.indexOf('Step 1:');
      const lines = label
        .slice(start)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return {
        ...rest,
        problem: label.slice(0, start).trim(),
        steps: lines.map((line) => line.replace(/\s*[+-]$/, '')),
        labels: lines.map((line) => line.endsWith('+')),
      };
    }),
];

type Labelled = z.infer<(typeof forms)[number]>;

/** Undefined where the value is nothing of the kind. `line` names what has no name. */
export function foundLabels(value: unknown, line: number): Found | undefined {
  for (const form of forms) {
    const labelled = form.safeParse(value).data;
    if (labelled !== undefined) return { rows: [rowOf(labelled, line)], unread: unreadIn(value, form) };
  }
  return undefined;
}

function rowOf(labelled: Labelled, line: number): FoundRow {
  const text = labelled.steps.join('\n\n');
  const isRight = labelled.labels.length === labelled.steps.length && labelled.labels.every(Boolean);
  const answer = labelled.answer ?? (isRight ? endOf(text) : undefined);
  if (answer === undefined) return { complaint: lineReasons.noReference };
  const row: Made = {
    problem: labelled.problem,
    answer,
    // Many lines are solutions of one problem.
    unique_id: labelled.id ?? `line ${line}`,
    completions: [text],
    scores: [labelled.labels.map(Number)],
  };
  return { row };
}

/** What it boxes, or says that the answer is. */
function endOf(text: string): string | undefined {
  return extractAnswers(text) ?? (text.includes('he answer is') ? extractAnswer(text, 'search-and-learn') : undefined);
}
