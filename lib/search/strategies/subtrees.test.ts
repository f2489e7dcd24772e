import { describe, expect, it } from 'vitest';
import { searchConfigSchema } from '../shapes/config';
import { strategyNames, strategyOf, subtreesOf } from './index';

const configOf = (n: number, beamWidth: number) => searchConfigSchema.parse({ n, beamWidth });
const groupsOf = (...sizes: readonly number[]) => ({ groups: () => sizes.map((n) => ({ n })) });

describe('what a pool of subtrees is drawn from', () => {
  it('is every group, less a smaller last one', () => {
    expect(subtreesOf(groupsOf(4, 4, 4), configOf(12, 4))).toEqual({ width: 4, count: 3 });
    expect(subtreesOf(groupsOf(4, 4, 2), configOf(10, 4))).toEqual({ width: 4, count: 2 });
    expect(subtreesOf(groupsOf(3), configOf(3, 3))).toEqual({ width: 3, count: 1 });
  });

  it('is nothing where groups are of several sizes', () => {
    for (const sizes of [
      [2, 4],
      [4, 2, 4],
      [4, 2, 2],
    ])
      expect(() => subtreesOf(groupsOf(...sizes), configOf(10, 2))).toThrow(/of one size/);
  });

  it.each(strategyNames.filter((name) => strategyOf(name).pooling === 'subtrees'))(
    '%s has such groups at every budget and width',
    (name) => {
      for (let n = 1; n <= 20; n++)
        for (let beamWidth = 1; beamWidth <= n; beamWidth++) {
          const { width, count } = subtreesOf(strategyOf(name), configOf(n, beamWidth));
          expect([width, count]).toEqual([beamWidth, Math.floor(n / beamWidth)]);
        }
    },
  );
});
