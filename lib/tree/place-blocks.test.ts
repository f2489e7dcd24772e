import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBlocks } from './place-blocks';

describe('placeBlocks', () => {
  it.each([
    ['a lone block stands where it wants', [{ centre: 5, size: 4 }], [3]],
    [
      'blocks apart stay apart',
      [
        { centre: 2, size: 2 },
        { centre: 10, size: 2 },
      ],
      [1, 9],
    ],
    [
      'two that want the same place share the push',
      [
        { centre: 5, size: 2 },
        { centre: 5, size: 2 },
      ],
      [3, 5],
    ],
    [
      'a big block gives way less than a small one',
      [
        { centre: 8, size: 6 },
        { centre: 8, size: 2 },
      ],
      [4, 10],
    ],
    [
      'the edge pushes back',
      [
        { centre: 0, size: 4 },
        { centre: 3, size: 2 },
      ],
      [0, 4],
    ],
  ])('%s', (_, blocks, starts) => {
    expect(placeBlocks(blocks, 0, 20).starts).toEqual(starts);
  });

  it('keeps order, overlaps nothing and stays inside', () => {
    const block = fc.record({
      centre: fc.double({ min: -10, max: 60, noNaN: true }),
      size: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 20 }), (unsorted) => {
        const blocks = unsorted.toSorted((a, b) => a.centre - b.centre);
        const { starts, pitch } = placeBlocks(blocks, 0, 50);
        let floor = 0;
        blocks.forEach(({ size }, i) => {
          expect(starts[i]).toBeGreaterThanOrEqual(floor - 1e-9);
          floor = starts[i]! + size * pitch;
        });
        expect(floor).toBeLessThanOrEqual(50 + 1e-9);
      }),
      { seed: 7 },
    );
  });
});
