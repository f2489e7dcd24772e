/** Problems down, methods across, as they are shown: which columns, in which order the rows. Pure. */
import type { ProblemGrid } from '@/lib/client';
import type { SeriesView } from '../curves/series-view';

export interface GridColumn {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly n: number;
  readonly chances: readonly number[];
  /** By problem. */
  readonly runs: readonly (readonly string[])[];
  /** Mean over the problems it has. */
  readonly share: number;
}

/** The lines that are shown, then the baselines. */
export function gridColumns(grid: ProblemGrid, shown: readonly SeriesView[]): readonly GridColumn[] {
  const runs = new Map(grid.runs.map(({ cell, ids }) => [cell, ids]));
  const column = (found: ProblemGrid['columns'][number], name: string, colour: string): GridColumn => {
    const known = found.chances.filter((chance) => chance >= 0);
    return {
      id: found.series,
      name,
      colour,
      n: found.n,
      chances: found.chances,
      runs: runs.get(found.cell) ?? [],
      share: known.length === 0 ? NaN : known.reduce((sum, chance) => sum + chance, 0) / known.length,
    };
  };
  return [
    ...shown.flatMap(({ series, name, look }) => {
      const found = grid.columns.find((each) => each.series === series.id);
      return found === undefined ? [] : [column(found, name, look.colour)];
    }),
    ...grid.columns
      .filter(({ isBaseline }) => isBaseline)
      .map((each) => column(each, nameOfBaseline(each.series), 'var(--ink)')),
  ];
}

function nameOfBaseline(series: string): string {
  return series.replace(/^baseline \/ /, '');
}

/**
 * Places of the problems in the order in which they are listed: that of the set (`set`), what is solved least (`hardest`), where
 * methods differ most (`disagreement`), or by the chances of a column (its id). Ties stay in the order of the set.
 */
export function gridRows(columns: readonly GridColumn[], count: number, order: string): readonly number[] {
  const places = Array.from({ length: count }, (_, i) => i);
  const chances = (problem: number) =>
    columns.flatMap(({ chances: all }) => (all[problem]! < 0 ? [] : [all[problem]!]));
  const mean = (problem: number) => {
    const known = chances(problem);
    return known.length === 0 ? 2 : known.reduce((sum, chance) => sum + chance, 0) / known.length;
  };
  const keys = (() => {
    if (order === 'hardest') return places.map(mean);
    if (order === 'disagreement')
      return places.map((problem) => Math.min(...chances(problem), 1) - Math.max(...chances(problem), 0));
    const own = columns.find(({ id }) => id === order);
    return own === undefined
      ? undefined
      : places.map((problem) => (own.chances[problem]! < 0 ? 2 : own.chances[problem]!));
  })();
  return keys === undefined ? places : places.toSorted((one, other) => keys[one]! - keys[other]! || one - other);
}

/** From the first to behind the last. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

const beyond = 6;

/** Rows that are to be drawn: those in sight and a few beyond, so that a scroll shows no gap. */
export function rowsInSight(
  { top, height, rowHeight }: { readonly top: number; readonly height: number; readonly rowHeight: number },
  count: number,
): RowRange {
  return {
    from: Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - beyond),
    to: Math.min(count, Math.ceil((top + height) / rowHeight) + beyond),
  };
}

/** What is drawn next on the way to `wanted`: of that what there is already, and at most `step` rows more. */
export function towards(drawn: RowRange, wanted: RowRange, step: number): RowRange {
  const [from, to] = [Math.max(drawn.from, wanted.from), Math.min(drawn.to, wanted.to)];
  if (from >= to) {
    // Nothing in common: the first that is in sight begins.
    const start = wanted.from === 0 ? 0 : Math.max(wanted.from, Math.min(wanted.from + beyond, wanted.to - 1));
    return { from: start, to: Math.min(wanted.to, start + step) };
  }
  const below = Math.min(step, wanted.to - to);
  return { from: from - Math.min(step - below, from - wanted.from), to: to + below };
}
