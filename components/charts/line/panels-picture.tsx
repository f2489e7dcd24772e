import { chartWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { headHeight, type PanelsLayout } from './layout-panels';
import { LinePicture } from './line-picture';
import { fitText } from '../text-width';

interface PanelsPictureProps {
  readonly layout: PanelsLayout;
  readonly emphasis: string | undefined;
  /** A place on the x axis looked at in all panels. */
  readonly activeX?: number;
}

/** Small charts as they stand; each names the value of the emphasised series at the place looked at, or at its end. */
export function PanelsPicture({ layout: { panels, rem }, emphasis, activeX }: PanelsPictureProps) {
  const say = useSay();
  return (
    <>
      {panels.map(({ panel, x, y, data, layout }) => {
        const own = panel.series.find(({ id }) => id === emphasis);
        const point = activeX === undefined ? own?.points.at(-1) : own?.points.find((each) => each.x === activeX);
        return (
          <g key={panel.id} transform={`translate(${x},${y})`} data-panel={panel.id}>
            <text y={0.95 * rem} fontSize={0.9 * rem} fontWeight={600} fill="var(--ink)" aria-hidden="true">
              {fitText(panel.title, 0.95 * rem, layout.size.width)}
            </text>
            <text y={2.05 * rem} fontSize={0.78 * rem} fill="var(--mute)" aria-hidden="true">
              {panel.note}
            </text>
            {own === undefined || point === undefined ? null : (
              <text
                x={layout.plot.right}
                y={2.05 * rem}
                fontSize={0.9 * rem}
                fontWeight={600}
                fill={own.look.colour}
                textAnchor="end"
                aria-hidden="true"
              >
                {data.y.formatValue(point.y)}
              </text>
            )}
            {panel.series.length > 0 ? null : (
              <text
                x={(layout.plot.left + layout.plot.right) / 2}
                y={headHeight * rem + (layout.plot.top + layout.plot.bottom) / 2}
                fontSize={0.8 * rem}
                fill="var(--mute)"
                textAnchor="middle"
                dominantBaseline="middle"
                aria-hidden="true"
              >
                {say(chartWords.noPoint)}
              </text>
            )}
            <g transform={`translate(0,${headHeight * rem})`}>
              <LinePicture data={data} layout={layout} emphasis={emphasis} activeX={activeX} isSmall />
            </g>
          </g>
        );
      })}
    </>
  );
}
