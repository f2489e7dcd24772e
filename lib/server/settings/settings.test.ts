/** Backends from the file, from the environment and from the bundled models, together. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfiguredBackends, readSettings } from './settings';
import type { Environment } from './settings';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'longthink-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(environment: Environment, file?: unknown) {
  const path = join(folder, 'longthink.config.json');
  if (file !== undefined) writeFileSync(path, JSON.stringify(file));
  return readConfiguredBackends(
    readSettings(root, { ...environment, ...(file === undefined ? {} : { LONGTHINK_CONFIG: path }) }),
    'http://127.0.0.1:1',
  );
}

const file = {
  policies: [
    {
      name: 'llama-1b',
      urls: ['http://a:1', 'http://b:1'],
      parametersB: 1.24,
      pricePerMillionTokens: { prompt: 0.1, completion: 0.4 },
    },
  ],
};

describe('configured backends', () => {
  it('are those of the file, of the environment and of the bundled models, in this order', () => {
    const { policies, verifiers } = read(
      {
        LONGTHINK_VERIFIER_URL: 'http://prm:8001',
        LONGTHINK_VERIFIER_MODEL: 'RLHFlow/Llama3.1-8B-PRM-Deepseek-Data',
        LONGTHINK_VERIFIER_KEY: 'sk-env',
      },
      file,
    );
    expect(policies.map(({ name }) => name)).toEqual(['llama-1b', 'policy', 'baseline', 'reviser']);
    expect(policies[0]).toMatchObject({
      url: 'http://a:1',
      urls: ['http://a:1', 'http://b:1'],
      parametersM: 1_240,
      price: { prompt: 0.1, completion: 0.4 },
    });
    expect(verifiers[0]).toMatchObject({ name: 'own-verifier', kind: 'rlhflow-prm', url: 'http://prm:8001' });
    expect(verifiers[0]!.apiKey!.reveal()).toBe('sk-env');
    expect(JSON.stringify([policies, verifiers])).not.toContain('sk-env');
  });

  it('show attempts to the bundled reviser as it was trained to see them, and to nobody else', () => {
    const shown = read({}).policies.filter(({ revisions }) => revisions !== undefined);
    expect(shown.map(({ name }) => name)).toEqual(['reviser']);
  });

  it('know how large the bundled models are', () => {
    const { policies } = read({});
    expect(policies.find(({ name }) => name === 'policy')!.parametersM).toBeGreaterThan(0.3);
    expect(policies.find(({ name }) => name === 'baseline')!.parametersM).toBeGreaterThan(
      policies.find(({ name }) => name === 'policy')!.parametersM!,
    );
  });

  it.each<readonly [string, Environment, RegExp]>([
    [
      'an address that is none',
      { LONGTHINK_POLICY_URL: 'localhost:8000' },
      /^The environment cannot be used: LONGTHINK_POLICY_URL: must be an http/,
    ],
    ['no address', { LONGTHINK_POLICY_MODEL: 'x' }, /LONGTHINK_POLICY_URL: is needed/],
    [
      'a kind that cannot be told',
      { LONGTHINK_VERIFIER_URL: 'http://h:1', LONGTHINK_VERIFIER_MODEL: 'x' },
      /LONGTHINK_VERIFIER_KIND: cannot be told/,
    ],
    [
      'a number that is none',
      { LONGTHINK_POLICY_URL: 'http://h:1', LONGTHINK_POLICY_TIMEOUT_SECONDS: 'long' },
      /LONGTHINK_POLICY_TIMEOUT_SECONDS: /,
    ],
    [
      'a name that is taken',
      { LONGTHINK_POLICY_URL: 'http://h:1', LONGTHINK_POLICY_NAME: 'llama-1b' },
      /LONGTHINK_POLICY_NAME: “llama-1b” is already the name of a policy/,
    ],
  ])('%s is named by its variable', (_, environment, words) => {
    expect(() => read(environment, file)).toThrow(words);
  });
});
