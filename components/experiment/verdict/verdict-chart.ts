/** The picture of the verdict: the methods that it speaks of against what a problem costs, in answers of the baseline. Pure. */
import type { Verdict, VerdictBaseline, VerdictMethod } from '@/lib/experiments/report/verdict-model';
import { strategyOf } from '@/lib/search';
import type { LineChartData } from '@/components/charts/line/layout-line-chart';
import { axisTexts, curveWords, outcomeTexts, sayIn, verdictTexts, type Say } from '@/lib/words';
import { formatAmount } from '@/components/ui/numbers';
import { formatPoints, formatShare, formatShareTick } from '../curves/amounts';
import type { SeriesView } from '../curves/series-view';
import { baselineTitle, formatTimes } from './verdict-words';

/** More lines would hide the one that the sentence is about. */
const mostLines = 3;

/** Undefined where nothing is compared. */
export function verdictChart(
  verdict: Verdict,
  views: readonly SeriesView<VerdictMethod>[],
  say: Say = sayIn('en'),
): LineChartData | undefined {
  const { against, cost, axis } = verdict;
  if (against === undefined || verdict.methods.length === 0) return undefined;
  const unit = cost ?? 1;
  const shown = methodsOf(verdict).flatMap(({ id }) => views.find(({ series }) => series.id === id) ?? []);
  const first = shown[0]?.series;
  return {
    x: {
      label:
        cost === undefined
          ? say(axisTexts[axis].label)
          : say(verdictTexts.costInAnswers, {
              baseline: against.name,
              axis: say(axis === 'flops' ? verdictTexts.flopsOfBoth : axisTexts[axis].noun).trim(),
            }),
      isLog: true,
      format: (value) => (cost === undefined ? formatAmount(value) : formatTimes(value, say)),
    },
    y: { label: say(curveWords.shareSolved), format: formatShareTick, formatValue: formatShare, limits: [0, 1] },
    series: shown.map(({ series, name, look }) => ({
      id: series.id,
      name,
      look,
      points: series.points.map(({ n, cost: amount, accuracy, difference, low, high, outcome }) => ({
        key: String(n),
        x: amount / unit,
        y: accuracy,
        low: against.accuracy + low,
        high: against.accuracy + high,
        isHollow: outcome === 'tied',
        words: say(verdictTexts.pointTo, {
          line: name,
          n,
          share: formatShare(accuracy),
          difference: formatPoints(difference),
          baseline: against.name,
          outcome: say(outcomeTexts[outcome]),
        }),
      })),
    })),
    ...noteOf(against, say),
    levels: [
      {
        id: against.id,
        name: baselineTitle(against, say),
        value: against.accuracy,
        ...(against.kind === 'published' ? { low: against.low, high: against.high } : {}),
        ...(cost === undefined ? {} : { at: 1 }),
      },
    ],
    crossings:
      first?.status !== 'reached' || first.at === undefined
        ? []
        : [
            {
              series: first.id,
              level: against.id,
              x: first.at / unit,
              y: against.accuracy,
              ...(first.low === undefined ? {} : { low: first.low / unit }),
              ...(first.high === undefined ? {} : { high: first.high / unit }),
              label: say(verdictTexts.passesAt, {
                at: cost === undefined ? formatAmount(first.at) : formatTimes(first.at / unit, say),
              }),
            },
          ],
  };
}

/** In the picture too: whose problems the figure is of. */
function noteOf({ coverage, dataset }: VerdictBaseline, say: Say): { readonly note?: string } {
  if (coverage === 'all') return {};
  if (dataset === undefined) return { note: say(verdictTexts.figureOfOthers) };
  const sets = { name: dataset };
  return { note: say(coverage === 'part' ? verdictTexts.lineOfMore : verdictTexts.lineElsewhere, sets) };
}

/** The one that passes cheapest, or comes highest; the best at the baseline's own cost; the policy's own answer. */
function methodsOf({ methods, cheapest, atItsCost }: Verdict): readonly VerdictMethod[] {
  const top = (method: VerdictMethod) => Math.max(...method.points.map(({ accuracy }) => accuracy));
  const wanted = [
    methods.find(({ id }) => id === cheapest) ?? methods.toSorted((one, other) => top(other) - top(one))[0],
    methods.find(({ id }) => id === atItsCost?.method),
    methods.find(({ strategy }) => strategy !== 'compute-optimal' && !strategyOf(strategy).settings.includes('n')),
  ];
  return [...new Set(wanted.flatMap((method) => method ?? []))].slice(0, mostLines);
}
