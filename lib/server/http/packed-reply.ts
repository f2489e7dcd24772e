/**
 * Packs a reply on its way out, where the client takes that: with what packs logs to a tenth, off the event loop. Nothing is
 * held back for a better packing but what a block holds, so this is for what comes in one go. Knows nothing of the body.
 */
import { Duplex } from 'node:stream';
import type { ReadableWritablePair } from 'node:stream/web';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** Beyond this brotli takes longer than the bytes that it spares. */
const brotliQuality = 5;

const packers = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: () => createGzip(),
} as const;

/** `reply` as it is where the client takes no packing that we know, or there is no body. */
export function packedReply(reply: Response, request: Request): Response {
  const accepted = acceptedBy(request);
  const encoding = (['br', 'gzip'] as const).find((each) => accepted.has(each));
  if (encoding === undefined || reply.body === null) return reply;
  const packer = Duplex.toWeb(packers[encoding]()) as ReadableWritablePair<Uint8Array, Uint8Array>;
  const headers = new Headers(reply.headers);
  headers.set('content-encoding', encoding);
  headers.set('vary', 'accept-encoding');
  return new Response(reply.body.pipeThrough(packer as never), { status: reply.status, headers });
}

/** Those with a weight of 0 are refused. */
function acceptedBy(request: Request): ReadonlySet<string> {
  const header = request.headers.get('accept-encoding') ?? '';
  const named = header.split(',').map((each) =>
    each
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  return new Set(named.flatMap(([name = '', weight]) => (/^q=0(\.0*)?$/.test(weight ?? '') ? [] : [name])));
}
