/** What has to hold of all looks at once: nobody takes one strategy for another, by its words, its silhouette or its line. */
import { describe, expect, it } from 'vitest';
import { searchConfigSchema, strategyNames, strategyOf, validateConfig } from '@/lib/search';
import { strategyLooks } from './looks';
import { describeSetting, numbersOf, strategiesInOrder, strategyShelves } from './looks-of';

const looks = Object.values(strategyLooks);
const config = searchConfigSchema.parse({});

describe('looks of strategies', () => {
  it.each([
    ['line', ({ line }) => [line.colour, line.dash, line.shape]],
    ['mark of its hue', ({ line }) => [line.colour, line.shape]],
    ['title', ({ title }) => title],
    ['noun', ({ noun }) => noun],
    ['silhouette', ({ sketch }) => sketch],
  ] satisfies readonly (readonly [string, (look: (typeof looks)[number]) => unknown])[])(
    'no two share a %s',
    (_, of) => {
      expect(new Set(looks.map((look) => JSON.stringify(of(look)))).size).toBe(looks.length);
    },
  );

  it('are drawn in the colours of series, which all eyes tell apart, and the baseline in none', () => {
    for (const { line } of looks) expect(line.colour).toMatch(/^var\(--(series-[1-6]|mute)\)$/);
  });

  it.each(strategyNames)('fits its box and says what it does in numbers: %s', (name) => {
    const { sketch, does, costs, width } = strategyLooks[name];
    for (const path of Object.values(sketch))
      for (const [, x, y] of path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)) {
        expect(Number(x)).toBeLessThanOrEqual(44);
        expect(Number(y)).toBeGreaterThanOrEqual(0);
        expect(Number(y)).toBeLessThanOrEqual(40);
      }
    const numbers = numbersOf(config);
    for (const words of [does(numbers), costs(numbers)]) expect(words).toMatch(/^[A-Z0-9].*\.$/);
    expect(describeSetting(name, config)).not.toMatch(/\.$|NaN|undefined|Infinity/);
    expect(width !== undefined).toBe(strategyOf(name).settings.includes('beamWidth'));
    expect(validateConfig(name, config)).toEqual([]);
  });

  it('the story comes first, and every strategy stands on one shelf', () => {
    const shelves = strategyShelves();
    expect(shelves[0]?.names).toEqual(['greedy', 'majority', 'best-of-n', 'beam-search', 'dvts']);
    expect(shelves.flatMap(({ names }) => names)).toEqual(strategiesInOrder());
    expect(strategiesInOrder().toSorted()).toEqual(strategyNames.toSorted());
  });
});
