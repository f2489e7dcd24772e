'use client';

import { useId, useMemo, type ReactNode } from 'react';
import type { ChartSize, PointRef } from '../chart-types';
import { layoutLineChart, type LineChartData } from './layout-line-chart';
import { LinePicture } from './line-picture';
import { Tip } from '../tip';
import { pointId, usePointFocus } from './use-point-focus';

interface LineChartProps {
  readonly data: LineChartData;
  readonly size: ChartSize;
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
  readonly description: string;
  /** The series whose band is drawn in full while no point is looked at. */
  readonly leading: string | undefined;
  readonly pinned: PointRef | undefined;
  readonly onPin: (ref: PointRef | undefined) => void;
  /** What is said of a point beside it. */
  readonly renderTip: (ref: PointRef) => ReactNode;
}

/** A line chart to look into: by pointer, and by arrow keys from point to point. */
export function LineChart({ data, size, title, description, leading, pinned, onPin, renderTip }: LineChartProps) {
  const id = useId();
  const { width, height, rem } = size;
  const layout = useMemo(
    () => layoutLineChart({ ...data, size: { width, height, rem }, hasEndLabels: true }),
    [data, width, height, rem],
  );
  const focus = usePointFocus({ layout, pinned, onPin });
  const { active, looked } = focus;
  const spot = [
    ...layout.series.map((each) => ({ id: each.series.id, points: each.points })),
    ...layout.references.map((each) => ({ id: each.curve.id, points: each.points })),
  ]
    .find((each) => each.id === active?.series)
    ?.points.find(({ point }) => point.key === active?.key);
  const emphasis = layout.series.some(({ series }) => series.id === active?.series) ? active?.series : leading;
  return (
    <div className="relative">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={title}
        aria-describedby={id}
        className="block touch-pan-y select-none"
        style={{ cursor: active === undefined ? 'default' : 'pointer' }}
        onPointerMove={focus.onPointerMove}
        onPointerLeave={focus.onPointerLeave}
        onClick={focus.onClick}
      >
        <desc id={id}>{description}</desc>
        <LinePicture
          data={data}
          layout={layout}
          emphasis={emphasis}
          active={active}
          pinned={pinned}
          activeX={looked === undefined ? undefined : spot?.point.x}
          renderMark={(mark, ref, point) => (
            <g
              key={point.key}
              role="button"
              data-point={pointId(ref)}
              aria-label={point.words}
              aria-pressed={pinned?.series === ref.series && pinned.key === ref.key}
              tabIndex={focus.isEntrance(ref) ? 0 : -1}
              onFocus={() => focus.setFocused(ref)}
              onBlur={() => focus.setFocused(undefined)}
              onKeyDown={(event) => focus.onKeyDown(event, ref)}
            >
              {mark}
            </g>
          )}
        />
      </svg>
      {looked === undefined || spot === undefined ? null : (
        <Tip x={spot.x} y={spot.y} width={width} height={height}>
          {renderTip(looked)}
        </Tip>
      )}
    </div>
  );
}
