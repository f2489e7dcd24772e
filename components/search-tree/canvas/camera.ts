/**
 * The map from tree units (depth, lane) to pixels. Zoomed in, a column and a lane keep the proportions of a card; zoomed
 * out, columns and lanes are stretched apart so that a long thin tree and a short tall one both fill the screen.
 * Pure numbers: no DOM, no d3.
 */

/** At zoom 1, in CSS pixels. */
export const columnWidth = 360;
export const laneHeight = 100;
export const cardWidth = 302;
/** From this zoom on nodes are cards and both axes have the same scale. */
export const cardZoom = 0.6;
export const maxZoom = 2.5;
/** How far the axes may be stretched against each other when all is in view. */
const maxStretch = 40;
/** Lanes from which on columns may be stretched in proportion: the more there are, the less of a lane is left in a screen. */
const manyLanes = 256;

export interface Camera {
  /** Scale of columns and of lanes; equal from `cardZoom` on. */
  readonly kx: number;
  readonly ky: number;
  /** Screen position of (depth 0, lane 0). */
  readonly tx: number;
  readonly ty: number;
}

/** How columns are stretched at each zoom: fixed when the tree is fitted, so that zooming in and out again is exact. */
export interface Stretch {
  /** ky and kx when all is in view. */
  readonly ky: number;
  readonly kx: number;
}

export interface Extent {
  /** Deepest column, lanes at the edges. */
  readonly depth: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Room left around a fitted tree, in pixels. */
export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Columns and lanes, the outermost included. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** At this zoom the words of cards have the size of the page's, where a line of it has 16 px: larger they need not be. */
const readingZoom = 1.15;
/** Below this zoom, where a line of the page has 16 px, words of cards are too small to be pointed at. */
const leastReadingZoom = 0.72;

/**
 * The camera that shows the cards of `box` as large as they go in, `words` times the usual size at most; undefined where they would
 * be too small to be cards.
 */
export function fitCards(box: Box, frame: Frame, margin: Margin, words: number): Camera | undefined {
  // Answers stand on their cards: nothing needs room to the right of them.
  const width = frame.width - 2 * margin.left;
  const height = frame.height - margin.top - margin.bottom;
  const across = (box.right - box.left) * columnWidth + cardWidth;
  const down = (box.bottom - box.top + 1) * laneHeight;
  const zoom = Math.min(width / across, height / down, readingZoom * words, maxZoom);
  if (zoom < Math.max(cardZoom, leastReadingZoom * words)) return undefined;
  return {
    kx: zoom,
    ky: zoom,
    tx: margin.left + (width - across * zoom) / 2 - box.left * columnWidth * zoom,
    ty: margin.top + height / 2 - ((box.top + box.bottom) / 2) * laneHeight * zoom,
  };
}

/** kx at lane scale `ky`: as fitted when all is in view, equal to ky at card zoom, a power law between. */
export function columnScale(stretch: Stretch, ky: number): number {
  if (ky >= cardZoom || stretch.ky >= cardZoom) return ky;
  if (ky <= stretch.ky) return (stretch.kx / stretch.ky) * ky;
  const share = Math.log(ky / stretch.ky) / Math.log(cardZoom / stretch.ky);
  return Math.exp(Math.log(stretch.kx) * (1 - share) + Math.log(cardZoom) * share);
}

/** The camera that shows the whole extent, and the stretch that goes with it. */
export function fitCamera(
  extent: Extent,
  frame: Frame,
  margin: Margin,
): { readonly camera: Camera; readonly stretch: Stretch } {
  const width = Math.max(40, frame.width - margin.left - margin.right);
  const height = Math.max(40, frame.height - margin.top - margin.bottom);
  const lanes = Math.max(1, extent.bottom - extent.top);
  const across = width / (Math.max(1, extent.depth) * columnWidth);
  const down = height / (lanes * laneHeight);
  // A card sticks out to the right of its column, so card scale needs room for one more.
  const asCards = Math.min(width / (Math.max(1, extent.depth) * columnWidth + cardWidth), down, 1);
  let kx: number;
  let ky: number;
  if (asCards >= cardZoom) {
    kx = asCards;
    ky = asCards;
  } else {
    ky = Math.min(down, across * maxStretch, cardZoom * 0.7);
    kx = Math.min(across, ky * maxStretch * Math.max(1, lanes / manyLanes));
  }
  const cards = asCards >= cardZoom ? cardWidth * kx : 0;
  const tx = margin.left + (width - Math.max(1, extent.depth) * columnWidth * kx - cards) / 2;
  const ty = margin.top + height / 2 - ((extent.top + extent.bottom) / 2) * laneHeight * ky;
  return { camera: { kx, ky, tx, ty }, stretch: { kx, ky } };
}

/** The camera after zooming to lane scale `ky` with the screen point (x, y) held still. */
export function zoomAt(
  camera: Camera,
  stretch: Stretch,
  ky: number,
  point: { readonly x: number; readonly y: number },
): Camera {
  const kx = columnScale(stretch, ky);
  return {
    kx,
    ky,
    tx: point.x - (point.x - camera.tx) * (kx / camera.kx),
    ty: point.y - (point.y - camera.ty) * (ky / camera.ky),
  };
}

/** The camera after a d3-zoom gesture took its transform from `before` to `after` (uniform scale, screen offsets). */
export function followGesture(
  camera: Camera,
  stretch: Stretch,
  before: { readonly k: number; readonly x: number; readonly y: number },
  after: { readonly k: number; readonly x: number; readonly y: number },
): Camera {
  const ratio = after.k / before.k;
  if (Math.abs(ratio - 1) < 1e-6)
    return { ...camera, tx: camera.tx + after.x - before.x, ty: camera.ty + after.y - before.y };
  const ky = camera.ky * ratio;
  const kx = columnScale(stretch, ky);
  // The gesture's fixed point, in screen pixels, is the fixed point here too.
  const x = (after.x - before.x * ratio) / (1 - ratio);
  const y = (after.y - before.y * ratio) / (1 - ratio);
  return { kx, ky, tx: x - (x - camera.tx) * (kx / camera.kx), ty: y - (y - camera.ty) * ratio };
}

/** Between two cameras, `share` of the way; scales move by ratio, the middle of `frame` moves in a straight line. */
export function between(from: Camera, to: Camera, frame: Frame, share: number): Camera {
  const kx = from.kx * (to.kx / from.kx) ** share;
  const ky = from.ky * (to.ky / from.ky) ** share;
  const middle = (camera: Camera) => ({
    x: (frame.width / 2 - camera.tx) / camera.kx,
    y: (frame.height / 2 - camera.ty) / camera.ky,
  });
  const a = middle(from);
  const b = middle(to);
  return {
    kx,
    ky,
    tx: frame.width / 2 - (a.x + (b.x - a.x) * share) * kx,
    ty: frame.height / 2 - (a.y + (b.y - a.y) * share) * ky,
  };
}

/** Pixels of a lane that the smallest letters go into: three trees beside each other on a small screen have not many more. */
const leastLane = 10;
/** The same in a hall. */
const leastHallLane = 13;

/** False where lanes are too close for letters that can be read, from the back of a hall too where words are large. */
export function hasRoomForWords({ ky }: Pick<Camera, 'ky'>, words: number): boolean {
  return ky * laneHeight >= Math.max(words > 1 ? leastHallLane : leastLane, 9.4 * words);
}

export function screenX(camera: Camera, depth: number): number {
  return camera.tx + depth * columnWidth * camera.kx;
}

/** Share of the card that stands to the right of a node: 0 in the overview, 1 at card zoom; grows shortly before it, so that hardly any zoom shows half of one. */
export function cardShare(camera: Camera): number {
  const share = Math.max(0, Math.min(1, (camera.ky - cardZoom * 0.9) / (cardZoom * 0.1)));
  return share * share * (3 - 2 * share);
}
