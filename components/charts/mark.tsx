import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3';
import type { Look, Shape } from './chart-types';

const symbols = { circle: symbolCircle, square: symbolSquare, triangle: symbolTriangle, diamond: symbolDiamond };
/** Triangles and diamonds look smaller than their area says. */
const areas: Readonly<Record<Shape, number>> = { circle: 1, square: 0.95, triangle: 0.9, diamond: 0.9 };

interface MarkProps {
  readonly look: Look;
  readonly isHollow?: boolean;
  readonly x: number;
  readonly y: number;
  /** Radius of the circle of the same area. */
  readonly radius: number;
}

/** The mark of a point, in the shape of its series, with an edge in the colour of the ground so that lines do not swallow it. */
export function Mark({ look, isHollow = false, x, y, radius }: MarkProps) {
  const path = symbol(symbols[look.shape], Math.PI * radius ** 2 * areas[look.shape] * 1.15).digits(2)() ?? '';
  return isHollow ? (
    <path d={path} transform={`translate(${x},${y})`} fill="var(--panel)" stroke={look.colour} strokeWidth={1.6} />
  ) : (
    <path d={path} transform={`translate(${x},${y})`} fill={look.colour} stroke="var(--panel)" strokeWidth={1.5} />
  );
}
