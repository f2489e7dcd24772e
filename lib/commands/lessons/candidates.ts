/** Problems of the bundled sets, with their reference solutions, as rules go through them. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Candidate } from './plan';

const rowSchema = z.object({
  problem: z.string(),
  solution: z.string(),
  answer: z.string(),
  subject: z.string(),
  level: z.int(),
  unique_id: z.string(),
});

export function candidatesIn(file: string): Candidate[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => rowSchema.parse(JSON.parse(line)))
    .map(({ problem: text, answer, subject, level, unique_id: uniqueId, solution }) => ({
      problem: { text, answer, subject, level, uniqueId },
      steps: solution.split('\n\n'),
    }));
}
