/** What a person may do at any node of a search, standing or over. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  ForkError,
  forkOf,
  initialState,
  pendingDecisionOn,
  rootId,
  solutionsOf,
  strategyNames,
  strategyOf,
  type Edit,
  type ForkOptions,
  type NodeState,
  type RunSpec,
  type SearchEvent,
  type SearchState,
} from '..';
import { goOn, runToy, startOf, toySpec } from '../testing/run-search';

const fold = (events: readonly SearchEvent[]): SearchState => applyEvents(initialState, events);
/** A step that can be gone on from: one that nobody decides on, where there is one. */
function inner(state: SearchState): NodeState {
  const steps = [...state.nodes.values()].filter(
    ({ parent, finish, isRollout }) => parent !== undefined && finish === 'step' && !isRollout,
  );
  return steps.find(({ decision }) => decision === undefined) ?? steps[0]!;
}

/** A fork, and the run that comes of it. */
async function forked(events: readonly SearchEvent[], options: Omit<ForkOptions, 'parent'>, latencySeed = 9) {
  const fork = forkOf(events, { parent: 'parent', ...options });
  const log = [...events.slice(0, fork.shared), ...fork.events];
  const child = await goOn(log, { latencySeed });
  return { ...fork, log, outcome: child.outcome, child: fold(child.events), events: child.events };
}

/** A search that stands before its first decision. */
async function standing(spec: RunSpec): Promise<readonly SearchEvent[]> {
  const asked: SearchEvent = { type: 'breakpoints-set', breakpoints: { closerThan: 1 } };
  const { events, outcome } = await goOn([...startOf(spec), asked]);
  expect(outcome).toBe('paused');
  return events;
}

describe('where a search stands', () => {
  const spec = toySpec('beam-search', { n: 8, beamWidth: 4 });

  it('X-3: a candidate that is about to be cut is kept, and one that is about to be kept is cut', async () => {
    const events = await standing(spec);
    const state = fold(events);
    const due = state.groups[0]!.rounds[0]!.nodes.map((id) => pendingDecisionOn(state, id)!);
    const lost = due.find(({ fate }) => fate === 'cut')!;
    const first = due.find(({ fate }) => fate === 'kept')!;

    const saved = await forked(events, { edit: { type: 'keep', node: lost.node, children: 3 } });
    expect(saved.shared).toBe(events.length);
    expect(saved.state.status).toBe('running');
    expect(saved.child.nodes.get(lost.node)).toMatchObject({
      decision: { ...lost, fate: 'kept', children: 3, byHand: true },
      children: [`${lost.node}.0`, `${lost.node}.1`, `${lost.node}.2`],
    });
    expect(saved.child.nodes.get(first.node)?.decision).toEqual(first);

    const { children: _, ...rest } = first;
    const without = await forked(events, { edit: { type: 'cut', node: first.node } });
    expect(without.child.nodes.get(first.node)?.decision).toEqual({ ...rest, fate: 'cut', byHand: true });
  });

  it('X-3: the decision that is due is the one that is made without a hand', async () => {
    const events = await standing(spec);
    const state = fold(events);
    const { events: all } = await goOn([
      ...events,
      { type: 'breakpoints-set', breakpoints: {} },
      { type: 'run-resumed' },
    ]);
    const made = all.find((event) => event.type === 'round-decided')!;
    expect(made.decisions).toEqual(state.groups[0]!.rounds[0]!.nodes.map((id) => pendingDecisionOn(state, id)));
    // Then it is no longer due, whatever is asked for.
    expect(pendingDecisionOn(fold(all), '0.0')).toBeUndefined();
  });

  it('X-3: the branch that leads to the reference is kept where the search stood because it was about to be cut', async () => {
    let found = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const asked: SearchEvent = { type: 'breakpoints-set', breakpoints: { losesReference: true } };
      const { events, outcome } = await goOn([...startOf(toySpec('beam-search', { n: 8, beamWidth: 4 }, seed)), asked]);
      if (outcome !== 'paused') continue;
      found++;
      const node = fold(events).breaks[0]!.nodes[0]!;
      const { child } = await forked(events, { edit: { type: 'keep', node, children: 2 } });
      expect(child.nodes.get(node)).toMatchObject({
        decision: { fate: 'kept', byHand: true },
        children: { length: 2 },
      });
    }
    expect(found).toBeGreaterThan(0);
  });

  it('X-2: goes on by other settings from there', async () => {
    const events = await standing(spec);
    const { child, shared } = await forked(events, { node: '0.0', spec: toySpec('rebase') });
    expect(shared).toBe(events.length);
    expect(child.nodes.get('0.0')?.decision?.share).toBeDefined();
  });

  it('X-3: nothing is kept or cut while its round is not all written and scored, and it is said what can be done', async () => {
    const events = await standing(spec);
    const scored = events.findIndex(({ type }) => type === 'node-scored');
    const attempt = () => forkOf(events.slice(0, scored), { parent: 'p', edit: { type: 'cut', node: '0.0' } });
    const closed = events.findIndex((event) => event.type === 'node-closed' && event.node === '0.0');
    expect(closed).toBeLessThan(scored);
    expect(attempt).toThrow(/Nothing was decided on step 0.0, nor is about to be/);
  });
});

describe('X-7: a node that is gone on from', () => {
  it.each(strategyNames)('G-11: of %s gets so many whole solutions, which vote; the rest stays', async (strategy) => {
    const { events } = await runToy(toySpec(strategy, { n: 4, beamWidth: 2, loops: 2, aggregated: 2, share: 2 }));
    const before = fold(events);
    const node = inner(before);
    const { child, state, shared, outcome } = await forked(events, {
      edit: { type: 'continue', node: node.id, children: 3 },
    });
    expect(outcome).toBe('complete');
    expect(events[shared]?.type).toBe('answer-selected');
    const { rounds } = child.groups.at(-1)!;
    expect(rounds).toHaveLength(1);
    expect(rounds[0]).toMatchObject({ isWhole: true, expansions: [{ parent: node.id, children: 3 }] });
    const grown = rounds[0]!.nodes.map((id) => child.nodes.get(id)!);
    expect(grown.filter(({ parent }) => parent === node.id)).toHaveLength(3);
    const solved = new Map(solutionsOf(child).map((solution) => [solution.node, solution]));
    for (const { id, decision } of grown) {
      if (decision?.fate !== 'finished') continue;
      expect(solved.get(id)?.weight).toBe(1);
      expect(solved.get(id)?.value !== undefined).toBe(strategyOf(strategy).needsVerifier);
    }
    for (const old of before.nodes.values())
      expect(child.nodes.get(old.id)).toEqual(old.id === node.id ? { ...old, children: expect.anything() } : old);
    expect(state.opened.at(-1)).toMatchObject({ from: node.id, n: 3 });
  });

  it('G-11: leaves the first child to the solution that is being written there, however fast calls return', async () => {
    const spec = toySpec('majority', { n: 3 });
    const { events } = await runToy(spec);
    const closed = events.findIndex((event) => event.type === 'node-closed' && event.finish === 'step');
    const edit = { type: 'continue', node: (events[closed] as { node: string }).node, children: 2 } as const;
    const paused: SearchEvent[] = [...events.slice(0, closed + 1), { type: 'run-paused' }];
    const plain = fold(events);
    const trees = [];
    for (const latencySeed of [1, 2, 3]) {
      const { child, outcome } = await forked(paused, { edit }, latencySeed);
      expect(outcome).toBe('complete');
      expect(child.nodes.get(edit.node)?.children).toEqual([0, 1, 2].map((i) => `${edit.node}.${i}`));
      expect(child.nodes.get(`${edit.node}.0`)).toEqual(plain.nodes.get(`${edit.node}.0`));
      trees.push(solutionsOf(child));
    }
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
  });

  it('X-7: the root begins further solutions', async () => {
    const { events } = await runToy(toySpec('dvts', { n: 4, beamWidth: 2 }));
    const { child } = await forked(events, { edit: { type: 'continue', node: rootId, children: 2 } });
    expect(child.nodes.get(rootId)?.children).toEqual(['0.0', '0.1', '0.2', '0.3', '0.4', '0.5']);
    expect(child.groups.at(-1)!.rounds[0]!.nodes).toContain('0.4');
  });

  it('E-7: goes on from any prefix of its log, and can be left again', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 2 }));
    const node = inner(fold(events)).id;
    const { events: all, log, child } = await forked(events, { edit: { type: 'continue', node, children: 2 } });
    for (let at = log.length; at < all.length - 4; at += 5) {
      const rest = await goOn(all.slice(0, at));
      expect(solutionsOf(fold(rest.events))).toEqual(solutionsOf(child));
    }
    const again = await forked(all, { edit: { type: 'continue', node, children: 1 } });
    expect(again.child.nodes.get(node)?.children).toEqual([0, 1, 2, 3].map((i) => `${node}.${i}`));
  });

  it('X-7: waits for the verifier to have read the way there', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 1 }));
    const closed = events.findIndex((event) => event.type === 'node-closed' && event.node === '0.0');
    const attempt = () =>
      forkOf(events.slice(0, closed + 1), { parent: 'p', edit: { type: 'continue', node: '0.0', children: 1 } });
    expect(attempt).toThrow(/has not read all of the way/);
  });
});

describe('X-6: a node that is excluded', () => {
  it('takes its solution out of the vote, and nothing else', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 4 }));
    const before = solutionsOf(fold(events));
    const out = before[1]!;
    const { child, log, events: all } = await forked(events, { edit: { type: 'exclude', node: out.node } });
    expect(solutionsOf(child)).toEqual(before.filter(({ node }) => node !== out.node));
    expect(child.nodes.get(out.node)).toMatchObject({ weight: 0, isExcluded: true });
    // Nothing was asked of a model.
    expect(all.slice(log.length).map(({ type }) => type)).toEqual(
      Array.from({ length: all.length - log.length }, () => 'answer-selected'),
    );
  });

  it('takes out all that goes through it, and stops what is being written there', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 4 }));
    const node = inner(fold(events)).id;
    const scored = events.findIndex((event) => event.type === 'node-scored' && event.node === node);
    const { child, outcome } = await forked(events.slice(0, scored + 1), { edit: { type: 'exclude', node } });
    expect(outcome).toBe('complete');
    const through = [...child.nodes.values()].filter(({ id }) => id.startsWith(`${node}.`));
    expect(through.map(({ isExcluded, weight }) => [isExcluded, weight])).toEqual(through.map(() => [true, 0]));
    const [first] = child.groups[0]!.rounds;
    const ends = first!.nodes.flatMap((id) => child.nodes.get(id)?.decision ?? []);
    expect(ends.map(({ fate }) => fate)).toEqual(['stopped']);
    expect(solutionsOf(child)).toHaveLength(3);
  });

  it('goes no further where it was a candidate, and its weight stays nothing whatever is drawn later', async () => {
    for (const strategy of ['beam-search', 'particle-filter', 'lookahead', 'rebase'] as const) {
      const { events } = await runToy(toySpec(strategy, { n: 8, beamWidth: 4 }));
      const kept = events.findIndex((event) => event.type === 'round-decided');
      const { child, outcome } = await forked(events.slice(0, kept), { edit: { type: 'exclude', node: '0.0' } });
      expect(outcome).toBe('complete');
      expect(child.nodes.get('0.0')).toMatchObject({ decision: { fate: 'stopped' }, weight: 0 });
      const after = child.nodes.get('0.0')!.children.map((id) => child.nodes.get(id)!);
      expect(after.filter(({ isRollout }) => !isRollout)).toEqual([]);
      const first = events.findIndex(
        (event) => event.type === 'round-decided' && event.decisions.some(({ fate }) => fate === 'finished'),
      );
      const decided = events[first]!;
      if (decided.type !== 'round-decided') continue;
      const { node } = decided.decisions.find(({ fate, weight }) => fate === 'finished' && weight !== 0)!;
      const later = await forked(events.slice(0, first + 1), { edit: { type: 'exclude', node } });
      expect(later.child.nodes.get(node)?.weight).toBe(0);
    }
  });
});

describe('a hint', () => {
  it('X-4: stands behind what the step says, also behind the end of a solution, and the search goes on from it', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 2 }));
    const before = fold(events);
    const end = [...before.nodes.values()].find(({ finish }) => finish === 'eos')!;
    for (const { id, text } of [before.nodes.get('0.0')!, end]) {
      const { child } = await forked(events, { edit: { type: 'hint', node: id, text: ' But check it. ' } });
      expect(child.nodes.get(id)).toMatchObject({
        text: `${text.replace(/\n\n$/, '')}\n But check it. \n\n`,
        textBefore: text,
        finish: 'step',
      });
      expect(child.nodes.get(id)?.children).not.toEqual([]);
    }
  });

  it('X-4: is one step with it', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 1 }));
    const attempt = (text: string) => () => forkOf(events, { parent: 'p', edit: { type: 'hint', node: '0.0', text } });
    expect(attempt('x\n\ny')).toThrow(/one step/);
    expect(attempt('x'.repeat(20_000))).toThrow(/at most 20000 characters/);
  });
});

describe('at any node', () => {
  const hands = (node: string): readonly Edit[] => [
    { type: 'cut', node },
    { type: 'keep', node, children: 2 },
    { type: 'rewrite', node, text: 'Else.' },
    { type: 'hint', node, text: 'Check it.' },
    { type: 'continue', node, children: 2 },
    { type: 'exclude', node },
  ];

  it.each(strategyNames)('X-3 X-4 X-6 X-7: of %s each hand is taken, or refused with a reason', async (strategy) => {
    const taken = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000), fc.double({ min: 0.3, max: 1, noNaN: true }), async (seed, part) => {
        const { events: all } = await runToy(
          toySpec(strategy, { n: 4, beamWidth: 2, loops: 2, aggregated: 2, share: 2 }, seed),
        );
        const events =
          part > 0.6 ? all : [...all.slice(0, Math.floor(part * all.length)), { type: 'run-paused' as const }];
        if (events.slice(0, -1).some(({ type }) => type === 'answer-selected') && part <= 0.6) return;
        for (const node of fold(events).nodes.keys()) {
          for (const options of [{ node }, ...hands(node).map((edit) => ({ edit }))]) {
            try {
              forkOf(events, { parent: 'p', ...options });
              taken.add('edit' in options ? options.edit.type : 'settings');
            } catch (error) {
              expect(error).toBeInstanceOf(ForkError);
              expect((error as ForkError).said.en).toMatch(/step|Step/);
              expect((error as ForkError).said.zh).toMatch(/步/);
            }
          }
        }
      }),
      { numRuns: 4, seed: 16 },
    );
    for (const type of ['settings', 'rewrite', 'hint', 'continue', 'exclude']) expect(taken).toContain(type);
    const cuts = [
      'auto',
      'window-vote',
      'adaptive-vote',
      'greedy',
      'majority',
      'best-of-n',
      'revisions',
      'self-aggregation',
    ];
    if (!cuts.includes(strategy)) for (const type of ['cut', 'keep']) expect(taken).toContain(type);
  });

  it.each(strategyNames)('X-6 X-7: what is taken of %s comes to its end', async (strategy) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000), fc.nat(1_000), async (seed, place) => {
        const { events } = await runToy(
          toySpec(strategy, { n: 4, beamWidth: 2, loops: 2, aggregated: 2, share: 2 }, seed),
        );
        const at = 4 + (place % (events.length - 4));
        const log = events.slice(0, at);
        const nodes = [...fold(log).nodes.keys()];
        const node = nodes[place % nodes.length]!;
        for (const edit of hands(node)) {
          try {
            const { outcome, child } = await forked(log, { edit });
            expect(outcome).toBe('complete');
            if (edit.type === 'exclude')
              expect(solutionsOf(child).filter((each) => `${each.node}.`.startsWith(`${node}.`))).toEqual([]);
          } catch (error) {
            expect(error).toBeInstanceOf(ForkError);
          }
        }
      }),
      { numRuns: 6, seed: 17 },
    );
  });
});
