/** Several runs started at once on a server that refuses some: all of them or none. */
import { afterEach, expect, it, vi } from 'vitest';
import { RefusedStartError, startTogether } from './index';

const bodies = ['greedy', 'majority', 'dvts'].map((strategy) => ({
  problem: { text: 'A problem.' },
  strategy: strategy as 'greedy' | 'majority' | 'dvts',
}));

interface Asked {
  readonly method: string;
  readonly path: string;
}

/** Refuses runs of `refused`, and the deletion of `kept`; what it was asked for after the starts is in `asked`. */
function serve({ refused, kept }: { readonly refused?: string; readonly kept?: string }): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (path: string, { method, body }: { readonly method: string; readonly body?: string }) => {
    asked.push({ method, path });
    const strategy = body === undefined ? '' : (JSON.parse(body) as { strategy: string }).strategy;
    if ((method === 'POST' && strategy === refused) || path === `/api/runs/${kept}`)
      return Promise.resolve(
        Response.json(
          { error: { code: 'full', message: 'No room.', said: { en: 'No room.', zh: '没有空位。' } } },
          { status: 503 },
        ),
      );
    return Promise.resolve(
      method === 'POST' ? Response.json({ runId: strategy }, { status: 201 }) : new Response(null, { status: 204 }),
    );
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it('starts all, and names them in their order', async () => {
  const asked = serve({});
  expect(await startTogether(bodies)).toEqual(['greedy', 'majority', 'dvts']);
  expect(asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
});

it('takes back what was started where one is refused, and says which and why', async () => {
  const asked = serve({ refused: 'majority' });
  const error = await startTogether(bodies).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(RefusedStartError);
  expect(error).toMatchObject({ place: 1, message: 'No room.', said: { zh: '没有空位。' }, left: [] });
  expect(asked.slice(3)).toEqual([
    { method: 'DELETE', path: '/api/runs/greedy' },
    { method: 'DELETE', path: '/api/runs/dvts' },
  ]);
});

it('says what it could not take back', async () => {
  serve({ refused: 'dvts', kept: 'greedy' });
  await expect(startTogether(bodies)).rejects.toMatchObject({ place: 2, left: ['greedy'] });
});
