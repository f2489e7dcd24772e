import { describe, expect, it } from 'vitest';
import { sayIn } from '@/lib/words';
import { toldWords } from './told-words';

const say = sayIn('en');
const scored = { role: 'verifier', status: 'done', body: { logprobs: 20 } } as const;
const told = [
  { token: '+', logprob: -0.031249 },
  { token: '-\n', logprob: -3.48 },
];

describe('what a server said of how likely tokens are', () => {
  it('of a verifier is told with the score, each token with its log-probability', () => {
    expect(toldWords(scored, { score: 0.97, told }, say)).toBe('It said (log-probability): “+” −0.0312, “-\\n” −3.48');
    expect(toldWords({ ...scored, body: { prompt_logprobs: 0 } }, { score: 0.97, told }, say)).toMatch(
      /^The least likely tokens of the step .*: “\+” −0\.0312/,
    );
    // The request that the log shows may not be the one that asked.
    expect(toldWords({ ...scored, body: {} }, { score: 0.97, told }, say)).toMatch(/^It said/);
  });

  it('is said not to be there where it was not asked for, and where the log is older', () => {
    expect(toldWords({ ...scored, body: {} }, { score: 0.5, told: undefined }, say)).toMatch(/not asked for/);
    expect(toldWords({ role: 'policy', status: 'open', body: { n: 4 } }, { score: 0.5, told }, say)).toMatch(
      /not asked for/,
    );
    expect(toldWords(scored, { score: 0.5, told: undefined }, say)).toMatch(/does not have them/);
  });

  it('is nothing while nothing came of the call', () => {
    expect(toldWords({ ...scored, status: 'open' }, { score: undefined, told: undefined }, say)).toBeUndefined();
    expect(toldWords({ ...scored, status: 'failed' }, { score: 0.9, told }, say)).toBeUndefined();
  });
});
