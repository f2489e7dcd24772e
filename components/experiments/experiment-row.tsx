import Link from 'next/link';
import type { ExperimentSummary } from '@/lib/experiments/wire';
import { runsWords } from '@/lib/words';
import { RunStatusMark } from '@/components/app/run-status';
import { OriginBadge } from '@/components/app/origin-badge';
import { ProgressStrip } from '@/components/app/progress-strip';
import { strategyLooks } from '@/components/strategies/looks';
import { Ago } from '@/components/ui/ago';
import { plural } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';

/** One experiment: what its grid spans, and how far it has come. */
export function ExperimentRow({ experiment }: { readonly experiment: ExperimentSummary }) {
  const say = useSay();
  const { id, spec, status, problems, createdAt, failure, standsBecause } = experiment;
  const strategies = spec.strategies.map(
    ({ strategy, budgets }) =>
      `${strategyLooks[strategy].title} ${budgets.length === 1 ? `n ${budgets[0]}` : `n ${Math.min(...budgets)} to ${Math.max(...budgets)}`}`,
  );
  return (
    <li
      data-testid="experiment-row"
      data-experiment-id={id}
      className="relative grid wrap-anywhere gap-x-6 gap-y-2 px-4 py-3.5 hover:bg-ink/4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
    >
      <div className="min-w-0">
        {/* The whole row opens the experiment. */}
        <Link
          href={`/experiments/${encodeURIComponent(id)}`}
          className="line-clamp-2 text-lg font-medium after:absolute after:inset-0"
        >
          {spec.name}
        </Link>
        <p className="mt-0.5 text-sm text-mute">{strategies.join(', ')}</p>
        <p className="mt-0.5 text-sm text-mute">
          {plural(problems, 'problem')} of {spec.problems.set}, {plural(spec.seeds.length, 'seed')} ·{' '}
          {spec.policies.join(', ')}
          {spec.verifiers.length === 0 ? '' : ` with ${spec.verifiers.join(', ')}`}
          {spec.baselines.length === 0 ? '' : ` · against ${spec.baselines.join(', ')}`}
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-mute">
          <RunStatusMark status={status} />
          <OriginBadge experiment={experiment} />
          <Ago at={createdAt} />
        </p>
        <ProgressStrip experiment={experiment} />
        {failure === undefined ? null : <p className="text-sm text-bad">{failure.message}</p>}
        {standsBecause === undefined ? null : (
          <p className="text-sm text-bad" data-testid="stands">
            {say(runsWords.stands, { why: standsBecause })}
          </p>
        )}
      </div>
    </li>
  );
}
