/** Rounds that look ahead, are settled early, show attempts or open groups, over scripts. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import {
  BackendError,
  applyEvents,
  initialState,
  searchEventSchema,
  selectAnswer,
  solutionsOf,
  textOf,
  type EventOf,
  type ProposeRequest,
  type SearchEvent,
  type Solution,
} from './index';
import { runScripted, runToy, toySpec } from './testing/run-search';
import { allScored, ends, fails, piece, sent, type PolicyLine } from './testing/scripted';

const typed = <T extends SearchEvent['type']>(events: readonly SearchEvent[], type: T) =>
  events.filter((event): event is EventOf<T> => event.type === type);
const written = ({ prefix }: ProposeRequest) => prefix.map(({ text }) => text).join('');

/** Steps named by their number; a whole rest of a solution is one word. */
const stepper = ({ count, stop, seed }: ProposeRequest): readonly PolicyLine[] =>
  Array.from({ length: count }, (_, i) =>
    stop.length > 0 ? [piece(`step ${seed + i}\n\n`, 2, i)] : [piece('\\boxed{1}', 1, i), ends('eos', i)],
  ).flat();

describe('rollouts', () => {
  const spec = toySpec('lookahead', { n: 4, beamWidth: 2, maxSteps: 3, lookahead: 2 });

  it('G-7: look ahead greedily from candidates, and are part of no solution', async () => {
    const { state, policy, events } = await runScripted(spec, { policy: stepper });
    const rollouts = [...state.nodes.values()].filter(({ isRollout }) => isRollout);
    expect(rollouts.length).toBe(4 * 2 + 4 * 2);
    for (const { children } of rollouts)
      for (const child of children) expect(state.nodes.get(child)?.isRollout).toBe(true);
    expect(solutionsOf(state).every(({ node }) => state.nodes.get(node)?.isRollout === false)).toBe(true);
    // One continuation a candidate, and each of its steps is asked for by itself.
    const greedy = policy.calls.filter(({ request }) => request.temperature === 0);
    expect(greedy.map(({ request }) => request.count)).toEqual(Array.from({ length: 16 }, () => 1));
    expect(typed(events, 'round-opened').filter(({ isRollout }) => isRollout)).toHaveLength(2);
    for (const event of events) expect(searchEventSchema.safeParse(event).success).toBe(true);
  });

  it('S-6: a step has the score at the end of its rollout, which is all that the verifier is asked about it', async () => {
    const { state, verifier } = await runScripted(spec, {
      policy: stepper,
      verifier: ({ paths }) => [{ type: 'scores', scores: paths.map(({ steps }) => [steps.length / 10]) }],
    });
    for (const id of ['0.0', '0.1', '0.2', '0.3']) {
      const node = state.nodes.get(id)!;
      expect([node.score, node.rolloutEnd]).toEqual([0.3, `${id}.1024.0`]);
    }
    expect(verifier.calls[0]!.request.paths.map(({ steps }) => steps.length)).toEqual([3, 3, 3, 3]);
  });

  it('S-6: a rollout that brings no words leaves the step to be scored itself', async () => {
    const { state, verifier } = await runScripted(spec, {
      policy: (request) => (request.temperature === 0 ? [ends('eos')] : stepper(request)),
    });
    expect(state.nodes.get('0.0')).toMatchObject({ score: 0.5, rolloutEnd: undefined });
    expect(verifier.calls[0]!.request.paths.map(({ steps }) => steps.length)).toEqual([1, 1, 1, 1]);
  });
});

describe('rounds that are settled early', () => {
  const spec = toySpec('adaptive-vote', { n: 8, window: 8, confidence: 0.95 });
  /** The first four of a window agree; the others have begun and hang. */
  const early = (request: ProposeRequest): Iterable<PolicyLine> => [
    ...Array.from({ length: request.count }, (_, i) => piece('so far', 2, i)),
    ...[0, 1, 2, 3].flatMap((i) => [piece('\\boxed{7}', 1, i), ends('eos', i)]),
    { type: 'hang' as const },
  ];

  it('G-8: go by the leading candidates in id order; what is still being written is stopped and votes nowhere', async () => {
    const { state, outcome } = await runScripted(spec, { policy: early });
    expect(outcome).toBe('complete');
    const heads = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => state.nodes.get(`0.${i}`)!);
    expect(heads.map(({ finish, decision }) => `${finish} ${decision?.fate}`)).toEqual([
      ...Array.from({ length: 4 }, () => 'eos finished'),
      ...Array.from({ length: 4 }, () => 'stopped stopped'),
    ]);
    expect(selectAnswer(solutionsOf(state), 'majority')).toMatchObject({ answer: '7', votes: [{ count: 4 }] });
  });

  it('G-8: a solution that was there before its turn, and after the vote was settled, does not vote', async () => {
    const { state } = await runScripted(spec, {
      policy: (request) =>
        [piece('\\boxed{9}', 1, 6), ends('eos', 6), ...early(request)].filter(
          (line) => line.type !== 'text' || line.text !== 'so far',
        ),
    });
    expect(state.nodes.get('0.6')).toMatchObject({ finish: 'eos', weight: 0, decision: { fate: 'stopped' } });
    expect(solutionsOf(state)).toHaveLength(4);
  });

  it('E-8: the call that writes nothing else is cancelled and costs what had come, its prompt too', async () => {
    const { events, policy } = await runScripted(spec, {
      policy: (request) => [{ type: 'sent', url: 'script://server', body: {} }, ...early(request)],
      prompt: { text: 'P', tokenIds: [1, 2, 3] },
    });
    expect(policy.calls.map(({ signal }) => signal.aborted)).toEqual([true]);
    expect(typed(events, 'call-closed')).toMatchObject([{ promptTokens: 3, completionTokens: 8 * 2 + 4 }]);
  });

  it('E-8: … with what it was to go on from, where it was begun before', async () => {
    const { events, policy } = await runScripted(spec, {
      policy: ({ count }, call) =>
        call === 0
          ? [sent(), ...Array.from({ length: count }, (_, i) => piece('so far', 2, i)), fails()]
          : [sent(), ...(call <= 4 ? [piece('\\boxed{7}', 1), ends('eos')] : [{ type: 'hang' as const }])],
      prompt: { text: 'P', tokenIds: [1, 2, 3] },
    });
    const stopped = policy.calls.flatMap(({ signal }, call) => (signal.aborted && call > 0 ? [call] : []));
    expect(stopped).toEqual([5, 6, 7, 8]);
    const closed = typed(events, 'call-closed').filter(({ call }) => stopped.includes(call));
    expect(closed.map(({ promptTokens, completionTokens }) => [promptTokens, completionTokens])).toEqual(
      Array.from({ length: 4 }, () => [3 + 2, 0]),
    );
  });
});

describe('turns', () => {
  const spec = toySpec('revisions', { n: 6, revisions: 3 });
  const answering = ({ prompt, seed }: ProposeRequest): readonly PolicyLine[] => [
    piece(`after ${prompt.text}: \\boxed{${seed % 10}}`, 1),
    ends('eos'),
  ];

  it('T-1: a solution knows the attempts that it was begun in sight of, and the verifier does not', async () => {
    const { state, verifier } = await runScripted(spec, { policy: answering });
    expect(['0.0', '0.1', '0.2', '0.3', '0.4', '0.5'].map((id) => state.nodes.get(id)?.attempts)).toEqual([
      undefined,
      ['0.0'],
      ['0.0', '0.1'],
      undefined,
      ['0.3'],
      ['0.3', '0.4'],
    ]);
    for (const { request } of verifier.calls) {
      expect(request.prompt.text).toBe('P');
      for (const { steps } of request.paths) expect(steps).toHaveLength(1);
    }
  });

  it('T-1: seeds are those of the same places without attempts', async () => {
    const { policy } = await runScripted(spec, { policy: answering });
    const { policy: alone } = await runScripted(toySpec('best-of-n', { n: 6 }), {
      policy: ({ count, seed }) =>
        Array.from({ length: count }, (_, i) => [piece(`\\boxed{${seed + i}}`, 1, i), ends('eos', i)]).flat(),
    });
    const first = alone.calls[0]!.request.seed;
    expect(policy.calls.map(({ request }) => request.seed - first).toSorted((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  it('T-2: prompts with attempts are built from their texts, once, are in the log, and are what the model goes on from', async () => {
    const asked: (readonly string[])[] = [];
    const { state, events, policy } = await runScripted(spec, {
      policy: answering,
      prepare: (attempts) => {
        asked.push(attempts);
        return { text: `P${attempts.length}`, tokenIds: [0] };
      },
    });
    expect(asked.filter(({ length }) => length > 0)).toHaveLength(4);
    const texts = asked.find(({ length }) => length === 2)!;
    expect([
      [textOf(state, '0.0'), textOf(state, '0.1')],
      [textOf(state, '0.3'), textOf(state, '0.4')],
    ]).toContainEqual(texts);
    expect(typed(events, 'prompt-built').map(({ attempts }) => attempts?.join(' '))).toEqual(
      expect.arrayContaining([undefined, '0.0', '0.0 0.1', '0.3', '0.3 0.4']),
    );
    expect(policy.calls.map(({ request }) => request.prompt.text).toSorted()).toEqual([
      'P0',
      'P0',
      'P1',
      'P1',
      'P2',
      'P2',
    ]);
    expect(policy.calls.map(({ request }) => written(request))).toEqual(['', '', '', '', '', '']);
  });

  it('T-2: a prompt that cannot be built fails the search with what went wrong, and the first attempts stand', async () => {
    const refusal = new BackendError('rejected', 'The template cannot show attempts.', {
      server: 'policy',
      isRetryable: false,
    });
    const { outcome, error, state } = await runScripted(spec, {
      policy: answering,
      prepare: (attempts) => {
        if (attempts.length > 0) throw refusal;
        return { text: 'P', tokenIds: [0] };
      },
    });
    expect([outcome, error]).toEqual(['failed', refusal]);
    expect(state.nodes.get('0.0')?.finish).toBe('eos');
  });

  it('T-2: the context of the model is measured by the prompt that it sees', async () => {
    const { policy } = await runScripted(toySpec('revisions', { n: 2, revisions: 2 }), {
      policy: answering,
      prepare: (attempts) => ({ text: 'P', tokenIds: attempts.map(() => 0), maxModelLength: 30 }),
    });
    expect(policy.calls.map(({ request }) => request.maxTokens)).toEqual([30, 29]);
  });
});

describe('attempts that leave no room', () => {
  it('T-2: truncate what would be written in sight of them, and nothing else', async () => {
    const { state, policy, outcome } = await runScripted(toySpec('revisions', { n: 4, revisions: 4 }), {
      policy: () => [piece('\\boxed{1}', 1), ends('eos')],
      prepare: (attempts) => ({
        text: 'P',
        tokenIds: Array.from({ length: 10 * attempts.length }, () => 0),
        maxModelLength: 20,
      }),
    });
    expect(outcome).toBe('complete');
    expect(['0.0', '0.1', '0.2', '0.3'].map((id) => state.nodes.get(id)?.finish)).toEqual([
      'eos',
      'eos',
      'length',
      'length',
    ]);
    expect(policy.calls.map(({ request }) => request.showsAttempts)).toEqual([undefined, true]);
    expect(state.selected.majority?.answer).toBe('1');
  });
});

describe('weights and groups in the log', () => {
  it('V-9: particles that ended in one solution vote as often as there are, and what was drawn away no longer', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { events } = await runToy(toySpec('particle-filter', { n: 8 }, seed));
      const state = applyEvents(initialState, events);
      const solutions = solutionsOf(state);
      expect(solutions.every(({ weight }) => weight > 0)).toBe(true);
      const votes = selectAnswer(solutions, 'majority');
      const readable = solutions.filter(({ key }) => key !== undefined);
      expect(votes.votes.reduce((sum, { count }) => sum + count, 0)).toBe(
        readable.reduce((sum, { weight }) => sum + weight, 0),
      );
    }
  });

  it('F-1, F-3: each draw hands out N places, to prefixes as children and to solutions as votes', async () => {
    for (const strategy of ['particle-filter', 'entropic-particles'] as const) {
      for (let seed = 1; seed <= 10; seed++) {
        const { events } = await runToy(toySpec(strategy, { n: 8 }, seed));
        const votes = new Map<string, number>();
        for (const { decisions, weights = [] } of typed(events, 'round-decided')) {
          for (const { node, fate, weight = 1 } of decisions) if (fate === 'finished') votes.set(node, weight);
          for (const { node, weight } of weights) votes.set(node, weight);
          const children = decisions.reduce((sum, decision) => sum + (decision.children ?? 0), 0);
          expect(children + [...votes.values()].reduce((sum, count) => sum + count, 0)).toBe(8);
        }
      }
    }
  });

  it('V-8: chains vote within first: AAB, BBA, BBC under an even verifier give A, B, B, and B wins with what it won there', () => {
    const solution = (key: string, i: number): Solution => ({
      node: `0.${i}`,
      text: '',
      answer: key,
      key,
      scores: [0.5],
      unscored: undefined,
      value: 0.5,
      weight: 1,
      chain: Math.floor(i / 3),
    });
    const chains = 'AABBBABBC'.split('').map(solution);
    expect(selectAnswer(chains, 'weighted').votes.map(({ key, weight }) => [key, weight])).toEqual([
      ['B', 2],
      ['A', 1],
      ['C', 0],
    ]);
    expect(selectAnswer(chains, 'majority').votes.map(({ key, count }) => [key, count])).toEqual([
      ['B', 5],
      ['A', 3],
      ['C', 1],
    ]);
  });

  it('L-7: a log of version 1 is folded, and goes on', async () => {
    const { events } = await runToy(toySpec('beam-search', {}, 3));
    const begun = events
      .slice(0, 40)
      .map((event): SearchEvent => (event.type === 'run-started' ? { ...event, version: 1 } : event));
    const { outcome } = await runScripted(toySpec('beam-search', {}, 3), {
      log: begun,
      policy: stepper,
      verifier: allScored(0.5),
    });
    expect(outcome).toBe('complete');
  });
});
