/** The best method by bin and budget as a heat map. Pure. */
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { HeatCell, HeatData } from '@/components/charts/heat/heat-types';
import { axisTexts, binTexts, curveWords, readingTexts, type Say } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { formatShare } from './amounts';
import type { SeriesView } from './series-view';
import { seriesTitle } from './words';

type Optimal = Curves['computeOptimal'][number];

export function optimalHeat({ bins, cells, difficulty }: Optimal, all: readonly SeriesView[], say: Say): HeatData {
  const budgets = [...new Set(cells.map(({ n }) => n))].sort((one, other) => one - other);
  const nameOf = (id: string) => all.find(({ series }) => series.id === id)?.name ?? id;
  return {
    rowsLabel: say(curveWords.difficulty),
    columnsLabel: say(axisTexts.n.noun).trim(),
    columns: budgets.map((n) => ({ id: String(n), title: String(n) })),
    rows: bins.flatMap(({ label, problems, low, high }, bin) =>
      problems === 0
        ? []
        : [
            {
              id: String(bin),
              title: binTitle(label, say),
              note: say(difficulty === 'oracle' ? curveWords.binByAnswers : curveWords.binByScores, {
                problems: formatCount(problems),
                low: Math.round(100 * low),
                high: Math.round(100 * high),
              }),
            },
          ],
    ),
    cells: cells.map(({ bin, n, best, tied, accuracy, chosenAccuracy }): HeatCell => {
      const own = all.find(({ series }) => series.id === best);
      const where = say(curveWords.cellAt, { bin: binTitle(bins[bin]?.label ?? String(bin), say), n });
      if (best === undefined)
        return {
          row: String(bin),
          column: String(n),
          colour: 'var(--line)',
          lines: ['–'],
          isShaded: false,
          words: say(curveWords.cellUnknown, { where }),
        };
      const measured = [
        accuracy === undefined ? '' : say(curveWords.onOtherHalf, { share: formatShare(accuracy) }),
        accuracy === undefined || chosenAccuracy === undefined
          ? ''
          : say(curveWords.onOwnHalf, { share: formatShare(chosenAccuracy) }),
      ].join('');
      const alike =
        tied.length === 0 ? '' : say(curveWords.tiedWith, { lines: tied.map(nameOf).join(say(curveWords.listComma)) });
      return {
        row: String(bin),
        column: String(n),
        colour: own?.look.colour ?? 'var(--mute)',
        isShaded: tied.length > 0,
        lines: [
          own === undefined ? best : say(seriesTitle(own.series.strategy)),
          [
            own === undefined ? undefined : say(readingTexts[own.series.reading].cell),
            accuracy === undefined ? undefined : formatShare(accuracy),
          ]
            .filter((part) => part !== undefined)
            .join(' '),
          ...(tied.length === 0
            ? []
            : [tied.length === 1 ? say(curveWords.tiedWithOne) : say(curveWords.tiedWithMany, { count: tied.length })]),
        ],
        words: `${say(curveWords.cellIs, { where, line: nameOf(best) })}${measured}${alike}`,
      };
    }),
  };
}

function binTitle(label: string, say: Say): string {
  const text = binTexts[label];
  return text === undefined ? label : say(text);
}
