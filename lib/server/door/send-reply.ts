/** A reply in the web's form over Node's. For short ones: the body is taken whole. */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { doorHeaders } from './security-headers';

export async function sendReply(response: ServerResponse, reply: Response): Promise<void> {
  const body = Buffer.from(await reply.arrayBuffer());
  response.writeHead(reply.status, { ...doorHeaders, ...Object.fromEntries(reply.headers) });
  response.end(body);
}

/** The last words on a connection that goes with no reply object. `status`: its number and name. */
export function endWith(socket: Duplex, status: string, words = ''): void {
  const headers = { ...doorHeaders, connection: 'close', 'content-type': 'text/plain', 'content-length': words.length };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // Whoever has left reads no reply.
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('')}\r\n${words}`);
}
