import type { XAxis, YAxis } from '../chart-types';
import type { LineLayout } from './layout-line-chart';
import { titleLine, typeSize } from './plot';

interface AxesProps {
  readonly layout: LineLayout;
  readonly xAxis: XAxis;
  readonly yAxis: YAxis;
  readonly isSmall?: boolean;
  /** A place on the x axis that is being looked at; its tick is set in ink. */
  readonly activeX?: number;
}

/** Grid, ticks and the titles of both axes. */
export function Axes({
  layout: { plot, size, x, y, xTitle, note },
  xAxis,
  yAxis,
  isSmall = false,
  activeX,
}: AxesProps) {
  const { rem } = size;
  const isTick = activeX !== undefined && x.ticks.includes(activeX);
  return (
    <g aria-hidden="true" fontSize={typeSize * rem} fill="var(--mute)">
      {y.ticks.map((tick) => (
        <g key={tick} transform={`translate(0,${y.scale(tick)})`}>
          <line x1={plot.left} x2={plot.right} stroke="var(--line)" />
          <text x={plot.left - 0.5 * rem} dy="0.35em" textAnchor="end">
            {yAxis.format(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text
          key={tick}
          x={x.scale(tick)}
          y={plot.bottom + 1.15 * rem}
          textAnchor="middle"
          {...(tick === activeX ? { fill: 'var(--ink)', fontWeight: 600 } : {})}
        >
          {xAxis.format(tick)}
        </text>
      ))}
      {isSmall ? null : (
        <>
          <text x={plot.left - 0.5 * rem} y={1 * rem} textAnchor="start">
            {yAxis.label}
          </text>
          {note.lines.map((line, i) => (
            <text
              key={line}
              x={note.x}
              y={(note.isBeside ? 1 : 1 + titleLine * (i + 1)) * rem}
              textAnchor={note.isBeside ? 'end' : 'start'}
              fontStyle="italic"
            >
              {line}
            </text>
          ))}
          {xTitle.lines.map((line, i) => (
            <text key={line} x={xTitle.x} y={plot.bottom + (2.7 + titleLine * i) * rem} textAnchor="middle">
              {line}
            </text>
          ))}
        </>
      )}
      {activeX === undefined ? null : (
        <>
          <line
            x1={x.scale(activeX)}
            x2={x.scale(activeX)}
            y1={plot.top - 0.3 * rem}
            y2={plot.bottom}
            stroke="var(--dim)"
          />
          {isTick ? null : (
            <text x={x.scale(activeX)} y={plot.top - 0.6 * rem} textAnchor="middle" fill="var(--ink)" fontWeight={600}>
              {xAxis.format(activeX)}
            </text>
          )}
        </>
      )}
    </g>
  );
}
