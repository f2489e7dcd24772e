'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useRef, useState, type FocusEvent, type MouseEvent } from 'react';
import type { ProblemGrid as Grid } from '@/lib/client';
import { gridWords } from '@/lib/words';
import { useKeys } from '@/components/ui/keys-overlay';
import { useSay } from '@/components/ui/use-language';
import { GridHead } from './grid-head';
import type { GridColumn } from './grid-model';
import { GridRow } from './grid-row';
import { useDrawnRows } from './use-drawn-rows';

interface ProblemGridProps {
  readonly problems: Grid['problems'];
  readonly columns: readonly GridColumn[];
  /** Places of the problems, in the order of the rows. */
  readonly rows: readonly number[];
  readonly order: string;
  readonly onOrderChange: (order: string) => void;
  /** Where a search of a column can be made again; for what was recorded without its trees. */
  readonly againOf: ((column: GridColumn, problem: Grid['problems'][number]) => string | undefined) | undefined;
}

const rowHeight = 28;
const height = 476;
/** Rows that a key for pages goes. */
const rowsAtOnce = 15;
/** Rows that the longest gist takes in the narrowest column. */
const rowsAtEnd = 10;
/** Frames that a cell may take to come into being after the scroll that leads to it. */
const mostFrames = 30;
/** Lines where rows are still to be drawn; a ground of its own lets the browser scroll without painting. */
const ground = `repeating-linear-gradient(var(--line) 0 1px, var(--panel) 1px ${rowHeight}px)`;

/** Rows are drawn as they come into sight: hundreds of problems by a dozen methods are thousands of cells. */
export function ProblemGrid({ problems, columns, rows, order, onOrderChange, againOf }: ProblemGridProps) {
  const say = useSay();
  const { from, to, onScroll } = useDrawnRows({ height, rowHeight, count: rows.length });
  const [focus, setFocus] = useState<readonly [row: number, column: number]>([0, 0]);
  const grid = useRef<HTMLDivElement>(null);
  const router = useRouter();
  // One width for all rows, so that none has to be measured by what stands in it.
  const template = useMemo(
    () => ({
      gridTemplateColumns: `minmax(13rem,1fr) repeat(${columns.length}, minmax(4.5rem, 7rem))`,
      minWidth: `${13 + 4.5 * columns.length}rem`,
    }),
    [columns.length],
  );
  const rowStyle = useMemo(() => ({ ...template, height: rowHeight, contain: 'size' }) as const, [template]);
  const onFocus = ({ target }: FocusEvent) => {
    const [row, column] = target.getAttribute('data-cell')?.split(' ').map(Number) ?? [];
    if (row !== undefined && column !== undefined) setFocus([row, column]);
  };
  /** As a link of the app goes, without one in each of thousands of cells. */
  const onClick = (event: MouseEvent) => {
    const href = event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : undefined;
    if (href == null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(href);
  };
  const move = (down: number, right: number) => () => {
    const box = grid.current;
    if (box === null) return;
    const [row, column] = focus;
    const next = [
      Math.min(rows.length - 1, Math.max(0, row + down)),
      Math.min(columns.length - 1, Math.max(0, column + right)),
    ] as const;
    setFocus(next);
    const header = box.firstElementChild?.clientHeight ?? 0;
    const y = next[0] * rowHeight;
    if (y < box.scrollTop) box.scrollTop = y;
    if (y + rowHeight + header > box.scrollTop + box.clientHeight)
      box.scrollTop = y + rowHeight + header - box.clientHeight;
    focusCell(box, next.join(' '), mostFrames);
  };
  useKeys({
    title: say(gridWords.grid),
    lines: [
      {
        does: say(gridWords.keyCells),
        keys: { ArrowLeft: move(0, -1), ArrowRight: move(0, 1), ArrowUp: move(-1, 0), ArrowDown: move(1, 0) },
        within: grid,
      },
      {
        does: say(gridWords.keyRows, { rows: rowsAtOnce }),
        keys: { PageUp: move(-rowsAtOnce, 0), PageDown: move(rowsAtOnce, 0) },
        within: grid,
      },
    ],
  });
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={say(gridWords.grid)}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      tabIndex={-1}
      className="overflow-auto bg-panel text-xs tabular-nums contain-content"
      style={{ maxHeight: height }}
      onScroll={onScroll}
      onFocus={onFocus}
      onClick={onClick}
    >
      <GridHead columns={columns} order={order} onOrderChange={onOrderChange} style={template} />
      <div role="presentation" style={{ height: from * rowHeight, background: ground }} />
      {rows.slice(from, to).map((place, i) => {
        const row = from + i;
        return (
          <GridRow
            key={problems[place]!.id}
            problem={problems[place]!}
            place={place}
            row={row}
            isAtEnd={row >= rows.length - rowsAtEnd}
            columns={columns}
            style={rowStyle}
            entrance={row === focus[0] ? focus[1] : undefined}
            againOf={againOf}
          />
        );
      })}
      {/* What it holds is painted after the rows, and so covers what hangs out of the last of them. */}
      <div role="presentation" className="grid" style={{ height: (rows.length - to) * rowHeight }}>
        <div style={{ background: ground }} />
      </div>
    </div>
  );
}

/** Its row may come into being some frames after the scroll. */
function focusCell(box: HTMLElement, cell: string, frames: number): void {
  requestAnimationFrame(() => {
    const found = box.querySelector<HTMLElement>(`[data-cell="${cell}"]`);
    if (found !== null) found.focus();
    else if (frames > 0) focusCell(box, cell, frames - 1);
  });
}
