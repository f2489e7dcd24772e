/**
 * What is there of a run's log in one packed reply: its chunks as they lie in the store, one a line. Packed by the app itself,
 * for the framework packs no streams. Reads no entry.
 */
import { logPath, request } from './api';

/** The chunks after entry `after`, each a JSON array of entries. Throws ApiError, and what the body breaks off with. */
export async function* packedChunks(runId: string, after: number, signal: AbortSignal): AsyncGenerator<string> {
  const { body } = await request(logPath(runId, { after, packed: '1' }), {
    accept: 'application/gzip',
    signal,
    limitMs: Infinity,
  });
  if (body === null) return;
  const unpacked = body.pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream());
  const reader = unpacked.getReader();
  let rest = '';
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const lines = (rest + piece.value).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    await reader.cancel();
  }
  if (rest !== '') throw new Error('The log broke off on its way.');
}
