import type { Look } from '../chart-types';
import { Mark } from '../mark';
import type { LineLayout } from './layout-line-chart';
import { referenceType, typeSize } from './plot';

const measuredLook: Look = { colour: 'var(--ink)', dash: undefined, shape: 'square' };

/** Horizontal levels: a dotted line, its interval as a band across the plot, a mark at its own place on the axis, and its name where the fewest curves pass. */
export function LevelLines({ layout: { levels, plot, size } }: { readonly layout: LineLayout }) {
  return (
    <g aria-hidden="true">
      {levels.map(({ level, y, low, high }) => (
        <g key={level.id} data-level={level.id}>
          {low === undefined || high === undefined ? null : (
            <rect
              x={plot.left}
              y={high}
              width={plot.right - plot.left}
              height={Math.max(0, low - high)}
              fill="var(--mute)"
              opacity={level.isFaint === true ? 0.06 : 0.13}
            />
          )}
          <line
            x1={plot.left}
            x2={plot.right}
            y1={y}
            y2={y}
            stroke="var(--mute)"
            strokeWidth={level.isFaint === true ? 1 : 1.8}
            strokeDasharray="1 5"
            strokeLinecap="round"
            opacity={level.isFaint === true ? 0.7 : 1}
          />
        </g>
      ))}
      {levels.map(({ level, at, y }) =>
        at === undefined ? null : <Mark key={level.id} look={measuredLook} x={at} y={y} radius={0.32 * size.rem} />,
      )}
      {levels.map(({ level, text, box, isHidden }) =>
        isHidden ? null : (
          <HaloText
            key={level.id}
            x={box.x}
            y={box.y + box.height * 0.75}
            size={(level.isFaint === true ? referenceType : typeSize) * size.rem}
            fill={level.isFaint === true ? 'var(--mute)' : 'var(--ink)'}
          >
            {text}
          </HaloText>
        ),
      )}
    </g>
  );
}

interface HaloTextProps {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly children: string;
}

/** Text over lines, with a rim in the colour of the ground. */
export function HaloText({ x, y, size, fill, children }: HaloTextProps) {
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      fill={fill}
      stroke="var(--panel)"
      strokeWidth={3.5}
      strokeLinejoin="round"
      paintOrder="stroke"
    >
      {children}
    </text>
  );
}
