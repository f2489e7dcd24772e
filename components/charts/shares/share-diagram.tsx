'use client';

import { useId } from 'react';
import { ShareAxes, shareSquare } from './share-axes';

export interface SharePoint {
  readonly key: string;
  /** Both in [0, 1]. */
  readonly said: number;
  readonly found: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly words: string;
}

interface ShareDiagramProps {
  readonly points: readonly SharePoint[];
  readonly size: { readonly width: number; readonly rem: number };
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

/** What is said against what is found, both as shares: on the dashed line they agree. Counts stand beneath, as numbers and bars. */
export function ShareDiagram({ points, size: { width, rem }, title, xLabel, yLabel }: ShareDiagramProps) {
  const id = useId();
  const square = shareSquare({ width, rem, top: 1.7 * rem, most: 22 * rem });
  const { left, top, side, x, y } = square;
  const bars = 3 * rem;
  const height = top + side + bars + 3.6 * rem;
  const most = Math.max(1, ...points.map(({ count }) => count));
  const base = top + side + bars + 0.5 * rem;
  return (
    <svg
      width={left + side + rem}
      height={height}
      viewBox={`0 0 ${left + side + rem} ${height}`}
      role="img"
      aria-label={title}
      aria-describedby={id}
      className="mx-auto block max-w-full"
    >
      <desc id={id}>{points.map(({ words }) => words).join('; ')}</desc>
      <ShareAxes
        square={square}
        base={base}
        xLabel={xLabel}
        yLabel={yLabel}
        formatY={(share) => `${Math.round(100 * share)} %`}
      />
      <polyline
        points={points.map(({ said, found }) => `${x(said)},${y(found)}`).join(' ')}
        fill="none"
        stroke="var(--series-2)"
        strokeWidth={1.5}
      />
      {points.map(({ key, said, found, low, high, count, words }) => (
        <g key={key}>
          <title>{words}</title>
          <line x1={x(said)} x2={x(said)} y1={y(low)} y2={y(high)} stroke="var(--series-2)" strokeWidth={1.5} />
          <circle cx={x(said)} cy={y(found)} r={0.3 * rem} fill="var(--series-2)" stroke="var(--panel)" />
          <rect
            x={x(said) - 0.55 * rem}
            width={1.1 * rem}
            y={base - (count / most) * (bars - rem)}
            height={(count / most) * (bars - rem)}
            fill="var(--dim)"
            opacity={0.55}
          />
          <text
            x={x(said)}
            y={base - (count / most) * (bars - rem) - 0.25 * rem}
            textAnchor="middle"
            fontSize={0.68 * rem}
            fill="var(--mute)"
          >
            {count < 10_000 ? count : `${Math.round(count / 1000)}k`}
          </text>
        </g>
      ))}
    </svg>
  );
}
