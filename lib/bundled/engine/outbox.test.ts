import { describe, expect, it } from 'vitest';
import type { SequenceOutput } from './messages';
import { Outbox } from './outbox';

const output = (id: number, token: number, more: Partial<SequenceOutput> = {}): SequenceOutput => ({
  id,
  tokens: [token],
  text: `<${token}>`,
  ...more,
});

describe('what a worker tells', () => {
  it('first tokens and ends at once, the tokens between a few milliseconds later and together', () => {
    const outbox = new Outbox();
    outbox.add(output(1, 10, { cachedTokens: 3 }));
    expect(outbox.take(100, 0)).toEqual([output(1, 10, { cachedTokens: 3 })]);
    outbox.add(output(1, 11));
    expect(outbox.take(100.3, 0)).toEqual([]);
    outbox.add(output(1, 12));
    expect(outbox.take(104.9, 0)).toEqual([]);
    expect(outbox.take(105, 0)).toMatchObject([{ id: 1, tokens: [11, 12], text: '<11><12>' }]);
    outbox.add(output(1, 13));
    outbox.add(output(1, 14, { finish: { reason: 'stop', stopReason: null } }));
    expect(outbox.take(105.5, 0)).toMatchObject([{ tokens: [13, 14], finish: { reason: 'stop' } }]);
    expect(outbox.take(999, 0)).toEqual([]);
  });

  it('everything before a pause', () => {
    const outbox = new Outbox();
    outbox.add(output(1, 10, { cachedTokens: 0 }));
    outbox.take(100, 0);
    outbox.add(output(1, 11));
    expect(outbox.take(101, 20)).toMatchObject([{ tokens: [11] }]);
  });

  it('log-probabilities stay one a token, and what was told with the first token is kept', () => {
    const outbox = new Outbox();
    const logprobs = [{ chosen: 1 }, { chosen: 2 }] as never[];
    outbox.add(output(2, 10, { cachedTokens: 5, logprobs: [logprobs[0]!] }));
    outbox.add(output(2, 11, { logprobs: [logprobs[1]!] }));
    expect(outbox.take(100, 0)).toMatchObject([{ cachedTokens: 5, logprobs }]);
  });

  it('nothing of a sequence that nobody asks for any more', () => {
    const outbox = new Outbox();
    outbox.add(output(1, 10, { cachedTokens: 0 }));
    outbox.add(output(2, 20, { cachedTokens: 0 }));
    outbox.drop(new Set([1]));
    expect(outbox.take(100, 0)).toMatchObject([{ id: 2 }]);
  });
});
