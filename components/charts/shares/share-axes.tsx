import { scaleLinear, type ScaleLinear } from 'd3';

/** A square in which both axes go from 0 to 1, in pixels. */
export interface ShareSquare {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly rem: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

interface ShareSize {
  readonly width: number;
  readonly rem: number;
  /** Above it, beside the title of the y axis. */
  readonly top: number;
  /** The longest that a side is. */
  readonly most: number;
}

export function shareSquare({ width, rem, top, most }: ShareSize): ShareSquare {
  const left = 3.2 * rem;
  const side = Math.min(width - left - rem, most);
  return {
    left,
    top,
    side,
    rem,
    x: scaleLinear([0, 1], [left, left + side]),
    y: scaleLinear([0, 1], [top + side, top]),
  };
}

interface ShareAxesProps {
  readonly square: ShareSquare;
  /** Where the numbers of the x axis hang from; below the square where something stands between. */
  readonly base: number;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly formatY: (share: number) => string;
}

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Grid, ticks and titles of two axes of shares, and the dashed line on which both are equal. */
export function ShareAxes({ square: { left, top, side, rem, x, y }, base, xLabel, yLabel, formatY }: ShareAxesProps) {
  return (
    <>
      <g fontSize={0.78 * rem} fill="var(--mute)">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={left + side} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
            <text x={left - 0.5 * rem} y={y(tick)} dy="0.35em" textAnchor="end">
              {formatY(tick)}
            </text>
            <text x={x(tick)} y={base + 1.1 * rem} textAnchor="middle">
              {tick}
            </text>
          </g>
        ))}
        <text x={0} y={top - 0.9 * rem}>
          {yLabel}
        </text>
        <text x={left + side / 2} y={base + 2.5 * rem} textAnchor="middle">
          {xLabel}
        </text>
      </g>
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--dim)" strokeDasharray="4 4" />
    </>
  );
}
