/** Writing against servers of every dialect, as the whole search sees it. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import { uniformAt } from '@/lib/base';
import {
  applyEvents,
  type BackendError,
  initialState,
  lostPathsOf,
  textOf,
  type ProposeRequest,
  type SearchEvent,
  type SearchState,
  type NodeId,
} from '..';
import { runScripted, startOf, toySpec } from '../testing/run-search';
import { ends, fails, piece, sent, tokens, type PolicyLine } from '../testing/scripted';

/** Two proposals a round, both kept or cut together with nothing to tell them apart. */
const two = toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 2 });
const one = toySpec('beam-search', { n: 1, beamWidth: 1, maxSteps: 2 });
const whole = toySpec('majority', { n: 1 });

/** What a server says that only ever ends. */
const end = ({ count }: ProposeRequest): readonly PolicyLine[] =>
  Array.from({ length: count }, (_, i) => ends('eos', i));
/** The given calls in their order, and then only ends. */
const after =
  (...calls: readonly (readonly PolicyLine[])[]) =>
  (request: ProposeRequest, call: number) =>
    calls[call] ?? end(request);
const prefixOf = ({ prefix }: ProposeRequest) => prefix.map(({ text }) => text).join('');

function textsOf({ nodes }: SearchState): ReadonlyMap<NodeId, unknown> {
  return new Map([...nodes.values()].map(({ id, text, decision }) => [id, { text, decision }]));
}

describe('requests', () => {
  it('P-1: siblings without text share a request; text that was begun is continued alone', async () => {
    const spec = toySpec('beam-search', { n: 4, beamWidth: 4, maxSteps: 1 });
    const { policy } = await runScripted(spec, { policy: after([piece('begun ', 1, 1), fails()]) });
    const asked = policy.calls.map(({ request }) => [prefixOf(request), request.count]);
    expect(asked).toEqual([
      ['', 4],
      ['', 1],
      ['begun ', 1],
      ['', 2],
    ]);
  });

  it('P-1: children of different parents do not share one', async () => {
    const spec = toySpec('beam-search', { n: 4, beamWidth: 2, maxSteps: 2 });
    const steps = [0, 1, 2, 3].map((i) => piece(`step ${i}\n\n`, 1, i));
    const { policy, state } = await runScripted(spec, { policy: after(steps) });
    const kept = [...state.nodes.values()].filter(({ decision }) => decision?.fate === 'kept');
    expect(kept).toHaveLength(2);
    expect(policy.calls.map(({ request }) => [prefixOf(request), request.count])).toEqual([
      ['', 4],
      ...kept.map(({ text }) => [text, 2]),
    ]);
  });

  it('P-12: texts may come at once where nobody watches and nothing of them can be stopped', async () => {
    const askedBy = async (spec: typeof whole, isWatched: boolean) => {
      const { policy } = await runScripted(spec, { policy: end, isWatched: () => isWatched });
      return new Set(policy.calls.map(({ request }) => request.atOnce?.separator));
    };
    for (const spec of [one, whole, toySpec('best-of-n', { n: 4 })]) {
      expect(await askedBy(spec, true)).toEqual(new Set([undefined]));
      expect(await askedBy(spec, false)).toEqual(new Set([spec.config.separator]));
    }
    const stopping = [toySpec('adaptive-vote', { n: 4 }), toySpec('majority', { n: 2, stopAtAnswer: true })];
    for (const spec of stopping) expect(await askedBy(spec, false)).toEqual(new Set([undefined]));
    expect(await askedBy(toySpec('beam-search', { n: 4, stopAtAnswer: true }), false)).toEqual(
      new Set([one.config.separator]),
    );
  });

  it('P-2: the seed follows from run seed, parent and child index, whoever writes and however often', async () => {
    const seedsOf = async (seed: number, script: readonly PolicyLine[]) => {
      const { policy } = await runScripted({ ...two, seed }, { policy: after(script) });
      return policy.calls.map(({ request }) => request.seed);
    };
    const [first] = await seedsOf(1, [ends('eos', 0), ends('eos', 1)]);
    expect(await seedsOf(1, [piece('a', 1, 1), fails()])).toEqual([first, first, first! + 1]);
    const [other] = await seedsOf(2, [ends('eos', 0), ends('eos', 1)]);
    expect(other).not.toBe(first);
    const [, child] = await seedsOf(1, [piece('a\n\n', 1, 0), ends('eos', 1)]);
    expect(child).not.toBe(first);
    expect((await seedsOf(1, [piece('b\n\n', 1, 0), ends('eos', 1)]))[1]).toBe(child);
  });

  it('P-2: problems share no chance, so that accuracies of seeds spread as independent draws do', async () => {
    const [runSeeds, problems] = [24, 60];
    const shares: number[] = [];
    for (let seed = 1; seed <= runSeeds; seed++) {
      let right = 0;
      for (let i = 0; i < problems; i++) {
        const { policy } = await runScripted(
          { ...whole, seed, problem: { text: `What is ${i} + 1?` } },
          { policy: end },
        );
        // A policy of which the seed decides whether it is right, as it does at a temperature.
        if (uniformAt(policy.calls[0]!.request.seed, 0) < 0.4) right++;
      }
      shares.push(right / problems);
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / runSeeds;
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (runSeeds - 1);
    const ratio = variance / ((mean * (1 - mean)) / problems);
    // 24 seeds of independent draws: 0.4 to 1.9 in 99 of 100 experiments; with one seed for all problems it is 60.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(1.9);
  });
});

describe('where a step ends', () => {
  it.each<readonly [string, readonly PolicyLine[]]>([
    ['in one piece', [piece('a\n\n', 2)]],
    ['with the server’s word', [piece('a\n\n', 2), ends('step')]],
    ['with the separator in two pieces', [piece('a\n'), piece('\n')]],
    ['with the separator trimmed', [piece('a', 2), ends('step')]],
  ])('P-3: at the first separator, which belongs to it: %s', async (_, lines) => {
    const { state } = await runScripted(one, { policy: after(lines) });
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'a\n\n', tokens: 2, finish: 'step' });
    expect(state.nodes.get('0.0.0')?.finish).toBe('eos');
  });

  it.each<readonly [string, readonly (readonly PolicyLine[])[]]>([
    [
      'the stop string kept',
      [
        [piece('\n\n'), ends('step')],
        [piece('a\n\n'), ends('step')],
      ],
    ],
    ['the stop string trimmed', [[ends('step')], [piece('a'), ends('step')]]],
    ['the stop string ignored', [[piece('\n\n'), piece('a'), piece('\n\n')]]],
    ['in the pieces of a broken stream', [[piece('\n'), fails()], [piece('\n'), ends('step')], [piece('a\n\n')]]],
    ['all in one piece', [[piece('\n\na\n\nb')]]],
  ])('P-4: a separator after nothing but blanks ends no step: %s', async (_, calls) => {
    const { state, outcome, policy } = await runScripted(one, { policy: after(...calls) });
    expect(outcome).toBe('complete');
    expect(state.nodes.get('0.0')).toMatchObject({ text: '\n\na\n\n', finish: 'step', decision: { fate: 'kept' } });
    const own = policy.calls.slice(0, calls.length).map(({ request }) => request);
    expect(own.map(({ count, seed }) => [count, seed])).toEqual(own.map(() => [1, own[0]!.seed]));
    for (const request of own) expect(prefixOf(request).trim()).toBe('');
  });

  it.each(['beam-search', 'dvts'] as const)(
    'P-4: %s has its solutions from a policy that opens with blanks',
    async (name) => {
      const spec = toySpec(name, { n: 8, beamWidth: 4, maxSteps: 4 });
      const { state, outcome } = await runScripted(spec, {
        policy: (request) =>
          Array.from({ length: request.count }, (_, i) => i).flatMap((i): PolicyLine[] => {
            if (request.prefix.length === 0 && request.stop.length > 0) return [piece('\n\n', 1, i), ends('step', i)];
            const text = `work ${request.seed + i}`;
            return request.prefix.length < 2
              ? [piece(`${text}\n\n`, 2, i)]
              : [piece(`\\boxed{3}`, 2, i), ends('eos', i)];
          }),
      });
      expect(outcome).toBe('complete');
      expect(state.groups.flatMap(({ finished }) => finished)).toHaveLength(8);
      expect(state.selected.best?.answer).toBe('3');
      expect(textOf(state, state.groups[0]!.finished[0]!)).toMatch(/^\n\nwork \d+\n\n/);
    },
  );

  it.each([
    ['kept', (i: number) => [piece('\n\n', 0, i), ends('step', i)]],
    ['trimmed', (i: number) => [ends('step', i)]],
  ])(
    'P-4, A-1: a policy that only ever writes blanks is given up after eight separators, %s or not, and the log says so',
    async (_, blank) => {
      const { state, outcome, policy } = await runScripted(two, {
        policy: ({ count }, call) =>
          call > 100 ? [fails('rejected', false)] : Array.from({ length: count }, (_, i) => blank(i)).flat(),
      });
      expect(outcome).toBe('complete');
      expect(policy.calls).toHaveLength(1 + 2 * 7);
      for (const id of ['0.0', '0.1'])
        expect(state.nodes.get(id)).toMatchObject({
          text: '\n\n'.repeat(8),
          score: undefined,
          decision: { fate: 'empty' },
        });
      expect(lostPathsOf(state)).toEqual({ truncated: 0, thinking: 0, dropped: 0, empty: 2, unscored: 0 });
      expect(state.selected.best).toEqual({ node: undefined, answer: undefined });
    },
  );

  describe('thoughts', () => {
    const thought = (text: string, index = 0): PolicyLine => ({ type: 'thought', index, text });
    const chain = toySpec('best-of-n', { n: 1 });

    it('P-11: are told apart, before the text, and are shown to no verifier', async () => {
      const { state, events, verifier } = await runScripted(chain, {
        policy: [
          [thought('Let me '), thought('see.'), piece('a\n\n'), thought('Now.'), piece('\\boxed{3}'), ends('eos')],
        ],
      });
      expect(['0.0', '0.0.0'].map((id) => [state.nodes.get(id)!.thought, state.nodes.get(id)!.text])).toEqual([
        ['Let me see.', 'a\n\n'],
        ['Now.', '\\boxed{3}'],
      ]);
      const kinds = events.filter((event) => 'node' in event && event.node === '0.0').map(({ type }) => type);
      expect([...new Set(kinds)].slice(0, 3)).toEqual(['node-opened', 'node-thought', 'node-text']);
      expect(JSON.stringify(verifier.calls.map(({ request }) => request.paths))).not.toContain('see');
    });

    it('P-11, V-2: a text that ends within one is no solution, and is counted apart', async () => {
      const { state } = await runScripted(chain, { policy: [[thought('Hm. \\boxed{3}'), ends('thinking')]] });
      expect(state.nodes.get('0.0')).toMatchObject({ finish: 'thinking', decision: { fate: 'truncated' } });
      expect(lostPathsOf(state)).toEqual({ truncated: 0, thinking: 1, dropped: 0, empty: 0, unscored: 0 });
      expect(state.selected.majority?.answer).toBeUndefined();
    });

    it('P-11, E-7: one that was broken off begins anew, wherever the log was cut', async () => {
      const script = (): readonly PolicyLine[] => [thought('Hm, '), thought('so.'), piece('\\boxed{3}'), ends('eos')];
      const straight = await runScripted(chain, { policy: script });
      for (let cut = 2; cut < straight.events.length; cut++) {
        const log: SearchEvent[] = [...straight.events.slice(0, cut), { type: 'run-recovered' }];
        const { state } = await runScripted(chain, {
          policy: (request) => (prefixOf(request) === '' ? script() : [ends('eos')]),
          log,
        });
        expect(state.nodes.get('0.0')!.thought).toBe('Hm, so.');
      }
      const failed = await runScripted(chain, { policy: [[thought('Hm, '), fails('cut')], script()] });
      expect(failed.state.nodes.get('0.0')!.thought).toBe('Hm, so.');
    });

    it('P-11: begin anew where one was broken off before a word, with all their length, and nowhere else', async () => {
      const anew = (events: readonly SearchEvent[]) =>
        events.flatMap((event) => (event.type === 'node-thought' ? [[event.text, event.isAnew]] : []));
      const end = [piece('\\boxed{3}'), ends('eos')];
      const isFirst = await runScripted(chain, { policy: [[thought('Hm.'), ...end]] });
      expect(anew(isFirst.events)).toEqual([['Hm.', undefined]]);
      const isCut = await runScripted(chain, {
        policy: [
          [thought('x'.repeat(262_144)), fails('cut')],
          [thought('y'.repeat(262_144)), ...end],
        ],
      });
      expect(anew(isCut.events).at(-1)).toEqual(['y'.repeat(262_144), true]);
      expect(isCut.state.nodes.get('0.0')!.thought).toBe('y'.repeat(262_144));
      // After words the thought that came before them stands.
      const isWritten = await runScripted(chain, {
        policy: [
          [thought('Hm.'), piece('a '), fails('cut')],
          [thought('So.'), ...end],
        ],
      });
      expect(anew(isWritten.events)).toEqual([
        ['Hm.', undefined],
        ['So.', undefined],
      ]);
      // So it does after tokens that are no words yet, and between steps.
      const isBetween = await runScripted(chain, {
        policy: [
          [thought('Hm.'), piece('a\n\n'), fails('cut')],
          [thought('So.'), ...end],
        ],
      });
      expect(isBetween.state.nodes.get('0.0')!.thought).toBe('Hm.');
      expect(isBetween.state.nodes.get('0.0.0')!.thought).toBe('So.');
      expect(anew(isBetween.events).map(([, isAnew]) => isAnew)).toEqual([undefined, undefined]);
    });

    it('P-11: are kept up to a length', async () => {
      const { state } = await runScripted(chain, {
        policy: [[...Array.from({ length: 3 }, () => thought('x'.repeat(100_000))), piece('\\boxed{3}'), ends('eos')]],
      });
      expect(state.nodes.get('0.0')!.thought).toHaveLength(262_144);
    });
  });

  it('P-4, P-7: blanks are tokens: a step that spends all it has on them is truncated', async () => {
    const spec = toySpec('beam-search', { n: 1, beamWidth: 1, maxStepTokens: 3 });
    const { state, policy } = await runScripted(spec, { policy: () => [piece('\n\n'), ends('step')] });
    expect(policy.calls.map(({ request }) => request.maxTokens)).toEqual([3, 2, 1]);
    expect(state.nodes.get('0.0')).toMatchObject({ finish: 'length', decision: { fate: 'truncated' } });
    expect(lostPathsOf(state)).toEqual({ truncated: 1, thinking: 0, dropped: 0, empty: 0, unscored: 0 });
  });

  it('P-4, E-7: going on from anywhere in the middle of that gives the same tree', async () => {
    const script = (request: ProposeRequest): readonly PolicyLine[] =>
      Array.from({ length: request.count }, (_, i) => i).flatMap((i): PolicyLine[] => {
        const written = prefixOf(request);
        if (request.stop.length === 0)
          return [...(written.endsWith('end') ? [] : [piece('end', 1, i)]), ends('eos', i)];
        return /[a-z]|(\n\n){3}/.test(written)
          ? [piece(`w${request.seed + i}\n\n`, 2, i)]
          : [piece('\n\n', 1, i), ends('step', i)];
      });
    const spec = toySpec('beam-search', { n: 4, beamWidth: 2, maxSteps: 3 });
    const straight = await runScripted(spec, { policy: script });
    expect(straight.state.nodes.get('0.0')?.text).toMatch(/^(\n\n){3}w/);
    for (let cut = 2; cut < straight.events.length; cut++) {
      const log: SearchEvent[] = [...straight.events.slice(0, cut), { type: 'run-recovered' }];
      const { state } = await runScripted(spec, { policy: script, log });
      expect(textsOf(state)).toEqual(textsOf(straight.state));
    }
  });

  it('P-4: a log of before, in which a blank step was closed and empty, still folds and can be gone on with', async () => {
    const log: SearchEvent[] = [
      ...startOf(two),
      { type: 'prompt-built', prompt: { text: 'P' } },
      {
        type: 'round-opened',
        group: 0,
        round: 0,
        isWhole: false,
        expansions: [{ parent: '0', firstChild: 0, children: 2 }],
      },
      { type: 'node-opened', node: '0.0', group: 0, round: 0 },
      { type: 'node-opened', node: '0.1', group: 0, round: 0 },
      { type: 'node-text', node: '0.0', text: '\n\n', tokens: 1 },
      { type: 'node-closed', node: '0.0', finish: 'step' },
    ];
    const { state } = await runScripted(two, { policy: after([piece('a\n\n'), ends('step')]), log });
    expect(state.nodes.get('0.0')?.decision?.fate).toBe('empty');
    expect(state.nodes.get('0.1')?.decision?.fate).toBe('kept');
    expect(
      applyEvents(initialState, [
        ...log,
        { type: 'node-text', node: '0.1', text: 'b\n\n', tokens: 1 },
        { type: 'node-closed', node: '0.1', finish: 'step' },
        {
          type: 'round-decided',
          group: 0,
          round: 0,
          decisions: [
            { node: '0.0', fate: 'empty' },
            { node: '0.1', fate: 'cut' },
          ],
          ranked: 1,
        },
      ]).nodes.get('0.0')?.decision,
    ).toEqual({ node: '0.0', fate: 'empty' });
  });
});

describe('more than was asked for', () => {
  it('P-5: what comes behind the separator in the same piece is thrown away, with ids that can no longer be told apart', async () => {
    const { state } = await runScripted(one, { policy: after([tokens('a\n\nbcd', [1, 2, 3])]) });
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'a\n\n', tokens: 2, tokenIds: undefined });
  });

  it('P-5: what comes for a text that has ended is thrown away while its siblings are written', async () => {
    const lines = [piece('a\n\n', 1, 0), piece('more', 1, 0), ends('eos', 0), piece('b\n\n', 1, 1)];
    const { state, outcome } = await runScripted(two, { policy: after(lines) });
    expect(outcome).toBe('complete');
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'a\n\n', finish: 'step' });
    expect(state.nodes.get('0.1')).toMatchObject({ text: 'b\n\n', finish: 'step' });
  });

  it('P-5: a server that writes on after everything has ended is cut off', async () => {
    const endless = [sent(), piece('a\n\n'), ...Array.from({ length: 500 }, () => piece('and on '))];
    const { state, policy, events } = await runScripted(one, { policy: after(endless) });
    expect(policy.calls[0]).toMatchObject({ isLeft: true, signal: { aborted: true } });
    expect(policy.calls[0]!.played).toBeLessThan(6);
    expect(state.nodes.get('0.0')?.text).toBe('a\n\n');
    // It ended well, with the tokens that were seen, before the next one was asked for.
    expect(state.calls[0]).toMatchObject({ status: 'done', completionTokens: 2 });
    expect(events.findIndex(({ type }) => type === 'call-closed')).toBeGreaterThan(0);
  });

  it('P-5: a continuation that nobody asked for is a broken reply', async () => {
    const { outcome, error } = await runScripted(two, { policy: after([piece('a', 1, 2)]) });
    expect([outcome, (error as BackendError).kind]).toEqual(['failed', 'bad-reply']);
    expect((error as BackendError).message).toMatch(/continuation 2 of 2/);
  });
});

describe('tokens', () => {
  it('P-6: a piece of several tokens is divided in proportion to its text, and none is lost', async () => {
    const { state } = await runScripted(whole, { policy: [[tokens('ab\n\ncdef', [1, 2, 3, 4]), ends('eos')]] });
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'ab\n\n', tokens: 2, tokenIds: [1, 2] });
    expect(state.nodes.get('0.0.0')).toMatchObject({ text: 'cdef', tokens: 2, tokenIds: [3, 4] });
  });

  it('P-7: a request asks for no more than step, solution and context have left', async () => {
    const spec = toySpec('beam-search', { n: 1, beamWidth: 1, maxSteps: 4, maxTokens: 20, maxStepTokens: 12 });
    const script = after([piece('a\n\n', 5)], [piece('b\n\n', 7)], [piece('c\n\n', 2)]);
    const limits = (await runScripted(spec, { policy: script })).policy.calls.map(({ request }) => request.maxTokens);
    expect(limits).toEqual([12, 12, 8, 6]);
    const prompt = { text: 'P', tokenIds: [1, 2, 3], maxModelLength: 17 };
    const short = (await runScripted(spec, { policy: script, prompt })).policy.calls.map(
      ({ request }) => request.maxTokens,
    );
    expect(short).toEqual([12, 9, 2]);
  });

  it('P-7: a server that writes beyond the limit is held to it, and the step is truncated', async () => {
    const spec = toySpec('beam-search', { n: 1, beamWidth: 1, maxStepTokens: 4 });
    const { state } = await runScripted(spec, {
      policy: after([piece('abc', 3), piece('def', 3), piece('ghi\n\n', 3)]),
    });
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'abc', tokens: 3, finish: 'length' });
    const exact = await runScripted(spec, { policy: after([piece('abc', 3), piece('d', 1), piece('e', 1)]) });
    expect(exact.state.nodes.get('0.0')).toMatchObject({ text: 'abcd', tokens: 4, finish: 'length' });
  });

  it('P-9: tokens without text belong to the text that comes next', async () => {
    const { state } = await runScripted(one, { policy: after([tokens('', [1, 2]), tokens('a\n\n', [3])]) });
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'a\n\n', tokens: 3, tokenIds: [1, 2, 3] });
  });

  it('P-9: … or to the end, if it has room for them', async () => {
    const { state } = await runScripted(whole, { policy: [[tokens('a\n\n', [7]), tokens('', [8, 9]), ends('eos')]] });
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'a\n\n', tokens: 1 });
    expect(state.nodes.get('0.0.0')).toMatchObject({ text: '', tokens: 2, tokenIds: [8, 9], finish: 'eos' });
    const full = await runScripted(toySpec('majority', { n: 1, maxTokens: 2 }), {
      policy: [[piece('a', 2), tokens('', [8, 9]), ends('eos')]],
    });
    expect(full.state.nodes.get('0.0')).toMatchObject({ tokens: 2, finish: 'eos' });
    const exact = await runScripted(toySpec('majority', { n: 1, maxTokens: 3 }), {
      policy: [[piece('a', 2), tokens('', [8]), ends('eos')]],
    });
    expect(exact.state.nodes.get('0.0')).toMatchObject({ tokens: 3, finish: 'eos' });
  });

  it('P-9: … or to the separator at which the server stopped, written or not', async () => {
    const { state } = await runScripted(one, { policy: after([tokens('a', [1]), tokens('', [2, 3]), ends('step')]) });
    expect(state.nodes.get('0.0')).toMatchObject({ text: 'a\n\n', tokens: 3, finish: 'step' });
  });
});

describe('how a text ends', () => {
  it.each<readonly [string, readonly PolicyLine[], string, string]>([
    ['the separator', [piece('a\n\n'), ends('step')], 'step', 'kept'],
    ['the model itself', [piece('a'), ends('eos')], 'eos', 'finished'],
    ['a limit', [piece('a'), ends('length')], 'length', 'truncated'],
    ['the server’s word that it was lost', [piece('a'), ends('dropped')], 'dropped', 'dropped'],
    ['the end of the stream without a word', [piece('a')], 'dropped', 'dropped'],
    ['a stream without anything', [], 'dropped', 'dropped'],
  ])('P-8: %s', async (_, lines, finish, fate) => {
    const { state, outcome } = await runScripted(one, { policy: after(lines) });
    expect(outcome).toBe('complete');
    expect(state.nodes.get('0.0')).toMatchObject({ finish, decision: { fate } });
  });

  it('P-8: a stream that ends has lost those texts that have not, and no others', async () => {
    const spec = toySpec('majority', { n: 3 });
    const lines = [piece('a', 1, 0), ends('eos', 0), piece('b\n\n', 1, 1)];
    const { state } = await runScripted(spec, { policy: [lines] });
    expect(state.nodes.get('0.0')?.finish).toBe('eos');
    expect(state.nodes.get('0.1')?.finish).toBe('step');
    expect(state.nodes.get('0.1.0')).toMatchObject({ text: '', finish: 'dropped', decision: { fate: 'dropped' } });
    expect(state.nodes.get('0.2')).toMatchObject({ finish: 'dropped', decision: { fate: 'dropped' } });
    expect(lostPathsOf(state)).toEqual({ truncated: 0, thinking: 0, dropped: 2, empty: 0, unscored: 0 });
  });

  it('P-8: a stop at a separator that was not asked for is a broken reply', async () => {
    const { outcome, error, state } = await runScripted(whole, { policy: [[sent(), piece('a'), ends('step')]] });
    expect(outcome).toBe('failed');
    expect(error).toMatchObject({ kind: 'bad-reply', isRetryable: false });
    expect(state.calls[0]).toMatchObject({ status: 'failed', failure: { kind: 'bad-reply' } });
  });

  it('V-2: a run whose every stream is lost ends without an answer, and its log and state say why', async () => {
    const { state, outcome } = await runScripted(two, { policy: () => [] });
    expect(outcome).toBe('complete');
    expect(lostPathsOf(state)).toEqual({ truncated: 0, thinking: 0, dropped: 2, empty: 0, unscored: 0 });
    expect(state.selected.best).toEqual({ node: undefined, answer: undefined });
  });
});

describe('calls that fail', () => {
  const failing = (...kinds: readonly ('new' | 'nothing')[]) =>
    after(...kinds.map((kind) => (kind === 'new' ? [piece('a'), fails()] : [fails()])));

  it.each([
    ['twice in a row', failing('nothing', 'nothing')],
    ['as often as you like while it brings something', failing('new', 'new', 'new', 'new', 'new')],
    ['twice after every time that it brought something', failing('nothing', 'nothing', 'new', 'nothing', 'nothing')],
  ])('E-4: a call may fail %s', async (_, script) => {
    const { outcome, state } = await runScripted(one, { policy: script });
    expect(outcome).toBe('complete');
    expect(state.nodes.get('0.0')?.finish).toBe('eos');
  });

  it('E-4: three times in a row without anything new is the end, with the server’s own error', async () => {
    const { outcome, error, policy } = await runScripted(one, {
      policy: failing('new', 'nothing', 'nothing', 'nothing'),
    });
    expect([outcome, policy.calls.length]).toEqual(['failed', 4]);
    expect(error).toMatchObject({ kind: 'cut', server: 'script' });
  });

  it('E-4: blanks after which a step goes on are something new', async () => {
    const { outcome } = await runScripted(one, {
      policy: after([fails()], [fails()], [piece('\n\n', 0), ends('step')], [fails()], [fails()], [piece('a\n\n')]),
    });
    expect(outcome).toBe('complete');
  });

  it('E-4: what cannot succeed is not tried again', async () => {
    const { outcome, policy } = await runScripted(one, { policy: after([fails('unauthorized', false)]) });
    expect([outcome, policy.calls.length]).toEqual(['failed', 1]);
  });

  it('E-4: a call that breaks after all its texts have ended is not made again', async () => {
    const { outcome, policy, state } = await runScripted(one, { policy: after([sent(), piece('a\n\n'), fails()]) });
    expect([outcome, policy.calls.length]).toEqual(['complete', 2]);
    expect(state.calls[0]).toMatchObject({ status: 'failed', failure: { kind: 'cut' } });
  });

  it('an error that is no server’s is a bug: the search throws it', async () => {
    const bug = new TypeError('a bug');
    const { outcome, error, state } = await runScripted(one, { policy: [[sent(), { type: 'fail', error: bug }]] });
    expect([outcome, error]).toEqual(['failed', bug]);
    expect(state.calls[0]?.failure).toBeUndefined();
  });

  it('what a server still says when its call is over is nobody’s', async () => {
    let say: ProposeRequest['onNotice'] = () => undefined;
    const { state } = await runScripted(one, {
      policy: (request, call) => {
        if (call > 0) say(sent());
        say = request.onNotice;
        return call === 0 ? [sent(), piece('a\n\n'), piece('more')] : end(request);
      },
    });
    expect(state.calls).toHaveLength(1);
  });
});
