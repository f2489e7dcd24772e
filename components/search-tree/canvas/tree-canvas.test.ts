/** The picture on its canvas, as far as it can be told without one: what it is filled with. */
import { describe, expect, it } from 'vitest';
import type { Context } from './pen';
import type { TreeTheme } from './theme';
import { TreeCanvas } from './tree-canvas';

const size = { width: 40, height: 30, dpr: 2, words: 1 };

function picture() {
  const fills: unknown[] = [];
  const context = {
    canvas: { width: 0, height: 0 },
    fillStyle: '',
    setTransform: () => undefined,
    fillRect: (...box: readonly number[]) => fills.push([context.fillStyle, ...box]),
  };
  // What a canvas is asked for before anything is drawn, and nothing else.
  const surface = context as unknown as Context;
  const made = new TreeCanvas({ context: surface, createContext: () => surface });
  made.setTheme({ bg: '#123456' } as TreeTheme);
  return { made, fills };
}

describe('a canvas of another size', () => {
  it('shows the colour of the page at once, and no black until the next frame', () => {
    const { made, fills } = picture();
    made.resize(size);
    expect(fills).toEqual([['#123456', 0, 0, 80, 60]]);
  });
  it('does so where it has no room yet, for it is stretched when it gets some', () => {
    const { made, fills } = picture();
    made.resize({ ...size, width: 0 });
    expect(fills).toEqual([['#123456', 0, 0, 1, 60]]);
  });
});
