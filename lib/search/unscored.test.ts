/** What becomes of paths that the verifier cannot read while it reads others. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  initialState,
  lossOf,
  lostPathsOf,
  reduce,
  selectAnswer,
  solutionsOf,
  strategyNames,
  strategyOf,
  type ProposeRequest,
  type ScoreRequest,
  type SearchState,
  type StepScore,
  type StrategyName,
  type Unscored,
  type Verifier,
} from './index';
import { drive, runScripted, startOf, toySpec } from './testing/run-search';
import { toyModels } from './testing/toy';
import { ends, piece, type PolicyLine, type VerifierLine } from './testing/scripted';

const tooLong: Unscored = { reason: 'too-long', message: 'The verifier reads 10 tokens.' };

/** Scores 0.5, but for what lies at or behind a step with `word` in it. */
const butFor =
  (word: string) =>
  ({ paths }: ScoreRequest): readonly VerifierLine[] => [
    {
      type: 'scores',
      scores: paths.map(({ steps, from }) => {
        const read = steps.findIndex(({ text }) => text.includes(word));
        return steps.slice(from).map((_, i) => (read >= 0 && from + i >= read ? tooLong : 0.5));
      }),
    },
  ];
const solution = (index: number, ...steps: readonly string[]): readonly PolicyLine[] => [
  ...steps.map((text) => piece(text, 1, index)),
  ends('eos', index),
];
const wanted = ({ paths }: ScoreRequest) => paths.map(({ steps, from }) => steps.slice(from).map(({ text }) => text));

/** The toy models, with a verifier that reads no more than so many characters. */
async function within(characters: number, name: StrategyName, latencySeed = 0): Promise<SearchState> {
  const { policy, verifier } = toyModels({ latencySeed });
  const short: Verifier = {
    ...verifier,
    async score(request, signal) {
      const rows = await verifier.score(request, signal);
      return rows.map((row, i) => {
        const { steps, from } = request.paths[i]!;
        const lengthOf = (count: number) => steps.slice(0, count).reduce((sum, { text }) => sum + text.length, 0);
        return row.map((score, k): StepScore => (lengthOf(from + k + 1) > characters ? tooLong : score));
      });
    },
  };
  const { events, outcome } = await drive(startOf(toySpec(name)), { policy, verifier: short });
  expect(outcome).toBe('complete');
  return applyEvents(initialState, events);
}

describe('a path that is too long for the verifier', () => {
  const spec = toySpec('best-of-n', { n: 3 });
  const whole = [
    solution(0, 'a\n\n', '\\boxed{1}'),
    solution(1, 'long\n\n', 'b\n\n', '\\boxed{2}'),
    solution(2, 'c\n\n', '\\boxed{2}'),
  ].flat();

  it('S-7: its first such step says why, nothing behind it is asked about, and the others are scored', async () => {
    const { state, verifier, outcome } = await runScripted(spec, { policy: [whole], verifier: butFor('long') });
    expect(outcome).toBe('complete');
    expect(state.nodes.get('0.1')).toMatchObject({ score: undefined, unscored: tooLong });
    expect(['0.1.0', '0.1.0.0'].map((id) => state.nodes.get(id)!.unscored)).toEqual([undefined, undefined]);
    expect(['0.0', '0.0.0', '0.2', '0.2.0'].map((id) => state.nodes.get(id)!.score)).toEqual([0.5, 0.5, 0.5, 0.5]);
    const asked = verifier.calls.flatMap(({ request }) => wanted(request).flat());
    expect(asked).not.toContain('b\n\n');
  });

  it('A-7, V-6: it is a solution without a value, which votes by majority alone', async () => {
    const { state } = await runScripted(spec, { policy: [whole], verifier: butFor('long') });
    const solutions = solutionsOf(state);
    expect(solutions.map(({ value, unscored }) => [value, unscored?.reason])).toEqual([
      [0.5, undefined],
      [undefined, 'too-long'],
      [0.5, undefined],
    ]);
    expect(state.nodes.get('0.1.0.0')!.decision).toEqual({ node: '0.1.0.0', fate: 'finished' });
    expect(selectAnswer(solutions, 'majority')).toMatchObject({ answer: '2' });
    expect(selectAnswer(solutions, 'weighted').votes.map(({ answer, weight }) => [answer, weight])).toEqual([
      ['1', 0.5],
      ['2', 0.5],
    ]);
    expect(lossOf(state)).toBeUndefined();
  });

  it('A-7: what was said of its beginning is no value of the whole, under any aggregation', async () => {
    const half = solution(0, 'a\n\n', 'long\n\n', '\\boxed{1}');
    for (const aggregation of ['last', 'min', 'prod', 'mean'] as const) {
      const { state } = await runScripted(toySpec('best-of-n', { n: 1, aggregation }), {
        policy: [half],
        verifier: butFor('long'),
      });
      expect(state.nodes.get('0.0')!.score).toBe(0.5);
      expect(solutionsOf(state)).toMatchObject([{ answer: '1', value: undefined, weight: 1 }]);
      expect(state.nodes.get('0.0.0.0')!.decision).toEqual({ node: '0.0.0.0', fate: 'finished' });
    }
  });

  it('V-6: an answer that nobody scored comes after one whose score is 0', async () => {
    const { state } = await runScripted(spec, {
      policy: [[solution(0, 'long', '\\boxed{1}'), solution(1, '\\boxed{2}'), solution(2, '\\boxed{2}')].flat()],
      verifier: ({ paths }) => [
        {
          type: 'scores',
          scores: paths.map(({ steps, from }) =>
            steps.slice(from).map(() => (steps[0]!.text.startsWith('long') ? tooLong : 0)),
          ),
        },
      ],
    });
    for (const selection of ['best', 'weighted'] as const)
      expect(selectAnswer(solutionsOf(state), selection).answer).toBe('2');
  });

  it('A-1: a step that could be gone on with leaves the frontier as unscored, and the others take its places', async () => {
    const beam = toySpec('beam-search', { n: 4, beamWidth: 2, maxSteps: 2 });
    const { state } = await runScripted(beam, {
      policy: ({ count, stop }: ProposeRequest, call) =>
        stop.length === 0
          ? Array.from({ length: count }, (_, i) => solution(i, `\\boxed{${i}}`)).flat()
          : Array.from({ length: count }, (_, i) => piece(`${i < 3 ? 'long' : 'short'} ${call}${i}\n\n`, 1, i)),
      verifier: butFor('long'),
    });
    const fates = ['0.0', '0.1', '0.2', '0.3'].map((id) => state.nodes.get(id)!.decision?.fate);
    expect(fates).toEqual(['unscored', 'unscored', 'unscored', 'kept']);
    expect(state.nodes.get('0.3')!.decision?.children).toBe(4);
    expect(lostPathsOf(state)).toEqual({ truncated: 0, thinking: 0, dropped: 0, empty: 0, unscored: 3 });
    expect(solutionsOf(state)).toHaveLength(4);
  });

  it('S-3, S-7: identical siblings share it', async () => {
    const beam = toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 2 });
    const { state, verifier } = await runScripted(beam, {
      policy: [[piece('long\n\n', 1, 0), piece('long\n\n', 1, 1)]],
      verifier: butFor('long'),
    });
    expect(verifier.calls).toHaveLength(1);
    expect(state.nodes.get('0.1')).toMatchObject({ unscored: tooLong, duplicateOf: '0.0' });
  });

  it('L-3: it is said once, of a node that has ended', async () => {
    const { events } = await runScripted(spec, { policy: [whole], verifier: butFor('long') });
    const place = events.findIndex(({ type }) => type === 'node-unscored');
    const after = applyEvents(initialState, events.slice(0, place + 1));
    expect(() => reduce(after, events[place]!)).toThrow(/node-unscored of node 0\.1: it was scored before/);
    expect(() => reduce(after, { type: 'node-scored', node: '0.1', score: 0.5 })).toThrow(/scored before/);
  });

  it.each(strategyNames.filter((name) => strategyOf(name).needsVerifier))(
    'S-7, E-2: %s comes to its end with a verifier that reads little, however fast calls return',
    async (name) => {
      const trees = await Promise.all(
        [0, 1, 2].map(async (latencySeed) => {
          const state = await within(24, name, latencySeed);
          expect([...state.nodes.values()].some(({ unscored }) => unscored !== undefined)).toBe(true);
          for (const { decision } of state.nodes.values())
            if (decision?.fate === 'kept') expect(decision.value).toBeDefined();
          return solutionsOf(state).map(({ node, value, weight }) => `${node} ${value} ${weight}`);
        }),
      );
      expect(trees[1]).toEqual(trees[0]);
      expect(trees[2]).toEqual(trees[0]);
    },
  );
});

describe('a run that came to nothing', () => {
  const spec = toySpec('best-of-n', { n: 2 });
  const read = [solution(0, '\\boxed{1}'), solution(1, '\\boxed{2}')].flat();

  it('V-10: has failed where every path was lost, and names the policy server', async () => {
    const { state } = await runScripted(spec, {
      policy: [[piece('a', 1, 0), ends('dropped', 0), piece('b', 1, 1), ends('dropped', 1)]],
    });
    expect(lossOf(state)).toMatchObject({ kind: 'lost', server: 'toy policy' });
    expect(lossOf(state)!.message).toMatch(/dropped all 2 paths that were left/);
  });

  it('V-10: has finished where a limit cut one of them', async () => {
    const { state } = await runScripted(spec, {
      policy: [[piece('a', 1, 0), ends('dropped', 0), piece('b', 1, 1), ends('length', 1)]],
    });
    expect(lossOf(state)).toBeUndefined();
  });

  it.each<readonly [string, readonly PolicyLine[]]>([
    ['wrote blanks alone', [piece('\n\n'.repeat(8), 8, 0)]],
    ['never came out of its thoughts', [{ type: 'thought', index: 0, text: 'hm' }, ends('thinking', 0)]],
  ])('V-10: has finished where the model %s, though another path was lost', async (_, lines) => {
    const beam = toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 2 });
    const { state, outcome } = await runScripted(beam, {
      policy: [[...lines, piece('b', 1, 1), ends('dropped', 1)]],
    });
    expect(outcome).toBe('complete');
    expect(solutionsOf(state)).toEqual([]);
    expect(lostPathsOf(state)).toMatchObject({ dropped: 1 });
    expect(lossOf(state)).toBeUndefined();
  });

  it('V-10: has failed where no solution has the scores that its selection goes by', async () => {
    const { state } = await runScripted(spec, { policy: [read], verifier: butFor('box') });
    expect(lossOf(state)).toMatchObject({ kind: 'unscored', server: 'toy verifier' });
    expect(lossOf(state)!.message).toMatch(/none of the 2 solutions\. The verifier reads 10 tokens\./);
    const majority = toySpec('best-of-n', { n: 2, selection: 'majority' });
    expect(lossOf((await runScripted(majority, { policy: [read], verifier: butFor('box') })).state)).toBeUndefined();
  });

  it('V-10: has failed where no step could be gone on with', async () => {
    const beam = toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 2 });
    const { state } = await runScripted(beam, {
      policy: [[piece('long 1\n\n', 1, 0), piece('long 2\n\n', 1, 1)]],
      verifier: butFor('long'),
    });
    expect(lossOf(state)).toMatchObject({ kind: 'unscored' });
  });
});
