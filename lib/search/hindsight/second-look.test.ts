/** Rounds looked at again: by the rule that decided them they are decided so again; by another as a search by it decides. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  decideAgain,
  initialState,
  standingsOf,
  pathOf,
  pathsToRead,
  strategyNames,
  strategyOf,
  type NodeId,
  type RoundPlace,
  type SearchEvent,
  type SearchState,
  type Unscored,
  type Verifier,
} from '..';
import { drive, runToy, startOf, toySpec } from '../testing/run-search';
import { toyModels } from '../testing/toy';

/** Every decided round with the state right before. */
function decisionsIn(events: readonly SearchEvent[]) {
  return events.flatMap((event, i) =>
    event.type === 'round-decided' ? [{ event, before: applyEvents(initialState, events.slice(0, i)) }] : [],
  );
}

describe('a second look at a round', () => {
  it.each(strategyNames)('%s: E-1 by the rule that decided it, is decided as the log says', async (strategy) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000), async (seed) => {
        const { events } = await runToy(toySpec(strategy, { beamWidth: 2 }, seed));
        for (const { event, before } of decisionsIn(events)) expect(decideAgain(before, event, {})).toEqual(event);
      }),
      { numRuns: 5 },
    );
  });

  it.each(strategyNames.filter((name) => strategyOf(name).isStepwise))(
    '%s: A-3 ranks are those of the decision, and what stands behind is no better',
    async (strategy) => {
      const { events } = await runToy(toySpec(strategy, { n: 12, beamWidth: 2, aggregation: 'min' }, 4));
      for (const { event, before } of decisionsIn(events)) {
        const rankOf = new Map(event.decisions.map(({ node, rank }) => [node, rank]));
        const fateOf = new Map(event.decisions.map(({ node, fate }) => [node, fate]));
        const valueOf = new Map(event.decisions.map(({ node, value }) => [node, value]));
        const standings = standingsOf(before, event);
        if (event.ranked > 0)
          expect(standings.map(({ node }) => rankOf.get(node))).toEqual(standings.map((_, i) => i + 1));
        standings.forEach(({ node, by, copies, duplicates }, i) => {
          expect(copies).toBe(1 + duplicates.length);
          for (const duplicate of duplicates) expect(fateOf.get(duplicate)).toBe('duplicate');
          if (i === 0) expect(by).toBeUndefined();
          else if (by === 'value') expect(valueOf.get(node)!).toBeLessThan(valueOf.get(standings[i - 1]!.node)!);
          else expect(valueOf.get(node)).toBe(valueOf.get(standings[i - 1]!.node));
        });
      }
    },
  );

  it('B-2 by another M keeps as many as a search with that M', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 4 }, 2));
    const [first] = decisionsIn(events);
    const kept = (beamWidth: number) =>
      decideAgain(first!.before, first!.event, { beamWidth }).decisions.filter(({ fate }) => fate === 'kept').length;
    const [other] = decisionsIn((await runToy(toySpec('beam-search', { n: 8, beamWidth: 2 }, 2))).events);
    expect(kept(4)).toBe(first!.event.decisions.filter(({ fate }) => fate === 'kept').length);
    expect(kept(2)).toBe(other!.event.decisions.filter(({ fate }) => fate === 'kept').length);
  });

  it('A-6 by another aggregation values are by it', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 2, aggregation: 'min' }, 2));
    const last = decisionsIn(events).at(-2)!;
    const again = decideAgain(last.before, last.event, { aggregation: 'last' });
    for (const { node, value } of again.decisions) {
      const score = last.before.nodes.get(node)?.score;
      if (score !== undefined) expect(value).toBe(score);
    }
  });
});

/** What a verifier says of every step on the paths that a round needs, by step. */
async function readingBy(verifier: Verifier, before: SearchState, place: RoundPlace) {
  const said = new Map<NodeId, number>();
  for (const end of pathsToRead(before, place)) {
    const path = pathOf(before, end).filter(({ text }) => text.trim() !== '');
    const paths = [{ steps: path.map(({ text }) => ({ text, tokenIds: undefined })), from: 0 }];
    const { problem } = before.spec!;
    const request = { problem, prompt: { text: 'P' }, paths, session: 'second', onNotice: () => undefined };
    const [scores] = await verifier.score(request, new AbortController().signal);
    path.forEach(({ id }, i) => said.set(id, scores![i] as number));
  }
  return { aggregation: undefined, said };
}

/** It says the opposite of the first. */
function contrary(): Verifier {
  const { verifier } = toyModels();
  return {
    ...verifier,
    score: async (request, signal) =>
      (await verifier.score(request, signal)).map((scores) => scores.map((score) => 1 - (score as number))),
  };
}

const scored = strategyNames.filter((name) => strategyOf(name).needsVerifier);

describe('a round that another verifier reads', () => {
  it.each(scored)('%s: E-1 which says the same is decided as the log says', async (strategy) => {
    const { events } = await runToy(toySpec(strategy, { beamWidth: 2, aggregation: 'min' }, 3));
    for (const { event, before } of decisionsIn(events)) {
      const reading = await readingBy(toyModels().verifier, before, event);
      expect(decideAgain(before, event, { reading })).toEqual(event);
    }
  });

  it.each(scored)('%s: S-1 which says otherwise is decided as a search by that one decides', async (strategy) => {
    const spec = toySpec(strategy, { beamWidth: 2 }, 3);
    const [first] = decisionsIn((await runToy(spec)).events);
    const other = await drive(startOf(spec), { ...toyModels(), verifier: contrary() });
    const wanted = decisionsIn(other.events).find(
      ({ event: { group, round } }) => group === first!.event.group && round === first!.event.round,
    );
    const reading = await readingBy(contrary(), first!.before, first!.event);
    expect(decideAgain(first!.before, first!.event, { reading })).toEqual(wanted!.event);
  });

  it('A-6 goes by the aggregation of that verifier, unless the run says by which', async () => {
    const valuesIn = async (config: { readonly aggregation?: 'min' }) => {
      const { events } = await runToy(toySpec('beam-search', { beamWidth: 2, ...config }, 3));
      const { event, before } = decisionsIn(events).at(-1)!;
      const reading = await readingBy(toyModels().verifier, before, event);
      return [
        decideAgain(before, event, { reading: { ...reading, aggregation: 'prod' } }),
        decideAgain(before, event, { aggregation: config.aggregation ?? 'prod' }),
      ];
    };
    for (const [by, wanted] of [await valuesIn({}), await valuesIn({ aggregation: 'min' })]) expect(by).toEqual(wanted);
  });

  it('S-7 a path that it cannot read has no value', async () => {
    const { events } = await runToy(toySpec('beam-search', { beamWidth: 2 }, 3));
    const { event, before } = decisionsIn(events)[1]!;
    const { said } = await readingBy(toyModels().verifier, before, event);
    const { id } = pathOf(before, event.decisions[0]!.node)[0]!;
    const reading = {
      aggregation: undefined,
      said: new Map<NodeId, number | Unscored>([...said, [id, { reason: 'too-long', message: 'Too long.' }]]),
    };
    const fates = decideAgain(before, event, { reading }).decisions.filter(({ node }) =>
      pathOf(before, node).some((step) => step.id === id),
    );
    expect(fates.length).toBeGreaterThan(0);
    for (const { value } of fates) expect(value).toBeUndefined();
  });
});
