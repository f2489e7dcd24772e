/**
 * Reads what a request carries, up to a limit, and checks it. Knows no route.
 */
import type { z } from 'zod';
import { ApiError, invalidInput } from './api-error';

const maxJsonBytes = 1_000_000;
/** Deeper than anything that is asked for here; what is nested without end cannot be looked through. */
const maxJsonDepth = 64;
/** What is left of a refused body is read away up to here, so that its sender comes to read why. */
const maxDrainedBytes = 64_000_000;
const maxDrainMs = 5_000;

/** The JSON body in the form of `schema`. Throws ApiError 400 with the fields that are wrong, or 413. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of readBytes(request, maxJsonBytes)) text += decoder.decode(bytes, { stream: true });
  text += decoder.decode();
  if (isDeeper(text, maxJsonDepth))
    throw new ApiError('bad-request', `The body is nested more than ${maxJsonDepth} levels deep.`);
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

/** The search parameters in the form of `schema`; one that is given twice counts once, the last. */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const values = Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ''));
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

/** The body piece by piece. Throws ApiError 413 as soon as there is more than `maxBytes` of it. */
export async function* readBytes(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  const tooLarge = () =>
    new ApiError(
      'too-large',
      `The body is larger than ${(maxBytes / 1_000_000).toLocaleString('en')} MB, the most that is taken.`,
    );
  if (request.body === null) return;
  const reader = request.body.getReader();
  let size = 0;
  try {
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

/** Is JSON in `text` nested more than `levels` deep? Linear; text that is no JSON may be told either way. */
function isDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '"') isInString = !isInString;
    else if (letter === '\\' && isInString) i++;
    else if (isInString) continue;
    else if ((letter === '[' || letter === '{') && ++depth > levels) return true;
    else if (letter === ']' || letter === '}') depth--;
  }
  return false;
}
