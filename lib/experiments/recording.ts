/**
 * A finished experiment as text to ship: a head with its grid and problems, then the digest of every run, one JSON value a
 * line. Enough for every curve; logs of runs, and with them trees, are not in it. Pure.
 */
import { z } from 'zod';
import { problemSchema, whyUnreadable } from '@/lib/search';
import { cellSchema, experimentSpecSchema, modelFactsSchema, runDigestSchema, type ExperimentData } from './model';
import type { ExperimentDetail } from './wire';

const headSchema = z.strictObject({
  type: z.literal('experiment-recording'),
  version: z.literal(1),
  createdAt: z.number(),
  spec: experimentSpecSchema,
  cells: z.array(cellSchema),
  problems: z.array(problemSchema.extend({ uniqueId: z.string() })),
  models: z.array(modelFactsSchema),
  /** Absent in recordings of before. */
  atOnce: z.number().positive().optional(),
  failed: z.int(),
  tokens: z.number().min(0),
});
const lineSchema = runDigestSchema.omit({ runId: true });

export interface ExperimentRecording {
  readonly createdAt: number;
  /** Runs that failed and are in no number. */
  readonly failed: number;
  readonly tokens: number;
  readonly data: ExperimentData;
}

export function writeRecording(
  { createdAt, tokens, runs }: Pick<ExperimentDetail, 'createdAt' | 'tokens' | 'runs'>,
  { spec, cells, problems, models, digests, atOnce }: ExperimentData,
): string {
  const head: z.infer<typeof headSchema> = {
    type: 'experiment-recording',
    version: 1,
    createdAt,
    spec,
    cells: [...cells],
    problems: [...problems],
    models: [...models],
    ...(atOnce === undefined ? {} : { atOnce }),
    failed: runs.failed,
    tokens,
  };
  return [head, ...digests.map(({ runId: _runId, ...digest }) => digest)]
    .map((value) => `${JSON.stringify(value)}\n`)
    .join('');
}

/** Throws an Error that names the line when the text is no recording, or one of another version. */
export function readRecording(text: string): ExperimentRecording {
  const [first = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const { createdAt, failed, tokens, spec, cells, problems, models, atOnce } = readLine(first, 1, headSchema);
  // No log is kept of these runs, so nobody can ask for one.
  const digests = lines.map((line, i) => ({ runId: '', ...readLine(line, i + 2, lineSchema) }));
  return { createdAt, failed, tokens, data: { spec, cells, problems, models, digests, atOnce } };
}

function readLine<T>(line: string, number: number, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`Line ${number}: not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`Line ${number}: ${whyUnreadable(value, parsed.error)}.`, { cause: parsed.error });
}
