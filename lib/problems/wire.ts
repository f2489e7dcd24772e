/**
 * What crosses the HTTP interface for problems: listed ones, templates to fill, sets and what became of an import.
 * Browser-safe; how files are read is behind `lib/problems/index.ts`.
 */
import { z } from 'zod';
import { wholeNumber } from '@/lib/base';
import { problemSchema } from '@/lib/search';
import { saidSchema } from '@/lib/words';

/** One problem of a bundled or imported set. */
export const listedProblemSchema = problemSchema.extend({ set: z.string(), uniqueId: z.string() });
export type ListedProblem = z.infer<typeof listedProblemSchema>;

export const problemListSchema = z.strictObject({ problems: z.array(listedProblemSchema), total: z.int() });

const slotValueSchema = z.union([z.number(), z.string()]);

export const templateSlotSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    name: z.string(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    default: z.number(),
  }),
  z.strictObject({
    kind: z.literal('word'),
    name: z.string(),
    choices: z.array(z.string()).min(1),
    default: z.string(),
  }),
]);
export type TemplateSlot = z.infer<typeof templateSlotSchema>;

export const problemTemplateSchema = z.strictObject({
  id: z.string(),
  family: z.string(),
  title: z.string(),
  level: z.int().min(1).max(5),
  /** `{name}` marks a slot; braces round anything else are LaTeX's. */
  text: z.string(),
  slots: z.array(templateSlotSchema),
  /** What the values must keep to for the problem to be a proper one, in words. */
  note: z.string().optional(),
  /** Fillings of all slots that make proper problems. */
  examples: z.array(z.record(z.string(), slotValueSchema)),
  /** Of each example its reference answer. */
  answers: z.array(z.string()),
});
export type ProblemTemplate = z.infer<typeof problemTemplateSchema>;

export const templateListSchema = z.strictObject({ templates: z.array(problemTemplateSchema) });

export const problemSetSchema = z.strictObject({
  name: z.string(),
  problems: z.int(),
  isBundled: z.boolean(),
  /** Of an imported set. */
  importedAt: z.number().optional(),
  /** File or dataset it came from. */
  source: z.string().optional(),
  levels: z.array(z.strictObject({ level: z.int(), problems: z.int() })),
  subjects: z.array(z.strictObject({ subject: z.string(), problems: z.int() })),
});
export type ProblemSet = z.infer<typeof problemSetSchema>;

export const problemSetListSchema = z.strictObject({ sets: z.array(problemSetSchema) });

/** What became of an import: nothing that was left out is silent. Sentences are there in English, and `said` in every language. */
export const importReportSchema = z.strictObject({
  rows: z.int(),
  problems: z.int(),
  leftOut: z.int(),
  /** Which column was taken for what, with the rows it was taken in. */
  columns: z.array(z.strictObject({ field: z.string(), column: z.string(), rows: z.int() })),
  /** The first rows that were left out; `row` as a person finds it (line, or entry from 1). */
  issues: z.array(z.strictObject({ row: z.int(), message: z.string(), said: saidSchema })),
  /** All rows that were left out, by reason. */
  reasons: z.array(z.strictObject({ reason: z.string(), said: saidSchema, rows: z.int() })),
  /** What is worth knowing of rows that were kept, and where reading had to stop. */
  notes: z.array(z.strictObject({ message: z.string(), said: saidSchema })),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const importedSetSchema = z.strictObject({ set: problemSetSchema, report: importReportSchema });

// --- queries -----------------------------------------------------------------------------------------------------------

export const problemQuerySchema = z.strictObject({
  /** Bundled or imported; absent: the bundled ones. */
  set: z.string().max(200).optional(),
  level: wholeNumber({ min: 1, max: 5 }).optional(),
  subject: z.string().max(200).optional(),
  /** Words that occur in the statement or the subject (`searchWords`). */
  text: z.string().max(500).optional(),
  uniqueId: z.string().max(500).optional(),
  /** Left out from the start of what matches. */
  skip: wholeNumber({ min: 0 }).optional(),
  limit: wholeNumber({ min: 1, max: 2_000 }).default(100),
});
/** As it is asked; parsed, `limit` is there. */
export type ProblemQuery = z.input<typeof problemQuerySchema>;

const text = z.string().trim().min(1).max(200);

export const importQuerySchema = z.strictObject({
  /** Name of the set to be; absent: that of the file or dataset. */
  set: text.regex(/^[^\p{Cc}]+$/u, 'must hold no control characters').optional(),
  /** Name of the file in the body. */
  file: text.optional(),
  /** Instead of a body: a dataset of Hugging Face, with its config and split where they are not the usual ones. */
  dataset: text.regex(/^[\w.-]+(\/[\w.-]+)?$/, 'must be owner/name').optional(),
  config: text.optional(),
  split: text.optional(),
  /** 1: takes the place of a set of this name. */
  replace: z.enum(['0', '1']).default('0'),
});
/** As it is asked; parsed, `replace` is there. */
export type ImportQuery = z.input<typeof importQuerySchema>;
