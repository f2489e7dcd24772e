/** What a config changes in any step-wise search, over toy models and scripts. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  compareIds,
  initialState,
  searchEventSchema,
  selectAnswer,
  solutionsOf,
  strategyNames,
  strategyOf,
  type ProposeRequest,
  type SearchConfig,
  type SearchEvent,
  type SearchState,
} from './index';
import { goOn, runScripted, runToy, toySpec } from './testing/run-search';
import { ends, piece, type PolicyLine } from './testing/scripted';

const fold = (events: readonly SearchEvent[]) => applyEvents(initialState, events);
const seeds = fc.integer({ min: 0, max: 10_000 });
const stepwise = fc.constantFrom(...strategyNames.filter((name) => strategyOf(name).isStepwise));
const options = fc.record({
  duplicates: fc.constantFrom('merged', 'kept', 'filtered'),
  finished: fc.constantFrom('takes', 'competes', 'refills'),
  stopAtAnswer: fc.boolean(),
  stepsPerRound: fc.integer({ min: 1, max: 3 }),
  selectionAggregation: fc.constantFrom('last', 'min', undefined),
  schedule: fc.constantFrom([], [{ fromRound: 1, beamWidth: 2, temperature: 0.5 }]),
}) satisfies fc.Arbitrary<Partial<SearchConfig>>;

function treeOf({ nodes, groups, selected }: SearchState): unknown {
  return { nodes: [...nodes.values()].toSorted((left, right) => compareIds(left.id, right.id)), groups, selected };
}

describe('whatever the options', () => {
  it('E-2, E-7, P-7, B-8: the tree follows from the spec, goes on from any prefix, and no more than n vote', async () => {
    await fc.assert(
      fc.asyncProperty(
        stepwise,
        seeds,
        options,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (name, seed, option, share) => {
          const spec = toySpec(name, option, seed);
          const { events, outcome } = await runToy(spec);
          expect(outcome).toBe('complete');
          for (const event of events) expect(searchEventSchema.safeParse(event).success).toBe(true);
          const state = fold(events);
          expect(solutionsOf(state).reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(spec.config.n);
          for (const { rounds } of state.groups)
            for (const { expansions } of rounds)
              expect(expansions.reduce((sum, { children }) => sum + children, 0)).toBeLessThanOrEqual(spec.config.n);
          const slower = await runToy(spec, { latencySeed: seed + 1 });
          expect(treeOf(fold(slower.events))).toEqual(treeOf(state));
          const cut = 1 + Math.floor(share * (events.length - 1));
          const resumed = await goOn([...events.slice(0, cut), { type: 'run-recovered' }]);
          expect(treeOf(fold(resumed.events))).toEqual(treeOf(state));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an answer that ends a solution', () => {
  /** Answers in its second step and writes on, for ever. */
  const chatterer = ({ count, stop, prefix }: ProposeRequest): readonly PolicyLine[] =>
    Array.from({ length: count }, (_, i) => {
      const at = prefix.length;
      const steps = [`first ${i}\n\n`, `so \\boxed{${i}} it is.\n\n`, 'I also think\n\n', 'and \\boxed{9}.\n\n'];
      if (stop.length > 0) return [piece(steps[at]!, 2, i)];
      return [...steps.slice(at).map((step) => piece(step, 2, i)), ends('eos', i)];
    }).flat();

  it('P-10: in rounds of steps, with the score of the step that holds it', async () => {
    const { state } = await runScripted(toySpec('dvts', { n: 4, beamWidth: 2, stopAtAnswer: true }), {
      policy: chatterer,
    });
    const solutions = solutionsOf(state);
    expect(solutions).toHaveLength(4);
    for (const { node, answer, scores } of solutions) {
      expect(state.nodes.get(node)).toMatchObject({ finish: 'answer', depth: 2, decision: { fate: 'finished' } });
      expect(answer).not.toBe('9');
      expect(scores).toHaveLength(2);
    }
  });

  it('P-10: in whole solutions, whose rest is thrown away', async () => {
    const { state, outcome } = await runScripted(toySpec('best-of-n', { n: 3, stopAtAnswer: true }), {
      policy: chatterer,
    });
    expect(outcome).toBe('complete');
    expect(solutionsOf(state).map(({ answer, text }) => [answer, text.endsWith('it is.\n\n')])).toEqual([
      ['0', true],
      ['1', true],
      ['2', true],
    ]);
  });

  it('P-10: an answer behind the end of a step is the next step’s, also where both came in one piece', async () => {
    const { state } = await runScripted(toySpec('best-of-n', { n: 1, stopAtAnswer: true }), {
      policy: () => [piece('first\n\nso \\boxed{9}.\n\n', 6), ends('eos')],
    });
    expect([state.nodes.get('0.0')?.finish, state.nodes.get('0.0.0')?.finish]).toEqual(['step', 'answer']);
  });

  it('P-10: not unless it is asked for', async () => {
    const { state } = await runScripted(toySpec('best-of-n', { n: 2 }), { policy: chatterer });
    expect(solutionsOf(state).map(({ answer }) => answer)).toEqual(['9', '9']);
  });
});

describe('several steps a round', () => {
  const stepper = ({ count, stop, seed, prefix }: ProposeRequest): readonly PolicyLine[] =>
    Array.from({ length: count }, (_, i) =>
      stop.length > 0
        ? [piece(`step ${prefix.length} of ${seed + i}\n\n`, 2, i)]
        : [piece('\\boxed{1}', 1, i), ends('eos', i)],
    ).flat();

  it('G-9: the last step of each proposal is its candidate, and the verifier reads them in one go', async () => {
    const { state, verifier } = await runScripted(toySpec('beam-search', { n: 4, beamWidth: 2, stepsPerRound: 3 }), {
      policy: stepper,
      verifier: ({ paths }) => [
        {
          type: 'scores',
          scores: paths.map(({ steps, from }) => steps.slice(from).map((_, i) => (from + i + 1) / 10)),
        },
      ],
    });
    expect(verifier.calls[0]!.request.paths.map(({ steps, from }) => [steps.length, from])).toEqual(
      Array.from({ length: 4 }, () => [3, 0]),
    );
    const decided = [...state.nodes.values()].filter(({ decision }) => decision !== undefined);
    expect(decided.filter(({ round }) => round === 0).map(({ depth, decision }) => [depth, decision?.value])).toEqual(
      Array.from({ length: 4 }, () => [3, 0.3]),
    );
    expect(state.groups[0]?.rounds.map(({ isWhole }) => isWhole)).toEqual([false, true]);
  });

  it('P-2, G-9: each step of a proposal is written with a seed of its own', async () => {
    const { policy } = await runScripted(toySpec('beam-search', { n: 2, beamWidth: 2, stepsPerRound: 3 }), {
      policy: stepper,
    });
    const begun = policy.calls.flatMap(({ request: { seed, count, stop } }) =>
      stop.length > 0 ? Array.from({ length: count }, (_, i) => seed + i) : [],
    );
    expect(begun).toHaveLength(6);
    expect(new Set(begun).size).toBe(6);
  });
});

describe('selections apart from the search', () => {
  it('A-6: go by their own aggregation, the search by the other', async () => {
    // Two first steps, and what each leads to: under last the second is the better, under min the first.
    const scores: Readonly<Record<string, number>> = {
      'a\n\n': 0.5,
      'b\n\n': 0.2,
      'a\n\n\\boxed{1}': 0.6,
      'b\n\n\\boxed{2}': 0.9,
    };
    const spec = (config: Partial<SearchConfig>) =>
      toySpec('best-of-n', { n: 2, selection: 'best', aggregation: 'last', ...config });
    const answerWith = async (config: Partial<SearchConfig>) => {
      const { state } = await runScripted(spec(config), {
        policy: () => [piece('a\n\n\\boxed{1}', 2, 0), ends('eos', 0), piece('b\n\n\\boxed{2}', 2, 1), ends('eos', 1)],
        verifier: ({ paths }) => [
          {
            type: 'scores',
            scores: paths.map(({ steps, from }) =>
              steps.slice(from).map(
                (_, i) =>
                  scores[
                    steps
                      .slice(0, from + i + 1)
                      .map(({ text }) => text)
                      .join('')
                  ]!,
              ),
            ),
          },
        ],
      });
      expect(state.nodes.get('0.1.0')?.decision?.value).toBe(0.9);
      return [state.selected.best?.answer, selectAnswer(solutionsOf(state), 'best').votes[0]?.best];
    };
    expect(await answerWith({})).toEqual(['2', 0.9]);
    expect(await answerWith({ selectionAggregation: 'min' })).toEqual(['1', 0.5]);
  });
});

describe('a schedule', () => {
  it('G-10: is what the policy is asked by', async () => {
    const { policy } = await runScripted(
      toySpec('beam-search', {
        n: 4,
        beamWidth: 2,
        maxSteps: 4,
        schedule: [
          { fromRound: 1, temperature: 0.4 },
          { fromRound: 2, beamWidth: 4 },
        ],
      }),
      {
        policy: ({ count, stop, seed }) =>
          Array.from({ length: count }, (_, i) =>
            stop.length > 0 ? [piece(`${seed + i}\n\n`, 2, i)] : [piece('\\boxed{1}', 1, i), ends('eos', i)],
          ).flat(),
      },
    );
    expect(policy.calls.map(({ request: { count, temperature } }) => [count, temperature])).toEqual([
      [4, 0.8],
      [2, 0.4],
      [2, 0.4],
      [4, 0.4],
      [4, 0.4],
    ]);
  });
});
