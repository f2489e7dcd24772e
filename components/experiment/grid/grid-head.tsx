'use client';

import { memo, type CSSProperties } from 'react';
import { gridWords } from '@/lib/words';
import { formatShare } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import type { GridColumn } from './grid-model';

interface GridHeadProps {
  readonly columns: readonly GridColumn[];
  readonly order: string;
  readonly onOrderChange: (order: string) => void;
  readonly style: CSSProperties;
}

/** The columns by their names; each orders the rows. Kept while the grid scrolls. */
export const GridHead = memo(function GridHead({ columns, order, onOrderChange, style }: GridHeadProps) {
  const say = useSay();
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-10 grid bg-panel" style={style}>
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
  );
});

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
    <div role="columnheader" aria-sort={isOn ? 'ascending' : 'none'} className="flex items-end px-1 pb-1">
      <button
        type="button"
        className={`min-h-6 w-full rounded px-0.5 text-left hover:underline ${isOn ? 'font-semibold' : ''}`}
        title={say(gridWords.sortBy, { column: label })}
        onClick={onSort}
      >
        <span className="line-clamp-6 hyphens-auto wrap-break-word" style={{ color: colour }}>
          {label}
          {isOn ? ' ↑' : ''}
        </span>
        {note === undefined ? null : <span className="block font-normal text-mute">{note}</span>}
      </button>
    </div>
  );
}
