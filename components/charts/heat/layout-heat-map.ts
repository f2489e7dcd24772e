/** Where the cells of a heat map and their texts go. Pure. */
import { scaleBand } from 'd3';
import type { HeatCell, HeatData, HeatHead } from './heat-types';
import { fitText, textWidth } from '../text-width';

export interface PlacedCell {
  readonly cell: HeatCell;
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}
export interface PlacedHead {
  readonly head: HeatHead;
  readonly at: number;
}
export interface HeatLayout {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly cells: readonly PlacedCell[];
  readonly rows: readonly PlacedHead[];
  readonly columns: readonly PlacedHead[];
}

/** In rem. */
export const lineHeight = 1.05;
const headHeight = 2.9;
export const heatType = 0.8;

export function layoutHeatMap(
  { rows, columns, cells }: HeatData,
  { width, rem }: { readonly width: number; readonly rem: number },
): HeatLayout {
  const type = heatType * rem;
  const heads = Math.max(
    0,
    ...rows.flatMap(({ title, note }) => [textWidth(title, type), textWidth(note ?? '', 0.92 * type)]),
  );
  const left = Math.min(0.36 * width, heads + rem);
  const top = headHeight * rem;
  const height = top + rows.length * (1.1 + lineHeight * Math.max(1, ...cells.map((cell) => cell.lines.length))) * rem;
  const across = scaleBand(
    columns.map(({ id }) => id),
    [left, width],
  ).paddingInner(0.04);
  const down = scaleBand(
    rows.map(({ id }) => id),
    [top, height],
  ).paddingInner(0.06);
  const room = across.bandwidth() - 0.9 * rem;
  return {
    width,
    height,
    rem,
    left,
    top,
    cellWidth: across.bandwidth(),
    cellHeight: down.bandwidth(),
    rows: rows.map((head) => ({ head, at: (down(head.id) ?? 0) + down.bandwidth() / 2 })),
    columns: columns.map((head) => ({ head, at: (across(head.id) ?? 0) + across.bandwidth() / 2 })),
    cells: cells.flatMap((cell) => {
      const [x, y] = [across(cell.column), down(cell.row)];
      return x === undefined || y === undefined
        ? []
        : [{ cell, x, y, lines: cell.lines.map((line) => fitText(line, type, room)) }];
    }),
  };
}
