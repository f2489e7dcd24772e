'use client';

import { memo, type CSSProperties } from 'react';
import type { ProblemGrid } from '@/lib/client';
import { gistOf } from '@/lib/tree';
import { gridWords, type Say } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { GridColumn } from './grid-model';

/** The fade lies over the end of the problem, as the second thing in its place. */
const rowClass =
  'grid grid-rows-[100%] border-t border-line after:col-start-1 after:row-start-1 after:w-5 after:justify-self-end after:bg-linear-to-r after:from-transparent after:to-panel';
const headClass = 'col-start-1 row-start-1 bg-panel px-2 leading-7 break-all';

interface GridRowProps {
  readonly problem: ProblemGrid['problems'][number];
  /** Of the problem, in the columns. */
  readonly place: number;
  /** From 0, as it is drawn. */
  readonly row: number;
  /** What hangs out of it would hang out of the grid. */
  readonly isAtEnd: boolean;
  readonly columns: readonly GridColumn[];
  readonly style: CSSProperties;
  /** Column by whose cell the grid is entered; undefined where it is in another row. */
  readonly entrance: number | undefined;
  readonly againOf: ((column: GridColumn, problem: ProblemGrid['problems'][number]) => string | undefined) | undefined;
}

/**
 * A problem under every method. Kept while the grid scrolls: only what comes into sight is drawn. Nothing in it is clipped nor
 * positioned but at the end, as the browser then puts all layers of the page together anew for each row that comes: of a
 * long problem the lines after the first lie beneath the next rows, which are painted later and are opaque.
 */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { problem, place, row, isAtEnd, columns, style, entrance, againOf } = props;
  const say = useSay();
  const gist = gistOf(problem.text);
  return (
    <div role="row" aria-rowindex={row + 2} className={rowClass} style={style}>
      <div role="rowheader" className={`${headClass} ${isAtEnd ? 'overflow-hidden' : ''}`} title={problem.text}>
        {problem.level === undefined ? null : <span className="text-mute">{problem.level} </span>}
        {gist}
      </div>
      {columns.map((column, c) => (
        <ChanceCell
          key={column.id}
          chance={column.chances[place]!}
          runId={column.runs[place]?.[0]}
          again={againOf?.(column, problem)}
          words={say(gridWords.cell, { problem: gist, method: column.name })}
          cell={`${row} ${c}`}
          isEntrance={c === entrance}
          say={say}
        />
      ))}
    </div>
  );
});

interface ChanceCellProps {
  readonly chance: number;
  readonly runId: string | undefined;
  readonly again: string | undefined;
  readonly words: string;
  readonly cell: string;
  readonly isEntrance: boolean;
  readonly say: Say;
}

const cellClass =
  'block h-full text-center leading-7 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus';

/** The chance as ground and number; leads to the tree of its first run. What a click on it does is the grid's matter. */
function ChanceCell({ chance, runId, again, words, cell, isEntrance, say }: ChanceCellProps) {
  const text = chance < 0 ? '–' : chance === 1 ? '✓' : chance === 0 ? '·' : `${Math.round(100 * chance)}`;
  const told = chance < 0 ? say(gridWords.notMeasured) : say(gridWords.right, { percent: Math.round(100 * chance) });
  const leads = say(runId === undefined ? gridWords.again : gridWords.openTree);
  const href = runId === undefined ? again : `/runs/${encodeURIComponent(runId)}`;
  const shared = {
    'data-cell': cell,
    tabIndex: isEntrance ? 0 : -1,
    style: grounds[Math.round(24 * Math.max(0, chance))],
    className: cellClass,
  } as const;
  return (
    <div role="gridcell" className="border-l border-line/60">
      {href === undefined ? (
        <span {...shared} aria-label={say(gridWords.cellIs, { cell: words, chance: told })} role="img">
          {text}
        </span>
      ) : (
        <a
          {...shared}
          href={href}
          aria-label={say(gridWords.cellLeads, { cell: words, chance: told, leads })}
          title={say(gridWords.chanceLeads, { chance: told, leads })}
        >
          {text}
        </a>
      )}
    </div>
  );
}

/** By percent of ink. */
const grounds: readonly CSSProperties[] = Array.from({ length: 25 }, (_, percent) => ({
  backgroundColor: `color-mix(in oklab, var(--ink) ${percent}%, transparent)`,
}));
