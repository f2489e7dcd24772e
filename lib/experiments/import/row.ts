/** A line of search-and-learn's output, as far as it is read. Foreign and minimal: what is not named here is not looked at. */
import { z } from 'zod';

const rowSchema = z.looseObject({
  problem: z.string().min(1),
  answer: z.string(),
  subject: z.string().nullish(),
  level: z.int().min(1).max(5).nullish(),
  unique_id: z.string().min(1).nullish(),
  completions: z.array(z.string()).min(1).max(256),
  scores: z.array(z.array(z.number().min(0).max(1))),
  completion_tokens: z.union([z.array(z.int()), z.int()]).nullish(),
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
      const { completions, scores, unique_id: uniqueId, problem } = parsed.data;
      if (scores.length !== completions.length)
        return complain(line, `${completions.length} completions, but scores for ${scores.length}`);
      const id = uniqueId ?? problem;
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
