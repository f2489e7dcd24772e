/** Curves of parts of the problems as small charts. Pure. */
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { PanelsData } from '@/components/charts/line/layout-panels';
import { curveWords, sayIn, subjectText, type Language } from '@/lib/words';
import { formatAmount, formatCount } from '@/components/ui/numbers';
import { formatShare, formatShareTick } from './amounts';
import { budgetTicks } from './chart-data';
import type { SeriesView } from './series-view';

export function slicePanels(slices: Curves['slices'], shown: readonly SeriesView[], language: Language): PanelsData {
  const say = sayIn(language);
  return {
    x: { label: say(curveWords.n), isLog: true, format: formatAmount, ticks: budgetTicks },
    y: { label: say(curveWords.shareSolved), format: formatShareTick, formatValue: formatShare, limits: [0, 1] },
    panels: slices.map(({ by, value, problems, series }) => ({
      id: `${by} ${value}`,
      title: by === 'level' ? say(curveWords.level, { level: value }) : subjectText(value)[language],
      note: say(curveWords.problems, { problems: formatCount(problems) }),
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
                  words: say(curveWords.slicePoint, { line: name, n, share: formatShare(accuracy) }),
                })),
              },
            ];
      }),
    })),
  };
}
