import type { ReactNode } from 'react';
import { Axes } from './axes';
import type { ChartPoint, PointRef } from '../chart-types';
import { CrossingMarks } from './crossing-marks';
import { EndLabels } from './end-labels';
import type { LineChartData, LineLayout } from './layout-line-chart';
import { LevelLines } from './level-lines';
import { ReferenceCurves } from './reference-curves';
import { SeriesLines } from './series-lines';

interface LinePictureProps {
  readonly data: LineChartData;
  readonly layout: LineLayout;
  readonly emphasis?: string;
  readonly active?: PointRef;
  readonly pinned?: PointRef;
  readonly activeX?: number;
  readonly isSmall?: boolean;
  readonly renderMark?: (mark: ReactNode, ref: PointRef, point: ChartPoint) => ReactNode;
}

/** A line chart as it stands, back to front; knows no pointer. */
export function LinePicture({
  data,
  layout,
  emphasis,
  active,
  pinned,
  activeX,
  isSmall = false,
  renderMark,
}: LinePictureProps) {
  return (
    <>
      <Axes layout={layout} xAxis={data.x} yAxis={data.y} isSmall={isSmall} activeX={activeX} />
      <LevelLines layout={layout} />
      <ReferenceCurves layout={layout} active={active} />
      <SeriesLines
        layout={layout}
        emphasis={emphasis}
        active={active}
        pinned={pinned}
        renderMark={renderMark}
        isSmall={isSmall}
      />
      <CrossingMarks layout={layout} series={data.series} emphasis={emphasis} />
      <EndLabels layout={layout} yAxis={data.y} activeX={activeX} emphasis={emphasis} />
    </>
  );
}
