/** A line of search-and-learn's output, as far as it is read. Foreign and minimal: what is not named here is not looked at. */
import { z } from 'zod';
import { maxBudget } from '../model';
import { problemSchema } from '@/lib/search';
import { stepsOf } from './steps-of';

/** Of one completion: far above what a model writes, so that all of a row together stay a number that can be kept. */
const maxCompletionTokens = 1_000_000_000;
const maxCompletionLength = 1_000_000;
/** Of all ids in the tree of a row, in characters: an id is as long as its step is deep. */
const maxIdLength = 50_000_000;

const { text, answer, subject, level, uniqueId } = problemSchema.shape;
const tokens = z.int().max(maxCompletionTokens);
const rowSchema = z.looseObject({
  problem: text,
  answer: answer.unwrap(),
  subject: subject.nullish(),
  level: level.nullish(),
  // Looked up in databases, which cannot all keep a NUL.
  unique_id: uniqueId
    .unwrap()
    .min(1)
    .regex(/^\P{Cc}*$/u, 'must hold no control characters')
    .nullish(),
  completions: z.array(z.string().max(maxCompletionLength)).min(1).max(maxBudget),
  scores: z.array(z.array(z.number().min(0).max(1))),
  completion_tokens: z.union([z.array(tokens), tokens]).nullish(),
});
export type Row = z.infer<typeof rowSchema>;

export interface RowReport {
  readonly line: number;
  readonly message: string;
}

export interface RowReader {
  /** The row of a line (numbered from 1); undefined for a blank line and for one that is left out. */
  read(source: string, line: number): Row | undefined;
  /** What was left out so far, and why. */
  readonly problems: readonly RowReport[];
}

/** Reads the lines of one file; remembers which problems were there. */
export function createRowReader(): RowReader {
  const problems: RowReport[] = [];
  const seen = new Set<string>();
  const complain = (line: number, message: string): undefined => {
    problems.push({ line, message });
  };
  return {
    problems,
    read(source, line) {
      if (source.trim() === '') return undefined;
      const parsed = rowSchema.safeParse(jsonOf(source));
      if (!parsed.success)
        return complain(
          line,
          `${parsed.error.issues[0]?.path.join('.') || 'the line'}: ${parsed.error.issues[0]?.message ?? 'not in the expected form'}`,
        );
      const { completions, scores, unique_id: named, problem } = parsed.data;
      if (scores.length !== completions.length)
        return complain(line, `${completions.length} completions, but scores for ${scores.length}`);
      const idLength = completions.reduce((sum, completion) => sum + stepsOf(completion).length ** 2, 0);
      if (idLength > maxIdLength) return complain(line, 'completions: so many steps that their tree cannot be kept');
      const id = named ?? problem;
      if (seen.has(id)) return complain(line, `the problem ${id.slice(0, 80)} was there before`);
      seen.add(id);
      return parsed.data;
    },
  };
}

function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    // Not JSON: the schema then says that an object was expected.
    return undefined;
  }
}
