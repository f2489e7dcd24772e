'use client';

import Link from 'next/link';
import { useState, type KeyboardEvent, type UIEvent } from 'react';
import type { ProblemGrid as Grid } from '@/lib/client';
import { gistOf } from '@/lib/tree';
import { gridWords } from '@/lib/words';
import { formatShare } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { rowsInSight, type GridColumn } from './grid-model';

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

/** Rows are drawn as they come into sight: hundreds of problems by a dozen methods are thousands of cells. */
export function ProblemGrid({ problems, columns, rows, order, onOrderChange, againOf }: ProblemGridProps) {
  const say = useSay();
  const [top, setTop] = useState(0);
  const [focus, setFocus] = useState<readonly [row: number, column: number]>([0, 0]);
  const { from, to } = rowsInSight({ top, height, rowHeight }, rows.length);
  const template = { gridTemplateColumns: `minmax(13rem,1fr) repeat(${columns.length}, minmax(4.5rem, 7rem))` };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const [row, column] = focus;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageDown: [15, 0],
      PageUp: [-15, 0],
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = [
      Math.min(rows.length - 1, Math.max(0, row + step[0])),
      Math.min(columns.length - 1, Math.max(0, column + step[1])),
    ] as const;
    setFocus(next);
    const box = event.currentTarget;
    const header = box.firstElementChild?.clientHeight ?? 0;
    const y = next[0] * rowHeight;
    if (y < box.scrollTop) box.scrollTop = y;
    if (y + rowHeight + header > box.scrollTop + box.clientHeight)
      box.scrollTop = y + rowHeight + header - box.clientHeight;
    // The row may come into being with the scroll.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => box.querySelector<HTMLElement>(`[data-cell="${next[0]} ${next[1]}"]`)?.focus()),
    );
  };
  return (
    <div
      role="grid"
      aria-label={say(gridWords.grid)}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      tabIndex={-1}
      className="overflow-auto text-xs tabular-nums"
      style={{ maxHeight: height }}
      onScroll={(event: UIEvent<HTMLDivElement>) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="sticky top-0 z-10 grid w-max min-w-full bg-panel" style={template}>
        <SortHead label={say(gridWords.problem)} isOn={order === 'set'} onSort={() => onOrderChange('set')} />
        {columns.map(({ id, name, n, share, colour }) => (
          <SortHead
            key={id}
            label={name}
            note={say(gridWords.atN, { n, share: formatShare(share) })}
            colour={colour}
            isOn={order === id}
            onSort={() => onOrderChange(id)}
          />
        ))}
      </div>
      <div role="presentation" style={{ height: from * rowHeight }} />
      {rows.slice(from, to).map((place, i) => {
        const problem = problems[place]!;
        const row = from + i;
        return (
          <div
            key={problem.id}
            role="row"
            aria-rowindex={row + 2}
            className="grid w-max min-w-full border-t border-line"
            style={{ ...template, height: rowHeight }}
          >
            <div role="rowheader" className="truncate px-2 leading-7" title={problem.text}>
              {problem.level === undefined ? null : <span className="text-mute">{problem.level} </span>}
              {gistOf(problem.text)}
            </div>
            {columns.map((column, c) => (
              <ChanceCell
                key={column.id}
                chance={column.chances[place]!}
                runIds={column.runs[place] ?? []}
                again={againOf?.(column, problem)}
                words={say(gridWords.cell, { problem: gistOf(problem.text), method: column.name })}
                cell={`${row} ${c}`}
                isEntrance={row === focus[0] && c === focus[1]}
                onFocus={() => setFocus([row, c])}
              />
            ))}
          </div>
        );
      })}
      <div role="presentation" style={{ height: (rows.length - to) * rowHeight }} />
    </div>
  );
}

interface SortHeadProps {
  readonly label: string;
  readonly note?: string;
  readonly colour?: string;
  readonly isOn: boolean;
  readonly onSort: () => void;
}

function SortHead({ label, note, colour, isOn, onSort }: SortHeadProps) {
  const say = useSay();
  return (
    <div role="columnheader" aria-sort={isOn ? 'ascending' : 'none'} className="px-1 pb-1">
      <button
        type="button"
        className={`min-h-6 w-full rounded px-1 text-left hover:underline ${isOn ? 'font-semibold' : ''}`}
        title={say(gridWords.sortBy, { column: label })}
        onClick={onSort}
      >
        <span className="line-clamp-2" style={{ color: colour }}>
          {label}
          {isOn ? ' ↑' : ''}
        </span>
        {note === undefined ? null : <span className="block font-normal text-mute">{note}</span>}
      </button>
    </div>
  );
}

interface ChanceCellProps {
  readonly chance: number;
  readonly runIds: readonly string[];
  readonly again: string | undefined;
  readonly words: string;
  readonly cell: string;
  readonly isEntrance: boolean;
  readonly onFocus: () => void;
}

/** The chance as ground and number; opens the tree of its first run. */
function ChanceCell({ chance, runIds, again, words, cell, isEntrance, onFocus }: ChanceCellProps) {
  const say = useSay();
  const text = chance < 0 ? '–' : chance === 1 ? '✓' : chance === 0 ? '·' : `${Math.round(100 * chance)}`;
  const told = chance < 0 ? say(gridWords.notMeasured) : say(gridWords.right, { percent: Math.round(100 * chance) });
  const style = {
    background: `color-mix(in oklab, var(--ink) ${Math.round(24 * Math.max(0, chance))}%, transparent)`,
  };
  const shared = {
    'data-cell': cell,
    tabIndex: isEntrance ? 0 : -1,
    onFocus,
    style,
    className:
      'block h-full text-center leading-7 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus',
  } as const;
  const leads = say(runIds[0] === undefined ? gridWords.again : gridWords.openTree);
  const href = runIds[0] === undefined ? again : `/runs/${encodeURIComponent(runIds[0])}`;
  return (
    <div role="gridcell" className="border-l border-line/60">
      {href === undefined ? (
        <span {...shared} aria-label={say(gridWords.cellIs, { cell: words, chance: told })} role="img">
          {text}
        </span>
      ) : (
        <Link
          {...shared}
          href={href}
          prefetch={false}
          aria-label={say(gridWords.cellLeads, { cell: words, chance: told, leads })}
          title={say(gridWords.chanceLeads, { chance: told, leads })}
        >
          {text}
        </Link>
      )}
    </div>
  );
}
