/**
 * Whether what lies in a row is of a form before today's: it can be read, and says something else than its log would today.
 * A row of a later form is left to the version that wrote it. Knows no table.
 */
import { z } from 'zod';

/** Absent: of before forms were counted. */
const madeBySchema = z.object({ madeBy: z.int().optional() });

export function isOfOlderForm(json: unknown, form: number): boolean {
  const { madeBy = 0 } = madeBySchema.safeParse(json).data ?? {};
  return madeBy < form;
}
