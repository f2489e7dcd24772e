'use client';

import { useId, useMemo, useState, type PointerEvent } from 'react';
import { layoutPanels, type PanelsData, type PanelsLayout } from './layout-panels';
import { PanelsPicture } from './panels-picture';

interface SmallMultiplesProps {
  readonly data: PanelsData;
  readonly size: { readonly width: number; readonly rem: number };
  readonly title: string;
  /** The panels in words; the same numbers stand in a table near by. */
  readonly description: string;
  readonly emphasis: string | undefined;
}

/** The same chart of several parts, on the same axes; a place under the pointer is looked at in all of them. */
export function SmallMultiples({ data, size: { width, rem }, title, description, emphasis }: SmallMultiplesProps) {
  const id = useId();
  const [activeX, setActiveX] = useState<number | undefined>();
  const layout = useMemo(() => layoutPanels(data, { width, rem }), [data, width, rem]);
  return (
    <svg
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={title}
      aria-describedby={id}
      className="block touch-pan-y"
      onPointerMove={(event) => setActiveX(placeUnder(event, layout))}
      onPointerLeave={() => setActiveX(undefined)}
    >
      <desc id={id}>{description}</desc>
      <PanelsPicture layout={layout} emphasis={emphasis} activeX={activeX} />
    </svg>
  );
}

/** The x of the nearest point of the panel under the pointer. */
function placeUnder(event: PointerEvent<SVGSVGElement>, { panels }: PanelsLayout): number | undefined {
  const box = event.currentTarget.getBoundingClientRect();
  const [left, top] = [event.clientX - box.left, event.clientY - box.top];
  const panel = panels.find(
    ({ x, y, layout }) => left >= x && left <= x + layout.size.width && top >= y && top <= y + layout.size.height * 1.3,
  );
  if (panel === undefined) return undefined;
  const points = panel.layout.series.flatMap((series) => series.points);
  const near = points.reduce<(typeof points)[number] | undefined>(
    (best, point) =>
      best === undefined || Math.abs(point.x - (left - panel.x)) < Math.abs(best.x - (left - panel.x)) ? point : best,
    undefined,
  );
  return near?.point.x;
}
