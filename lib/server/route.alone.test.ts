/** What stands around every route handler, with an application of which only what it touches is there. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreError } from '@/lib/runs';
import type { App } from './app';
import { visiting } from './door/visitor';
import { ApiError } from './http/api-error';
import { getApp } from './instance';
import { route } from './route';
import type { ApiErrorBody } from './wire';

vi.mock('./instance', () => ({ getApp: vi.fn() }));

const report = vi.fn();
const handle = vi.fn<() => Promise<Response>>();

let closing: AbortController;

beforeEach(() => {
  closing = new AbortController();
  vi.resetAllMocks();
  // The rest of an application is the handlers' own affair.
  vi.mocked(getApp).mockResolvedValue({
    settings: { allowedHosts: [] },
    report,
    closing: closing.signal,
  } as unknown as App);
  handle.mockResolvedValue(new Response('well'));
});

function send(address: string, init: RequestInit = {}): Promise<Response> {
  return asked(route(handle), new Request(`http://localhost${address}`, init), {});
}
/** As it comes from the door. */
function asked<P>(handler: ReturnType<typeof route<P>>, request: Request, params: P): Promise<Response> {
  return visiting({ role: 'owner', isByToken: false, sender: '127.0.0.1' }, () =>
    handler(request, { params: Promise.resolve(params) }),
  );
}
async function refusal(reply: Response): Promise<readonly [number, string, string]> {
  const { error } = (await reply.json()) as ApiErrorBody;
  return [reply.status, error.code, error.message];
}

describe('a route', () => {
  it('hands application, request and parameters to its handler, and its reply back', async () => {
    const handle = vi.fn(() => new Response('well'));
    const request = new Request('http://localhost/api/runs/one');
    const reply = await asked(route<{ id: string }>(handle), request, { id: 'one' });
    expect(await reply.text()).toBe('well');
    expect(handle).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ report }), request, { id: 'one' });
  });

  it.each(['/api/runs/a%00b', '/api/runs/a\0b', '/api/problems?search=%00', '/api/runs?cursor=a%00'])(
    'asks no database for a name that holds a NUL: %j',
    async (address) => {
      expect(await refusal(await send(address))).toEqual([400, 'bad-request', 'The address holds a NUL character.']);
      expect(handle).not.toHaveBeenCalled();
    },
  );

  it.each(['/api/runs/a%2500', '/api/problems?search=100%25'])(
    'takes a percent sign for what it is: %s',
    async (address) => {
      expect((await send(address)).status).toBe(200);
    },
  );

  it('does nothing for what has not come by the door', async () => {
    const reply = await route(handle)(new Request('http://localhost/api/runs'), { params: Promise.resolve({}) });
    expect((await refusal(reply)).slice(0, 2)).toEqual([403, 'forbidden']);
    expect(handle).not.toHaveBeenCalled();
  });

  it('says what the caller can act on, and of a bug no more than that it is one', async () => {
    handle.mockRejectedValueOnce(new ApiError('not-found', 'There is no run one.'));
    expect(await refusal(await send('/api/runs/one'))).toEqual([404, 'not-found', 'There is no run one.']);
    expect(report).not.toHaveBeenCalled();

    const bug = new TypeError('secret of the house');
    handle.mockRejectedValueOnce(bug);
    const [status, code, message] = await refusal(await send('/api/runs/one'));
    expect([status, code]).toEqual([500, 'failed']);
    expect(message).not.toContain('secret');
    expect(report).toHaveBeenCalledExactlyOnceWith(expect.any(String), bug);
  });

  it('replies without an application too, with what keeps it from working', async () => {
    vi.mocked(getApp).mockRejectedValueOnce(
      new StoreError('unreachable', 'The database cannot be reached.', { isRetryable: true }),
    );
    expect(await refusal(await send('/api/runs'))).toEqual([503, 'unavailable', 'The database cannot be reached.']);
  });

  it('says that it ends, whatever its ending broke off', async () => {
    handle.mockImplementationOnce(async () => {
      closing.abort();
      throw new Error('The thread ended.');
    });
    expect((await refusal(await send('/api/runs'))).slice(0, 2)).toEqual([503, 'unavailable']);
    expect(report).not.toHaveBeenCalled();
  });

  it('reports nothing when whoever asked has left', async () => {
    const leaving = new AbortController();
    handle.mockImplementationOnce(async () => {
      leaving.abort();
      throw leaving.signal.reason;
    });
    expect((await send('/api/runs', { signal: leaving.signal })).status).toBe(499);
    expect(report).not.toHaveBeenCalled();
  });
});
