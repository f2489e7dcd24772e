/** For tests: requests that somebody holds until they are answered, as a route does. What its signal listens to goes with a request. */
const held: Request[] = [];

/** POST, to an address of this machine. */
export function heldRequest({ body, signal }: Pick<RequestInit, 'body' | 'signal'>): Request {
  const request = new Request('http://127.0.0.1/', { method: 'POST', body, signal });
  held.push(request);
  return request;
}
