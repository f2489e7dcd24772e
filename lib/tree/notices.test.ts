/** What a reader is told of how a run went, over searches against scripts. */
import { describe, expect, it } from 'vitest';
import type { ProposeRequest } from '@/lib/search';
import { runScripted, toySpec } from '../search/testing/run-search';
import { ends, piece, sent, usage, type PolicyLine } from '../search/testing/scripted';
import { noticesOf } from './index';

const beam = toySpec('beam-search', { n: 4, beamWidth: 2, maxSteps: 5 });
const stepper =
  (textOf: (seed: number) => string) =>
  ({ count, stop, seed }: ProposeRequest): readonly PolicyLine[] =>
    Array.from({ length: count }, (_, i) =>
      stop.length > 0
        ? [piece(`${textOf(seed + i)}\n\n`, 2, i)]
        : [piece(`\\boxed{${seed + i}}`, 1, i), ends('eos', i)],
    ).flat();

describe('notices of a run', () => {
  it('there are none where all goes as it should', async () => {
    const { state } = await runScripted(beam, { policy: stepper((seed) => `step ${seed}`) });
    expect(noticesOf(state)).toEqual([]);
  });

  it('samples that never differ', async () => {
    const { state } = await runScripted(beam, { policy: stepper(() => 'the same') });
    expect(noticesOf(state)).toEqual([expect.stringMatching(/samples of a step are identical/)]);
  });

  it('samples that differ at first, and never again; but not those that differ now and then', async () => {
    const told = async (line: (seed: number) => string) =>
      noticesOf((await runScripted(beam, { policy: stepper(line) })).state).filter((each) => /identical/.test(each));
    let calls = 0;
    expect(await told((seed) => (calls++ < 4 ? `first ${seed}` : 'the same'))).toHaveLength(1);
    expect(await told((seed) => (seed % 5 === 0 ? 'another' : 'the same'))).toEqual([]);
  });

  it('a separator that is never written', async () => {
    const whole = 'One line.\n'.repeat(60);
    const { state } = await runScripted(toySpec('best-of-n', { n: 4, maxTokens: 600 }), {
      policy: ({ count, seed }) =>
        Array.from({ length: count }, (_, i) => [piece(`${whole}${seed + i}`, 1, i), ends('eos', i)]).flat(),
    });
    expect(noticesOf(state)).toEqual([expect.stringMatching(/never writes the separator "\\n\\n"/)]);
  });

  it('what was lost, and what ended within a thought', async () => {
    const { state } = await runScripted(toySpec('best-of-n', { n: 2 }), {
      policy: [[piece('a', 1, 0), ends('dropped', 0), { type: 'thought', index: 1, text: 'Hm' }, ends('thinking', 1)]],
    });
    expect(noticesOf(state)).toEqual([
      expect.stringMatching(/^1 path lost/),
      expect.stringMatching(/^1 text ended within a thought/),
    ]);
  });

  it('an end of a thought that nobody saw begin', async () => {
    const { state } = await runScripted(toySpec('best-of-n', { n: 2 }), {
      policy: [
        [
          piece('Hm.\n\nSo.</think>\n\n\\boxed{42}', 9, 0),
          ends('eos', 0),
          { type: 'thought', index: 1, text: 'Hm' },
          piece('\\boxed{42}', 9, 1),
          ends('eos', 1),
        ],
      ],
    });
    expect(noticesOf(state)).toEqual([expect.stringMatching(/^1 solution begins within a thought/)]);
  });

  it('a context that the prompt nearly fills, where something was cut off', async () => {
    const { state } = await runScripted(toySpec('best-of-n', { n: 1, maxTokens: 100 }), {
      policy: [[piece('a', 9), ends('length')]],
    });
    const noticesWith = (maxModelLength: number) =>
      noticesOf({ ...state, prompt: { text: 'p', tokenIds: Array.from({ length: 1_000 }, () => 1), maxModelLength } });
    expect(noticesWith(1_024)).toEqual([
      'The context of the policy holds 1024 tokens, and the prompt takes 1000 of them: 24 tokens were left for a solution.',
    ]);
    expect(noticesWith(1_100)).toEqual([]);
  });

  it('how a server had to be spoken to, each once', async () => {
    const habit: PolicyLine = { type: 'habit', habit: 'refuses-field', field: 'top_k' };
    const { state, events } = await runScripted(toySpec('best-of-n', { n: 1 }), {
      policy: [
        [sent(), habit, habit, { type: 'habit', habit: 'writes-one' }, piece('\\boxed{1}'), usage(1), ends('eos')],
      ],
    });
    expect(events.filter(({ type }) => type === 'habit-found')).toHaveLength(2);
    expect(noticesOf(state)).toEqual([
      expect.stringMatching(/policy server refuses the field top_k/),
      expect.stringMatching(/one continuation a request/),
    ]);
  });
});
