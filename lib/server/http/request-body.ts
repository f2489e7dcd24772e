/**
 * Reads what a request carries, up to a limit, and checks it. Knows no route.
 */
import type { z } from 'zod';
import { isDeeper, maxJsonLevels } from '@/lib/base';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError, invalidInput } from './api-error';

const maxJsonBytes = 1_000_000;
/** What is left of a refused body is read away up to here, so that its sender comes to read why. */
const maxDrainedBytes = 64_000_000;
const maxDrainMs = 5_000;
const blockBytes = 1_048_576;

/** What scripts call JSON that say nothing else of it. */
const jsonTypes: readonly string[] = [
  'application/json',
  'application/x-ndjson',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'text/plain',
  'text/json',
];
const maxTypeLength = 200;
const charsets: readonly string[] = ['utf-8', 'utf8', 'us-ascii'];

/** The JSON body in the form of `schema`. Throws ApiError 400 with the fields that are wrong, 413, or 415. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of readBytes(request, maxJsonBytes, whyNoJson))
    text += decoder.decode(bytes, { stream: true });
  text += decoder.decode();
  if (isDeeper(text, maxJsonLevels))
    throw new ApiError('bad-request', `The body is nested more than ${maxJsonLevels} levels deep.`);
  // No text of ours holds one, and not every database can keep it.
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(text)) throw new ApiError('bad-request', 'The body holds a NUL character.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ApiError(
      'bad-request',
      `The body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}.`,
    );
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error, 'The body');
  return parsed.data;
}

/** The search parameters in the form of `schema`. One that is given twice says two things, and is refused. */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const given = [...new URL(request.url).searchParams];
  const names = new Set<string>();
  for (const [name] of given) {
    if (names.has(name)) throw new ApiError('bad-request', `The address: ${name.slice(0, 100)}: is given twice.`);
    names.add(name);
  }
  const values = Object.fromEntries(given.filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw invalidInput(parsed.error, 'The address');
  return parsed.data;
}

/** The parts of the path in the form of `schema`. */
export function readParams<T>(params: object, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw invalidInput(parsed.error, 'The address');
  return parsed.data;
}

/** The body piece by piece. Throws ApiError 413 as soon as there is more than `maxBytes` of it, 415 for one that is none of ours. */
export async function* readBytes(
  request: Request,
  maxBytes: number,
  whyNot: (type: string) => string | undefined = whyNoFile,
): AsyncGenerator<Uint8Array> {
  const tooLarge = () =>
    new ApiError('too-large', fillText(refusalTexts.tooLarge, { most: (maxBytes / 1_000_000).toLocaleString('en') }));
  if (request.body === null) return;
  const reader = request.body.getReader();
  let size = 0;
  try {
    checkType(request, whyNot);
    if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.byteLength;
      if (size > maxBytes) throw tooLarge();
      yield step.value;
    }
  } finally {
    await readAway(reader);
  }
}

/** All of the body in blocks of memory of their own, which can be handed over to a thread; throws as `readBytes`. */
export async function readBlocks(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const full: Uint8Array<ArrayBuffer>[] = [];
  let block = new Uint8Array(blockBytes);
  let used = 0;
  for await (const piece of readBytes(request, maxBytes)) {
    for (let at = 0; at < piece.byteLength;) {
      if (used === blockBytes) {
        full.push(block);
        block = new Uint8Array(blockBytes);
        used = 0;
      }
      const part = piece.subarray(at, at + blockBytes - used);
      block.set(part, used);
      used += part.byteLength;
      at += part.byteLength;
    }
  }
  return [...full, block.slice(0, used)];
}

/** Throws ApiError 415 for what is said to be written otherwise than it is read here. */
function checkType(request: Request, whyNot: (type: string) => string | undefined): void {
  const said = (request.headers.get('content-type') ?? '').toLowerCase().slice(0, maxTypeLength);
  const [type = '', ...parameters] = said.split(';').map((each) => each.trim());
  const why = whyNot(type);
  if (why !== undefined) throw new ApiError('unsupported', why);
  const [, charset = ''] = parameters.map((each) => /^charset="?([^"]*)"?$/.exec(each)).find(Boolean) ?? [];
  if (charset !== '' && !charsets.includes(charset))
    throw new ApiError('unsupported', `The body is said to be written in ${charset}. Send it in UTF-8.`);
}

function whyNoFile(type: string): string | undefined {
  return type.startsWith('multipart/')
    ? 'The body is a form with parts. Send the file alone, as it is, as the body.'
    : undefined;
}

function whyNoJson(type: string): string | undefined {
  const isJson = type === '' || jsonTypes.includes(type) || type.endsWith('+json');
  return isJson ? undefined : `The body is said to be ${type}. Send JSON, as application/json.`;
}

/** A connection that is broken off while its sender still writes is an error to it, not a reply. */
async function readAway(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  // Frees the connection when there is more, or nothing comes; a sender that has left reads no reply.
  const stop = () => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(stop, maxDrainMs);
  let size = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.byteLength;
      if (size > maxDrainedBytes) return stop();
    }
  } catch {
    stop();
  } finally {
    clearTimeout(timer);
  }
}
