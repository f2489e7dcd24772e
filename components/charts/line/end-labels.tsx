import type { YAxis } from '../chart-types';
import type { LineLayout } from './layout-line-chart';
import { endType } from './plot';
import { fitText, textWidth } from '../text-width';

interface EndLabelsProps {
  readonly layout: LineLayout;
  readonly yAxis: YAxis;
  /** The place that is being looked at; the labels then say what their series are there. */
  readonly activeX: number | undefined;
  readonly emphasis: string | undefined;
}

/** The name of each line at its end, with its value there or at the place looked at. */
export function EndLabels({ layout: { series, size, plot }, yAxis, activeX, emphasis }: EndLabelsProps) {
  const { rem } = size;
  return (
    <g aria-hidden="true">
      {series.map(({ series: { id, name, look }, points, label }) => {
        const last = points.at(-1);
        if (label === undefined || last === undefined) return null;
        const shown = activeX === undefined ? last : points.find(({ point }) => point.x === activeX);
        const value = shown === undefined ? '–' : yAxis.formatValue(shown.point.y);
        const type = endType * rem;
        const bend = plot.right + 0.5 * rem;
        return (
          <g key={id} data-label={id}>
            <path
              d={`M${last.x + 0.35 * rem},${last.y}H${bend}L${label.x - 0.3 * rem},${label.y}`}
              fill="none"
              stroke={look.colour}
              strokeWidth={1}
              opacity={0.55}
            />
            <text
              x={label.x}
              y={label.y}
              dy="0.34em"
              fontSize={type}
              fill={look.colour}
              fontWeight={id === emphasis ? 650 : 500}
            >
              {fitText(name, type, label.width - textWidth(value, type) - 0.9 * rem)}
              <tspan dx={0.45 * rem} fill="var(--ink)" fontWeight={id === emphasis ? 650 : 400}>
                {value}
              </tspan>
            </text>
          </g>
        );
      })}
    </g>
  );
}
