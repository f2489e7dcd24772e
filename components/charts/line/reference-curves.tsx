import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3';
import type { PointRef, ReferenceCurve } from '../chart-types';
import type { LineLayout } from './layout-line-chart';
import { referenceType } from './plot';
import { HaloText } from './level-lines';

type Shape = ReferenceCurve['shape'];

const symbols = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
  star: symbolStar,
  wye: symbolWye,
} as const;

function isOpen(shape: Shape): shape is undefined | 'cross' | 'plus' {
  return shape === undefined || shape === 'cross' || shape === 'plus';
}

/** `size`: half of a cross' width. Crosses lie at their place, other marks around 0. */
function markPath(
  shape: Shape,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): string {
  if (shape === 'plus') {
    const arm = 0.8 * size;
    return `M${x - arm},${y - arm}L${x + arm},${y + arm}M${x - arm},${y + arm}L${x + arm},${y - arm}`;
  }
  if (isOpen(shape)) return `M${x - size},${y}H${x + size}M${x},${y - size}V${y + size}`;
  return symbol(symbols[shape], Math.PI * size ** 2).digits(2)() ?? '';
}

/** Figures from elsewhere, faint behind everything: thin broken lines with their names at the end, single figures as small crosses. */
export function ReferenceCurves({
  layout: { references, size },
  active,
}: {
  readonly layout: LineLayout;
  readonly active: PointRef | undefined;
}) {
  const { rem } = size;
  const arm = 0.22 * rem;
  return (
    <g aria-hidden="true">
      {references.map(({ curve, line, points }) => {
        const isActive = active?.series === curve.id;
        const ink = isActive ? 'var(--ink)' : 'var(--mute)';
        return (
          <g key={curve.id} data-reference={curve.id}>
            {line === '' ? null : (
              <path
                d={line}
                fill="none"
                stroke={ink}
                strokeWidth={isActive ? 1.6 : 1}
                strokeDasharray="2 3"
                opacity={isActive ? 1 : 0.65}
              />
            )}
            {points.map(({ point, x, y }) => {
              const size = isActive && active.key === point.key ? 1.7 * arm : arm;
              return (
                <path
                  key={point.key}
                  d={markPath(curve.shape, { x, y, size })}
                  {...(isOpen(curve.shape) ? {} : { transform: `translate(${x},${y})` })}
                  fill={isOpen(curve.shape) ? undefined : 'var(--panel)'}
                  stroke={ink}
                  strokeWidth={1.2}
                  opacity={isActive ? 1 : 0.8}
                />
              );
            })}
          </g>
        );
      })}
      {/* Over the marks of all of them. */}
      {references.map(({ curve, label }) =>
        label === undefined ? null : (
          <HaloText
            key={curve.id}
            x={label.x}
            y={label.y}
            size={referenceType * rem}
            fill={active?.series === curve.id ? 'var(--ink)' : 'var(--mute)'}
          >
            {curve.name}
          </HaloText>
        ),
      )}
    </g>
  );
}
