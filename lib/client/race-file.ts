/**
 * A race as one file: a first line that names its runs and what is known of their models, then their logs as they are, one
 * after the other. Text to entries and back; knows no page.
 */
import { fillText, logFileTexts, SaidError } from '@/lib/words';
import { z } from 'zod';
import { measures, type Measure } from '@/lib/race';
import { LogFileError, readLogLines } from '@/lib/runs/log-lines';
import type { LogEntry } from '@/lib/runs/wire';

/** Runs that can be raced at once. */
export const mostLanes = 4;

/** Bytes within which a first line says what it begins. */
const longestHead = 200;

const modelSchema = z.strictObject({
  role: z.enum(['policy', 'verifier']),
  name: z.string(),
  parametersM: z.number().positive().optional(),
  promptPrice: z.number().min(0).optional(),
  completionPrice: z.number().min(0).optional(),
});
/** What is known of a model that costs are reckoned by. */
export type RacedModel = z.infer<typeof modelSchema>;

const headSchema = z.strictObject({
  type: z.literal('race'),
  version: z.literal(1),
  /** In the order of the lanes, with the lines of each. */
  runs: z
    .array(z.strictObject({ id: z.string(), entries: z.int().min(1) }))
    .min(1)
    .max(mostLanes),
  models: z.array(modelSchema).max(100),
  /** How it was looked at: what its clock counted, what budgets were in, and how much each lane might spend. */
  by: z.enum(measures).optional(),
  limit: z.enum(measures).optional(),
  budgets: z.array(z.number().positive().nullable()).max(mostLanes).optional(),
});

export interface RacedLog {
  readonly id: string;
  readonly entries: readonly LogEntry[];
}

export interface RecordedRace {
  readonly runs: readonly RacedLog[];
  readonly models: readonly RacedModel[];
  /** What its clock counted, and what budgets were in; undefined: that is not told. */
  readonly by?: Measure | undefined;
  readonly limit?: Measure | undefined;
  /** By lane; undefined: it has none. */
  readonly budgets?: readonly (number | undefined)[] | undefined;
}

export function raceFileText({ runs, models, by, limit, budgets }: RecordedRace): string {
  const head: z.infer<typeof headSchema> = {
    type: 'race',
    version: 1,
    runs: runs.map(({ id, entries }) => ({ id, entries: entries.length })),
    models: [...models],
    by,
    limit,
    budgets: budgets?.map((budget) => budget ?? null),
  };
  return [head, ...runs.flatMap(({ entries }) => entries)].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * One race, or the logs of single runs as they are downloaded; a run is named for its file then. Throws LogFileError with the
 * line that is wrong, Error when these are too many runs.
 */
export async function readRaceFiles(files: readonly File[]): Promise<RecordedRace> {
  const read = await Promise.all(files.map(readFile));
  const runs = read.flatMap((each) => each.runs);
  if (runs.length > mostLanes)
    throw new SaidError(fillText(logFileTexts.manyRuns, { runs: runs.length, most: mostLanes }));
  const models = read.flatMap((each) => each.models);
  // What one race was looked at by is nothing of several.
  const [only] = read;
  return only !== undefined && read.length === 1 ? { ...only, runs, models } : { runs, models };
}

/** A race by its first line, which may still be one that cannot be read. */
export async function isRaceFile(file: File): Promise<boolean> {
  const head = await file.slice(0, longestHead).text();
  return /^\s*\{\s*"type"\s*:\s*"race"/.test(head);
}

async function readFile(file: File): Promise<RecordedRace> {
  const text = await file.text();
  const firstEnd = text.indexOf('\n');
  const head = headIn(firstEnd < 0 ? text : text.slice(0, firstEnd));
  if (head === undefined) {
    const id = file.name.replace(/\.\w+$/, '');
    return { runs: [{ id, entries: await entriesOf(text, 0) }], models: [] };
  }
  const lines = text.trimEnd().split('\n').slice(1);
  const runs: RacedLog[] = [];
  let from = 0;
  for (const { id, entries } of head.runs) {
    const own = lines.slice(from, from + entries);
    // The first line of the file is the head.
    runs.push({ id, entries: await entriesOf(own.join('\n'), from + 1) });
    if (own.length < entries) throw new LogFileError(from + own.length + 1, fillText(logFileTexts.breaksOff, { id }));
    from += entries;
  }
  const { models, by, limit, budgets } = head;
  return {
    runs,
    models,
    ...(by === undefined ? {} : { by }),
    ...(limit === undefined ? {} : { limit, budgets: budgets?.map((budget) => budget ?? undefined) ?? [] }),
  };
}

/** Undefined for a line that begins no race. Throws LogFileError for one that begins a race that this version cannot read. */
function headIn(line: string): z.infer<typeof headSchema> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'race') return undefined;
  const parsed = headSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new LogFileError(1, fillText(logFileTexts.noRace, { why: z.prettifyError(parsed.error) }), {
    cause: parsed.error,
  });
}

/** `before`: lines of the file before these. */
async function entriesOf(text: string, before: number): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  try {
    for await (const batch of readLogLines(new Blob([text]).stream())) entries.push(...batch);
  } catch (error) {
    if (!(error instanceof LogFileError)) throw error;
    throw new LogFileError(before + error.line, error.reason, { cause: error });
  }
  return entries;
}
