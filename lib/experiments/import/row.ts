/** A line of search-and-learn's output, as far as it is read. Foreign and minimal: what is not named here is not looked at, and told. */
import { z } from 'zod';
import { isObject, readJson } from '@/lib/base';
import { maxBudget } from '../model';
import { readProblem, referenceIn } from '@/lib/problems/row';
import { problemSchema, strategyOf, type StrategyName } from '@/lib/search';
import { fillText, lineReasons, rowReasons, toldAs, type Text } from '@/lib/words';
import { foundForeign, writtenNumber, type KnownProblems } from './foreign-records';
import type { Found } from './made-row';
import { stepsOf } from './steps-of';
import { storedAnswer } from './stored-answer';
import { NameCounts, unreadIn } from './unread';

/** Of one completion: far above what a model writes, so that all of a row together stay a number that can be kept. */
const maxCompletionTokens = 1_000_000_000;
const maxCompletionLength = 1_000_000;
/** Of all ids in the tree of a row, in characters: an id is as long as its step is deep. */
const maxIdLength = 50_000_000;

const { text, answer, subject, uniqueId } = problemSchema.shape;
const tokens = writtenNumber.pipe(z.number().max(maxCompletionTokens).transform(Math.round));
/** A share that floats have carried this far past its end is still one. */
const slack = 1e-3;
const score = writtenNumber.pipe(
  z
    .number()
    .min(-slack)
    .max(1 + slack)
    .transform((value) => Math.min(1, Math.max(0, value))),
);
const rowSchema = z
  .looseObject({
    problem: text,
    answer: z.preprocess(
      (value) => (value === null ? '' : Array.isArray(value) ? value.map(plainText).join(', ') : reference(value)),
      answer.unwrap().trim().min(1, 'no reference answer'),
    ),
    subject: z.preprocess((value) => plainText(onlyOf(value)), subject.nullish()),
    // What decorates a row is left away where it is of no use, as in problem sets.
    level: z.preprocess(levelOf, z.int().optional()),
    // Looked up in databases, which cannot all keep a NUL.
    unique_id: z.preprocess(
      (value) => (value === '' ? undefined : plainText(value)),
      uniqueId
        .unwrap()
        .min(1)
        .regex(/^\P{Cc}*$/u, 'must hold no control characters')
        .nullish(),
    ),
    /** What is null was not written, and votes for nothing. */
    completions: z
      .array(z.preprocess((value) => value ?? '', z.string().max(maxCompletionLength)))
      .min(1)
      .max(maxBudget),
    /** By completion, of each step or one number; a completion of which a step has no score counts as not scored. */
    scores: z
      .array(
        z.preprocess(
          (value) => (value === null ? [] : Array.isArray(value) ? value : [value]),
          z.array(score.nullable()).transform((steps) => (steps.every((step) => step !== null) ? steps : [])),
        ),
      )
      .nullish(),
    /** What is no number decorates. */
    completion_tokens: z.preprocess(
      (value) => (isObject(value) ? undefined : value),
      z.union([z.array(tokens.nullable()), tokens]).nullish(),
    ),
    budget: z.int().min(1).max(maxBudget).optional().catch(undefined),
  })
  // What nobody scored has no scores.
  .transform((row) => ({ ...row, scores: row.scores ?? row.completions.map((): number[] => []) }));

/** A list of one is what it holds. */
function onlyOf(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** As in problem sets: of a worked solution what it comes to. */
function reference(value: unknown): unknown {
  return typeof value === 'string' ? referenceIn(value) : plainText(value);
}

/** Names that other sets give to a problem and its answer are read as there. */
function withUsualNames(value: unknown): { readonly row: unknown; readonly columns: readonly string[] } {
  if (!isObject(value) || (typeof value['problem'] === 'string' && value['answer'] != null))
    return { row: value, columns: [] };
  const read = readProblem(value);
  if ('complaint' in read) return { row: value, columns: [] };
  const { problem, columns } = read;
  const isAnswered = columns.some(([field]) => field === 'answer');
  return {
    row: { ...value, problem: problem.text, answer: problem.answer },
    columns: columns.flatMap(([field, column]) =>
      ['problem', 'answer', 'context', 'choices'].includes(field) || (field === 'solution' && !isAnswered)
        ? [column]
        : [],
    ),
  };
}

/** A row of search-and-learn, or one that is like it. */
function foundOwn(value: unknown): Found {
  const { row, columns } = withUsualNames(value);
  const isRead = (field: string) => storedAnswer(field) !== undefined || columns.includes(field);
  return { rows: [{ row }], unread: unreadIn(value, rowSchema).filter((field) => !isRead(field)) };
}

/** Numbers as the text they are written as. */
function plainText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** `3`, `"Level 3"`; undefined for what is none from 1 to 5. */
function levelOf(value: unknown): number | undefined {
  const level = Number(/^(?:level\s*)?(\d)(?:\.0+)?$/i.exec(String(value).trim())?.[1]);
  return level >= 1 && level <= 5 ? level : undefined;
}
export type Row = z.infer<typeof rowSchema>;

export interface RowReport {
  readonly line: number;
  readonly message: string;
  readonly said: Text;
}

export interface RowReader {
  /** The rows of a line (numbered from 1): none of a blank line and of what is left out, several of a whole log. */
  read(source: string, line: number): readonly Row[];
  /** What was left out so far, and why. */
  readonly problems: readonly RowReport[];
  /** What of the lines that were taken so far was not read, if anything. */
  unread(): Text | undefined;
}

export interface RowReaderOptions {
  /** With which the file was made. */
  readonly strategy: StrategyName;
  /** Problems that lines give by id alone. */
  readonly known?: KnownProblems | undefined;
}

/** Reads the lines of one file; remembers which problems were there. */
export function createRowReader({ strategy, known }: RowReaderOptions): RowReader {
  const problems: RowReport[] = [];
  const seen = new Set<string>();
  const unread = new NameCounts();
  const complain = (line: number, said: Text): readonly Row[] => {
    problems.push({ line, ...toldAs(said) });
    return [];
  };
  const checked = (value: unknown, line: number): readonly Row[] => {
    const parsed = rowSchema.safeParse(value);
    if (!parsed.success)
      return complain(
        line,
        fillText(lineReasons.wrongField, {
          field: parsed.error.issues[0]?.path.join('.') || lineReasons.theLine,
          why: parsed.error.issues[0]?.message ?? lineReasons.wrongForm,
        }),
      );
    const { completions, scores, unique_id: named, problem, budget } = parsed.data;
    if (scores.length !== completions.length)
      return complain(
        line,
        fillText(lineReasons.otherScores, { completions: completions.length, scores: scores.length }),
      );
    const idLength = completions.reduce((sum, completion) => sum + stepsOf(completion).length ** 2, 0);
    if (idLength > maxIdLength) return complain(line, lineReasons.manySteps);
    if (budget !== undefined && completions.length < budget && strategyOf(strategy).pooling !== 'none')
      return complain(line, fillText(lineReasons.partOfPool, { budget, completions: completions.length }));
    const id = named ?? problem;
    const place = `${budget ?? ''} ${id}`;
    if (seen.has(place)) return complain(line, fillText(lineReasons.repeated, { id: id.slice(0, 80) }));
    seen.add(place);
    return [parsed.data];
  };
  return {
    problems,
    unread: () => unread.told(),
    read(source, line) {
      const text = source.replace(/^\ufeff/, '');
      if (text.trim() === '') return [];
      const json = readJson(text, { numbers: 'as-written' });
      if ('maxLevels' in json) return complain(line, fillText(rowReasons.tooDeep, { most: json.maxLevels }));
      if ('complaint' in json) return complain(line, fillText(rowReasons.noJson, { why: json.complaint }));
      const found = foundForeign(json.value, { line, known }) ?? foundOwn(json.value);
      const rows = found.rows.flatMap((each) =>
        'complaint' in each ? complain(line, each.complaint) : checked(each.row, line),
      );
      if (rows.length > 0) unread.add(found.unread);
      return rows;
    },
  };
}
