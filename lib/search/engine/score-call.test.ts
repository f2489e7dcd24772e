/** Scoring against verifiers of every kind, as the whole search sees it. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import { searchEventSchema, solutionsOf, type ProposeRequest, type ScoreRequest } from '..';
import { runScripted, toySpec } from '../testing/run-search';
import { allScored, ends, fails, piece, sent, usage, type PolicyLine, type VerifierLine } from '../testing/scripted';

const two = toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 3 });
const chain = toySpec('best-of-n', { n: 1 });

/** Every continuation writes one step of its own, or ends in the last round. */
const stepper = ({ count, stop, seed }: ProposeRequest): readonly PolicyLine[] =>
  Array.from({ length: count }, (_, i) =>
    stop.length > 0 ? [piece(`step ${seed + i}\n\n`, 2, i)] : [piece('end', 1, i), ends('eos', i)],
  ).flat();
const first =
  (lines: readonly PolicyLine[]) =>
  (request: ProposeRequest, call: number): readonly PolicyLine[] =>
    call === 0 ? lines : stepper(request);
/** A solution of three steps with a pause after each. */
const slow: readonly PolicyLine[] = ['one\n\n', 'two\n\n', 'three']
  .flatMap((text): PolicyLine[] => [piece(text), { type: 'late', turns: 50 }])
  .concat([ends('eos')]);
/** What was asked for: the texts of the steps whose scores are wanted, path by path. */
const wanted = ({ paths }: ScoreRequest) => paths.map(({ steps, from }) => steps.slice(from).map(({ text }) => text));

describe('what is asked for', () => {
  it('S-1: whole paths, and the scores of new steps alone, each of them once', async () => {
    const { state, verifier } = await runScripted(two, { policy: stepper });
    const scored = [...state.nodes.values()].filter(({ score }) => score !== undefined).map(({ text }) => text);
    expect(verifier.calls.flatMap(({ request }) => wanted(request).flat()).toSorted(byText)).toEqual(
      scored.toSorted(byText),
    );
    const last = verifier.calls.at(-1)!.request.paths[0]!;
    expect([last.steps.length, last.from]).toEqual([3, 2]);
    expect(last.steps[0]!.text).toMatch(/^step \d+\n\n$/);
  });

  it('S-2: blank and truncated steps are not scored', async () => {
    const spec = toySpec('beam-search', { n: 4, beamWidth: 4, maxSteps: 1, maxTokens: 3 });
    const lines = [
      ends('eos', 0),
      piece('\n\n', 1, 1),
      ends('eos', 1),
      piece('cut off', 3, 2),
      ends('length', 2),
      piece('words', 1, 3),
      ends('eos', 3),
    ];
    const { state, verifier } = await runScripted(spec, { policy: [lines] });
    expect(verifier.calls.flatMap(({ request }) => wanted(request))).toEqual([['words']]);
    expect([...state.nodes.values()].filter(({ score }) => score !== undefined).map(({ id }) => id)).toEqual(['0.3']);
  });

  it('S-8: what a score was read from is told with it, and no more than the log takes', async () => {
    const { state, events } = await runScripted(chain, {
      policy: [[piece('one\n\n'), piece('two'), ends('eos')]],
      verifier: (request) => {
        const [path] = request.paths;
        request.onTold?.(path!, 1, [
          ...Array.from({ length: 7 }, () => ({ token: '+'.repeat(200), logprob: -Infinity })),
          { token: '-', logprob: 0.1 },
        ]);
        return [{ type: 'scores', scores: request.paths.map(({ steps, from }) => steps.slice(from).map(() => 0.5)) }];
      },
    });
    expect(state.nodes.get('0.0')?.told).toBeUndefined();
    const told = state.nodes.get('0.0.0')!.told!;
    expect(told).toHaveLength(5);
    expect(told[0]).toEqual({ token: '+'.repeat(100), logprob: -9_999 });
    for (const event of events) expect(searchEventSchema.safeParse(event).success).toBe(true);
    const scored = events.find((event) => event.type === 'node-scored' && event.told !== undefined);
    expect(searchEventSchema.safeParse({ ...scored, told: [...told, told[0]] }).success).toBe(false);
  });

  it('S-3: identical siblings of a step-wise round share the score of the first', async () => {
    const { state, verifier } = await runScripted(two, {
      policy: first([piece('same\n\n', 1, 0), piece('same\n\n', 1, 1)]),
    });
    expect(wanted(verifier.calls[0]!.request)).toEqual([['same\n\n']]);
    expect(state.nodes.get('0.1')).toMatchObject({ score: 0.5, duplicateOf: '0.0', decision: { fate: 'duplicate' } });
    expect(state.nodes.get('0.0')).toMatchObject({ score: 0.5, duplicateOf: undefined, decision: { fate: 'kept' } });
  });

  it('S-3: the same text without its separator is the same step', async () => {
    const lines = [piece('same\n\n', 1, 0), piece('same', 1, 1), ends('eos', 1)];
    const { verifier } = await runScripted(two, { policy: first(lines) });
    expect(wanted(verifier.calls[0]!.request)).toEqual([['same\n\n']]);
  });

  it.each([
    ['in groups of their own', toySpec('best-of-n', { n: 2 })],
    ['in one round', toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 1 })],
  ])('S-3: solutions written whole are scored each for itself, %s', async (_, spec) => {
    const lines = [0, 1].flatMap((i) => [piece('same', 1, i), ends('eos', i)]);
    const { state, verifier } = await runScripted(spec, { policy: [lines] });
    expect(verifier.calls.flatMap(({ request }) => wanted(request))).toHaveLength(2);
    expect(state.nodes.get('0.1')?.duplicateOf).toBeUndefined();
  });

  it('S-4: a step waits while an earlier sibling may still turn out the same, whoever is faster', async () => {
    const late: PolicyLine = { type: 'late', turns: 50 };
    const { state, verifier } = await runScripted(two, {
      policy: first([piece('same\n\n', 1, 1), late, piece('sa', 1, 0), late, piece('me\n\n', 1, 0)]),
    });
    expect(wanted(verifier.calls[0]!.request)).toEqual([['same\n\n']]);
    expect(state.nodes.get('0.1')?.duplicateOf).toBe('0.0');
  });

  it('S-4: … but not for later siblings, nor for earlier ones that already differ', async () => {
    const late: PolicyLine = { type: 'late', turns: 50 };
    const spec = toySpec('beam-search', { n: 3, beamWidth: 3, maxSteps: 3 });
    const { events } = await runScripted(spec, {
      policy: first([
        piece('sad', 1, 0),
        piece('same\n\n', 1, 1),
        late,
        piece('der\n\n', 1, 0),
        piece('same\n\n', 1, 2),
      ]),
    });
    const at = (node: string, type: string) =>
      events.findIndex((event) => event.type === type && 'node' in event && event.node === node);
    expect(at('0.1', 'node-scored')).toBeLessThan(at('0.0', 'node-closed'));
    expect(at('0.1', 'node-scored')).toBeGreaterThan(0);
  });

  it('S-5: steps of one chain that follow each other are scored in one go, over one path', async () => {
    const { verifier, state } = await runScripted(chain, {
      policy: [[piece('one\n\ntwo\n\nthree', 3), ends('eos')]],
      verifier: ({ paths }) => [
        { type: 'scores', scores: paths.map(({ steps, from }) => steps.slice(from).map((_, i) => (i + 1) / 10)) },
      ],
    });
    expect(verifier.calls.map(({ request }) => wanted(request))[0]).toEqual([['one\n\n', 'two\n\n']]);
    expect(verifier.calls.every(({ request }) => request.paths.length === 1)).toBe(true);
    expect(['0.0', '0.0.0'].map((id) => state.nodes.get(id)?.score)).toEqual([0.1, 0.2]);
  });

  it('S-5: where nobody watches, all steps of a whole solution are scored in one go at its end', async () => {
    const watched = await runScripted(chain, { policy: [slow] });
    const { verifier, state } = await runScripted(chain, { policy: [slow], scoresAtEnd: true });
    expect(watched.verifier.calls.length).toBeGreaterThan(1);
    expect(verifier.calls.map(({ request }) => wanted(request))).toEqual([[['one\n\n', 'two\n\n', 'three']]]);
    expect(solutionsOf(state)).toEqual(solutionsOf(watched.state));
  });

  it('S-5: where nobody watches, whole solutions go 64 steps at a time, and the rest when all are written', async () => {
    const solutions = Array.from({ length: 20 }, (_, i) => [piece(`${i}\n\n`.repeat(5), 1, i), ends('eos', i)]);
    const spaced = solutions.map(([text, end]): readonly PolicyLine[] => [text!, end!, { type: 'late', turns: 50 }]);
    const { verifier, state } = await runScripted(toySpec('best-of-n', { n: 20 }), {
      policy: [spaced.flat()],
      scoresAtEnd: true,
    });
    const steps = verifier.calls.map(({ request }) => wanted(request).flat().length);
    expect(steps).toEqual([65, 35]);
    expect([...state.nodes.values()].filter(({ score }) => score !== undefined)).toHaveLength(100);
  });

  it('S-5: chains beside each other keep paths of their own', async () => {
    const { verifier } = await runScripted(two, { policy: first([piece('a\n\n', 1, 0), piece('b\n\n', 1, 1)]) });
    expect(verifier.calls.flatMap(({ request }) => wanted(request)).slice(0, 2)).toEqual([['a\n\n'], ['b\n\n']]);
  });
});

describe('calls', () => {
  it('E-3: at most four are under way; what closes meanwhile waits and goes together', async () => {
    const spec = toySpec('best-of-n', { n: 12 });
    const steps = Array.from({ length: 12 }, (_, i) => [piece(`solution ${i}`, 1, i), ends('eos', i)]).flat();
    let underWay = 0;
    let most = 0;
    const { state, verifier, outcome } = await runScripted(spec, {
      policy: [steps.flatMap((line): PolicyLine[] => [line, { type: 'late', turns: 5 }])],
      *verifier(request) {
        most = Math.max(most, ++underWay);
        yield { type: 'late', turns: 400 };
        underWay--;
        yield* allScored(0.5)(request);
      },
    });
    expect(outcome).toBe('complete');
    expect(most).toBe(4);
    expect(verifier.calls).toHaveLength(5);
    expect(verifier.calls[4]!.request.paths).toHaveLength(8);
    expect([...state.nodes.values()].filter(({ score }) => score === undefined).map(({ id }) => id)).toEqual(['0']);
  });

  it.each<readonly [string, readonly (readonly number[])[]]>([
    ['a score above 1', [[1.01]]],
    ['a score below 0', [[-0.01]]],
    ['a score that is no number', [[Number.NaN]]],
    ['too few scores', [[]]],
    ['too many scores', [[0.5, 0.5]]],
    ['no path', []],
    ['a path too many', [[0.5], [0.5]]],
  ])('S-1: one score from 0 to 1 for each step that was asked for: %s is a broken reply', async (_, scores) => {
    const lines: VerifierLine[] = [sent(), { type: 'scores', scores }];
    const { outcome, error, state } = await runScripted(chain, {
      policy: [[piece('a'), ends('eos')]],
      verifier: [lines],
    });
    expect(outcome).toBe('failed');
    expect(error).toMatchObject({ kind: 'bad-reply', isRetryable: false, server: 'scripted verifier' });
    expect(state.calls[1] ?? state.calls[0]).toMatchObject({ status: 'failed', failure: { kind: 'bad-reply' } });
    expect(state.nodes.get('0.0')?.score).toBeUndefined();
  });

  it('S-7: behind a step that cannot be read nothing of the reply counts', async () => {
    const { state, events, outcome } = await runScripted(chain, {
      policy: [[piece('one\n\ntwo\n\nthree', 3), ends('eos')]],
      scoresAtEnd: true,
      verifier: [[{ type: 'scores', scores: [[0.5, { reason: 'too-long', message: 'Too long.' }, 0.9]] }]],
    });
    expect(outcome).toBe('complete');
    expect(['0.0', '0.0.0', '0.0.0.0'].map((id) => state.nodes.get(id)!.score)).toEqual([0.5, undefined, undefined]);
    expect(events.flatMap((event) => (event.type === 'node-unscored' ? [event.node] : []))).toEqual(['0.0.0']);
  });

  it.each([0, 1])('S-1: %d is a score like any other', async (score) => {
    const { outcome, state } = await runScripted(chain, {
      policy: [[piece('a'), ends('eos')]],
      verifier: allScored(score),
    });
    expect([outcome, state.nodes.get('0.0')?.score]).toEqual(['complete', score]);
  });

  it('E-4: a call that failed is made again, three times in a row at most', async () => {
    const policy = [[piece('a'), ends('eos')]];
    const again = await runScripted(chain, {
      policy,
      verifier: (request, call) => (call < 2 ? [fails()] : allScored(0.5)(request)),
    });
    expect([again.outcome, again.verifier.calls.length]).toEqual(['complete', 3]);
    const never = await runScripted(chain, { policy, verifier: () => [sent(), fails('server-error')] });
    expect([never.outcome, never.verifier.calls.length]).toEqual(['failed', 3]);
    expect(never.error).toMatchObject({ kind: 'server-error' });
  });

  it('E-4: scores that came count: the row begins again', async () => {
    const { outcome, verifier } = await runScripted(two, {
      policy: stepper,
      verifier: (request, call) => (call % 3 === 2 ? allScored(0.5)(request) : [fails()]),
    });
    expect(outcome).toBe('complete');
    expect(verifier.calls.length).toBeGreaterThanOrEqual(9);
  });

  it('what a verifier still says when its scores have come is nobody’s', async () => {
    let say: ScoreRequest['onNotice'] = () => undefined;
    const { state } = await runScripted(chain, {
      policy: [[piece('a\n\n'), { type: 'late', turns: 60 }, piece('b'), ends('eos')]],
      verifier: (request, call) => {
        if (call === 0) ({ onNotice: say } = request);
        else say(sent());
        return [...(call === 0 ? [sent(), usage(0)] : []), ...allScored(0.5)(request)];
      },
    });
    expect(state.calls.filter(({ role }) => role === 'verifier')).toHaveLength(1);
  });
});

function byText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
