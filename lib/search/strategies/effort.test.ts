/** What a run will ask of its policy, before it runs. */
import { describe, expect, it } from 'vitest';
import { effortOf, searchConfigSchema, strategyNames, type SearchConfig } from '../index';
import { runToy, toySpec } from '../testing/run-search';

describe('the effort of a run', () => {
  it.each<readonly [Parameters<typeof effortOf>[0], Partial<SearchConfig>, number, number]>([
    ['greedy', { n: 16 }, 1, 0],
    ['best-of-n', { n: 16 }, 16, 0],
    ['beam-search', { n: 16 }, 16, 0],
    ['lookahead', { n: 16, lookahead: 0 }, 16, 0],
    ['lookahead', { n: 16, lookahead: 3 }, 64, 0],
    // Chains of 6 see 0, 1, 2, 3, 4 and 4.
    ['revisions', { n: 12, revisions: 6 }, 12, 28],
    // One of 4 and one of 2.
    ['revisions', { n: 6, revisions: 4 }, 6, 7],
    ['revisions', { n: 16, revisions: 1 }, 16, 0],
    ['self-aggregation', { n: 16, loops: 4, aggregated: 3 }, 16, 36],
    ['self-aggregation', { n: 16, loops: 8, aggregated: 4 }, 16, 28],
    ['self-aggregation', { n: 16, loops: 1 }, 16, 0],
    ['window-vote', { n: 40, window: 40 }, 40, 0],
    ['adaptive-vote', { n: 40, window: 5, confidence: 1 }, 40, 0],
  ])('of %s with %o is %d solutions written and %d shown', (name, config, written, shown) => {
    const effort = effortOf(name, searchConfigSchema.parse(config));
    expect(effort.written).toBeCloseTo(written, 8);
    expect(effort.shown).toBe(shown);
  });

  it('of auto is the mean over the problems of its map, the first share included', () => {
    const bin = (upTo: number, strategy: string, n: number, problems: number) => ({
      upTo,
      problems,
      methods: [{ budget: 16, strategy, n, settings: {} }],
    });
    const map = {
      name: 'made',
      madeFrom: 'nothing',
      estimate: 'score-and-agreement',
      share: 4,
      // Beams come on top of the share; samples are its own.
      bins: [bin(0.2, 'beam-search', 16, 30), bin(0.6, 'best-of-n', 8, 60), bin(1, 'best-of-n', 2, 10)],
    };
    const config = searchConfigSchema.parse({ n: 16, map });
    expect(effortOf('auto', config)).toEqual({ written: 0.3 * 20 + 0.6 * 8 + 0.1 * 4, shown: 0 });
    expect(effortOf('auto', searchConfigSchema.parse({ n: 16 }))).toEqual({ written: 16, shown: 0 });
    // Where a bin has nothing for the budget the share is all.
    const dear = { budget: 32, strategy: 'best-of-n', n: 32, settings: {} };
    const partly = { ...map, bins: [bin(0.2, 'best-of-n', 8, 50), { upTo: 1, problems: 50, methods: [dear] }] };
    expect(effortOf('auto', searchConfigSchema.parse({ n: 16, map: partly })).written).toBe(6);
  });

  it('of what shows attempts is what a run shows, where nothing is lost', async () => {
    for (const name of strategyNames) {
      const spec = toySpec(name, { n: 12, loops: 3, aggregated: 3, revisions: 6, maxTokens: 400 });
      const { events } = await runToy(spec);
      const shown = events.flatMap((event) =>
        event.type === 'round-opened'
          ? event.expansions.flatMap(({ attempts = [], children }) => attempts.length * children)
          : [],
      );
      expect(shown.reduce((sum, count) => sum + count, 0)).toBe(effortOf(name, spec.config).shown);
    }
  });

  it('of a vote that stops early is less where more solutions agree', () => {
    for (const name of ['window-vote', 'adaptive-vote'] as const) {
      const efforts = [0.5, 0.7, 0.9, 1].map(
        (agreement) => effortOf(name, searchConfigSchema.parse({ n: 32, window: 4 }), agreement).written,
      );
      expect(efforts).toEqual(efforts.toSorted((left, right) => right - left));
      expect(efforts.at(-1)).toBe(4);
    }
  });
});
