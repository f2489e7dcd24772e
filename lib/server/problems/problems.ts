/**
 * The problems that pages, scripts and experiments ask for: the bundled ones, read once from the models' folder, and the
 * sets that were imported. And the templates to fill.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { searchWords, searchable } from '@/lib/base';
import { problemsOf } from '@/lib/experiments';
import type { ExperimentData, ExperimentSpec } from '@/lib/experiments/model';
import type { ProblemSet } from '@/lib/problems/wire';
import type { NamedProblem, ProblemSetStore } from '@/lib/problems';
import type { problemQuerySchema } from '@/lib/problems/wire';
import { problemTemplateSchema } from '@/lib/problems/wire';
import type { ListedProblem, ProblemTemplate } from '@/lib/problems/wire';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError } from '../http/api-error';

/** MATH-500's fields. */
const rowSchema = z.object({
  problem: z.string(),
  answer: z.string(),
  subject: z.string().optional(),
  level: z.int().optional(),
  unique_id: z.string(),
});
const bundledFiles = [{ set: 'tiny-math-500', file: 'tiny-math-500.jsonl' }] as const;
/** Problems of an imported set are looked through in pieces of this size. */
const pageSize = 1_000;
/** More problems than this are not measured in one experiment; they are in memory together. */
const maxSelected = 50_000;

/** Where an experiment gets its problems. */
export interface ProblemSource {
  /** Those that the spec asks for, in the order of their set. Throws ApiError 400 when there are none. */
  selected(asked: ExperimentSpec['problems']): Promise<ExperimentData['problems']>;
}

/** What ships with the product. */
export interface BundledProblems {
  readonly sets: ReadonlyMap<string, readonly NamedProblem[]>;
  readonly templates: readonly ProblemTemplate[];
}

/** Throws when the files are not there or not in their form: they ship with the product. */
export function readBundledProblems(modelsFolder: string): BundledProblems {
  const folder = join(modelsFolder, 'tiny-math');
  return {
    sets: new Map(
      bundledFiles.map(({ set, file }) => [
        set,
        readFileSync(join(folder, file), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line): NamedProblem => {
            const { problem, unique_id: uniqueId, ...rest } = rowSchema.parse(JSON.parse(line));
            return { text: problem, uniqueId, ...rest };
          }),
      ]),
    ),
    templates: z.array(problemTemplateSchema).parse(JSON.parse(readFileSync(join(folder, 'templates.json'), 'utf8'))),
  };
}

export class Problems implements ProblemSource {
  readonly #bundled: BundledProblems;
  readonly #imported: ProblemSetStore;

  constructor(bundled: BundledProblems, imported: ProblemSetStore) {
    this.#bundled = bundled;
    this.#imported = imported;
  }

  get templates(): readonly ProblemTemplate[] {
    return this.#bundled.templates;
  }

  /** Is this the name of a set that ships with the product? */
  isBundled(name: string): boolean {
    return this.#bundled.sets.has(name);
  }

  /** Bundled ones first. */
  async sets(): Promise<readonly ProblemSet[]> {
    const bundled = [...this.#bundled.sets].map(([name, problems]): ProblemSet => {
      const count = <T>(values: readonly (T | undefined)[]) =>
        [...new Set(values)].flatMap((value) =>
          value === undefined ? [] : [{ value, problems: values.filter((each) => each === value).length }],
        );
      return {
        name,
        problems: problems.length,
        isBundled: true,
        levels: count(problems.map(({ level }) => level))
          .map(({ value: level, problems: number }) => ({ level, problems: number }))
          .toSorted((left, right) => left.level - right.level),
        subjects: count(problems.map(({ subject }) => subject)).map(({ value: subject, problems: number }) => ({
          subject,
          problems: number,
        })),
      };
    });
    return [...bundled, ...(await this.#imported.sets())];
  }

  /** `limit` problems that match after the first `skip`, in the order of their sets, and how many match. Throws ApiError 404 for an unknown set. */
  async list({ set, level, subject, text, uniqueId, skip = 0, limit }: z.output<typeof problemQuerySchema>): Promise<{
    readonly problems: readonly ListedProblem[];
    readonly total: number;
  }> {
    if (set !== undefined && !this.isBundled(set)) {
      const query = {
        levels: level === undefined ? undefined : [level],
        subjects: subject === undefined ? undefined : [subject],
        text,
        uniqueId,
      };
      const found = await this.#imported.read(set, query, { after: 0, skip, limit });
      if (found === undefined) throw new ApiError('not-found', fillText(refusalTexts.noSet, { set }));
      return {
        problems: found.map(({ problem }) => ({ ...problem, set })),
        total: await this.#imported.count(set, query),
      };
    }
    const words = searchWords(text ?? '');
    const hasWords = (problem: NamedProblem) => {
      const searched = searchable(problem.text, problem.subject);
      return words.every((word) => searched.includes(word));
    };
    const found = [...this.#bundled.sets]
      .filter(([name]) => set === undefined || set === name)
      .flatMap(([name, problems]) =>
        problems
          .filter(
            (problem) =>
              (level === undefined || problem.level === level) &&
              (subject === undefined || problem.subject === subject) &&
              hasWords(problem) &&
              (uniqueId === undefined || problem.uniqueId === uniqueId),
          )
          .map((problem) => ({ ...problem, set: name })),
      );
    return { problems: found.slice(skip, skip + limit), total: found.length };
  }

  async selected(asked: ExperimentSpec['problems']): Promise<ExperimentData['problems']> {
    const bundled = this.#bundled.sets.get(asked.set);
    const found = bundled === undefined ? await this.#selectImported(asked) : problemsOf(bundled, asked);
    if (found.length === 0) throw new ApiError('bad-request', fillText(refusalTexts.nothingLeft, { set: asked.set }));
    return found;
  }

  /** Throws ApiError 404. */
  async remove(name: string): Promise<void> {
    if (this.isBundled(name)) throw new ApiError('conflict', fillText(refusalTexts.setStays, { set: name }));
    if (!(await this.#imported.remove(name)))
      throw new ApiError('not-found', fillText(refusalTexts.noSet, { set: name }));
  }

  async #selectImported(asked: ExperimentSpec['problems']): Promise<readonly NamedProblem[]> {
    const { set, levels, subjects, every = 1, limit = Infinity } = asked;
    const selected: NamedProblem[] = [];
    let seen = 0;
    for (let after = 0; selected.length < limit;) {
      const page = await this.#imported.read(set, { levels, subjects }, { after, limit: pageSize });
      if (page === undefined) {
        const known = (await this.sets()).map(({ name }) => name);
        throw new ApiError('bad-request', fillText(refusalTexts.unknownSet, { set, known: known.join(', ') }));
      }
      const last = page.at(-1);
      if (last === undefined) break;
      for (const { problem } of page) if (seen++ % every === 0 && selected.length < limit) selected.push(problem);
      if (selected.length > maxSelected)
        throw new ApiError(
          'bad-request',
          fillText(refusalTexts.manyProblems, { most: maxSelected.toLocaleString('en') }),
        );
      after = last.row;
    }
    return selected;
  }
}
