/**
 * A finished experiment as text to ship: a head with its grid and problems, then the digest of every run, one JSON value a
 * line. Enough for every curve; logs of runs, and with them trees, are not in it. Pure.
 */
import { z } from 'zod';
import { problemSchema } from '@/lib/search';
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
  failed: z.int(),
  tokens: z.int(),
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
  { spec, cells, problems, models, digests }: ExperimentData,
): string {
  const head: z.infer<typeof headSchema> = {
    type: 'experiment-recording',
    version: 1,
    createdAt,
    spec,
    cells: [...cells],
    problems: [...problems],
    models: [...models],
    failed: runs.failed,
    tokens,
  };
  return [head, ...digests.map(({ runId: _runId, ...digest }) => digest)]
    .map((value) => `${JSON.stringify(value)}\n`)
    .join('');
}

/** Throws when the text is no recording, or one of another version. */
export function readRecording(text: string): ExperimentRecording {
  const [first = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const { createdAt, failed, tokens, spec, cells, problems, models } = headSchema.parse(JSON.parse(first));
  // No log is kept of these runs, so nobody can ask for one.
  const digests = lines.map((line) => ({ runId: '', ...lineSchema.parse(JSON.parse(line)) }));
  return { createdAt, failed, tokens, data: { spec, cells, problems, models, digests } };
}
