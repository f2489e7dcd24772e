import { expect, it, vi } from 'vitest';
import type { BackendStatus } from '@/lib/backends/status';
import { statusesFor } from './statuses-for';

const at = 'http://10.0.0.3:8000';
const status: BackendStatus = {
  name: 'policy',
  role: 'policy',
  kind: 'vllm',
  url: at,
  urls: [at],
  notes: [`${at} is slow.`],
  isBundled: false,
  isReachable: false,
  capabilities: {},
  load: { inFlight: 0, limit: 1 },
  failure: { kind: 'unreachable', message: `${at} does not answer.`, server: at },
  checkedAt: 1,
};
const statuses = vi.fn(() => Promise.resolve([status]));

it('the owner is told all of a model server, a viewer no address and nothing that holds one', async () => {
  expect(await statusesFor(true, { statuses }, {})).toEqual([status]);
  const [shown] = await statusesFor(false, { statuses }, {});
  expect(shown).toMatchObject({ name: 'policy', isReachable: false, failure: { kind: 'unreachable' } });
  expect(JSON.stringify(shown)).not.toContain('10.0.0.3');
});

it('only the owner has every server asked anew', async () => {
  await statusesFor(true, { statuses }, { isFresh: true });
  expect(statuses).toHaveBeenLastCalledWith({ isFresh: true });
  statuses.mockClear();
  await expect(statusesFor(false, { statuses }, { isFresh: true })).rejects.toMatchObject({ code: 'viewing-only' });
  expect(statuses).not.toHaveBeenCalled();
});
