/** How often a search that may be watched is looked at, by how much time the process has. */
import { expect, it } from 'vitest';
import { createBeat } from './beat';

it.each([
  [0, 20],
  [0.34, 20],
  [0.35, 40],
  [1, 40],
])('busy for %d of its time: every %d ms', (share, ms) => {
  expect(createBeat(() => share)()).toBe(ms);
});
