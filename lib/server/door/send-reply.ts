/** A reply in the web's form over Node's. For short ones: the body is taken whole. */
import type { ServerResponse } from 'node:http';

/** What the framework puts around its own replies, for those that it does not see. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

export async function sendReply(response: ServerResponse, reply: Response): Promise<void> {
  const body = Buffer.from(await reply.arrayBuffer());
  response.writeHead(reply.status, { ...headers, ...Object.fromEntries(reply.headers) });
  response.end(body);
}
