/** What a file of problems is, told by its first bytes, and its text as it comes: for Parquet that which a process of its own writes. */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { linesOfParquet } from './parquet';

const parquetMark = 'PAR1';

export interface OpenOptions {
  /** The project's folder. */
  readonly root: string;
}

export interface ProblemFile {
  readonly form: 'parquet' | 'text';
  /** What `readRows` reads. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Streams: memory does not grow with the file. */
export async function openFile(bytes: AsyncIterable<Uint8Array>, { root }: OpenOptions): Promise<ProblemFile> {
  const { head, whole } = await headOf(bytes, parquetMark.length);
  return head.subarray(0, parquetMark.length).toString('latin1') === parquetMark
    ? { form: 'parquet', bytes: linesOfParquet(whole, root) }
    : { form: 'text', bytes: whole };
}

/** The first bytes, at least `size` where there are so many, and all of them. */
export async function headOf(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ readonly head: Buffer; readonly whole: AsyncGenerator<Uint8Array, void> }> {
  const source = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  for (let length = 0; length < size;) {
    const { done, value } = await source.next();
    if (done === true) break;
    pieces.push(value);
    length += value.byteLength;
  }
  const head = Buffer.concat(pieces);
  return { head, whole: withHead(head, source) };
}

async function* withHead(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value;
      // A file that is here already would otherwise be read without a pause.
      await yieldToOthers();
    }
  } finally {
    await rest.return?.();
  }
}
