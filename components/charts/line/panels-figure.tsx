import { Figure } from '../figure/figure';
import { layoutPanels, type PanelsData } from './layout-panels';
import { figureInner, figureRem, figureWidth, type FigureTexts } from './line-figure';
import { PanelsPicture } from './panels-picture';

/** Small multiples to print. */
export function PanelsFigure({
  title,
  caption,
  data,
  emphasis,
}: FigureTexts & { readonly data: PanelsData; readonly emphasis: string | undefined }) {
  const layout = layoutPanels(data, { width: figureInner, rem: figureRem });
  const keys = [...new Map(data.panels.flatMap(({ series }) => series).map((series) => [series.id, series])).values()];
  return (
    <Figure
      width={figureWidth}
      rem={figureRem}
      title={title}
      caption={caption}
      keys={keys}
      body={{ height: layout.height, picture: <PanelsPicture layout={layout} emphasis={emphasis} /> }}
    />
  );
}
