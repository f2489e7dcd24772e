'use client';

import { scaleLinear } from 'd3';

export interface ScatterPoint {
  readonly key: string;
  /** Both in [0, 1]. */
  readonly x: number;
  readonly y: number;
  /** Undefined where it is of neither kind. */
  readonly kind: 'first' | 'second' | undefined;
}

interface ScatterProps {
  readonly points: readonly ScatterPoint[];
  readonly size: { readonly width: number; readonly rem: number };
  readonly title: string;
  /** Of the two kinds of points, in their order. */
  readonly kinds: readonly [string, string];
  readonly xLabel: string;
  readonly yLabel: string;
}

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Pairs of shares, one dot each: on the dashed line both are equal. Rings and crosses tell the two kinds apart. */
export function Scatter({ points, size: { width, rem }, title, kinds, xLabel, yLabel }: ScatterProps) {
  const side = Math.min(width - 4.2 * rem, 24 * rem);
  const [left, top] = [3.2 * rem, 3.2 * rem];
  const height = top + side + 3 * rem;
  const x = scaleLinear([0, 1], [left, left + side]);
  const y = scaleLinear([0, 1], [top + side, top]);
  const radius = 0.22 * rem;
  const ofKind = (kind: ScatterPoint['kind']) => points.filter((point) => point.kind === kind);
  return (
    <svg
      width={left + side + rem}
      height={height}
      viewBox={`0 0 ${left + side + rem} ${height}`}
      role="img"
      aria-label={title}
      className="mx-auto block max-w-full"
    >
      <g fontSize={0.78 * rem} fill="var(--mute)">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={left + side} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
            <text x={left - 0.5 * rem} y={y(tick)} dy="0.35em" textAnchor="end">
              {tick}
            </text>
            <text x={x(tick)} y={top + side + 1.2 * rem} textAnchor="middle">
              {tick}
            </text>
          </g>
        ))}
        <text x={0} y={top - 0.9 * rem}>
          {yLabel}
        </text>
        <text x={left + side / 2} y={top + side + 2.5 * rem} textAnchor="middle">
          {xLabel}
        </text>
        {kinds.map((name, i) => (
          <g key={name} transform={`translate(${left + i * 9 * rem} ${0.6 * rem})`}>
            <path d={i === 0 ? ring(0, 0, radius) : cross(0, 0, radius)} {...looks[i === 0 ? 'first' : 'second']} />
            <text x={0.7 * rem} dy="0.35em">
              {name}
            </text>
          </g>
        ))}
      </g>
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--dim)" strokeDasharray="4 4" />
      <path
        d={ofKind(undefined)
          .map((point) => ring(x(point.x), y(point.y), radius))
          .join('')}
        fill="var(--mute)"
        opacity={0.5}
      />
      <path
        d={ofKind('first')
          .map((point) => ring(x(point.x), y(point.y), radius))
          .join('')}
        {...looks.first}
      />
      <path
        d={ofKind('second')
          .map((point) => cross(x(point.x), y(point.y), radius))
          .join('')}
        {...looks.second}
      />
    </svg>
  );
}

const looks = {
  first: { fill: 'none', stroke: 'var(--series-2)', strokeWidth: 1.5, opacity: 0.75 },
  second: { fill: 'none', stroke: 'var(--series-1)', strokeWidth: 1.5, opacity: 0.75 },
} as const;

function ring(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}

function cross(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y - radius}l${2 * radius} ${2 * radius}m0 ${-2 * radius}l${-2 * radius} ${2 * radius}`;
}
