/** Small charts side by side on the same scales. Pure. */
import type { ChartSeries, XAxis, YAxis } from '../chart-types';
import { layoutLineChart, type LineChartData, type LineLayout } from './layout-line-chart';

export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly series: readonly ChartSeries[];
}

export interface PanelsData {
  readonly x: XAxis;
  readonly y: YAxis;
  readonly panels: readonly Panel[];
}

export interface PlacedPanel {
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
  readonly data: LineChartData;
  readonly layout: LineLayout;
}
export interface PanelsLayout {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
  readonly panels: readonly PlacedPanel[];
}

/** In rem. */
const least = 10;
const gap = 1.2;
const panelHeight = 11;
export const headHeight = 2.4;

export function layoutPanels(
  { x, y, panels }: PanelsData,
  { width, rem }: { readonly width: number; readonly rem: number },
): PanelsLayout {
  const columns = Math.max(1, Math.min(panels.length, 5, Math.floor((width + gap * rem) / ((least + gap) * rem))));
  const panelWidth = (width - (columns - 1) * gap * rem) / columns;
  const points = panels.flatMap((panel) => panel.series.flatMap((series) => series.points));
  const heights = points.flatMap((point) => [point.low ?? point.y, point.high ?? point.y]);
  // The same axes everywhere, so that the panels can be compared.
  const reach = heights.length === 0 ? undefined : ([Math.min(...heights), Math.max(...heights)] as const);
  const stepDown = (headHeight + panelHeight + gap) * rem;
  return {
    width,
    rem,
    height: Math.max(0, Math.ceil(panels.length / columns) * stepDown - gap * rem),
    panels: panels.map((panel, i) => {
      const data = { x, y: { ...y, ...(reach === undefined ? {} : { reach }) }, series: panel.series };
      return {
        panel,
        data,
        x: (i % columns) * (panelWidth + gap * rem),
        y: Math.floor(i / columns) * stepDown,
        layout: layoutLineChart({
          ...data,
          size: { width: panelWidth, height: panelHeight * rem, rem },
          isSmall: true,
        }),
      };
    }),
  };
}
