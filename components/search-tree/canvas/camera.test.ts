/** What is fitted fills the screen, whatever the shape of the tree, and lies within it. */
import { describe, expect, it } from 'vitest';
import { columnScale, columnWidth, fitCamera, laneHeight, screenX } from './camera';

const frame = { width: 1040, height: 735 };
const margin = { top: 46, right: 152, bottom: 86, left: 60 };
const room = { width: frame.width - margin.left - margin.right, height: frame.height - margin.top - margin.bottom };

/** Parts of the room that the tree takes. */
function sharesOf(depth: number, lanes: number) {
  const extent = { depth, top: 0, bottom: lanes };
  const { camera, stretch } = fitCamera(extent, frame, margin);
  expect(screenX(camera, 0)).toBeGreaterThanOrEqual(margin.left - 1e-6);
  expect(screenX(camera, depth)).toBeLessThanOrEqual(frame.width - margin.right + 1e-6);
  expect(columnScale(stretch, camera.ky)).toBeCloseTo(camera.kx, 9);
  return {
    across: (depth * columnWidth * camera.kx) / room.width,
    down: (lanes * laneHeight * camera.ky) / room.height,
  };
}

describe('a whole tree', () => {
  it.each([
    [256, 4],
    [256, 12],
    [1_024, 4],
    [1_024, 12],
    [4_096, 6],
  ])('of %i lanes and %i columns fills the width and the height', (lanes, depth) => {
    const { across, down } = sharesOf(depth, lanes);
    expect(across).toBeGreaterThanOrEqual(0.9);
    expect(down).toBeGreaterThanOrEqual(0.9);
  });

  it('of a few lanes and very many columns fills the width', () => {
    expect(sharesOf(400, 4).across).toBeGreaterThanOrEqual(0.9);
  });
});
