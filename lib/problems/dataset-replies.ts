/**
 * What the rows interface of the dataset viewer answers: the parts of a dataset, and a page of its rows, checked. A reply may be
 * megabytes of anything. Plain data in and out, which may go from one process to another; knows no network.
 */
import { z } from 'zod';
import { isObject, readJson } from '@/lib/base';
import { asText, datasetTexts, fillText, rowReasons } from '@/lib/words';
import type { DatasetAnswer, DatasetRefusal } from './dataset-server';
import { isRead } from './row';
import { shortestHalf, shortestSingle } from './parquet-numbers.mjs';
import type { RawRows } from './raw-rows';
import { readProblems, type ReadRow } from './read-problems';

export const rowsPerPage = 100;
/** Of a config or split; they stand in addresses and sentences. */
const maxNameLength = 500;
/** Where nothing is chosen: what is for testing, and the part that others take for the whole. */
const preferredSplits = ['test', 'validation', 'dev', 'train'];
const preferredConfigs = ['default', 'main'];

export interface DatasetName {
  /** E.g. `openai/gsm8k`. */
  readonly dataset: string;
  readonly config?: string | undefined;
  readonly split?: string | undefined;
}

export interface DatasetPage {
  /** As `readProblems` gives them. */
  readonly rows: readonly ReadRow[];
  /** Rows that the server gave. */
  readonly given: number;
  /** Rows that the dataset has, where the server says so. */
  readonly total: number | undefined;
  /** The server read the dataset up to a limit of its own. */
  readonly isPartial: boolean;
}

const partName = z.string().max(maxNameLength);
const splitsSchema = z.object({ splits: z.array(z.object({ config: partName, split: partName })) });
const featuresSchema = z.array(z.object({ name: z.string(), type: z.unknown() }));
const pageSchema = z.object({
  features: featuresSchema.nullish().catch(undefined),
  rows: z
    .array(
      z.object({
        row_idx: z.int(),
        row: z.record(z.string(), z.unknown()),
        truncated_cells: z.array(z.string()).nullish(),
      }),
    )
    .max(rowsPerPage),
  num_rows_total: z.int().nullish(),
  partial: z.boolean().nullish(),
});
type Page = z.infer<typeof pageSchema>;
const errorSchema = z.object({ error: z.string() });

/** The part to read, by what `/splits` answers. */
export function readDatasetPart(
  { dataset, config, split }: DatasetName,
  answer: DatasetAnswer,
): Required<DatasetName> | DatasetRefusal {
  const read = readAnswer(answer, splitsSchema);
  if ('refused' in read) return read;
  const { splits } = read;
  const configs = [...new Set(splits.map((each) => each.config))];
  const foundConfig = chosen(config, { known: configs, preferred: preferredConfigs });
  if (foundConfig === undefined) return noPart('config', config, { known: configs, dataset });
  const known = splits.filter((each) => each.config === foundConfig).map((each) => each.split);
  const foundSplit = chosen(split, { known, preferred: preferredSplits });
  if (foundSplit === undefined) return noPart('split', split, { known, dataset });
  return { dataset, config: foundConfig, split: foundSplit };
}

/** A page, by what `/rows` answers. */
export async function readDatasetPage(answer: DatasetAnswer): Promise<DatasetPage | DatasetRefusal> {
  const page = readAnswer(answer, pageSchema);
  if ('refused' in page) return page;
  const rows: ReadRow[] = [];
  for await (const row of readProblems(rowsOf(page))) rows.push(row);
  return {
    rows,
    given: page.rows.length,
    total: page.num_rows_total ?? undefined,
    isPartial: page.partial === true,
  };
}

async function* rowsOf(page: Page): RawRows {
  const types = new Map((page.features ?? []).map(({ name, type }) => [name, type]));
  for (const { row_idx: index, row, truncated_cells: cut } of page.rows) {
    const value = Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, cellAsWritten(cell, types.get(name))]),
    );
    // What nobody reads may have been cut.
    const lost = [...new Set(cut)].filter((name) => isRead(name, value));
    yield lost.length > 0
      ? { row: index + 1, complaint: fillText(rowReasons.cutOff, { columns: lost.join(', ') }) }
      : { row: index + 1, value };
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
  asked: string | undefined,
  { known, preferred }: { readonly known: readonly string[]; readonly preferred: readonly string[] },
): string | undefined {
  return asked === undefined
    ? (preferred.find((each) => known.includes(each)) ?? known[0])
    : known.find((each) => each === asked);
}

function noPart(
  what: 'config' | 'split',
  asked: string | undefined,
  { known, dataset }: { readonly known: readonly string[]; readonly dataset: string },
): DatasetRefusal {
  const refused =
    known.length === 0
      ? fillText(datasetTexts.isEmpty, { dataset })
      : fillText(datasetTexts.noPart, { dataset, what, asked: asked ?? '', known: known.slice(0, 20).join(', ') });
  return { refused, kind: 'other' };
}

function readAnswer<T>({ dataset, host, status, body }: DatasetAnswer, schema: z.ZodType<T>): T | DatasetRefusal {
  const isOk = status >= 200 && status < 300;
  // Numbers of cells are kept as written; those of the envelope are whole, and the same either way.
  const read = readJson(textOf(body), { numbers: 'as-written' });
  const value = 'value' in read ? read.value : undefined;
  const parsed = schema.safeParse(value);
  if (isOk && parsed.success) return parsed.data;
  const told = errorSchema.safeParse(value);
  const why = told.success
    ? asText(told.data.error.slice(0, 300))
    : isOk
      ? datasetTexts.otherForm
      : asText(`HTTP ${status}`);
  return { refused: fillText(datasetTexts.notGiven, { host, dataset, why }), kind: 'other' };
}

function textOf(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
}
