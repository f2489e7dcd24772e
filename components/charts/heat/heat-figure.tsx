import { Figure } from '../figure/figure';
import { HeatPicture } from './heat-picture';
import type { HeatData } from './heat-types';
import { layoutHeatMap } from './layout-heat-map';
import { figureInner, figureRem, figureWidth, type FigureTexts } from '../line/line-figure';

/** A heat map to print. */
export function HeatFigure({ title, caption, data }: FigureTexts & { readonly data: HeatData }) {
  const layout = layoutHeatMap(data, { width: figureInner, rem: figureRem });
  return (
    <Figure
      width={figureWidth}
      rem={figureRem}
      title={title}
      caption={caption}
      keys={[]}
      body={{ height: layout.height, picture: <HeatPicture data={data} layout={layout} hatchId="hatch" /> }}
    />
  );
}
