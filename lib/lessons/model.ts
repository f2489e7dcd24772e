/**
 * A lesson as it lies in `public/lessons` and comes to the page: recorded runs, and stops in them. Everything a stop says of a
 * run was computed from its log by the command that wrote it. Knows no page, and none of the lessons.
 */
import { z } from 'zod';
import { aggregationNameSchema, nodeIdSchema, problemSchema, strategyNameSchema } from '@/lib/search';
import { textSchema } from '@/lib/words';

const idSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);
/** Nodes that one stop may point at: what is still a pointer and no highlighter. */
const mostPointed = 64;

/** Words that one stop may bring up. */
const mostTerms = 4;

/** What the reader is to look at: steps in the tree, or a part beside it. Absent: the tree as a whole. */
const pointSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('nodes'), nodes: z.array(nodeIdSchema).min(1).max(mostPointed).readonly() }),
  z.strictObject({ type: z.literal('votes') }),
  z.strictObject({ type: z.literal('budget') }),
]);
export type LessonPoint = z.infer<typeof pointSchema>;

const questionSchema = z.strictObject({
  ask: textSchema,
  choices: z.array(textSchema).min(2).max(4),
  /** Index of the right choice. */
  right: z.int().min(0).max(3),
  /** Said after any choice. */
  because: textSchema,
});
export type LessonQuestion = z.infer<typeof questionSchema>;

export const stopSchema = z.strictObject({
  /** Which of the lesson's runs is looked at, by name. */
  run: idSchema,
  /** The replay stands after this entry of the run's log. */
  at: z.int().min(1),
  point: pointSchema.optional(),
  /** The step whose panel is open; absent: none is. */
  node: nodeIdSchema.optional(),
  /** Votes are counted under this aggregation instead of the run's own. */
  whatIf: aggregationNameSchema.optional(),
  /** One or two sentences. */
  say: textSchema,
  question: questionSchema.optional(),
  /** Words of the glossary that it brings up, by name, in the order in which it says them. */
  terms: z.array(idSchema).max(mostTerms).optional(),
  /** For whoever speaks in front of others. */
  notes: textSchema,
});
export type LessonStop = z.infer<typeof stopSchema>;

export const lessonSchema = z.strictObject({
  type: z.literal('lesson'),
  version: z.literal(1),
  id: idSchema,
  title: textSchema,
  /** The rules by which its runs were chosen. */
  rules: textSchema,
  runs: z
    .array(
      z.strictObject({
        name: idSchema,
        /** The log, packed, beside the lesson. */
        file: z.string().regex(/^logs\/[a-z0-9-]{1,80}\.ndjson\.gz$/),
        /** Entries in it. */
        entries: z.int().min(1),
        /** What its problem asks, for those who do not read the language of the models. */
        statement: textSchema.optional(),
      }),
    )
    .min(1)
    .max(8),
  stops: z.array(stopSchema).min(1).max(12),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** What the list of lessons and the start page need to know without opening one. */
export const lessonListSchema = z.strictObject({
  type: z.literal('lessons'),
  version: z.literal(1),
  /** In the order in which they are told. */
  lessons: z.array(
    z.strictObject({
      id: idSchema,
      title: textSchema,
      summary: textSchema,
      /** The strategy that it is about. */
      strategy: strategyNameSchema,
      stops: z.int().min(1),
      minutes: z.int().min(1),
    }),
  ),
  /** Of a bundled set: one where thinking longer helps, for those who have not chosen a problem yet. */
  firstProblem: problemSchema.extend({ uniqueId: z.string() }).optional(),
});
export type LessonList = z.infer<typeof lessonListSchema>;
