/**
 * Draws what may change every frame, over the settled picture: growing edges with their tips, the chosen path, the
 * leader's ring, selection and hover. These keep a size in pixels that can be seen at any zoom.
 */
import { paintRoot, withinCard } from './paint';
import { traceLinks } from './paint-faint';
import { paintFlags } from './paint-flags';
import { paintEdited } from './paint-origin';
import { riverWidth, traceEdge, type Context, type Pen } from './pen';
import { form, type Scene } from './scene';
import type { TreeTheme } from './theme';

export interface Marks {
  /** Slot indices; -1 for none. */
  readonly selected: number;
  readonly hovered: number;
  /** Steps that somebody holds on to. */
  readonly flagged: readonly number[];
  /** False once nothing grows any more: tips stand still. */
  readonly isLive: boolean;
  /** False where the reader asked for reduced motion. */
  readonly isMoving: boolean;
}

const fullCircle = Math.PI * 2;

export function paintLive(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, marks: Marks, now: number): void {
  context.lineJoin = 'round';
  paintChosen(context, scene, theme, pen);
  paintGrowing(context, scene, theme, pen, marks, now);
  context.lineCap = 'round';
  for (const index of [marks.selected, marks.hovered]) paintSeen(context, scene, theme, pen, index);
  // Cards and chips carry their own marks.
  if (pen.out > 0) return;
  if (scene.leader >= 0 && scene.form[scene.leader] !== form.hidden)
    ring(context, scene, pen, scene.leader, theme.gold, Math.max(5.5, 5.2 * pen.size));
  if (marks.hovered >= 0) ring(context, scene, pen, marks.hovered, theme.mute, Math.max(6, 6 * pen.size));
  if (marks.selected >= 0) selection(context, scene, theme, pen, marks.selected);
  // Around whatever else marks the step.
  paintEdited(context, scene, theme, pen);
  paintFlags(context, scene, theme, pen, marks.flagged);
}

/** Pixels of gold on both sides of what is chosen. */
const rim = 2.6;

/** Scores between two lines of gold, a gap in the background colour, and two wide faint strokes around: a halo without blur. */
function paintChosen(context: Context, scene: Scene, theme: TreeTheme, pen: Pen): void {
  if (scene.chosen.size === 0) return;
  const path = [...scene.chosen].filter((index) => scene.form[index] !== form.root);
  const core = (index: number) =>
    Math.max(2.2, (2.1 + (riverWidth(pen, scene.width[index]!) * 0.85) / pen.size) * Math.max(pen.size, 0.62));
  const stroke = (style: string | ((index: number) => string), extra: number) => {
    for (const index of path) {
      context.strokeStyle = typeof style === 'string' ? style : style(index);
      context.lineWidth = core(index) + extra;
      context.beginPath();
      traceEdge(context, scene, pen, index);
      if (pen.out > 0) throughCard(context, scene, pen, index);
      context.stroke();
    }
  };
  const spread = Math.max(0.7, Math.min(1.4, pen.size));
  context.lineCap = 'butt';
  stroke(theme.halo[0], 15 * spread);
  stroke(theme.halo[1], 8 * spread);
  context.lineCap = 'round';
  const score = (index: number) => theme.score[scene.bucket[index]!]!;
  stroke(theme.bg, 2 * rim + 3 * spread);
  stroke(theme.gold, 2 * rim);
  stroke(score, 0);
  if (pen.out === 0) {
    for (const index of path) {
      const radius = Math.max(3.2, core(index) / 2 + 1.3 * pen.size);
      disc(context, scene, pen, index, theme.bg, radius + rim + 1.2);
      disc(context, scene, pen, index, theme.gold, radius + rim);
      disc(context, scene, pen, index, score(index), radius);
    }
  }
  for (const index of scene.chosen) if (scene.form[index] === form.root) paintRoot(context, scene, theme, pen, index);
}

function throughCard(context: Context, scene: Scene, pen: Pen, index: number): void {
  const x = pen.camera.tx + scene.column[index]! * pen.stepX;
  const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
  context.moveTo(x, y);
  context.lineTo(x + pen.out * withinCard, y);
}

/** What the solution in hand was written in sight of. */
function paintSeen(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, index: number): void {
  let first = index;
  while (first >= 0 && !scene.links.has(first)) first = scene.parent[first] ?? -1;
  if (first < 0) return;
  context.strokeStyle = theme.ink;
  context.lineWidth = Math.max(1.2, 1.3 * pen.size);
  context.setLineDash([5, 4]);
  context.beginPath();
  traceLinks(context, scene, pen, first);
  context.stroke();
  context.setLineDash([]);
}

/** A dotted curve as far as the text has come, with a bright tip; the full curve where the card already shows the text. */
function paintGrowing(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, marks: Marks, now: number): void {
  if (scene.growing.size === 0) return;
  const isCards = pen.out > 0;
  const width = Math.max(pen.hair, 1.5 * pen.size);
  context.strokeStyle = theme.mute;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.setLineDash([0.01, width * 2.6]);
  context.beginPath();
  const tips: number[] = [];
  for (const index of scene.growing) {
    const tip = tracePart(context, scene, pen, index, isCards ? 1 : scene.progress[index]!);
    tips.push(tip[0], tip[1]);
  }
  context.stroke();
  context.setLineDash([]);
  if (isCards) return;
  const isPulsing = marks.isLive && marks.isMoving;
  const beat = isPulsing ? 0.5 + 0.5 * Math.sin(now / 260) : 0.6;
  const radius = Math.max(1.4, 2.1 * pen.size);
  if (marks.isLive) {
    context.strokeStyle = theme.inkFaint;
    context.lineWidth = Math.max(pen.hair, pen.size);
    context.beginPath();
    circles(context, tips, radius * (1.7 + beat * 0.9));
    context.stroke();
  }
  context.fillStyle = marks.isLive ? theme.ink : theme.mute;
  context.beginPath();
  circles(context, tips, radius);
  context.fill();
}

function circles(context: Context, points: readonly number[], radius: number): void {
  for (let i = 0; i < points.length; i += 2) {
    context.moveTo(points[i]! + radius, points[i + 1]!);
    context.arc(points[i]!, points[i + 1]!, radius, 0, fullCircle);
  }
}

/** Adds the first `share` of an edge to the path (de Casteljau) and returns where it ends. */
function tracePart(context: Context, scene: Scene, pen: Pen, index: number, share: number): readonly [number, number] {
  const parent = scene.parent[index]!;
  const { tx, ty } = pen.camera;
  const x1 = tx + scene.column[index]! * pen.stepX;
  const y1 = ty + scene.lane[index]! * pen.stepY;
  if (parent < 0) return [x1, y1];
  const x0 = tx + scene.column[parent]! * pen.stepX + (scene.form[parent] === form.root ? 0 : pen.out);
  const y0 = ty + scene.lane[parent]! * pen.stepY;
  const middle = (x0 + x1) / 2;
  const mix = (a: number, b: number) => a + (b - a) * share;
  const ax = mix(x0, middle);
  const by = mix(y0, y1);
  const cx = mix(middle, x1);
  const dx = mix(ax, middle);
  const dy = mix(y0, by);
  const ex = mix(middle, cx);
  const ey = mix(by, y1);
  const end = [mix(dx, ex), mix(dy, ey)] as const;
  context.moveTo(x0, y0);
  context.bezierCurveTo(ax, y0, dx, dy, end[0], end[1]);
  return end;
}

/** The path of a circle about a node. */
function circle(context: Context, scene: Scene, pen: Pen, index: number, radius: number): void {
  context.beginPath();
  context.arc(
    pen.camera.tx + scene.column[index]! * pen.stepX,
    pen.camera.ty + scene.lane[index]! * pen.stepY,
    radius,
    0,
    fullCircle,
  );
}

function disc(context: Context, scene: Scene, pen: Pen, index: number, style: string, radius: number): void {
  context.fillStyle = style;
  circle(context, scene, pen, index, radius);
  context.fill();
}

function ring(context: Context, scene: Scene, pen: Pen, index: number, style: string, radius: number): void {
  context.strokeStyle = style;
  context.lineWidth = 2;
  circle(context, scene, pen, index, radius);
  context.stroke();
}

/** Two rings, so that it stands out on any colour beneath. */
function selection(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, index: number): void {
  const radius = Math.max(7.5, 7 * pen.size);
  ring(context, scene, pen, index, theme.bg, radius + 2);
  ring(context, scene, pen, index, theme.ink, radius);
}
