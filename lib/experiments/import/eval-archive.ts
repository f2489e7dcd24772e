/**
 * Inspect's `.eval` files: ZIP archives with a JSON file a sample under `samples/`. Unpacked into the JSON log that they stand
 * for, under a limit, because an archive may claim any size. It reads no sample, and tells which files it left.
 */

/** What all samples together may unpack to, in bytes. */
const maxUnpackedBytes = 256_000_000;

/** The archive cannot be read; the message says why. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const [localHeader, centralHeader, endRecord] = [0x04034b50, 0x02014b50, 0x06054b50];
const [stored, deflated] = [0, 8];
/** The end record, with the longest comment. */
const longestEnd = 22 + 0xffff;

export function isArchive(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && viewOf(bytes).getUint32(0, true) === localHeader;
}

export interface UnpackedLog {
  /** UTF-8 of `{"samples": […]}`. */
  readonly log: Uint8Array;
  /** Names of the other files in the archive. */
  readonly unread: readonly string[];
}

/** Throws ArchiveError. */
export async function logOfArchive(bytes: Uint8Array, limit = maxUnpackedBytes): Promise<UnpackedLog> {
  const pieces: Uint8Array[] = [encode('{"samples":[')];
  let room = limit;
  const unread: string[] = [];
  let samples = 0;
  for (const entry of entriesOf(bytes)) {
    if (!/^samples\/[^/]+\.json$/.test(entry.name)) {
      // A folder holds nothing itself.
      if (!entry.name.endsWith('/')) unread.push(entry.name);
      continue;
    }
    if (samples++ > 0) pieces.push(encode(','));
    for await (const piece of unpacked(bytes, entry)) {
      room -= piece.byteLength;
      if (room < 0) throw new ArchiveError(`its samples unpack to more than ${limit / 1e6} MB`);
      pieces.push(piece);
    }
  }
  if (samples === 0) throw new ArchiveError('it holds no samples/….json as a log of Inspect does');
  pieces.push(encode(']}'));
  return { log: joined(pieces), unread };
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly size: number;
  /** Of its local header. */
  readonly at: number;
}

/** By the central directory (APPNOTE 4.3.12); the local headers may lack sizes. */
function* entriesOf(bytes: Uint8Array): Generator<Entry, void> {
  const view = viewOf(bytes);
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== centralHeader)
      throw new ArchiveError('its directory is damaged');
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    yield {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name!)),
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    };
    at += 46 + name! + extra! + comment!;
  }
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - longestEnd); at--)
    if (view.getUint32(at, true) === endRecord) return at;
  throw new ArchiveError('its end is lacking');
}

async function* unpacked(bytes: Uint8Array, { name, method, size, at }: Entry): AsyncGenerator<Uint8Array, void> {
  const view = viewOf(bytes);
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== localHeader)
    throw new ArchiveError(`${name} is not where its directory says`);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + size > view.byteLength) throw new ArchiveError(`${name} is cut off`);
  const packed = bytes.slice(from, from + size);
  if (method === stored) {
    yield packed;
    return;
  }
  if (method !== deflated)
    throw new ArchiveError(
      `${name} is packed by method ${method}; “inspect log convert --to json” writes the log as JSON`,
    );
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw new ArchiveError(`${name} cannot be unpacked: ${error instanceof Error ? error.message : 'damaged'}`);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
