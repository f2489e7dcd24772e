/** A text in a picture: of several places for its box, the one that covers the least of what is drawn there. Pure. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Place = readonly [x: number, y: number];

export interface Obstacles {
  /** Broken lines, ascending in x. */
  readonly lines: readonly (readonly Place[])[];
  readonly boxes: readonly Box[];
}

/** How far apart a line is looked at, in pixels. */
const stride = 4;

/** The first of the best places. */
export function placeLabel(candidates: readonly [Box, ...Box[]], obstacles: Obstacles): Box {
  let best = candidates[0];
  let least = Infinity;
  for (const box of candidates) {
    const covered = coverage(box, obstacles);
    if (covered < least) [best, least] = [box, covered];
  }
  return best;
}

/** Whether it lies over one of the boxes: a text there could be read by nobody. */
export function isCovering(box: Box, boxes: readonly Box[]): boolean {
  return coverage(box, { lines: [], boxes }) > 0;
}

function coverage(box: Box, { lines, boxes }: Obstacles): number {
  let covered = 0;
  for (const line of lines) {
    for (let x = box.x; x <= box.x + box.width; x += stride) {
      const y = heightAt(line, x);
      if (y !== undefined && y > box.y - 2 && y < box.y + box.height + 2) covered += stride;
    }
  }
  for (const other of boxes) {
    const across = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x);
    const down = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y);
    if (across > 0 && down > 0) covered += 10 * across;
  }
  return covered;
}

function heightAt(line: readonly Place[], x: number): number | undefined {
  const after = line.findIndex(([at]) => at >= x);
  const to = line[after];
  const from = line[after - 1];
  if (to === undefined) return undefined;
  if (from === undefined) return to[0] === x ? to[1] : undefined;
  return from[1] + ((to[1] - from[1]) * (x - from[0])) / Math.max(1e-9, to[0] - from[0]);
}
