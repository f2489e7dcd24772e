/** What a reply is read from: packed by a proxy, faster than its reader, given up, behind early hints. */
import { createServer } from 'node:http';
import type { RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Exchange } from './exchange';

async function exchangeWith(listener: RequestListener): Promise<Exchange> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  onTestFinished(async () => {
    await agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new Exchange(agent, { origin, path: '/', method: 'GET' });
}

async function wholeOf(exchange: Exchange): Promise<string> {
  const parts: Uint8Array[] = [];
  for (let piece = await exchange.read(); piece !== undefined; piece = await exchange.read()) parts.push(piece);
  return Buffer.concat(parts).toString();
}

describe('an exchange', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('reads a reply that was packed unasked: %s', async (encoding, pack) => {
    const exchange = await exchangeWith((_, reply) => {
      reply.writeHead(200, { 'content-encoding': encoding }).end(pack('text'.repeat(1_000)));
    });
    expect((await exchange.head).status).toBe(200);
    expect(await wholeOf(exchange)).toBe('text'.repeat(1_000));
    expect(exchange.isWhole).toBe(true);
  });

  it('passes over what comes before the reply, and joins headers of one name', async () => {
    const exchange = await exchangeWith((_, reply) => {
      reply.writeProcessing();
      reply.writeHead(404, [
        ['x-word', 'one'],
        ['x-word', 'two'],
      ] as unknown as string[]);
      reply.end('no');
    });
    const head = await exchange.head;
    expect([head.status, head.header('x-word'), head.header('x-other')]).toEqual([404, 'one, two', undefined]);
    expect(await wholeOf(exchange)).toBe('no');
  });

  it('has the server wait for a reader that is slow, and loses nothing', async () => {
    const megabytes = 24;
    let written = 0;
    const write = async (reply: ServerResponse) => {
      for (let i = 0; i < megabytes; i++) {
        const isTaken = reply.write(Buffer.alloc(1024 * 1024, i));
        written++;
        if (!isTaken) await new Promise((resolve) => reply.once('drain', resolve));
      }
      reply.end();
    };
    const exchange = await exchangeWith((_, reply) => void write(reply));
    await exchange.head;
    await sleep(300);
    expect(written).toBeLessThan(megabytes);
    expect((await wholeOf(exchange)).length).toBe(megabytes * 1024 * 1024);
  });

  it('tells the reason for which it was given up, and hangs up', async () => {
    let hungUp: () => void = () => undefined;
    const isHungUp = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const exchange = await exchangeWith((_, reply) => {
      reply.write('one');
      reply.on('close', hungUp);
    });
    await exchange.head;
    const reason = new Error('enough');
    exchange.giveUp(reason);
    await expect(exchange.read()).rejects.toBe(reason);
    await isHungUp;
    expect(exchange.isWhole).toBe(false);
  });

  it('given up before it has a connection it never begins', async () => {
    const exchange = await exchangeWith((_, reply) => reply.end());
    exchange.giveUp('no');
    await expect(exchange.head).rejects.toBe('no');
  });
});
