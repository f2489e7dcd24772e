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

export interface RowReport { readonly line: number; readonly message: string }

/** Good rows with their line numbers (from 1), and what was wrong where. */
export function readRows(text: string): { readonly rows: readonly { readonly line: number; readonly row: Row }[]; readonly problems: readonly RowReport[] } {
  const rows: { line: number; row: Row }[] = [];
  const problems: RowReport[] = [];
  const seen = new Set<string>();
  text.split(/\r?\n/).forEach((source, i) => {
    if (source.trim() === '') return;
    const line = i + 1;
    const parsed = rowSchema.safeParse(jsonOf(source));
    const id = parsed.data?.unique_id ?? parsed.data?.problem;
    if (!parsed.success) problems.push({ line, message: `${parsed.error.issues[0]?.path.join('.') || 'the line'}: ${parsed.error.issues[0]?.message ?? 'not in the expected form'}` });
    else if (parsed.data.scores.length !== parsed.data.completions.length) problems.push({ line, message: `${parsed.data.completions.length} completions, but scores for ${parsed.data.scores.length}` });
    else if (id !== undefined && seen.has(id)) problems.push({ line, message: `the problem ${id.slice(0, 80)} was there before` });
    else {
      rows.push({ line, row: parsed.data });
      if (id !== undefined) seen.add(id);
    }
  });
  return { rows, problems };
}

function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    // Not JSON: the schema then says that an object was expected.
    return undefined;
  }
}
