/**
 * A Hugging Face dataset by its name, through the public rows interface of the dataset viewer (`/splits`, `/rows`, pages of
 * 100 rows): no library, no account, no file on the disk.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isObject, limitTime, readJson } from '@/lib/base';
import { asText, datasetTexts, fileReasons, fillText, importNotes, rowReasons, type Text } from '@/lib/words';
import { isRead } from './row';
import { shortestHalf, shortestSingle } from './parquet-numbers.mjs';
import { ProblemFileError, type RawRows } from './raw-rows';

export const defaultDatasetsUrl = 'https://datasets-server.huggingface.co';

const rowsPerPage = 100;
const timeoutMs = 30_000;
/** Pauses before a page is asked for again, unless the server says how long. */
const retryDelaysMs = [1_000, 3_000, 10_000];
const maxDelayMs = 60_000;
/** Where nothing is chosen: what is for testing, and the part that others take for the whole. */
const preferredSplits = ['test', 'validation', 'dev', 'train'];
const preferredConfigs = ['default', 'main'];

export interface DatasetName {
  /** E.g. `openai/gsm8k`. */
  readonly dataset: string;
  readonly config?: string | undefined;
  readonly split?: string | undefined;
}

export interface DatasetOptions {
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  /** Milliseconds that a retry waits at most; shorter in tests. */
  readonly patienceMs?: number;
}

/** The dataset is not to be had; the message says why and what to do instead. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  /** Nothing answered, or too late: not a matter of the name. */
  readonly isUnreachable: boolean;
  readonly said: Text;
  constructor(said: Text, details: { readonly isUnreachable: boolean; readonly cause?: unknown }) {
    super(said.en, { cause: details.cause });
    this.said = said;
    this.isUnreachable = details.isUnreachable;
  }
}

const splitsSchema = z.object({ splits: z.array(z.object({ config: z.string(), split: z.string() })) });
const featuresSchema = z.array(z.object({ name: z.string(), type: z.unknown() }));
const rowsSchema = z.object({
  features: featuresSchema.nullish().catch(undefined),
  rows: z.array(
    z.object({
      row_idx: z.int(),
      row: z.record(z.string(), z.unknown()),
      truncated_cells: z.array(z.string()).nullish(),
    }),
  ),
  num_rows_total: z.int().nullish(),
  /** The server read the dataset up to a limit of its own. */
  partial: z.boolean().nullish(),
});
const errorSchema = z.object({ error: z.string() });

export interface FoundDataset extends Required<DatasetName> {
  readonly rows: RawRows;
}

/** Finds the part to read. Throws DatasetError. `rows` throws ProblemFileError when they break off. */
export async function openDataset(name: DatasetName, options: DatasetOptions): Promise<FoundDataset> {
  const { splits } = await ask('/splits', { dataset: name.dataset }, splitsSchema, options);
  const configs = [...new Set(splits.map(({ config }) => config))];
  const config = chosen('config', name.config, { known: configs, preferred: preferredConfigs, dataset: name.dataset });
  const split = chosen('split', name.split, {
    known: splits.filter((each) => each.config === config).map((each) => each.split),
    preferred: preferredSplits,
    dataset: name.dataset,
  });
  const found = { dataset: name.dataset, config, split };
  return { ...found, rows: rowsOf(found, options) };
}

async function* rowsOf(found: Required<DatasetName>, options: DatasetOptions): RawRows {
  for (let offset = 0, total: number | undefined; ;) {
    let page: z.infer<typeof rowsSchema>;
    try {
      page = await ask('/rows', { ...found, offset, length: rowsPerPage }, rowsSchema, options);
    } catch (error) {
      if (error instanceof DatasetError)
        throw new ProblemFileError(fillText(fileReasons.afterRow, { row: offset, why: error.said }));
      throw error;
    }
    const types = new Map((page.features ?? []).map(({ name, type }) => [name, type]));
    for (const { row_idx: index, row, truncated_cells: cut } of page.rows) {
      const value = Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, cellAsWritten(cell, types.get(name))]),
      );
      // What nobody reads may have been cut.
      const lost = (cut ?? []).filter((name) => isRead(name, value));
      yield lost.length > 0
        ? { row: index + 1, complaint: fillText(rowReasons.cutOff, { columns: lost.join(', ') }) }
        : { row: index + 1, value };
    }
    offset += page.rows.length;
    total = page.num_rows_total ?? total;
    if (page.rows.length > 0 && offset < (total ?? Infinity)) continue;
    if (total !== undefined && offset < total)
      yield {
        note: fillText(importNotes.partGiven, {
          given: offset.toLocaleString('en'),
          total: total.toLocaleString('en'),
        }),
      };
    if (page.partial === true) yield { note: importNotes.firstPart };
    return;
  }
}

/**
 * A cell with its numbers of single and half precision as somebody may have written them; the server gives them the digits of
 * a double. `type` follows the cell into lists and structures.
 */
function cellAsWritten(cell: unknown, type: unknown): unknown {
  if (Array.isArray(type) || Array.isArray(cell)) {
    const inner: unknown = Array.isArray(type) ? type[0] : isObject(type) ? (type['feature'] ?? type) : type;
    return Array.isArray(cell) ? cell.map((each: unknown) => cellAsWritten(each, inner)) : cellAsWritten(cell, inner);
  }
  if (!isObject(type)) return cell;
  const shortest = shortestOf[String(type['dtype'])];
  if (shortest !== undefined)
    return typeof cell === 'number' || typeof cell === 'string' ? shortest(Number(cell)) : cell;
  if (!isObject(cell)) return cell;
  // A list of structures comes as a structure of lists.
  const fields = isObject(type['feature']) ? type['feature'] : type;
  return Object.fromEntries(Object.entries(cell).map(([name, each]) => [name, cellAsWritten(each, fields[name])]));
}

const shortestOf: Readonly<Record<string, (value: number) => number>> = {
  float32: shortestSingle,
  float16: shortestHalf,
};

function chosen(
  what: 'config' | 'split',
  asked: string | undefined,
  {
    known,
    preferred,
    dataset,
  }: { readonly known: readonly string[]; readonly preferred: readonly string[]; readonly dataset: string },
): string {
  const found =
    asked === undefined
      ? (preferred.find((each) => known.includes(each)) ?? known[0])
      : known.find((each) => each === asked);
  if (found !== undefined) return found;
  const words =
    known.length === 0
      ? fillText(datasetTexts.isEmpty, { dataset })
      : fillText(datasetTexts.noPart, { dataset, what, asked: asked ?? '', known: known.slice(0, 20).join(', ') });
  throw new DatasetError(words, { isUnreachable: false });
}

async function ask<T>(
  path: string,
  query: Readonly<Record<string, string | number>>,
  schema: z.ZodType<T>,
  { baseUrl, signal, patienceMs = maxDelayMs }: DatasetOptions,
): Promise<T> {
  const url = `${baseUrl}${path}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()}`;
  const host = new URL(baseUrl).host;
  for (let tries = 0; ; tries++) {
    const limit = limitTime(signal, timeoutMs);
    const reply = await fetch(url, { signal: limit.signal, headers: { accept: 'application/json' } }).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        return error instanceof Error ? error : new Error(String(error));
      },
    );
    const delayMs = retryDelaysMs[tries];
    const isPassing = reply instanceof Error || reply.status === 429 || reply.status >= 500;
    if (!isPassing)
      return read(reply, schema, { dataset: String(query['dataset']), host }).finally(() => limit.release());
    limit.release();
    if (delayMs === undefined) throw unreachable(host, reply);
    const asked = reply instanceof Error ? 0 : Number(reply.headers.get('retry-after') ?? 0) * 1_000;
    await sleep(Math.min(patienceMs, Math.max(delayMs, Number.isFinite(asked) ? asked : 0)), undefined, { signal });
  }
}

async function read<T>(
  reply: Response,
  schema: z.ZodType<T>,
  { dataset, host }: { readonly dataset: string; readonly host: string },
): Promise<T> {
  const text = await reply.text().catch(() => '');
  const body = readReply(text);
  const parsed = schema.safeParse(body);
  if (reply.ok && parsed.success) return parsed.data;
  const told = errorSchema.safeParse(body);
  const why = told.success
    ? asText(told.data.error.slice(0, 300))
    : reply.ok
      ? datasetTexts.otherForm
      : asText(`HTTP ${reply.status}`);
  throw new DatasetError(fillText(datasetTexts.notGiven, { host, dataset, why }), { isUnreachable: false });
}

/** Numbers of cells as written, those of the envelope as numbers. */
function readReply(text: string): unknown {
  const [plain, exact] = [readJson(text), readJson(text, { numbers: 'as-written' })];
  if (!('value' in plain) || !('value' in exact)) return undefined;
  const parsed = z.object({ rows: z.array(z.object({ row: z.unknown() })) }).safeParse(exact.value);
  const envelope = z.looseObject({ rows: z.array(z.looseObject({})) }).safeParse(plain.value);
  if (!parsed.success || !envelope.success) return plain.value;
  return { ...envelope.data, rows: envelope.data.rows.map((row, i) => ({ ...row, row: parsed.data.rows[i]?.row })) };
}

function unreachable(host: string, failure: Response | Error): DatasetError {
  const why =
    failure instanceof Error
      ? reasonOf(failure)
      : failure.status === 429
        ? datasetTexts.patience
        : asText(`HTTP ${failure.status}`);
  return new DatasetError(fillText(datasetTexts.unreachable, { host, why }), { isUnreachable: true, cause: failure });
}

function reasonOf(error: Error): Text {
  const cause = error.cause as { readonly code?: unknown } | undefined;
  return error.name === 'TimeoutError'
    ? fillText(datasetTexts.tooLate, { seconds: timeoutMs / 1_000 })
    : asText(typeof cause?.code === 'string' ? cause.code : error.message);
}
