/**
 * A Hugging Face dataset by its name, page by page: no library, no account, no file on the disk. Asks for what comes next and
 * tells where it ends; what a reply says is read elsewhere, for it may cost much.
 */
import { fileReasons, fillText, importNotes, type Text } from '@/lib/words';
import { rowsPerPage, type DatasetName, type DatasetPage } from './dataset-replies';
import type { DatasetAnswer, DatasetQuestion, DatasetRefusal, DatasetServer } from './dataset-server';
import type { ReadRow } from './read-problems';

/** Where a page is too long, so many times fewer rows are asked for. */
const fewerTimes = 10;

/** `readDatasetPart` and `readDatasetPage`, here or in another process. */
export interface DatasetReader {
  part(name: DatasetName, answer: DatasetAnswer): Promise<Required<DatasetName> | DatasetRefusal>;
  page(answer: DatasetAnswer): Promise<DatasetPage | DatasetRefusal>;
}

export interface DatasetSource {
  readonly server: DatasetServer;
  readonly reader: DatasetReader;
}

/** The dataset is not to be had; the message says why and what to do instead. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  /** Nothing answered, or too late: not a matter of the name. */
  readonly isUnreachable: boolean;
  readonly said: Text;
  constructor({ refused, kind }: DatasetRefusal) {
    super(refused.en);
    this.said = refused;
    this.isUnreachable = kind === 'unreachable';
  }
}

export interface FoundDataset extends Required<DatasetName> {
  /** As `readProblems` gives them; the last says where they broke off, if they did. */
  readonly rows: AsyncGenerator<ReadRow, void>;
}

/** Finds the part to read. Throws DatasetError, and what `source` throws; `rows` the latter. */
export async function openDataset(name: DatasetName, source: DatasetSource): Promise<FoundDataset> {
  const { dataset } = name;
  const part = await ask({ path: '/splits', query: { dataset } }, source, (answer) => source.reader.part(name, answer));
  if ('refused' in part) throw new DatasetError(part);
  return { ...part, rows: rowsOf(part, source) };
}

async function* rowsOf(part: Required<DatasetName>, source: DatasetSource): AsyncGenerator<ReadRow, void> {
  for (let offset = 0, length = rowsPerPage, total: number | undefined; ;) {
    const question: DatasetQuestion = { path: '/rows', query: { ...part, offset, length } };
    const page = await ask(question, source, (answer) => source.reader.page(answer));
    if ('refused' in page) {
      // Large rows come a few at a time, from there on.
      length = Math.floor(length / fewerTimes);
      if (page.kind === 'too-long' && length > 0) continue;
      yield { stopped: fillText(fileReasons.afterRow, { row: offset, why: page.refused }) };
      return;
    }
    yield* page.rows;
    offset += page.given;
    total = page.total ?? total;
    if (page.given > 0 && offset < (total ?? Infinity)) continue;
    if (total !== undefined && offset < total)
      yield {
        note: fillText(importNotes.partGiven, {
          given: offset.toLocaleString('en'),
          total: total.toLocaleString('en'),
        }),
      };
    if (page.isPartial) yield { note: importNotes.firstPart };
    return;
  }
}

async function ask<T>(
  question: DatasetQuestion,
  { server }: DatasetSource,
  read: (answer: DatasetAnswer) => Promise<T | DatasetRefusal>,
): Promise<T | DatasetRefusal> {
  const reply = await server(question);
  return 'refused' in reply ? reply : read(reply);
}
