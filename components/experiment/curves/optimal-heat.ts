/** The best method by bin and budget as a heat map. Pure. */
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { HeatCell, HeatData } from '@/components/charts/heat-types';
import { plural } from '@/components/ui/numbers';
import { formatShare } from './amounts';
import type { SeriesView } from './series-view';
import { readingTitle, seriesTitle } from './words';

type Optimal = Curves['computeOptimal'][number];

export function optimalHeat({ bins, cells, difficulty }: Optimal, all: readonly SeriesView[]): HeatData {
  const budgets = [...new Set(cells.map(({ n }) => n))].sort((one, other) => one - other);
  const nameOf = (id: string) => all.find(({ series }) => series.id === id)?.name ?? id;
  return {
    rowsLabel: 'Difficulty',
    columnsLabel: 'budget n',
    columns: budgets.map((n) => ({ id: String(n), title: String(n) })),
    rows: bins.flatMap(({ label, problems, low, high }, bin) =>
      problems === 0
        ? []
        : [
            {
              id: String(bin),
              title: label,
              note: `${plural(problems, 'problem')}, ${difficulty === 'oracle' ? 'right' : 'score'} ${Math.round(100 * low)} to ${Math.round(100 * high)} %`,
            },
          ],
    ),
    cells: cells.map(({ bin, n, best, tied, accuracy, chosenAccuracy }): HeatCell => {
      const own = all.find(({ series }) => series.id === best);
      const where = `${bins[bin]?.label ?? bin}, n ${n}`;
      if (best === undefined)
        return {
          row: String(bin),
          column: String(n),
          colour: 'var(--line)',
          lines: ['–'],
          isShaded: false,
          words: `${where}: not measured`,
        };
      const measured =
        accuracy === undefined
          ? ''
          : `, ${formatShare(accuracy)} on the other half of the problems${chosenAccuracy === undefined ? '' : ` (${formatShare(chosenAccuracy)} on its own)`}`;
      return {
        row: String(bin),
        column: String(n),
        colour: own?.look.colour ?? 'var(--mute)',
        isShaded: tied.length > 0,
        lines: [
          own === undefined ? best : seriesTitle(own.series.strategy),
          [
            own === undefined ? undefined : readingTitle(own.series.reading).toLowerCase(),
            accuracy === undefined ? undefined : formatShare(accuracy),
          ]
            .filter((part) => part !== undefined)
            .join(' '),
          ...(tied.length === 0 ? [] : [`tied with ${tied.length === 1 ? 'one' : tied.length}`]),
        ],
        words: `${where}: ${nameOf(best)}${measured}${tied.length === 0 ? '' : `; tied with ${tied.map(nameOf).join(', ')}`}`,
      };
    }),
  };
}
