import type { ReactNode } from 'react';
import type { HeatData } from './heat-types';
import { heatType, lineHeight, type HeatLayout, type PlacedCell } from './layout-heat-map';

interface HeatPictureProps {
  readonly data: HeatData;
  readonly layout: HeatLayout;
  /** Unique in its document: the hatching is referred to by it. */
  readonly hatchId: string;
  readonly renderCell?: (cell: ReactNode, placed: PlacedCell) => ReactNode;
}

/** A heat map as it stands: colour and words in every cell, ties hatched. */
export function HeatPicture({ data, layout, hatchId, renderCell }: HeatPictureProps) {
  const { rem, left, top, width, cellWidth, cellHeight } = layout;
  const type = heatType * rem;
  return (
    <>
      <defs>
        <pattern id={hatchId} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={2} height={6} fill="var(--panel)" opacity={0.6} />
        </pattern>
      </defs>
      <g aria-hidden="true" fontSize={type} fill="var(--mute)">
        <text x={0} y={top - 0.6 * rem}>
          {data.rowsLabel}
        </text>
        <text x={(left + width) / 2} y={0.9 * rem} textAnchor="middle">
          {data.columnsLabel}
        </text>
        {layout.columns.map(({ head, at }) => (
          <text key={head.id} x={at} y={top - 0.6 * rem} textAnchor="middle" fill="var(--ink)">
            {head.title}
          </text>
        ))}
        {layout.rows.map(({ head, at }) => (
          <g key={head.id}>
            <text x={0} y={at} dy={head.note === undefined ? '0.35em' : '-0.15em'} fill="var(--ink)">
              {head.title}
            </text>
            {head.note === undefined ? null : (
              <text x={0} y={at} dy="1.1em" fontSize={0.92 * type}>
                {head.note}
              </text>
            )}
          </g>
        ))}
      </g>
      {layout.cells.map((placed) => {
        const { cell, x, y, lines } = placed;
        const box = { x, y, width: cellWidth, height: cellHeight, rx: 0.25 * rem };
        const middle = y + cellHeight / 2;
        const drawn = (
          <>
            <rect {...box} fill={cell.colour} opacity={0.22} />
            {cell.isShaded ? <rect {...box} fill={`url(#${hatchId})`} /> : null}
            <rect x={x} y={y} width={0.25 * rem} height={cellHeight} rx={0.1 * rem} fill={cell.colour} />
            {lines.map((line, i) => (
              <text
                key={i}
                x={x + 0.6 * rem}
                y={middle + (i - (lines.length - 1) / 2) * lineHeight * rem}
                dy="0.35em"
                fontSize={type}
                fontWeight={i === 0 ? 600 : 400}
                fill="var(--ink)"
                aria-hidden="true"
              >
                {line}
              </text>
            ))}
          </>
        );
        return renderCell === undefined ? <g key={`${cell.row} ${cell.column}`}>{drawn}</g> : renderCell(drawn, placed);
      })}
    </>
  );
}
