import type { ReactNode } from 'react';
import { isSamePoint, type PointRef } from '../chart-types';
import type { LineLayout, PlacedSeries } from './layout-line-chart';
import type { PlacedPoint } from './plot';
import { Mark } from '../mark';

interface SeriesLinesProps {
  readonly layout: LineLayout;
  /** Drawn last and with its full band. */
  readonly emphasis: string | undefined;
  readonly active: PointRef | undefined;
  readonly pinned: PointRef | undefined;
  /** Wraps each mark, e.g. with what makes it a control. */
  readonly renderMark?: (mark: ReactNode, ref: PointRef, point: PlacedPoint['point']) => ReactNode;
  readonly isSmall?: boolean;
}

/** Bands, then lines, then marks; the emphasised series over the others. */
export function SeriesLines({
  layout: { series, size, x },
  emphasis,
  active,
  pinned,
  renderMark,
  isSmall = false,
}: SeriesLinesProps) {
  const ordered = [
    ...series.filter(({ series: { id } }) => id !== emphasis),
    ...series.filter(({ series: { id } }) => id === emphasis),
  ];
  const activeX = series
    .find((each) => each.series.id === active?.series)
    ?.series.points.find(({ key }) => key === active?.key)?.x;
  const unit = isSmall ? 0.75 * size.rem : size.rem;
  return (
    <>
      {ordered.map(({ series: { id, look }, band }) => (
        <path key={id} d={band} fill={look.colour} opacity={id === emphasis ? 0.2 : 0.05} aria-hidden="true" />
      ))}
      {ordered.map((each) => {
        const { id, look } = each.series;
        return (
          <g key={id} data-series={id}>
            <path
              d={each.line}
              fill="none"
              stroke={look.colour}
              strokeWidth={(id === emphasis ? 0.2 : look.isThin === true ? 0.08 : 0.14) * unit}
              strokeDasharray={look.dash}
              strokeLinejoin="round"
              strokeLinecap="round"
              aria-hidden="true"
            />
            {id === emphasis ? <Repeats series={each} unit={unit} /> : null}
            {activeX === undefined ? null : <Whisker series={each} at={x.scale(activeX)} />}
            {each.points.map(({ point, x: px, y: py }) => {
              const ref = { series: id, key: point.key };
              const isPinned = isSamePoint(pinned, ref);
              const radius = (isSamePoint(active, ref) ? 0.42 : isPinned ? 0.38 : isSmall ? 0.2 : 0.26) * size.rem;
              const mark = (
                <>
                  {isPinned ? (
                    <circle cx={px} cy={py} r={0.75 * size.rem} fill="none" stroke="var(--ink)" strokeWidth={2} />
                  ) : null}
                  <Mark look={look} isHollow={point.isHollow} x={px} y={py} radius={radius} />
                </>
              );
              return renderMark === undefined ? <g key={point.key}>{mark}</g> : renderMark(mark, ref, point);
            })}
          </g>
        );
      })}
    </>
  );
}

/** Every repetition: a hairline, and a stroke beside each mark. */
function Repeats({
  series: { series, points, repeats },
  unit,
}: {
  readonly series: PlacedSeries;
  readonly unit: number;
}) {
  const half = 0.42 * unit;
  const strokes = points.flatMap(({ x, repeats: heights }) => heights.map((y) => `M${x - half},${y}h${2 * half}`));
  return strokes.length === 0 ? null : (
    <g data-repeats fill="none" stroke={series.look.colour} strokeWidth={0.06 * unit} opacity={0.75} aria-hidden="true">
      {repeats.map((line, i) => (
        <path key={i} d={line} strokeLinejoin="round" />
      ))}
      <path d={strokes.join('')} strokeWidth={0.1 * unit} />
    </g>
  );
}

/** The interval at the place looked at. */
function Whisker({ series: { series, points }, at }: { readonly series: PlacedSeries; readonly at: number }) {
  const point = points.find(({ x }) => x === at);
  return point?.low === undefined || point.high === undefined ? null : (
    <line
      x1={at}
      x2={at}
      y1={point.low}
      y2={point.high}
      stroke={series.look.colour}
      strokeWidth={2}
      opacity={0.9}
      aria-hidden="true"
    />
  );
}
