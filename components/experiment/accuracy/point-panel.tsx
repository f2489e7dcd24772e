'use client';

import type { ComponentProps } from 'react';
import { linkToSettings } from '@/lib/client';
import { Icon } from '@/components/ui/icon';
import { plural } from '@/components/ui/numbers';
import { formatShare } from '../curves/amounts';
import { EstimateBadge } from './estimate-badge';
import { LedgerTable } from './ledger-table';
import { OriginBadge } from '@/components/app/origin-badge';
import { PointProblemList } from './point-problem-list';
import type { CurvesView } from '../view/use-curves-view';

/** The point that is open: its number, the ledger it rests on, its problems. */
export function PointPanel({ view }: { readonly view: CurvesView }) {
  const { point: open, change, experiment } = view;
  if (open === undefined) {
    return (
      <p className="panel p-4 text-sm text-mute" data-testid="point-hint">
        Choose a point on a line (click, or Enter on the keyboard) to see what it cost and which problems it solved.
      </p>
    );
  }
  const { view: own, point } = open;
  return (
    <section
      aria-labelledby="point-title"
      className="panel flex min-w-0 flex-col gap-4 p-4 max-xl:order-first"
      data-testid="point"
    >
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id="point-title" className="text-base wrap-anywhere" style={{ color: own.look.colour }}>
            {own.name}, n = {point.n}
          </h2>
          <p aria-live="polite">
            <span className="text-3xl font-semibold tabular-nums">{formatShare(point.accuracy)}</span>{' '}
            <span className="text-sm text-mute">
              95 %: {formatShare(point.low)} to {formatShare(point.high)}
            </span>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-mute">
            <EstimateBadge point={point} />
            {experiment.data === undefined ? null : <OriginBadge experiment={experiment.data} />}
            {plural(point.problems, 'problem')}, {plural(point.seeds, 'seed')}
          </p>
        </div>
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label="Close the point"
          onClick={() => change({ point: undefined })}
        >
          <Icon name="close" />
        </button>
      </div>
      <LedgerTable point={point} origin={view.origin} />
      {own.series.strategy === 'compute-optimal' ? (
        <p className="text-sm text-mute">
          Its problems are those of the methods it chose: open a point of one of them.
        </p>
      ) : (
        <PointProblemList
          experimentId={view.id}
          point={{ series: own.series.id, n: point.n }}
          again={view.origin === 'recorded' ? againOf(view) : undefined}
        />
      )}
    </section>
  );
}

/** The search that the open point was read from, with the first seed, as a link to the start page. */
function againOf({ point: open, experiment: { data } }: CurvesView): ComponentProps<typeof PointProblemList>['again'] {
  const series = open?.view.series;
  const cell = data?.cells.find(
    ({ strategy, policy, verifier, budgets }) =>
      strategy === series?.strategy &&
      policy === series.policy &&
      verifier === series.verifier &&
      budgets.includes(open?.point.n ?? 0),
  );
  if (data === undefined || cell === undefined) return undefined;
  return (problem) =>
    linkToSettings({
      problem,
      strategy: cell.strategy,
      config: cell.config,
      policy: cell.policy,
      verifier: cell.verifier,
      seed: data.spec.seeds[0] ?? 0,
    });
}
