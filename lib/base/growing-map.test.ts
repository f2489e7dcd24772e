import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingMap } from './index';

describe('GrowingMap', () => {
  it('holds what a map of the same history holds, in every version, whichever of them is written to', () => {
    const step = fc.record({ version: fc.nat(7), isNew: fc.boolean(), key: fc.nat(40), times: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const versions = [{ grown: new GrowingMap<number, number>(), plain: new Map<number, number>() }];
        let written = 0;
        for (const { version, isNew, key, times } of steps) {
          const base = versions[version % versions.length]!;
          const { grown, plain } = isNew ? { grown: new GrowingMap(base.grown), plain: new Map(base.plain) } : base;
          if (isNew) versions.push({ grown, plain });
          for (let i = 0; i <= times; i++) {
            grown.set(key + i, ++written);
            plain.set(key + i, written);
          }
        }
        for (const { grown, plain } of versions) {
          expect([...grown]).toEqual([...plain]);
          expect([...grown.keys()]).toEqual([...plain.keys()]);
          expect([...grown.values()]).toEqual([...plain.values()]);
          expect(grown.size).toBe(plain.size);
          for (let key = 0; key < 250; key++) {
            expect(grown.get(key)).toBe(plain.get(key));
            expect(grown.has(key)).toBe(plain.has(key));
          }
        }
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('begins with what any map holds', () => {
    const grown = new GrowingMap(new Map([['a', 1]]));
    const seen: [string, number][] = [];
    grown.forEach((value, key) => seen.push([key, value]));
    expect(seen).toEqual([['a', 1]]);
  });

  it('is written to while it is gone through, as a map is', () => {
    const grown = new GrowingMap(
      Array.from({ length: 300 }, (_, i) => [i, i] as const).reduce(
        (map, [key, value]) => map.set(key, value),
        new Map<number, number>(),
      ),
    );
    const next = new GrowingMap(grown);
    for (const [key, value] of next) if (key < 299) next.set(key + 1, value + 1000);
    expect(next.get(299)).toBe(299_000);
    expect(grown.get(299)).toBe(299);
  });
});
