/** Where a search pauses by itself, and that it changes nothing. Rules H-1 to H-4 of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  initialState,
  strategyNames,
  type Break,
  type Breakpoints,
  type RunSpec,
  type SearchEvent,
} from './index';
import { goOn, runScripted, runToy, startOf, toySpec, type ToyRun } from './testing/run-search';
import { ends, piece } from './testing/scripted';

const set = (breakpoints: Breakpoints): SearchEvent => ({ type: 'breakpoints-set', breakpoints });
const resumed: SearchEvent = { type: 'run-resumed' };
const breaksIn = (events: readonly SearchEvent[]): readonly Break[] =>
  events.flatMap((event) => (event.type === 'run-paused' ? (event.at ?? []) : []));

/** Goes on over every pause to the end. */
async function runOverPauses(spec: RunSpec, breakpoints: Breakpoints): Promise<ToyRun> {
  let run = await goOn([...startOf(spec), set(breakpoints)]);
  for (let pauses = 0; run.outcome === 'paused'; pauses++) {
    if (pauses > 500) throw new Error('it pauses for ever');
    run = await goOn([...run.events, resumed]);
  }
  return run;
}

function treeOf(events: readonly SearchEvent[]) {
  const { nodes, groups, selected } = applyEvents(initialState, events);
  // A pause may change which of two that are written at a time opens first.
  return { nodes: new Map(nodes), groups: groups.map(({ rounds, finished }) => ({ rounds, finished })), selected };
}

const all: Breakpoints = { closerThan: 0.2, fallsBy: 0.1, losesReference: true, holdsAnswer: '3' };

describe('breakpoints', () => {
  it.each(strategyNames)('%s: H-3 H-4 change no tree, and pause once for each kind in a round', async (strategy) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000), async (seed) => {
        const spec = toySpec(strategy, { n: 6, beamWidth: 2 }, seed);
        const [plain, broken] = [await runToy(spec), await runOverPauses(spec, all)];
        expect(broken.outcome).toBe(plain.outcome);
        expect(treeOf(broken.events)).toEqual(treeOf(plain.events));
        const places = breaksIn(broken.events).map(({ kind, group, round }) => `${kind} ${group} ${round}`);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 4 },
    );
  });

  it('H-2 the state says where it paused, and what is asked takes the place of what was asked before', async () => {
    const spec = toySpec('beam-search', { n: 8, beamWidth: 2 });
    const run = await goOn([...startOf(spec), set({ closerThan: 1 })]);
    expect(run.outcome).toBe('paused');
    const state = applyEvents(initialState, run.events);
    expect(state).toMatchObject({ status: 'paused', breakpoints: { closerThan: 1 } });
    expect(state.breaks).toEqual(breaksIn(run.events));
    const rest = await goOn([...run.events, set({}), resumed]);
    expect(rest.outcome).toBe('complete');
    expect(breaksIn(rest.events)).toHaveLength(1);
  });

  it('H-1 it stands before the decision, with all of the round written and scored', async () => {
    const run = await goOn([...startOf(toySpec('beam-search', { n: 8, beamWidth: 2 })), set({ closerThan: 1 })]);
    const state = applyEvents(initialState, run.events);
    const { group, round, nodes, amount } = state.breaks[0]!;
    const open = state.groups[group]!.rounds[round]!;
    expect(open.isDecided).toBe(false);
    const scores = open.nodes.map((id) => state.nodes.get(id)!.score);
    expect(scores).not.toContain(undefined);
    const [first, second] = nodes.map((id) => state.nodes.get(id)!.score!);
    expect(amount).toBeCloseTo(first! - second!);
    expect(first).toBe(Math.max(...scores.map((score) => score!)));
  });
});

describe('H-1 what it pauses for', () => {
  /** Each decision with what was found before it, by kind. */
  async function decidedIn(breakpoints: Breakpoints) {
    const logs = await Promise.all(
      [1, 2, 3, 4].map((seed) => runOverPauses(toySpec('beam-search', { n: 8, beamWidth: 2 }, seed), breakpoints)),
    );
    return logs.flatMap(({ events }) =>
      events.flatMap((event, i) => {
        if (event.type !== 'round-decided') return [];
        const found = breaksIn(events).filter(({ group, round }) => group === event.group && round === event.round);
        return [{ event, state: applyEvents(initialState, events.slice(0, i)), found: found[0] }];
      }),
    );
  }

  it('two best that are close', async () => {
    for (const { event, found } of await decidedIn({ closerThan: 0.05 })) {
      const values = event.decisions
        .filter(({ fate, value }) => fate !== 'duplicate' && value !== undefined)
        .map(({ value }) => value!)
        .toSorted((a, b) => b - a);
      const gap = values.length < 2 ? Infinity : values[0]! - values[1]!;
      expect(found?.amount).toBe(gap < 0.05 ? gap : undefined);
    }
  });

  it('a step that falls, and of several the one that falls farthest', async () => {
    for (const { event, state, found } of await decidedIn({ fallsBy: 0.3 })) {
      const falls = state.groups[event.group]!.rounds[event.round]!.nodes.flatMap((id) => {
        const { score, parent } = state.nodes.get(id)!;
        const before = state.nodes.get(parent!)?.score;
        return score === undefined || before === undefined ? [] : [before - score];
      });
      const farthest = Math.max(...falls);
      expect(found?.amount).toBe(farthest > 0.3 ? farthest : undefined);
    }
  });

  it('an answer that is wanted, however it is written', async () => {
    for (const { event, state, found } of await decidedIn({ holdsAnswer: '6/2' })) {
      const holders = event.decisions.filter(
        ({ node }) => state.nodes.get(node)!.finish === 'eos' && state.nodes.get(node)!.text.includes('boxed{3}'),
      );
      expect(found?.nodes[0]).toBe(holders[0]?.node);
    }
  });

  it.each([
    ['a step', 'So it is $42$.\n\n', true],
    ['a word of its own alone', 'So it is 142, or 42.5, or x42.\n\n', false],
  ])('the reference answer that is about to be cut: %s', async (_, text, isFound) => {
    const spec = {
      ...toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 2 }),
      problem: { text: 'A problem.', answer: '42' },
    };
    const run = await runScripted(spec, {
      policy: [[piece(text), ends('step'), piece('Seven.\n\n', 1, 1), ends('step', 1)]],
      verifier: ({ paths }) => [
        { type: 'scores', scores: paths.map(({ steps }) => [steps[0]!.text.startsWith('Seven') ? 0.9 : 0.2]) },
      ],
      log: [...startOf(spec), set({ losesReference: true })],
      limit: 40,
    }).catch(() => undefined);
    expect(run === undefined ? [] : breaksIn(run.events)).toEqual(
      isFound ? [{ kind: 'reference', group: 0, round: 0, nodes: ['0.0'] }] : [],
    );
  });
});
