/** Lookahead search as a whole: its limiting cases against beam search, over toy models and scripts. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  compareIds,
  initialState,
  solutionsOf,
  textOf,
  type ProposeRequest,
  type SearchEvent,
  type StepScore,
} from './index';
import { runScripted, runToy, toySpec } from './testing/run-search';
import { ends, piece, sent, type PolicyLine } from './testing/scripted';
import type { SearchConfig } from './shapes/config';
import type { SearchState } from './log/state';

const seeds = fc.integer({ min: 0, max: 10_000 });
const fold = (events: readonly SearchEvent[]) => applyEvents(initialState, events);
const runs = async (config: Partial<SearchConfig>, seed = 1) =>
  (await runToy(toySpec('lookahead', config, seed))).events;

/** The tree that is kept, without what was only looked at; rounds are counted among proposals. */
function keptTree(state: SearchState): unknown {
  return [...state.nodes.values()]
    .filter(({ isRollout }) => !isRollout)
    .toSorted((left, right) => compareIds(left.id, right.id))
    .map(({ id, text, finish, decision }) => ({
      id,
      text,
      finish,
      fate: decision?.fate,
      children: decision?.children,
    }));
}

/**
 * A policy whose solutions have `length` steps: step i of a path is its place in the tree, and the last one an answer. It
 * writes the same whenever it is asked for one at temperature 0.
 */
function plodder(length: number) {
  return ({ count, stop, seed, prefix, temperature }: ProposeRequest): readonly PolicyLine[] =>
    Array.from({ length: count }, (_, i) => {
      const name = temperature === 0 ? 'ahead' : `${seed + i}`;
      const isLast = prefix.length === length - 1;
      if (isLast) return [piece(`the end of ${name}: \\boxed{1}`, 3, i), ends('eos', i)];
      if (stop.length > 0) return [piece(`step ${prefix.length} of ${name}\n\n`, 2, i)];
      return [piece(`step ${prefix.length} of ${name}\n\nthe end: \\boxed{1}`, 5, i), ends('eos', i)];
    }).flat();
}

describe('no step ahead', () => {
  it('K-2: with k = 0 the log is that of beam search, event for event', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 4, max: 12 }), async (seed, n) => {
        const [start, ...ahead] = await runs({ n, lookahead: 0 }, seed);
        const { events } = await runToy(toySpec('beam-search', { n, lookahead: 0 }, seed));
        const [beamStart, ...beam] = events;
        expect(ahead).toEqual(beam);
        expect({ ...start, spec: undefined }).toEqual({ ...beamStart, spec: undefined });
      }),
      { numRuns: 20 },
    );
  });
});

describe('steps ahead', () => {
  it('K-2: under a verifier that scores everything alike the tree is the same for every k', async () => {
    for (const [seed, n] of [
      [1, 8],
      [2, 8],
      [3, 16],
    ] as const) {
      const treeAt = async (lookahead: number) => {
        const spec = toySpec('lookahead', { n, lookahead, maxSteps: 5 }, seed);
        return keptTree((await runScripted(spec, { policy: plodder(4) })).state);
      };
      const beam = await treeAt(0);
      for (const k of [1, 2, 3, 8]) expect(await treeAt(k)).toEqual(beam);
    }
  });

  it('K-1: where k reaches the end, a step has the outcome score of its greedy completion', async () => {
    const spec = toySpec('lookahead', { n: 4, beamWidth: 2, maxSteps: 6, lookahead: 8 });
    const { state, verifier } = await runScripted(spec, {
      policy: plodder(4),
      verifier: ({ paths }) => [
        { type: 'scores', scores: paths.map(({ steps, from }) => steps.slice(from).map(() => outcome(steps))) },
      ],
    });
    for (const [id, steps] of [
      ['0.0', 4],
      ['0.3', 4],
    ] as const) {
      const { score, rolloutEnd } = state.nodes.get(id)!;
      const end = textOf(state, rolloutEnd!);
      expect(end.split('\n\n')).toHaveLength(steps);
      expect(end.startsWith(textOf(state, id))).toBe(true);
      expect(end).toContain('the end of ahead');
      expect(score).toBe(outcome([{ text: end }]));
    }
    // The verifier saw whole solutions and nothing short of one.
    for (const { request } of verifier.calls) for (const { steps } of request.paths) expect(steps).toHaveLength(4);
  });

  it('K-1: candidates are compared by what they lead to, with the last score that decides among equal values', async () => {
    // What begins with an even seed looks bad and leads to something good.
    const isEven = (text: string) => Number(/step 0 of (\d+)/.exec(text)?.[1]) % 2 === 0;
    const { state } = await runScripted(toySpec('lookahead', { n: 4, beamWidth: 2, lookahead: 1 }), {
      policy: plodder(4),
      verifier: ({ paths }) => [
        {
          type: 'scores',
          scores: paths.map(({ steps }) => [
            isEven(steps[0]!.text) === steps.at(-1)!.text.includes('ahead') ? 0.9 : 0.1,
          ]),
        },
      ],
    });
    const firsts = ['0.0', '0.1', '0.2', '0.3'].map((id) => state.nodes.get(id)!);
    expect(firsts.map(({ text }) => isEven(text)).filter(Boolean)).toHaveLength(2);
    for (const { text, decision } of firsts)
      expect([decision?.fate, decision?.value]).toEqual(isEven(text) ? ['kept', 0.9] : ['cut', 0.1]);
  });

  it('S-6, S-7: of a rollout the last step with words that could be read counts, or the step itself', async () => {
    const spec = toySpec('lookahead', { n: 4, beamWidth: 2, maxSteps: 3, lookahead: 3 });
    const { state } = await runScripted(spec, {
      policy: (request) => {
        const text = request.prefix[0]?.text ?? '';
        if (request.temperature > 0 && request.prefix.length === 0)
          return ['whole', 'long', 'blank', 'short'].map((name, i) => piece(`${name}\n\n`, 1, i));
        if (request.temperature > 0) return plodder(4)(request);
        if (text.startsWith('short')) return [piece('too much'), ends('eos')];
        if (request.prefix.length < 3) return [piece(`ahead ${request.prefix.length}\n\n`)];
        return [piece(text.startsWith('long') ? 'too much' : text.startsWith('blank') ? ' ' : 'the end'), ends('eos')];
      },
      verifier: ({ paths }) => [
        {
          type: 'scores',
          scores: paths.map(({ steps, from }) =>
            steps
              .slice(from)
              .map(({ text }, i): StepScore =>
                text === 'too much' ? { reason: 'too-long', message: 'Too long.' } : (from + i + 1) / 10,
              ),
          ),
        },
      ],
    });
    const judged = ['0.0', '0.1', '0.2', '0.3'].map((id) => {
      const { score, rolloutEnd } = state.nodes.get(id)!;
      return [score, rolloutEnd === undefined ? undefined : state.nodes.get(rolloutEnd)!.text];
    });
    expect(judged).toEqual([
      [0.4, 'the end'],
      [0.3, 'ahead 2\n\n'],
      [0.3, 'ahead 2\n\n'],
      [0.1, undefined],
    ]);
  });

  it('K-3: the ledger grows with k, and no solution holds what was looked at', async () => {
    const spent: number[] = [];
    for (const lookahead of [0, 1, 2, 3]) {
      const { state } = await runScripted(toySpec('lookahead', { n: 8, lookahead }), {
        policy: (request) => [sent(), ...plodder(5)(request)],
      });
      const written = [...state.nodes.values()].reduce((sum, { tokens }) => sum + tokens, 0);
      expect(state.totals.policy.completionTokens).toBe(written);
      spent.push(written);
      const solutions = solutionsOf(state);
      expect(solutions).toHaveLength(8);
      for (const { text, node } of solutions) {
        expect(text).not.toContain('ahead');
        expect(state.nodes.get(node)?.isRollout).toBe(false);
      }
    }
    expect(spent).toEqual(spent.toSorted((left, right) => left - right));
    expect(new Set(spent).size).toBe(4);
  });

  it('K-3: identical siblings share one rollout, and its score', async () => {
    const twins = (request: ProposeRequest): readonly PolicyLine[] =>
      request.temperature > 0 && request.prefix.length === 0
        ? [0, 1, 2, 3].map((i) => piece(`${i < 3 ? 'the same' : 'another'}\n\n`, 2, i))
        : plodder(4)(request);
    const { state, policy } = await runScripted(toySpec('lookahead', { n: 4, beamWidth: 2, lookahead: 2 }), {
      policy: twins,
    });
    const ahead = policy.calls.filter(({ request }) => request.temperature === 0 && request.prefix.length === 1);
    expect(ahead.map(({ request }) => request.prefix[0]!.text)).toEqual(['the same\n\n', 'another\n\n']);
    expect(['0.1', '0.2'].map((id) => state.nodes.get(id)?.duplicateOf)).toEqual(['0.0', '0.0']);
    expect(state.nodes.get('0.1')?.score).toBe(state.nodes.get('0.0')?.score);
  });

  it('K-3: the last round writes to the end, looks no further, and is scored as it is written', async () => {
    const spec = toySpec('lookahead', { n: 2, beamWidth: 2, maxSteps: 1, lookahead: 4 });
    const { state, verifier } = await runScripted(spec, {
      policy: ({ count }) => [
        piece('first\n\n', 1, 0),
        { type: 'late', turns: 50 },
        ...Array.from({ length: count }, (_, i) => [piece('\\boxed{1}', 1, i), ends('eos', i)]).flat(),
      ],
    });
    expect([...state.nodes.values()].some(({ isRollout }) => isRollout)).toBe(false);
    expect(verifier.calls[0]!.request.paths.map(({ steps }) => steps.length)).toEqual([1]);
  });

  it('G-7: rollouts are numbered beyond all children', async () => {
    const state = fold(await runs({ lookahead: 2 }));
    for (const { id, isRollout, parent } of state.nodes.values()) {
      if (parent === undefined || state.nodes.get(parent)?.isRollout === true) continue;
      expect(Number(id.split('.').at(-1)) >= 1024).toBe(isRollout);
    }
  });
});

/** A score in [0, 1] that follows from the whole of a solution. */
function outcome(steps: readonly { readonly text: string }[]): number {
  return (steps.map(({ text }) => text).join('').length % 89) / 89;
}
