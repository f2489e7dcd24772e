import type { Origin } from '@/lib/experiments/model';
import { amountOf, type AxisName, type Curves } from '@/lib/experiments/report/curve-model';
import { Term } from '@/components/app/term';
import { formatShare } from '../curves/amounts';
import { formatAmount } from '@/components/ui/numbers';
import { intervalWords } from '../curves/chart-data';
import { ChartSection } from '@/components/ui/chart-section';
import type { SeriesView } from '../curves/series-view';
import { axisWords, baselineName } from '../curves/words';

interface CrossingSectionProps {
  readonly data: Pick<Curves, 'baselines' | 'crossings'>;
  readonly shown: readonly SeriesView[];
  readonly axis: AxisName;
  readonly origin: Origin;
}

/** Where each line passes each baseline on the axis that is looked at, in words. */
export function CrossingSection({ data, shown, axis, origin }: CrossingSectionProps) {
  const unit = axis === 'n' ? 'n = ' : '';
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
    <ChartSection
      title="Where small with search passes large without"
      note={
        <>
          Large without search is the <Term name="baseline">baseline</Term>. On the axis{' '}
          {axis.startsWith('flops') ? <Term name="flops">{axisWords[axis].title}</Term> : axisWords[axis].title};
          intervals are 95 %, from the same resamples as the bands.
        </>
      }
      testId="crossings"
    >
      <div className="grid gap-x-10 gap-y-5 wrap-anywhere lg:grid-cols-2">
        {rows.map(({ baseline, lines }) => (
          <div key={baseline.id}>
            <h3 className="text-sm font-medium">
              {baselineName(baseline)}: {formatShare(baseline.point.accuracy)}{' '}
              <span className="font-normal text-mute">
                (95 %: {formatShare(baseline.point.low)} to {formatShare(baseline.point.high)})
                {costOf(amountOf(baseline.point, axis, origin), axis)}
              </span>
            </h3>
            {lines.length === 0 ? (
              <p className="mt-1 text-sm text-mute">No line that is shown can be placed on this axis.</p>
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
                        {sentence(crossing, { unit, ...endsOf(own, axis) })}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </ChartSection>
  );
}

/** What the baseline's own answer takes; the budget n of one answer says nothing. */
function costOf(amount: number | undefined, axis: AxisName): string {
  return amount === undefined || axis === 'n' ? '' : `, itself at ${formatAmount(amount)}`;
}

function sentence(
  { status, at, low, high }: Curves['crossings'][number],
  { unit, first, last }: { readonly unit: string } & Ends,
): string {
  switch (status) {
    case 'reached':
      return `passes it at ${unit}${formatAmount(at ?? 0)} (95 %: ${intervalWords(low, high)})`;
    case 'not-reached':
      return `does not reach it${last === undefined ? '' : `, up to ${unit}${formatAmount(last)}`}${low === undefined ? '' : `; if it does, 95 % sure not before ${unit}${formatAmount(low)}`}`;
    case 'above-from-the-start':
      return `is at or above it already at its first point${first === undefined ? '' : `, ${unit}${formatAmount(first)}`}${high === undefined ? '' : ` (95 %: passes it at ${unit}${formatAmount(high)} at the latest)`}`;
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
