import { Figure } from '../figure/figure';
import { layoutLineChart, type LineChartData } from './layout-line-chart';
import { LinePicture } from './line-picture';

export interface FigureTexts {
  readonly title: string;
  readonly caption: readonly string[];
}

/** The measures of a page's figure, whatever the screen's are. */
export const figureWidth = 1000;
export const figureRem = 15;
export const figureInner = figureWidth - 3 * figureRem;

/** A line chart to print. */
export function LineFigure({
  title,
  caption,
  data,
  emphasis,
}: FigureTexts & { readonly data: LineChartData; readonly emphasis: string | undefined }) {
  const height = 30 * figureRem;
  const layout = layoutLineChart({ ...data, size: { width: figureInner, height, rem: figureRem }, hasEndLabels: true });
  return (
    <Figure
      width={figureWidth}
      rem={figureRem}
      title={title}
      caption={caption}
      keys={data.series}
      body={{ height, picture: <LinePicture data={data} layout={layout} emphasis={emphasis} /> }}
    />
  );
}
