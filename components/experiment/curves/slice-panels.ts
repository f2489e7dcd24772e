/** Curves of parts of the problems as small charts. Pure. */
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { PanelsData } from '@/components/charts/layout-panels';
import { plural, formatAmount } from '@/components/ui/numbers';
import { formatShare, formatShareTick } from './amounts';
import { budgetTicks } from './chart-data';
import type { SeriesView } from './series-view';

export function slicePanels(slices: Curves['slices'], shown: readonly SeriesView[]): PanelsData {
  return {
    x: { label: 'n', isLog: true, format: formatAmount, ticks: budgetTicks },
    y: { label: 'Share of problems solved', format: formatShareTick, formatValue: formatShare, limits: [0, 1] },
    panels: slices.map(({ by, value, problems, series }) => ({
      id: `${by} ${value}`,
      title: by === 'level' ? `Level ${value}` : value,
      note: plural(problems, 'problem'),
      series: shown.flatMap(({ series: { id }, name, look }) => {
        const points = series.find((each) => each.id === id)?.points ?? [];
        return points.length === 0
          ? []
          : [
              {
                id,
                name,
                look,
                points: points.map(({ n, accuracy, low, high }) => ({
                  key: String(n),
                  x: n,
                  y: accuracy,
                  low,
                  high,
                  words: `${name}, n ${n}: ${formatShare(accuracy)}`,
                })),
              },
            ];
      }),
    })),
  };
}
