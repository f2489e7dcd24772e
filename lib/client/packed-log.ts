/**
 * What is there of the log of a run that is over, packed and in one reply, in place of a stream. Packed by the app itself, for
 * the framework packs no streams. Checks no entry.
 */
import { jsonOf } from '@/lib/base';
import { fromPacked } from '@/lib/runs/log-columns';
import { fewestPacked } from '@/lib/runs/wire';
import { logPath, request } from './api';

/** Where what follows on entry `after` is asked for; undefined where so little, up to `lastSeq`, comes as fast by itself. */
export function packedPath(
  runId: string,
  { after, lastSeq }: { readonly after: number; readonly lastSeq: number },
): string | undefined {
  return lastSeq - after < fewestPacked ? undefined : logPath(runId, { after, packed: '1' });
}

/**
 * What stands in place of entries, piece by piece; undefined for a piece that is no JSON. Throws ApiError, and what the body
 * breaks off with.
 */
export async function* unpacked(path: string, signal: AbortSignal): AsyncGenerator {
  const { body } = await request(path, { accept: 'application/octet-stream', signal, limitMs: Infinity });
  if (body === null) return;
  for await (const bytes of pieces(body)) {
    const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    yield fromPacked(jsonOf(await new Response(text).text()));
  }
}

/** Each stands behind the number of its bytes (32 bits, the highest first). */
async function* pieces(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = body.getReader();
  let held = new Uint8Array();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      held = joined(held, next.value);
      for (let end = endOfFirst(held); end <= held.byteLength; end = endOfFirst(held)) {
        yield held.subarray(4, end);
        held = held.subarray(end);
      }
    }
  } finally {
    await reader.cancel();
  }
  if (held.byteLength > 0) throw new Error('The log broke off on its way.');
}

/** Infinity where not even its length is there. */
function endOfFirst({ buffer, byteOffset, byteLength }: Uint8Array): number {
  return byteLength < 4 ? Infinity : 4 + new DataView(buffer, byteOffset).getUint32(0);
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(left.byteLength + right.byteLength);
  both.set(left);
  both.set(right, left.byteLength);
  return both;
}
