import { describe, expect, it } from 'vitest';
import { BackendConfigError, readBackends } from '../index';

const policy = { name: 'p', kind: 'vllm', url: 'http://127.0.0.1:8000' };
const revisions = '{{ problem }}{% for attempt in attempts %}{{ attempt }}{% endfor %}';
const read = (value: unknown, env: Record<string, string> = {}) => readBackends(value, { env });

describe('the configuration', () => {
  it('is filled with its defaults; /v1 and slashes at the end of an address are dropped', () => {
    const { policies, verifiers } = read({ policies: [{ ...policy, url: 'http://h:1/v1/' }] });
    expect(policies[0]).toMatchObject({
      url: 'http://h:1',
      concurrency: { initial: 256, ceiling: 1_024 },
      timeoutMs: 120_000,
      isBundled: false,
    });
    expect(verifiers).toEqual([]);
  });

  it.each([
    ['http://h:1', 'http://h:1', '/v1'],
    ['http://h:1/v1', 'http://h:1', '/v1'],
    ['http://h:1/v1/chat/completions', 'http://h:1', '/v1'],
    ['https://h/proxy/', 'https://h/proxy', '/v1'],
    ['https://h/v1beta/openai/', 'https://h/v1beta/openai', ''],
    ['https://h/api/paas/v4/chat/completions', 'https://h/api/paas/v4', ''],
    ['https://h/openai/deployments/o-mini', 'https://h/openai/deployments/o-mini', ''],
  ])('knows where the calls of an address begin: %s', (url, base, apiPath) => {
    expect(read({ policies: [{ ...policy, url }] }).policies[0]).toMatchObject({ url: base, apiPath });
  });

  it('what goes along with calls is never printed where it may be a key, and never what a search decides', () => {
    const own = {
      ...policy,
      headers: { 'x-team': 'sk-team' },
      query: { 'api-version': '7' },
      extraBody: { think: false },
    };
    const { policies } = read({ policies: [own] });
    expect(policies[0]!.headers['x-team']!.reveal()).toBe('sk-team');
    expect(JSON.stringify(policies)).not.toContain('sk-team');
    expect(() => read({ policies: [{ ...policy, extraBody: { stop: ['a'] } }] })).toThrow(
      /policies\[0\]\.extraBody: must not hold what a search decides/,
    );
    expect(() => read({ policies: [{ ...policy, url: 'http://h:1/?a=b' }] })).toThrow(
      /policies\[0\]\.url: must not contain a query; put what follows the \? into query/,
    );
  });

  it('entries of one address share the lowest limit', () => {
    const { policies, verifiers } = read({
      policies: [policy],
      verifiers: [{ ...policy, name: 'v', kind: 'rlhflow-prm', maxConcurrency: 8 }],
    });
    expect([policies[0]!.concurrency, verifiers[0]!.concurrency]).toEqual([
      { initial: 8, ceiling: 8 },
      { initial: 8, ceiling: 8 },
    ]);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['no policy', { policies: [] }, /policies: needs at least one policy/],
    ['an unknown field', { policies: [{ ...policy, modle: 'x' }] }, /policies\[0\].*modle/],
    [
      'no address',
      { policies: [{ ...policy, url: 'localhost:8000' }] },
      /policies\[0\]\.url: must be an http or https address/,
    ],
    [
      'a key in the address',
      { policies: [{ ...policy, url: 'http://user:pass@h/' }] },
      /policies\[0\]\.url: must not contain a user name or password/,
    ],
    ['an unknown kind', { policies: [{ ...policy, kind: 'gpt' }] }, /policies\[0\]\.kind/],
    [
      'two of one name',
      { policies: [policy, policy] },
      /policies\[1\]\.name: “p” is already the name of policies\[0\]/,
    ],
    ['no address at all', { policies: [{ name: 'p' }] }, /policies\[0\]\.url: is needed, or urls instead of it/],
    ['one address and several', { policies: [{ ...policy, urls: ['http://h:1'] }] }, /policies\[0\]\.url: .*not both/],
    [
      'a chat template that is none',
      { policies: [{ ...policy, chatTemplate: '{% for %}' }] },
      /policies\[0\]\.chatTemplate: is not a chat template: /,
    ],
    [
      'a chat template that refuses',
      { policies: [{ ...policy, chatTemplate: "{{ raise_exception('no') }}" }] },
      /chatTemplate: is not a chat template: no/,
    ],
    [
      'a word for how revisions are shown that is none',
      { policies: [{ ...policy, revisions: 'turns' }] },
      /policies\[0\]\.revisions: is neither “chat” nor a template of revisions: it shows no problem/,
    ],
    [
      'a template of revisions that is none',
      { policies: [{ ...policy, revisions: '{{ problem }}{% for %}' }] },
      /policies\[0\]\.revisions: is neither “chat” nor a template of revisions: /,
    ],
    [
      'a template of revisions that leaves attempts out',
      { policies: [{ ...policy, revisions: '{{ problem }}{{ attempts[0] }}' }] },
      /revisions: .*it does not show all attempts; write \{% for attempt in attempts %\}/,
    ],
    [
      'a template of revisions where no raw text is taken',
      { policies: [{ ...policy, kind: 'chat', revisions }] },
      /policies\[0\]\.revisions: cannot be a template for a policy of kind chat, which takes no raw text/,
    ],
    [
      'a template of revisions that begins otherwise than the chat',
      { policies: [{ ...policy, chatTemplate: '{{ bos_token }}{{ messages[0].content }}', revisions }] },
      /policies\[0\]\.revisions: must begin with \{\{ bos_token \}\} if chatTemplate does/,
    ],
    [
      'a template of revisions beside a chat template that is none',
      { policies: [{ ...policy, chatTemplate: '{% for %}', revisions }] },
      /policies\[0\]\.chatTemplate: is not a chat template: /,
    ],
    [
      'a system prompt where none is used',
      { policies: [policy], verifiers: [{ ...policy, kind: 'math-shepherd', systemPrompt: 'x' }] },
      /verifiers\[0\]\.systemPrompt: is not used/,
    ],
    [
      'a key that is not set',
      { policies: [{ ...policy, apiKeyEnv: 'NOPE' }] },
      /the environment variable NOPE is not set/,
    ],
    ['not an object', [], /longthink\.config\.json cannot be used/],
  ])('%s is named', (_, value, words) => {
    expect(() => read(value)).toThrow(BackendConfigError);
    expect(() => read(value)).toThrow(words);
  });

  it('a template of revisions is kept as it is, and the word for a chat is none', () => {
    const { policies } = read({
      policies: [
        { ...policy, revisions },
        { ...policy, name: 'q', kind: 'chat', revisions: 'chat' },
      ],
    });
    expect(policies.map((each) => each.revisions)).toEqual([revisions, undefined]);
  });

  it('several servers are one backend; sizes are in billions, prices of a million tokens', () => {
    const { policies } = read({
      policies: [
        {
          name: 'p',
          urls: ['http://a:1/v1', 'http://b:1', 'http://a:1'],
          affinity: 'subtree',
          parametersB: 1.5,
          pricePerMillionTokens: { prompt: 1, completion: 4 },
        },
      ],
    });
    expect(policies[0]).toMatchObject({
      kind: 'vllm',
      url: 'http://a:1',
      urls: ['http://a:1', 'http://b:1'],
      affinity: 'subtree',
      parametersM: 1_500,
      price: { prompt: 1, completion: 4 },
    });
  });

  it('a key is never part of what is printed', () => {
    expect(JSON.stringify(read({ policies: [{ ...policy, apiKeyEnv: 'K' }] }, { K: 'sk-secret' }))).not.toContain(
      'sk-secret',
    );
  });
});
