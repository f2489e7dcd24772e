/** Rounds, groups, answers and the engine itself, at the face of the search. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  childIndexOf,
  initialState,
  parentIdOf,
  search,
  searchEventSchema,
  selectAnswer,
  selectionNames,
  solutionsOf,
  strategyNames,
  strategyOf,
  type EventOf,
  type NodeState,
  type ProposeRequest,
  type SearchEvent,
} from './index';
import { drive, goOn, runScripted, runToy, startOf, toySpec } from './testing/run-search';
import { allScored, ends, piece, scriptedPolicy, scriptedVerifier, type PolicyLine } from './testing/scripted';

const fold = (events: readonly SearchEvent[]) => applyEvents(initialState, events);
const typed = <T extends SearchEvent['type']>(events: readonly SearchEvent[], type: T) =>
  events.filter((event): event is EventOf<T> => event.type === type);
/** Steps until the last round, then ends. */
const stepper = ({ count, stop, seed }: ProposeRequest): readonly PolicyLine[] =>
  Array.from({ length: count }, (_, i) =>
    stop.length > 0 ? [piece(`step ${seed + i}\n\n`, 2, i)] : [piece('end', 1, i), ends('eos', i)],
  ).flat();

describe('the log', () => {
  it('L-6: events hold what happened and the testimony of decisions, and nothing that could be computed', () => {
    const fields = Object.fromEntries(
      searchEventSchema.options.map(({ shape }) => [
        shape.type.value,
        Object.keys(shape).filter((field) => field !== 'type'),
      ]),
    );
    expect(fields).toEqual({
      'run-started': ['version', 'spec'],
      'prompt-built': ['attempts', 'prompt'],
      'round-opened': ['group', 'round', 'isWhole', 'steps', 'temperature', 'isRollout', 'expansions'],
      'node-opened': ['node', 'group', 'round'],
      'node-text': ['node', 'text', 'tokenIds', 'tokens'],
      'node-thought': ['node', 'text', 'isAnew'],
      'node-closed': ['node', 'finish', 'tokens', 'tokenIds'],
      'node-scored': ['node', 'score', 'duplicateOf', 'rolloutEnd', 'told'],
      'node-unscored': ['node', 'reason', 'message', 'duplicateOf'],
      'round-decided': ['group', 'round', 'decisions', 'ranked', 'line', 'expansions', 'weights', 'groups', 'measures'],
      'call-opened': ['call', 'role', 'nodes', 'url', 'body', 'isPrefixed'],
      'habit-found': ['role', 'habit', 'field'],
      'call-retried': ['call', 'attempt', 'delayMs', 'reason'],
      'call-closed': ['call', 'promptTokens', 'cachedTokens', 'completionTokens', 'failure'],
      'breakpoints-set': ['breakpoints'],
      'run-paused': ['at'],
      'run-resumed': ['rounds'],
      'run-recovered': [],
      'run-forked': ['parent', 'seq', 'spec', 'edit'],
      'node-rewritten': ['node', 'text'],
      'group-opened': ['group'],
      'node-excluded': ['node'],
      'answer-selected': ['selection', 'node', 'answer'],
      'run-ended': ['status', 'failure'],
    });
  });

  it('L-6: testimony is taken as it is told, whatever the rules of today would say', async () => {
    const { events } = await runScripted(toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 2 }), {
      policy: stepper,
    });
    const told = events.map((event): SearchEvent => {
      if (event.type === 'round-decided') return { ...event, ranked: 77, line: 0.125 };
      return event.type === 'answer-selected' ? { ...event, answer: 'told' } : event;
    });
    const state = fold(told);
    expect(state.groups[0]!.rounds.map(({ ranked, line }) => [ranked, line])).toEqual([
      [77, 0.125],
      [77, 0.125],
    ]);
    expect(Object.values(state.selected).map(({ answer }) => answer)).toEqual(['told', 'told', 'told']);
  });
});

describe('groups and rounds', () => {
  it.each(strategyNames)(
    'G-2: %s opens each round before its nodes, and they are named by parent and index',
    async (name) => {
      for (const seed of [1, 2, 3]) {
        const { events } = await runToy(toySpec(name, { n: 10 }, seed), { latencySeed: seed });
        const rounds = new Map<string, EventOf<'round-opened'>>();
        for (const event of events) {
          if (event.type === 'round-opened') rounds.set(`${event.group} ${event.round}`, event);
          if (event.type !== 'node-opened') continue;
          const round = rounds.get(`${event.group} ${event.round}`)!;
          const parent = parentIdOf(event.node)!;
          const index = childIndexOf(event.node);
          const isAsked = round.expansions.some(
            (each) => each.parent === parent && index >= each.firstChild && index < each.firstChild + each.children,
          );
          expect(isAsked || (round.isWhole && index === 0)).toBe(true);
        }
      }
    },
  );

  it.each(['beam-search', 'dvts'] as const)(
    'G-3: %s extends exactly what was kept, and a group that keeps nothing is done',
    async (name) => {
      for (const seed of [1, 2, 3, 4]) {
        const { events, outcome } = await runToy(toySpec(name, { n: 12 }, seed));
        expect(outcome).toBe('complete');
        for (const decided of typed(events, 'round-decided')) {
          const kept = decided.decisions.filter(({ fate }) => fate === 'kept');
          const next = typed(events, 'round-opened').find(
            ({ group, round }) => group === decided.group && round === decided.round + 1,
          );
          expect(next?.expansions).toEqual(
            kept.length === 0
              ? undefined
              : kept.map(({ node, children }) => ({ parent: node, firstChild: 0, children })),
          );
        }
      }
    },
  );

  it('G-3, G-4: what a decision names besides what was kept is extended too, the root included, and numbered on', async () => {
    const { events, outcome } = await runScripted(toySpec('window-vote', { n: 5, window: 2 }), {
      policy: ({ count }, call) =>
        Array.from({ length: count }, (_, i) => [piece(`\\boxed{${call}${i}}`, 1, i), ends('eos', i)]).flat(),
    });
    expect(outcome).toBe('complete');
    expect(typed(events, 'round-decided').map(({ expansions }) => expansions)).toEqual([
      [{ parent: '0', children: 2 }],
      [{ parent: '0', children: 1 }],
      undefined,
    ]);
    expect(typed(events, 'round-opened').map(({ expansions }) => expansions)).toEqual([
      [{ parent: '0', firstChild: 0, children: 2 }],
      [{ parent: '0', firstChild: 2, children: 2 }],
      [{ parent: '0', firstChild: 4, children: 1 }],
    ]);
  });

  it('G-4: each group begins in a range of its own, in which its later rounds go on', async () => {
    const { events } = await runToy(toySpec('revisions', { n: 5, revisions: 3 }));
    const begun = (group: number) =>
      typed(events, 'round-opened').flatMap((round) =>
        round.group === group ? round.expansions.map(({ parent, firstChild }) => `${parent}.${firstChild}`) : [],
      );
    expect([begun(0), begun(1)]).toEqual([
      ['0.0', '0.1', '0.2'],
      ['0.3', '0.4'],
    ]);
  });

  it.each([
    [
      'dvts',
      [
        [0, 4],
        [4, 4],
        [8, 2],
      ],
    ],
    ['beam-search', [[0, 10]]],
    ['best-of-n', Array.from({ length: 10 }, (_, i) => [i, 1])],
  ] as const)('G-4: the first nodes of %s are children of the root, numbered through', async (name, expected) => {
    const { events } = await runToy(toySpec(name, { n: 10 }));
    const first = typed(events, 'round-opened').filter(({ round }) => round === 0);
    expect(
      first.map(({ expansions }) => expansions.map((each) => [each.parent, each.firstChild, each.children])),
    ).toEqual(expected.map(([firstChild, children]) => [['0', firstChild, children]]));
  });

  it('G-1, D-3: a subtree goes its way while another waits for its server', async () => {
    const spec = toySpec('dvts', { n: 4, beamWidth: 2, maxSteps: 3 });
    const isSlow = ({ prefix }: ProposeRequest) => prefix[0]?.text.startsWith('slow') === true;
    const { events, outcome } = await runScripted(spec, {
      policy: (request, call) => {
        if (call === 0) return [0, 1, 2, 3].map((i) => piece(`${i < 2 ? 'slow' : 'fast'} ${i}\n\n`, 1, i));
        return isSlow(request) ? [{ type: 'late', turns: 2_000 }, ...stepper(request)] : stepper(request);
      },
    });
    expect(outcome).toBe('complete');
    const decided = typed(events, 'round-decided').map(({ group, round }) => `${group}/${round}`);
    expect(decided).toContain('1/2');
    expect(decided.indexOf('1/2')).toBeLessThan(decided.indexOf('0/1'));
  });

  it('D-4: a subtree goes on until it has its M solutions, and no answer in a text ends it', async () => {
    const spec = toySpec('dvts', { n: 3, beamWidth: 3, maxSteps: 4 });
    const { state } = await runScripted(spec, {
      policy: (request, call) =>
        call === 0
          ? [piece('\\boxed{1}', 1, 0), ends('eos', 0), piece('so \\boxed{2}\n\n', 1, 1), piece('x\n\n', 1, 2)]
          : stepper(request),
    });
    const [group] = state.groups;
    expect(group!.rounds.map(({ expansions }) => expansions.map(({ children }) => children))).toEqual([
      [3],
      [2],
      [2],
      [2],
    ]);
    expect(group!.finished).toHaveLength(3);
    expect(group!.finished[0]).toBe('0.0');
  });
});

describe('whole solutions', () => {
  it('N-1: each step is scored as it closes, while the solution is still written', async () => {
    const { events } = await runScripted(toySpec('best-of-n', { n: 1 }), {
      policy: [[piece('one\n\n'), { type: 'late', turns: 50 }, piece('two'), ends('eos')]],
    });
    const scored = events.findIndex(({ type }) => type === 'node-scored');
    const ended = events.findIndex((event) => event.type === 'node-closed' && event.finish === 'eos');
    expect(scored).toBeGreaterThan(0);
    expect(scored).toBeLessThan(ended);
  });

  it('N-1, N-2: they are asked for without a stop, to the end of the solution', async () => {
    for (const name of ['best-of-n', 'majority'] as const) {
      const { policy } = await runScripted(toySpec(name, { n: 3, maxTokens: 50 }), { policy: stepper });
      expect(policy.calls.map(({ request }) => [request.count, request.stop, request.maxTokens])).toEqual([
        [3, [], 50],
      ]);
    }
  });

  it('N-3: greedy asks for one solution at temperature 0, whatever is configured', async () => {
    const { policy } = await runScripted(toySpec('greedy', { n: 16, temperature: 1.2 }), { policy: stepper });
    expect(policy.calls.map(({ request }) => [request.count, request.temperature])).toEqual([[1, 0]]);
    const warm = await runScripted(toySpec('majority', { n: 1, temperature: 1.2, topP: 0.9, topK: 20 }), {
      policy: stepper,
    });
    expect(warm.policy.calls[0]?.request).toMatchObject({ temperature: 1.2, topP: 0.9, topK: 20 });
  });
});

describe('decisions', () => {
  it('G-5: a round is decided when its last candidate has its score, and not before', async () => {
    const { events } = await runScripted(toySpec('beam-search', { n: 4, beamWidth: 2, maxSteps: 3 }), {
      policy: (request, call) =>
        call === 0
          ? [3, 1, 0, 2].flatMap((i): PolicyLine[] => [piece(`s${i}\n\n`, 1, i), { type: 'late', turns: 40 }])
          : stepper(request),
      // The score of what ended first comes after those of all others, which had the group looked at again.
      verifier: (request, call) => [{ type: 'late', turns: call === 0 ? 2_000 : 0 }, ...allScored(0.5)(request)],
    });
    const [first] = typed(events, 'round-decided');
    expect(first!.decisions).toHaveLength(4);
    for (const { decisions } of typed(events, 'round-decided')) {
      const at = events.findIndex((event) => event.type === 'round-decided' && event.decisions === decisions);
      const scored = new Set(typed(events.slice(0, at), 'node-scored').map(({ node }) => node));
      expect(decisions.filter(({ node }) => !scored.has(node))).toEqual([]);
    }
  });

  it.each([
    ['last', undefined, 0.25],
    ['min', undefined, 0.25],
    ['prod', undefined, 0.125],
    ['prod', 'mean', 0.375],
  ] as const)(
    'A-6: a verifier recommends %s, the config says %s: decisions and answers both go by %d',
    async (recommendedAggregation, aggregation, value) => {
      const spec = toySpec('beam-search', { n: 1, beamWidth: 1, maxSteps: 2, aggregation });
      const { state } = await runScripted(
        { ...spec, verifier: { ...spec.verifier!, recommendedAggregation } },
        {
          policy: stepper,
          verifier: ({ paths }) => [{ type: 'scores', scores: [[paths[0]!.steps.length === 1 ? 0.5 : 0.25]] }],
        },
      );
      expect(state.nodes.get('0.0.0')?.decision?.value).toBe(value);
      expect(solutionsOf(state).map((solution) => solution.value)).toEqual([value]);
    },
  );
});

describe('answers', () => {
  it.each(strategyNames)(
    'V-7: %s selects every answer that applies, the configured one last, and a log can be asked again',
    async (name) => {
      const isScored = strategyOf(name).needsVerifier;
      for (const selection of isScored ? selectionNames : (['majority'] as const)) {
        const { events } = await runToy(toySpec(name, { n: 12, selection }));
        const selected = typed(events, 'answer-selected');
        expect(selected.map((event) => event.selection).toSorted()).toEqual(
          isScored ? [...selectionNames].toSorted() : ['majority'],
        );
        expect(selected.at(-1)?.selection).toBe(selection);
        const solutions = solutionsOf(fold(events));
        for (const { selection: asked, node, answer } of selected)
          expect(selectAnswer(solutions, asked)).toMatchObject({ node, answer });
      }
    },
  );

  it('V-7: without a wish strategies that score answer by weight, the others by majority', async () => {
    const last = async (name: 'dvts' | 'majority') =>
      typed((await runToy(toySpec(name))).events, 'answer-selected').at(-1)?.selection;
    expect([await last('dvts'), await last('majority')]).toEqual(['weighted', 'majority']);
  });
});

describe('the engine', () => {
  it('E-1: what is asked of the servers follows from the state alone, so that an engine that was never there asks the same', async () => {
    for (const name of strategyNames) {
      const spec = toySpec(name, { n: 6, beamWidth: 3, maxSteps: 3 });
      const models = () => ({ policy: scriptedPolicy(stepper), verifier: scriptedVerifier(allScored(0.5)) });
      const whole = await drive(startOf(spec), models());
      expect(whole.outcome).toBe('complete');
      for (let cut = 1; cut <= whole.events.length; cut += 5) {
        const log = whole.events.slice(0, cut);
        const before = fold(log);
        const again = models();
        const rest = await drive(log, again);
        expect(rest.outcome).toBe('complete');
        // Texts are told apart by their seeds, but for the last ones.
        const isKnown = (text: string, isMissing: (node: NodeState) => boolean) =>
          text !== 'end' && [...before.nodes.values()].some((node) => node.text === text && !isMissing(node));
        const asked = again.verifier.calls.flatMap(({ request }) => request.paths);
        for (const step of asked.flatMap(({ steps, from }) => steps.slice(from)))
          expect(isKnown(step.text, ({ score }) => score === undefined)).toBe(false);
        for (const { text } of typed(rest.events.slice(cut), 'node-text'))
          expect(isKnown(text, ({ finish }) => finish === undefined)).toBe(false);
      }
    }
  });

  it('E-1: a finished log asks nothing of anybody, not even for its answers', async () => {
    const { events } = await runToy(toySpec('beam-search'));
    const policy = scriptedPolicy([]);
    const verifier = scriptedVerifier([]);
    const again = await drive(events, { policy, verifier });
    expect([again.outcome, again.events.length]).toEqual(['complete', events.length]);
    expect([policy.calls, verifier.calls]).toEqual([[], []]);
  });

  it.each<readonly [string, readonly PolicyLine[]]>([
    ['a policy', [piece('a'), { type: 'hang' }]],
    ['a verifier', [piece('a\n\n'), piece('b'), ends('eos')]],
  ])('E-5: abort wakes a search that waits for %s, and cancels what is in flight', async (_, lines) => {
    const policy = scriptedPolicy([lines]);
    const verifier = scriptedVerifier(() => [{ type: 'hang' }]);
    const stop = new AbortController();
    const stream = search({
      state: fold(startOf(toySpec('best-of-n', { n: 1 }))),
      policy,
      verifier,
      signal: stop.signal,
    });
    const done = (async () => {
      for (;;) {
        const step = await stream.next();
        if (step.done === true) return step.value;
      }
    })();
    await turns(200);
    stop.abort();
    expect(await Promise.race([done, turns(200)])).toBe('stopped');
    const inFlight = [...policy.calls, ...verifier.calls].filter(({ isLeft, signal }) => !isLeft || signal.aborted);
    expect(inFlight.length).toBeGreaterThan(0);
    for (const { signal } of inFlight) expect(signal.aborted).toBe(true);
    await turns(20);
    for (const { isLeft } of [...policy.calls, ...verifier.calls]) expect(isLeft).toBe(true);
  });

  it('E-5: so does a reader that returns early', async () => {
    const policy = scriptedPolicy([[piece('a'), { type: 'hang' }]]);
    const stream = search({
      state: fold(startOf(toySpec('majority', { n: 1 }))),
      policy,
      verifier: undefined,
      signal: new AbortController().signal,
    });
    for await (const turn of stream) if (turn.some(({ type }) => type === 'node-text')) break;
    expect(policy.calls[0]?.signal.aborted).toBe(true);
  });

  it('E-5: a search that was aborted before it began asks nobody', async () => {
    const policy = scriptedPolicy([]);
    const state = fold(startOf(toySpec('majority')));
    const stream = search({ state, policy, verifier: undefined, signal: AbortSignal.abort() });
    expect(await stream.next()).toEqual({ done: true, value: 'stopped' });
  });

  it('a run that is over, or was never started, cannot be searched', async () => {
    const signal = new AbortController().signal;
    const policy = scriptedPolicy([]);
    await expect(search({ state: initialState, policy, verifier: undefined, signal }).next()).rejects.toThrow(
      /going on/,
    );
    const unscored = search({ state: fold(startOf(toySpec('dvts'))), policy, verifier: undefined, signal });
    await unscored.next();
    await expect(unscored.next()).rejects.toThrow(/needs a verifier/);
  });

  it('E-7: what a lost call had said is not asked for again', async () => {
    const spec = toySpec('majority', { n: 1 });
    const first = await runScripted(spec, { policy: [[piece('half '), { type: 'hang' }]], limit: 4 });
    expect(first.outcome).toBe('stopped');
    const rest = await runScripted(spec, {
      policy: ({ prefix }) => [piece(`after ${prefix.length}`), ends('eos')],
      log: [...first.events, { type: 'run-recovered' }],
    });
    expect(rest.state.nodes.get('0.0')?.text).toBe('half after 1');
    expect((await goOn(startOf(spec))).outcome).toBe('complete');
  });
});

/** Lets everything that is ready happen, `count` times over. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}
