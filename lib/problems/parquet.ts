/** Parquet: needs the whole file, so it is put aside on the disk, and read by a process of its own (see parquet-process.mjs). */
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
import { asText, fileReasons, fillText, rowReasons, type Text } from '@/lib/words';
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
]);

/** `root`: the project's folder; the process is found from it at run time. */
export async function* readParquet(bytes: AsyncIterable<Uint8Array>, root: string): RawRows {
  const folder = await mkdtemp(join(tmpdir(), 'longthink-import-'));
  try {
    const file = join(folder, 'file.parquet');
    await pipeline(Readable.from(bytes), createWriteStream(file));
    yield* rowsOf(file, root);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* rowsOf(file: string, root: string): RawRows {
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
  let row = 0;
  let isWhole = false;
  try {
    for await (const line of readJsonLines(child.stdout)) {
      clearTimeout(timer);
      timer = setTimeout(kill, silenceMs);
      if ('complaint' in line) {
        yield { row: ++row, complaint: line.complaint };
        continue;
      }
      const message = messageSchema.parse(line.value);
      if ('error' in message) throw new ProblemFileError(unread(row, asText(message.error)));
      if ('end' in message) isWhole = true;
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
    const error = await ended;
    if (!isWhole)
      throw new ProblemFileError(
        unread(
          row,
          error === undefined ? (isSilent ? fileReasons.tookTooLong : fileReasons.tooMuchMemory) : asText(error),
        ),
      );
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

function unread(row: number, why: Text): Text {
  return row === 0
    ? fillText(fileReasons.parquetUnread, { why })
    : fillText(fileReasons.parquetUnreadAfter, { row, why });
}
