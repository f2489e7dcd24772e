/** Replies that go out packed, and those that do not. */
import { describe, expect, it } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { packedReply } from './packed-reply';

const text = 'data: {"seq":1}\n\n'.repeat(10_000);
const asked = (encoding: string | undefined) =>
  packedReply(
    new Response(new Blob([text]).stream(), { headers: { 'content-type': 'text/event-stream' } }),
    new Request('http://localhost/', { headers: encoding === undefined ? {} : { 'accept-encoding': encoding } }),
  );

describe('a packed reply', () => {
  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ] as const)('to %s is %s, with all of the body', async (accepted, encoding, unpack) => {
    const reply = asked(accepted);
    expect(Object.fromEntries(reply.headers)).toEqual({
      'content-type': 'text/event-stream',
      'content-encoding': encoding,
      vary: 'accept-encoding',
    });
    const packed = Buffer.from(await reply.arrayBuffer());
    expect(packed.length).toBeLessThan(text.length / 20);
    expect(unpack(packed).toString()).toBe(text);
  });

  it.each([undefined, '', 'identity', 'gzip;q=0', 'zstd'])('to %j goes out as it is', async (accepted) => {
    const reply = asked(accepted);
    expect(reply.headers.get('content-encoding')).toBeNull();
    expect(await reply.text()).toBe(text);
  });

  it('stops its source when nobody reads on', async () => {
    let isStopped = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(crypto.getRandomValues(new Uint8Array(65_536))),
      cancel: () => {
        isStopped = true;
      },
    });
    const request = new Request('http://localhost/', { headers: { 'accept-encoding': 'gzip' } });
    const reader = packedReply(new Response(endless), request).body!.getReader();
    await reader.read();
    await reader.cancel();
    await expect.poll(() => isStopped).toBe(true);
  });
});
