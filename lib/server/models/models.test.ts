/** What is told of the bundled server while it starts, and once it has. */
import { expect, it } from 'vitest';
import { impatientContext } from '../../backends/testing/searches';
import { policyAt, scripted } from '../../backends/testing/setup';
import type { BundledState } from './bundled-server';
import { Models } from './models';

it('a bundled server is told as ready as soon as it is, though it was asked a moment ago', async () => {
  let state: BundledState = 'starting';
  let isUp = false;
  const server = await scripted({
    'GET /v1/models': (reply) => (isUp ? reply.json({ data: [{ id: 'tiny' }] }) : reply.json({}, 503)),
  });
  const models = new Models({
    read: () => ({ policies: [{ ...policyAt(server.url), isBundled: true }], verifiers: [] }),
    context: impatientContext(),
    bundled: {
      get state() {
        return state;
      },
      words: 'It is starting.',
      whenReady: () => Promise.resolve(true),
    },
    now: () => 0,
  });
  const told = async () => (await models.statuses())[0]!;
  expect(await told()).toMatchObject({ isReachable: false, failure: { message: 'It is starting.' } });
  isUp = true;
  // Nothing says that it has changed: what was found a moment ago still holds.
  expect(await told()).toMatchObject({ isReachable: false });
  state = 'ready';
  expect(await told()).toMatchObject({ isReachable: true });
});
