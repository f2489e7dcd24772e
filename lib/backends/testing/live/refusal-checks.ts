/** What must hold where a real server says no: keys, and more requests than it takes. */
import { expect } from 'vitest';
import { createPolicy, probeBackend, resolveModel } from '../../index';
import { collect, neverAborted, policyAt, proposeRequest } from '../setup';
import { probeUntilKnown, type Check } from './check';
import { liveKey } from './servers';

export const refusalChecks: readonly Check[] = [
  {
    name: 'a key that is missing, wrong, right',
    server: 'keyed',
    async run({ url, context }) {
      const without = await probeBackend(policyAt(url, { model: undefined }), context, neverAborted);
      expect(without.failure).toMatchObject({
        kind: 'unauthorized',
        message: expect.stringMatching(/wants an API key.*apiKeyEnv/s) as unknown,
      });
      const wrong = await probeBackend(policyAt(url, { model: undefined, apiKeyEnv: 'KEY' }), context, neverAborted);
      expect(wrong.failure).toMatchObject({
        kind: 'unauthorized',
        message: expect.stringContaining('did not accept the API key') as unknown,
      });
      expect(JSON.stringify(wrong)).not.toContain('sk-very-secret');
      const right = await probeUntilKnown(policyAt(url, { model: undefined, apiKeyEnv: 'LIVE_KEY' }), context);
      expect(right).toMatchObject({ isReachable: true, capabilities: { completions: true } });
      expect(JSON.stringify(right)).not.toContain(liveKey);
    },
  },
  {
    name: 'what a full queue refuses is sent again',
    server: 'keyed',
    async run({ url, context }) {
      const backend = await resolveModel(
        policyAt(url, { model: undefined, apiKeyEnv: 'LIVE_KEY' }),
        context,
        neverAborted,
      );
      const policy = createPolicy(backend, context, 'interactive');
      const prompt = await policy.prepare({ text: 'What is $3 + 4$?' }, neverAborted);
      const requests = Array.from({ length: 6 }, (_, i) =>
        proposeRequest(prompt, { stop: [], temperature: 2, maxTokens: 40, seed: 100 + i }),
      );
      const results = await Promise.all(requests.map((request) => collect(policy.propose(request, neverAborted))));
      expect(results.map(({ error }) => error)).toEqual(requests.map(() => undefined));
      const retries = requests.flatMap(({ notices }) => notices.filter((notice) => notice.type === 'retry'));
      expect(retries.length).toBeGreaterThan(0);
      expect(retries[0]).toMatchObject({
        reason: {
          kind: 'overloaded',
          message: expect.stringMatching(
            /overloaded or not ready: status 503, “The engine is currently busy/,
          ) as unknown,
        },
      });
    },
  },
];
