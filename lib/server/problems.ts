/** The bundled problems and the templates to fill, as the pages and scripts ask for them. Read once, from the models' folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { problemsOf } from '@/lib/experiments';
import type { ExperimentData, ExperimentSpec } from '@/lib/experiments/wire';
import { problemTemplateSchema } from '@/lib/runs/wire';
import type { ListedProblem, ProblemTemplate } from '@/lib/runs/wire';
import { ApiError } from './api-error';

/** MATH-500's fields. */
const rowSchema = z.object({ problem: z.string(), answer: z.string(), subject: z.string().optional(), level: z.int().optional(), unique_id: z.string() });
const sets = [{ set: 'tiny-math-500', file: 'tiny-math-500.jsonl' }] as const;

export const problemQuerySchema = z.strictObject({
  set: z.string().max(200).optional(),
  level: z.coerce.number().int().min(1).max(5).optional(),
  subject: z.string().max(200).optional(),
  /** Part of the statement, case ignored. */
  text: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(2_000).default(100),
});
export type ProblemQuery = z.infer<typeof problemQuerySchema>;

/** Where an experiment gets its problems. */
export interface ProblemSource {
  /** Those that the spec asks for, in the order of their set. Throws ApiError 400 when there are none. */
  selected(asked: ExperimentSpec['problems']): Promise<ExperimentData['problems']>;
}

export interface Problems extends ProblemSource {
  /** The first `limit` problems that match, in the order of their sets, and how many match. */
  list(query: ProblemQuery): { readonly problems: readonly ListedProblem[]; readonly total: number };
  readonly templates: readonly ProblemTemplate[];
}

/** Throws when the files are not there or not in their form: they ship with the product. */
export function readProblems(modelsFolder: string): Problems {
  const folder = join(modelsFolder, 'tiny-math');
  const all = sets.flatMap(({ set, file }) => readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => line !== '')
    .map((line): ListedProblem => {
      const { problem, unique_id: uniqueId, ...rest } = rowSchema.parse(JSON.parse(line));
      return { text: problem, uniqueId, set, ...rest };
    }));
  const templates = z.array(problemTemplateSchema).parse(JSON.parse(readFileSync(join(folder, 'templates.json'), 'utf8')));
  return {
    templates,
    async selected(asked) {
      const members = all.filter(({ set }) => set === asked.set);
      if (members.length === 0) throw new ApiError('bad-request', `The experiment: problems.set: there is no problem set “${asked.set}”. There are: ${sets.map(({ set }) => set).join(', ')}.`);
      const found = problemsOf(members, asked).map(({ text, answer, subject, level, uniqueId }) => ({ text, answer, subject, level, uniqueId }));
      if (found.length === 0) throw new ApiError('bad-request', `The experiment: problems: nothing of “${asked.set}” is left. Ask for other levels or subjects.`);
      return found;
    },
    list({ set, level, subject, text, limit }) {
      const words = text?.toLowerCase();
      const found = all.filter((problem) =>
        (set === undefined || problem.set === set) && (level === undefined || problem.level === level)
        && (subject === undefined || problem.subject === subject) && (words === undefined || problem.text.toLowerCase().includes(words)));
      return { problems: found.slice(0, limit), total: found.length };
    },
  };
}
