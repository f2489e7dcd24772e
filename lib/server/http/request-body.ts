/**
 * Reads what a request carries, up to a limit, and checks it. Knows no route.
 */
import type { z } from 'zod';
import { ApiError, invalidInput } from './api-error';

const maxJsonBytes = 1_000_000;

/** The JSON body in the form of `schema`. Throws ApiError 400 with the fields that are wrong, or 413. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of readBytes(request, maxJsonBytes)) text += decoder.decode(bytes, { stream: true });
  text += decoder.decode();
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

/** The body piece by piece. Throws ApiError 413 as soon as there is more than `maxBytes` of it. */
export async function* readBytes(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  const tooLarge = () =>
    new ApiError(
      'too-large',
      `The body is larger than ${(maxBytes / 1_000_000).toLocaleString('en')} MB, the most that is taken.`,
    );
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (request.body === null) return;
  const reader = request.body.getReader();
  let size = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.byteLength;
      if (size > maxBytes) throw tooLarge();
      yield step.value;
    }
  } finally {
    // Frees the connection when the rest of the body is not wanted.
    await reader.cancel().catch(() => undefined);
  }
}
