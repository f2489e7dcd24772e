/** JSON that no cache keeps. */
export function jsonReply(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
