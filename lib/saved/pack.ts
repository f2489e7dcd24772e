/** Text to a third or less of its size, in letters that mean nothing anywhere in a page, and back. */

/** Bytes that are turned into letters at once; a multiple of three, so that the pieces join. */
const pieceBytes = 3 * 8_192;

/** Gzip, in base64. */
export async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    letters.push(btoa(String.fromCharCode(...bytes.subarray(at, at + pieceBytes))));
  return letters.join('');
}

/** The bytes of the text, as they are unpacked. Throws DOMException for what is no base64; a stream of what is no gzip fails. */
export function unpacked(letters: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
}
