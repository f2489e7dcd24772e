import { describe, expect, it } from 'vitest';
import { BackendConfigError, readBackends } from './index';

const policy = { name: 'p', kind: 'vllm', url: 'http://127.0.0.1:8000' };
const read = (value: unknown, env: Record<string, string> = {}) => readBackends(value, { env });

describe('the configuration', () => {
  it('is filled with its defaults; /v1 and slashes at the end of an address are dropped', () => {
    const { policies, verifiers } = read({ policies: [{ ...policy, url: 'http://h:1/v1/' }] });
    expect(policies[0]).toMatchObject({ url: 'http://h:1', concurrency: { initial: 128, ceiling: 512 }, timeoutMs: 120_000, isBundled: false });
    expect(verifiers).toEqual([]);
  });

  it('entries of one address share the lowest limit', () => {
    const { policies, verifiers } = read({ policies: [policy], verifiers: [{ ...policy, name: 'v', kind: 'rlhflow-prm', maxConcurrency: 8 }] });
    expect([policies[0]!.concurrency, verifiers[0]!.concurrency]).toEqual([{ initial: 8, ceiling: 8 }, { initial: 8, ceiling: 8 }]);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['no policy', { policies: [] }, /policies: needs at least one policy/],
    ['an unknown field', { policies: [{ ...policy, modle: 'x' }] }, /policies\[0\].*modle/],
    ['no address', { policies: [{ ...policy, url: 'localhost:8000' }] }, /policies\[0\]\.url: must be an http or https address/],
    ['a key in the address', { policies: [{ ...policy, url: 'http://user:pass@h/' }] }, /policies\[0\]\.url: must not contain a user name or password/],
    ['an unknown kind', { policies: [{ ...policy, kind: 'gpt' }] }, /policies\[0\]\.kind/],
    ['two of one name', { policies: [policy, policy] }, /policies\[1\]\.name: “p” is already the name of policies\[0\]/],
    ['a key that is not set', { policies: [{ ...policy, apiKeyEnv: 'NOPE' }] }, /the environment variable NOPE is not set/],
    ['not an object', [], /longthink\.config\.json cannot be used/],
  ])('%s is named', (_, value, words) => {
    expect(() => read(value)).toThrow(BackendConfigError);
    expect(() => read(value)).toThrow(words);
  });

  it('a key is never part of what is printed', () => {
    expect(JSON.stringify(read({ policies: [{ ...policy, apiKeyEnv: 'K' }] }, { K: 'sk-secret' }))).not.toContain('sk-secret');
  });
});
