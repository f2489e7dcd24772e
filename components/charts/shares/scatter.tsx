'use client';

import { ShareAxes, shareSquare } from './share-axes';

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

/** Pairs of shares, one dot each: on the dashed line both are equal. Rings and crosses tell the two kinds apart. */
export function Scatter({ points, size: { width, rem }, title, kinds, xLabel, yLabel }: ScatterProps) {
  const square = shareSquare({ width, rem, top: 3.2 * rem, most: 24 * rem });
  const { left, top, side, x, y } = square;
  const height = top + side + 3 * rem;
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
      <ShareAxes square={square} base={top + side} xLabel={xLabel} yLabel={yLabel} formatY={String} />
      <g fontSize={0.78 * rem} fill="var(--mute)">
        {kinds.map((name, i) => (
          <g key={name} transform={`translate(${left + i * 9 * rem} ${0.6 * rem})`}>
            <path d={i === 0 ? ring(0, 0, radius) : cross(0, 0, radius)} {...looks[i === 0 ? 'first' : 'second']} />
            <text x={0.7 * rem} dy="0.35em">
              {name}
            </text>
          </g>
        ))}
      </g>
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
