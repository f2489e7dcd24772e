/**
 * Parquet: needs the whole file, so it is put aside on the disk, and read by a process of its own (see parquet-process.mjs), whose
 * lines are the rows. Who minds the process and who reads its lines need not be the same thread.
 */
import { isObject } from '@/lib/base';
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { withoutKeys } from '@/lib/base';
import { asText, fileReasons, fillText, rowReasons, saidSchema, type Text } from '@/lib/words';
import { fieldNames, fieldOf, optionNames } from './row';
import { readJsonLines } from './json-lines';
import { ProblemFileError, type RawRows } from './raw-rows';

/** Memory of the reading process in MB; a row group of 512 MB fits. */
const maxHeapMb = 2_048;
/** Longer silence means that it is caught in something. */
const silenceMs = 60_000;

const messageSchema = z.union([
  z.strictObject({ columns: z.array(z.string()) }),
  z.strictObject({ value: z.unknown() }),
  z.strictObject({ error: z.string() }),
  z.strictObject({ end: z.literal(true) }),
  // Of who minded the process: why there is nothing more, should that not have been all.
  z.strictObject({ ended: saidSchema }),
]);
type Message = z.infer<typeof messageSchema>;

/** What the process writes, and how it ended. `root`: the project's folder; the process is found from it at run time. */
export async function* linesOfParquet(
  bytes: AsyncIterable<Uint8Array>,
  root: string,
): AsyncGenerator<Uint8Array, void> {
  const folder = await mkdtemp(join(tmpdir(), 'longthink-import-'));
  try {
    const file = join(folder, 'file.parquet');
    await pipeline(Readable.from(bytes), createWriteStream(file));
    yield* linesOf(file, root);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* linesOf(file: string, root: string): AsyncGenerator<Uint8Array, void> {
  const wanted = [
    ...Object.values(fieldNames)
      .flat()
      .map((name) => name.replaceAll('_', '')),
    ...optionNames,
  ];
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${maxHeapMb}`,
      join(root, 'lib', 'problems', 'parquet-process.mjs'),
      file,
      JSON.stringify(wanted),
    ],
    {
      cwd: root,
      env: withoutKeys(process.env),
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let isSilent = false;
  const kill = () => {
    isSilent = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(kill, silenceMs);
  const failed = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
  });
  const ended = Promise.race([
    failed,
    new Promise<undefined>((resolve) => {
      child.once('exit', () => resolve(undefined));
    }),
  ]);
  try {
    for await (const piece of child.stdout as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      yield piece;
      timer = setTimeout(kill, silenceMs);
    }
    const error = await ended;
    const why = error === undefined ? (isSilent ? fileReasons.tookTooLong : fileReasons.tooMuchMemory) : asText(error);
    // One that was cut off may have left half a line.
    yield Buffer.from(`\n${JSON.stringify({ ended: why } satisfies Message)}`);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

/** Throws ProblemFileError when the process could not read the file, or not all of it. */
export async function* readParquetLines(lines: AsyncIterable<Uint8Array>): RawRows {
  let row = 0;
  for await (const line of readJsonLines(lines)) {
    if ('complaint' in line) {
      yield { row: ++row, complaint: line.complaint };
      continue;
    }
    const message = messageSchema.parse(line.value);
    if ('end' in message) return;
    if ('error' in message) throw new ProblemFileError(unread(row, asText(message.error)));
    if ('ended' in message) throw new ProblemFileError(unread(row, message.ended));
    if ('columns' in message && !message.columns.some((name) => fieldOf(name) === 'problem')) {
      throw new ProblemFileError(
        fillText(fileReasons.parquetNoProblem, { columns: message.columns.slice(0, 12).join(', ') }),
      );
    }
    if ('columns' in message) yield { columns: message.columns };
    if (!('value' in message)) continue;
    row += 1;
    yield isObject(message.value) ? { row, value: message.value } : { row, complaint: rowReasons.noRecord };
  }
}

function unread(row: number, why: Text): Text {
  return row === 0
    ? fillText(fileReasons.parquetUnread, { why })
    : fillText(fileReasons.parquetUnreadAfter, { row, why });
}
