'use client';

import type { Origin } from '@/lib/experiments/model';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { Icon } from '@/components/ui/icon';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { curveWords, pointWords } from '@/lib/words';
import { formatShare } from '../curves/amounts';
import { seedWords } from '../curves/chart-data';
import { EstimateBadge } from './estimate-badge';
import { LedgerTable } from './ledger-table';
import { OriginBadge } from '@/components/app/origin-badge';
import { PointProblemList } from './point-problem-list';
import { againOf, type OpenPoint } from '../curves/open-point';

interface PointPanelProps {
  /** Undefined in a saved page, where no server knows its problems. */
  readonly experimentId?: string;
  /** Undefined until it is read. */
  readonly experiment: ExperimentDetail | undefined;
  readonly origin: Origin;
  readonly open: OpenPoint | undefined;
  readonly onClose: () => void;
}

/** The point that is open: its number, the ledger it rests on, its problems. */
export function PointPanel({ experimentId, experiment, origin, open, onClose }: PointPanelProps) {
  const say = useSay();
  if (open === undefined) {
    return (
      <p className="panel p-4 text-sm text-mute print:hidden" data-testid="point-hint">
        {say(experimentId === undefined ? pointWords.choose : pointWords.chooseForProblems)}
      </p>
    );
  }
  const { own, point } = open;
  return (
    <section aria-labelledby="point-title" className="panel flex min-w-0 flex-col gap-4 p-4" data-testid="point">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id="point-title" className="text-base wrap-anywhere" style={{ color: own.look.colour }}>
            {say(curveWords.atBudget, { line: own.name, n: point.n })}
          </h2>
          <p aria-live="polite">
            <span className="text-3xl font-semibold tabular-nums">{formatShare(point.accuracy)}</span>{' '}
            <span className="text-sm text-mute">
              {say(curveWords.interval, { low: formatShare(point.low), high: formatShare(point.high) })}
            </span>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-mute">
            <EstimateBadge point={point} />
            {experiment === undefined ? null : <OriginBadge experiment={experiment} />}
            {say(pointWords.counts, { problems: formatCount(point.problems), seeds: formatCount(point.seeds) })}
            {point.bySeed === undefined ? '' : say(pointWords.afterSeeds, { range: seedWords(point.bySeed, say) })}
          </p>
        </div>
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={say(pointWords.closePoint)}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <LedgerTable point={point} origin={origin} />
      {own.series.strategy === 'compute-optimal' ? (
        <p className="text-sm text-mute">{say(pointWords.problemsOfChosen)}</p>
      ) : experimentId === undefined ? null : (
        <PointProblemList
          experimentId={experimentId}
          point={{ series: own.series.id, n: point.n }}
          again={origin === 'recorded' && experiment !== undefined ? againOf(open, experiment) : undefined}
        />
      )}
    </section>
  );
}
