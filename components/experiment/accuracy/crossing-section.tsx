import type { Origin } from '@/lib/experiments/model';
import { amountOf, type AxisName, type Curves } from '@/lib/experiments/report/curve-model';
import { Term } from '@/components/app/term';
import { formatShare } from '../curves/amounts';
import { formatAmount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { axisTexts, curveWords, pointWords, type Say } from '@/lib/words';
import { intervalWords } from '../curves/chart-data';
import type { SeriesView } from '../curves/series-view';
import { baselineName } from '../curves/words';

interface CrossingSectionProps {
  readonly data: Pick<Curves, 'baselines' | 'crossings'>;
  readonly shown: readonly SeriesView[];
  readonly axis: AxisName;
  readonly origin: Origin;
}

/** Where each line passes each baseline on the axis that is looked at, in words. */
export function CrossingSection({ data, shown, axis, origin }: CrossingSectionProps) {
  const say = useSay();
  const rows = data.baselines.map((baseline) => ({
    baseline,
    lines: shown.flatMap((own) => {
      const crossing = data.crossings.find(
        (each) => each.series === own.series.id && each.baseline === baseline.id && each.axis === axis,
      );
      return crossing === undefined ? [] : [{ own, crossing }];
    }),
  }));
  if (data.baselines.length === 0) return null;
  return (
    // The verdict says it of one baseline; this is for whoever wants all of them, on another axis.
    <details className="panel min-w-0 px-4 py-3 sm:px-5" data-testid="crossings">
      <summary className="w-fit text-mute hover:text-ink">{say(pointWords.whereItPasses)}</summary>
      <p className="mt-2 mb-3 max-w-[110ch] text-sm text-mute">
        <Said
          text={pointWords.onAxis}
          parts={{
            baseline: <Term name="baseline">{say(pointWords.baseline)}</Term>,
            axis: axis.startsWith('flops') ? (
              <Term name="flops">{say(axisTexts[axis].title)}</Term>
            ) : (
              say(axisTexts[axis].title)
            ),
          }}
        />
      </p>
      <div className={`grid gap-x-10 gap-y-5 wrap-anywhere ${rows.length > 1 ? 'lg:grid-cols-2' : ''}`}>
        {rows.map(({ baseline, lines }) => (
          <div key={baseline.id}>
            <h3 className="text-sm font-medium">
              {say(curveWords.cellIs, {
                where: baselineName(baseline, say),
                line: formatShare(baseline.point.accuracy),
              })}{' '}
              <span className="font-normal text-mute">
                {say(pointWords.baselineAt, {
                  low: formatShare(baseline.point.low),
                  high: formatShare(baseline.point.high),
                  cost: costOf(amountOf(baseline.point, axis, origin), axis, say),
                })}
              </span>
            </h3>
            {lines.length === 0 ? (
              <p className="mt-1 text-sm text-mute">{say(pointWords.noneOnAxis)}</p>
            ) : (
              <ul className="mt-1 flex flex-col gap-1 text-sm">
                {lines.map(({ own, crossing }) => (
                  <li key={own.series.id} data-status={crossing.status} className="flex items-baseline gap-2">
                    <span
                      aria-hidden="true"
                      className="size-2.5 shrink-0 rounded-full"
                      style={{ background: own.look.colour }}
                    />
                    <span>
                      {own.name}{' '}
                      <span className={crossing.status === 'reached' ? '' : 'text-mute'}>
                        {sentence(crossing, { axis, ...endsOf(own, axis) }, say)}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </details>
  );
}

/** What the baseline's own answer takes; the budget n of one answer says nothing. */
function costOf(amount: number | undefined, axis: AxisName, say: Say): string {
  return amount === undefined || axis === 'n' ? '' : say(pointWords.itselfAt, { amount: formatAmount(amount) });
}

function sentence(
  { status, at, low, high }: Curves['crossings'][number],
  { axis, first, last }: { readonly axis: AxisName } & Ends,
  say: Say,
): string {
  const written = (amount: number) =>
    axis === 'n' ? say(curveWords.budgetIs, { n: formatAmount(amount) }) : formatAmount(amount);
  switch (status) {
    case 'reached':
      return say(pointWords.passesAt, { at: written(at ?? 0), interval: intervalWords(low, high, say) });
    case 'not-reached':
      return [
        say(pointWords.notReached),
        last === undefined ? '' : say(pointWords.upTo, { last: written(last) }),
        low === undefined ? '' : say(pointWords.notBefore, { low: written(low) }),
      ].join('');
    case 'above-from-the-start':
      return [
        say(pointWords.aboveAlready),
        first === undefined ? '' : say(pointWords.firstAt, { first: written(first) }),
        high === undefined ? '' : say(pointWords.atTheLatest, { high: written(high) }),
      ].join('');
  }
}

interface Ends {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** The least and the most that was measured. */
function endsOf({ series }: SeriesView, axis: AxisName): Ends {
  const amounts = series.points.flatMap(({ cost }) => cost[axis] ?? []).toSorted((one, other) => one - other);
  return { first: amounts[0], last: amounts.at(-1) };
}
