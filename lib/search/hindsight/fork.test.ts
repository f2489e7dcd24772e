/** Forks: what a run of its own begins with, and what becomes of it. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aggregationOf,
  applyEvents,
  compareIds,
  ForkError,
  forkOf,
  initialState,
  strategyNames,
  type ForkOptions,
  type RunSpec,
  type SearchEvent,
  type SearchState,
  type Verifier,
} from '..';
import { drive, goOn, runToy, toySpec } from '../testing/run-search';
import { toyModels } from '../testing/toy';

const fold = (events: readonly SearchEvent[]): SearchState => applyEvents(initialState, events);

/** The fork of a run of the toy models, and the run that comes of it. */
async function forked(events: readonly SearchEvent[], options: Omit<ForkOptions, 'parent'>, latencySeed = 9) {
  const fork = forkOf(events, { parent: 'parent', ...options });
  const log = [...events.slice(0, fork.shared), ...fork.events];
  const child = await goOn(log, { latencySeed });
  expect(child.outcome).toBe('complete');
  return { ...fork, child: fold(child.events), events: child.events };
}

/** What a tree is, whatever its calls were. */
function treeOf({ nodes, groups, selected }: SearchState): unknown {
  const bare = [...nodes.values()]
    .map((node) => ({ ...node, tokenIds: undefined }))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return { nodes: bare, groups, selected };
}

/**
 * What a log says of each round, step and selection, to the letter and in order: pieces of a text together, since they come as the
 * network brings them; calls left out, since a fork makes its own. Token ids but of `begun`, texts that went on in another call.
 */
function sayingsOf(events: readonly SearchEvent[], begun: ReadonlySet<string>): ReadonlyMap<string, unknown[]> {
  const sayings = new Map<string, unknown[]>();
  for (const event of events) {
    const about = aboutOf(event);
    if (about === undefined) continue;
    const said = sayings.get(about) ?? [];
    sayings.set(about, said);
    const last = said.at(-1) as SearchEvent | undefined;
    if (event.type !== 'node-text') said.push(event);
    else {
      const before = last?.type === 'node-text' ? last : { text: '', tokens: 0, tokenIds: [] };
      if (last?.type === 'node-text') said.pop();
      const tokenIds = begun.has(event.node) ? undefined : [...(before.tokenIds ?? []), ...(event.tokenIds ?? [])];
      said.push({ ...event, text: before.text + event.text, tokens: before.tokens + event.tokens, tokenIds });
    }
  }
  return sayings;
}

function aboutOf(event: SearchEvent): string | undefined {
  if ('selection' in event) return event.selection;
  if ('node' in event) return event.node;
  return 'group' in event ? JSON.stringify(event.group) : undefined;
}

const firstDecision = (events: readonly SearchEvent[]) => {
  const decided = events.find((event) => event.type === 'round-decided');
  if (decided?.type !== 'round-decided') throw new Error('nothing was decided');
  return decided;
};

describe('a fork', () => {
  it('X-1: without an edit it is its parent, node for node, wherever it leaves', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...strategyNames),
        fc.nat(1_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (strategy, seed, place) => {
          const { events, outcome } = await runToy(toySpec(strategy, { loops: 2, aggregated: 2 }, seed));
          if (outcome !== 'complete') return;
          const end = events.findIndex(({ type }) => type === 'answer-selected');
          const { child, shared, events: log } = await forked(events, { seq: 1 + Math.floor(place * (end - 1)) }, seed);
          expect(treeOf(child)).toEqual(treeOf(fold(events)));
          const { nodes } = fold(events.slice(0, shared));
          const begun = [...nodes.values()].filter(({ finish }) => finish === undefined).map(({ id }) => id);
          expect(child.forks).toEqual([
            {
              parent: 'parent',
              seq: shared,
              edit: undefined,
              specBefore: undefined,
              takenOver: nodes.size,
              begun: begun.toSorted(compareIds),
            },
          ]);
          expect([...child.nodes.keys()].slice(0, nodes.size)).toEqual([...nodes.keys()]);
          const halves = new Set<string>(begun);
          expect(sayingsOf(log, halves)).toEqual(sayingsOf(events, halves));
        },
      ),
      { numRuns: 50, seed: 16 },
    );
  });

  it('X-2: leaves a step right before it is decided on, goes on where its parent was paused, and has no calls open', async () => {
    const { events } = await runToy(toySpec('beam-search'));
    const { node } = firstDecision(events).decisions[0]!;
    const place = events.findIndex(({ type }) => type === 'round-decided');
    expect(forkOf(events, { parent: 'p', node }).shared).toBe(place);
    const paused: SearchEvent[] = [...events.slice(0, place), { type: 'run-paused' }];
    const { state } = forkOf(paused, { parent: 'p' });
    expect(state.status).toBe('running');
    const midway = events.findIndex(({ type }) => type === 'node-text') + 1;
    expect(forkOf(events, { parent: 'p', seq: midway }).state.calls.map(({ status }) => status)).not.toContain('open');
  });

  it.each<readonly [string, Omit<ForkOptions, 'parent'>, RegExp]>([
    ['nothing', { seq: 0 }, /no entry 0/],
    ['what is not there', { seq: 1_000_000 }, /no entry 1000000/],
    ['the end, where all is selected', {}, /selected before/],
    ['a step that is not there', { node: '0.77' }, /0.77 is not there/],
    ['a step that is not written', { edit: { type: 'rewrite', node: '0.77', text: 'x' } }, /not written to its end/],
    ['a rewrite of two steps', { edit: { type: 'rewrite', node: '0.0', text: 'x\n\ny' } }, /one step/],
  ])('X-2: of %s is refused in words', async (_, options, words) => {
    const { events } = await runToy(toySpec('beam-search'));
    const attempt = () => forkOf(events, { parent: 'p', ...options });
    expect(attempt).toThrow(ForkError);
    expect(attempt).toThrow(words);
  });

  it('X-3: keeps what was cut, against the line, and cuts what was kept', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 4 }));
    const { decisions } = firstDecision(events);
    const lost = decisions.find(({ fate }) => fate === 'cut')!;
    const kept = decisions.find(({ fate }) => fate === 'kept')!;

    const revived = await forked(events, { edit: { type: 'keep', node: lost.node, children: 3 } });
    expect(revived.child.nodes.get(lost.node)?.decision).toEqual({ ...lost, fate: 'kept', children: 3, byHand: true });
    expect(revived.child.nodes.get(lost.node)?.children).toHaveLength(3);
    expect(revived.child.nodes.get(kept.node)?.children).toEqual(fold(events).nodes.get(kept.node)?.children);

    const without = await forked(events, { edit: { type: 'cut', node: kept.node } });
    const { children: _, ...rest } = kept;
    expect(without.child.nodes.get(kept.node)?.decision).toEqual({ ...rest, fate: 'cut', byHand: true });
    expect(without.child.nodes.get(kept.node)?.children).toEqual([]);
  });

  it('X-3: cuts nothing that was not kept, and extends nothing that has ended', async () => {
    const { events } = await runToy(toySpec('beam-search'));
    const decisions = events.flatMap((event) => (event.type === 'round-decided' ? event.decisions : []));
    const lost = decisions.find(({ fate }) => fate === 'cut')!;
    const finished = decisions.find(({ fate }) => fate === 'finished')!;
    const attempt = (edit: ForkOptions['edit']) => () => forkOf(events, { parent: 'p', edit });
    expect(attempt({ type: 'cut', node: lost.node })).toThrow(/was not kept/);
    expect(attempt({ type: 'keep', node: finished.node, children: 2 })).toThrow(/ended its solution/);
    expect(attempt({ type: 'keep', node: lost.node, children: 1_024 })).toThrow(/1024 is the most/);
  });

  it('X-4: a step with other words is read with them and gone on from, in rounds of steps and in whole solutions', async () => {
    for (const strategy of ['beam-search', 'best-of-n'] as const) {
      const { events } = await runToy(toySpec(strategy));
      const before = fold(events);
      const { child } = await forked(events, { edit: { type: 'rewrite', node: '0.0', text: ' six halves ' } });
      expect(child.nodes.get('0.0')).toMatchObject({
        text: ' six halves \n\n',
        textBefore: before.nodes.get('0.0')?.text,
        tokens: before.nodes.get('0.0')?.tokens,
        tokenIds: undefined,
        finish: 'step',
      });
      expect(child.nodes.get('0.0')?.score).not.toBe(before.nodes.get('0.0')?.score);
      expect(child.nodes.get('0.1')).toEqual(before.nodes.get('0.1'));
    }
  });

  it('X-4: nothing that was read, decided on or gone on from gets other words', async () => {
    const { events } = await runToy(toySpec('best-of-n'));
    const scored = events.findIndex((event) => event.type === 'node-scored' && event.node === '0.0');
    const rewritten: SearchEvent = { type: 'node-rewritten', node: '0.0', text: 'x\n\n' };
    expect(() => fold([...events.slice(0, scored + 1), rewritten])).toThrow(
      /node 0.0: (it was scored|something was written)/,
    );
    const opened = events.findIndex((event) => event.type === 'node-opened' && event.node === '0.0');
    expect(() => fold([...events.slice(0, opened + 1), rewritten])).toThrow(/not closed yet/);
  });

  it('X-5: goes on by another strategy, seed and temperature from there; what there is stays', async () => {
    const spec = toySpec('beam-search');
    const { events } = await runToy(spec);
    const second = events.findIndex((event) => event.type === 'round-decided' && event.round === 1);
    const other = { ...toySpec('rebase', { temperature: 1.5 }, 77) };
    const { child, shared } = await forked(events, { seq: second, spec: other });
    expect(shared).toBe(second);
    expect(child.spec).toEqual(other);
    expect(child.forks[0]?.specBefore).toEqual(spec);
    const before = fold(events.slice(0, second));
    for (const node of before.nodes.values())
      expect(child.nodes.get(node.id)).toMatchObject({ text: node.text, score: node.score });
    // REBASE alone gives parts of the places.
    expect([...child.nodes.values()].filter(({ decision }) => decision?.share !== undefined)).not.toEqual([]);
  });

  it('X-5: goes on by another verifier from there; scores that there are stay', async () => {
    const spec = toySpec('beam-search');
    const { events } = await runToy(spec);
    const second = events.findIndex((event) => event.type === 'round-decided' && event.round === 1);
    const other = { ...spec, verifier: { ...spec.verifier!, name: 'another', recommendedAggregation: 'min' } as const };
    const made = forkOf(events, { parent: 'p', seq: second, spec: other });
    const models = toyModels();
    // Of a step it says nothing that the first one ever said.
    const verifier: Verifier = {
      ref: other.verifier,
      score: async (request) => request.paths.map(({ steps, from }) => steps.slice(from).map(() => 0.123)),
    };
    const { events: all, outcome } = await drive([...events.slice(0, second), ...made.events], { ...models, verifier });
    expect(outcome).toBe('complete');
    const [before, child] = [fold(events.slice(0, second)), fold(all)];
    expect(child.spec?.verifier?.name).toBe('another');
    expect(aggregationOf(child.spec!)).toBe('min');
    const scored = (nodes: SearchState['nodes']) => [...nodes.values()].filter(({ score }) => score !== undefined);
    for (const { id, score } of scored(before.nodes)) expect(child.nodes.get(id)?.score).toBe(score);
    const later = scored(child.nodes).filter(({ id }) => before.nodes.get(id)?.score === undefined);
    expect(later.length).toBeGreaterThan(0);
    expect(new Set(later.map(({ score }) => score))).toEqual(new Set([0.123]));
  });

  it('X-5: another policy builds its own prompt, and is shown no token ids of the first', async () => {
    const spec = toySpec('beam-search');
    const { events } = await runToy(spec);
    const other = { ...spec, policy: { name: 'another', model: 'other' } };
    const { state, child } = await forked(events, { seq: 60, spec: other });
    expect(state.prompt).toBeUndefined();
    expect([...state.nodes.values()].map(({ tokenIds }) => tokenIds)).toEqual(
      [...state.nodes.values()].map(() => undefined),
    );
    expect(child.prompt).toBeDefined();
  });

  it('X-5: groups that there are keep their solutions, or the fork is refused', async () => {
    const { events } = await runToy(toySpec('beam-search'));
    const attempt = (spec: ForkOptions['spec']) => () => forkOf(events, { parent: 'p', seq: 40, spec });
    expect(attempt(toySpec('dvts'))).toThrow(/1 group cannot go on as dvts with n = 8/);
    expect(attempt(toySpec('beam-search', { n: 16 }))).not.toThrow();
    const { events: samples } = await runToy(toySpec('best-of-n'));
    expect(() => forkOf(samples, { parent: 'p', seq: 40, spec: toySpec('majority', { n: 12 }) })).not.toThrow();
  });

  it('X-5, S-9: what nobody scored is scored where it goes on by one that scores, and is what that one had made of it', async () => {
    const { events } = await runToy(toySpec('majority', { n: 6 }));
    const spec = toySpec('best-of-n', { n: 6 });
    const { child, shared, state } = await forked(events, { seq: 'unanswered', spec });
    expect(events[shared]?.type).toBe('answer-selected');
    expect([...state.nodes.values()].filter(({ score }) => score !== undefined)).toEqual([]);
    const scored = fold((await runToy(spec)).events);
    const said = ({ nodes }: SearchState) =>
      [...nodes.values()]
        .map(({ id, text, score }) => ({ id, text, score }))
        .toSorted((a, b) => compareIds(a.id, b.id));
    expect(said(child)).toEqual(said(scored));
    expect(child.selected).toEqual(scored.selected);
    expect(child.selected.weighted?.answer).toBeDefined();
    expect(child.totals.policy).toEqual(fold(events).totals.policy);
    // From the middle too: what was decided by then, and what was being written.
    const middle = events.findIndex(({ type }) => type === 'round-decided') + 2;
    const { child: late } = await forked(events, { seq: middle, spec });
    expect(said(late)).toEqual(said(scored));
    // With more solutions than there are.
    const { child: more } = await forked(events, { seq: 'unanswered', spec: toySpec('best-of-n', { n: 9 }) });
    expect(more.groups).toHaveLength(9);
    expect(more.selected.weighted?.answer).toBeDefined();
  });

  it('S-9: a search that nobody watches scores it too, and a log that breaks off within it goes on', async () => {
    const { events } = await runToy(toySpec('window-vote', { n: 6, window: 3 }));
    const spec = toySpec('beam-search', { n: 6 });
    const fork = forkOf(events, { parent: 'p', seq: 'unanswered', spec });
    const log = [...events.slice(0, fork.shared), ...fork.events];
    const whole = await goOn(log, { scoresAtEnd: true });
    expect(whole.outcome).toBe('complete');
    const scores = ({ nodes }: SearchState) =>
      new Map([...nodes.values()].map(({ id, score }) => [id, score] as const));
    const broken = await goOn(log, { limit: 4 });
    const after = await goOn(broken.events);
    expect(scores(fold(after.events))).toEqual(scores(fold(whole.events)));
    expect(fold(whole.events).selected.weighted?.answer).toBeDefined();
  });

  it('X-5: whatever it goes on by, it is refused in words or comes to its end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          from: fc.constantFrom(...strategyNames),
          to: fc.constantFrom(...strategyNames),
          n: fc.constantFrom(4, 6, 8, 12),
          after: fc.constantFrom(4, 8, 12),
          place: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        async ({ from, to, n, after, place }) => {
          const odd = { loops: 2, aggregated: 2, window: 4 };
          const { events, outcome } = await runToy(toySpec(from, { ...odd, n }));
          if (outcome !== 'complete') return;
          const end = events.findIndex(({ type }) => type === 'answer-selected');
          const seq = 1 + Math.floor(place * (end - 1));
          const attempt = () => forkOf(events, { parent: 'p', seq, spec: toySpec(to, { ...odd, n: after }) });
          if (seq === 1) expect(attempt).not.toThrow();
          let fork;
          try {
            fork = attempt();
          } catch (error) {
            expect(error).toBeInstanceOf(ForkError);
            return;
          }
          const child = await goOn([...events.slice(0, fork.shared), ...fork.events]);
          expect(child).toMatchObject({ outcome: 'complete' });
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  it.each<readonly [string, RunSpec, RunSpec]>([
    ['windows into another size of them', toySpec('window-vote', { window: 2 }), toySpec('window-vote', { window: 4 })],
    [
      'attempts that were shown into what shows none',
      toySpec('self-aggregation', { n: 6, loops: 3 }),
      toySpec('beam-search', { n: 6 }),
    ],
    ['more than are asked for then', toySpec('beam-search'), toySpec('rebase', { n: 4 })],
  ])('X-5: %s is refused', async (_, spec, other) => {
    const { events } = await runToy(spec);
    const seq = events.findIndex(({ type }) => type === 'round-decided') + 1;
    expect(() => forkOf(events, { parent: 'p', seq, spec: other })).toThrow(/begins its solutions otherwise/);
    expect(() => forkOf(events, { parent: 'p', seq: 1, spec: other })).not.toThrow();
  });

  it('X-5: goes on by no strategy without a verifier where something that was opened is to be scored', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 1 }));
    const { events: all } = await forked(events, { edit: { type: 'continue', node: '0.0', children: 1 } });
    const opened = all.findIndex(({ type }) => type === 'run-forked') + 1;
    const attempt = () => forkOf(all, { parent: 'p', seq: opened, spec: toySpec('majority', { n: 1 }) });
    expect(attempt).toThrow(/majority has no verifier/);
  });

  it('L-1: folds in one go as in two', async () => {
    const { events } = await runToy(toySpec('dvts'));
    const { node } = firstDecision(events).decisions[0]!;
    const { events: all } = await forked(events, { edit: { type: 'rewrite', node, text: 'x' } });
    for (let cut = 0; cut <= all.length; cut += 7)
      expect(applyEvents(fold(all.slice(0, cut)), all.slice(cut))).toEqual(fold(all));
  });
});
