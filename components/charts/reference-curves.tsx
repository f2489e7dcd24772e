import type { PointRef } from './chart-types';
import { referenceType, type LineLayout } from './layout-line-chart';
import { HaloText } from './level-lines';

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
      {references.map(({ curve, line, points, label }) => {
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
                  d={`M${x - size},${y}H${x + size}M${x},${y - size}V${y + size}`}
                  stroke={ink}
                  strokeWidth={1.2}
                  opacity={isActive ? 1 : 0.8}
                />
              );
            })}
            {label === undefined ? null : (
              <HaloText x={label.x} y={label.y} size={referenceType * rem} fill={ink}>
                {curve.name}
              </HaloText>
            )}
          </g>
        );
      })}
    </g>
  );
}
