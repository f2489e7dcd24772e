'use client';

import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { HeatPicture } from './heat-picture';
import type { HeatCell, HeatData } from './heat-types';
import { layoutHeatMap } from './layout-heat-map';
import { pointActOf, type PointAct } from '../point-keys';
import { Tip } from '../tip';

interface HeatMapProps {
  readonly data: HeatData;
  readonly size: { readonly width: number; readonly rem: number };
  readonly title: string;
  readonly renderTip: (cell: HeatCell) => ReactNode;
}

/** A heat map to look into: by pointer, and by arrow keys from cell to cell. */
export function HeatMap({ data, size, title, renderTip }: HeatMapProps) {
  const id = useId();
  const [active, setActive] = useState<HeatCell | undefined>();
  const layout = layoutHeatMap(data, size);
  const spot = layout.cells.find(({ cell }) => cell.row === active?.row && cell.column === active.column);
  const entrance = spot?.cell ?? data.cells[0];
  const onKeyDown = (event: KeyboardEvent<SVGElement>, cell: HeatCell) => {
    const row = data.rows.findIndex((head) => head.id === cell.row);
    const column = data.columns.findIndex((head) => head.id === cell.column);
    const act = pointActOf(event.key);
    const [down, right] = (act === undefined ? undefined : steps[act]) ?? [0, 0];
    const next = data.cells.find(
      (each) => each.row === data.rows[row + down]?.id && each.column === data.columns[column + right]?.id,
    );
    if (next === undefined || (down === 0 && right === 0)) return;
    event.preventDefault();
    event.currentTarget.ownerSVGElement
      ?.querySelector<SVGGElement>(`[data-cell="${CSS.escape(cellId(next))}"]`)
      ?.focus();
  };
  return (
    <div className="relative">
      <svg
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label={title}
        className="block"
        onPointerLeave={() => setActive(undefined)}
      >
        <HeatPicture
          data={data}
          layout={layout}
          hatchId={`${id}-hatch`}
          renderCell={(drawn, { cell }) => (
            <g
              key={cellId(cell)}
              role="img"
              data-cell={cellId(cell)}
              data-tied={cell.isShaded}
              aria-label={cell.words}
              tabIndex={cell === entrance ? 0 : -1}
              onPointerEnter={() => setActive(cell)}
              onFocus={() => setActive(cell)}
              onBlur={() => setActive(undefined)}
              onKeyDown={(event) => onKeyDown(event, cell)}
            >
              {drawn}
            </g>
          )}
        />
      </svg>
      {spot === undefined ? null : (
        <Tip
          x={spot.x + layout.cellWidth / 2}
          y={spot.y + layout.cellHeight / 2}
          width={layout.width}
          height={layout.height}
        >
          {renderTip(spot.cell)}
        </Tip>
      )}
    </div>
  );
}

/** Rows down, columns to the right. */
const steps: Readonly<Partial<Record<PointAct, readonly [number, number]>>> = {
  below: [1, 0],
  above: [-1, 0],
  next: [0, 1],
  previous: [0, -1],
};

function cellId({ row, column }: HeatCell): string {
  return `${row} / ${column}`;
}
