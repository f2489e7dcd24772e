'use client';

import { scaleLinear } from 'd3';
import { useId } from 'react';

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

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** What is said against what is found, both as shares: on the dashed line they agree. Counts stand beneath, as numbers and bars. */
export function ShareDiagram({ points, size: { width, rem }, title, xLabel, yLabel }: ShareDiagramProps) {
  const id = useId();
  const side = Math.min(width - 4.2 * rem, 22 * rem);
  const [left, top] = [3.2 * rem, 1.7 * rem];
  const bars = 3 * rem;
  const height = top + side + bars + 3.6 * rem;
  const x = scaleLinear([0, 1], [left, left + side]);
  const y = scaleLinear([0, 1], [top + side, top]);
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
      <g fontSize={0.78 * rem} fill="var(--mute)">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={left + side} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
            <text x={left - 0.5 * rem} y={y(tick)} dy="0.35em" textAnchor="end">
              {Math.round(100 * tick)} %
            </text>
            <text x={x(tick)} y={base + 1.1 * rem} textAnchor="middle">
              {tick}
            </text>
          </g>
        ))}
        <text x={0} y={0.8 * rem}>
          {yLabel}
        </text>
        <text x={left + side / 2} y={base + 2.5 * rem} textAnchor="middle">
          {xLabel}
        </text>
      </g>
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--dim)" strokeDasharray="4 4" />
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
