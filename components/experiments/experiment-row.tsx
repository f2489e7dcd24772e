import { Link } from '@/components/ui/link';
import { isDeletable, type ExperimentSummary } from '@/lib/experiments/wire';
import { experimentsWords, fateWords, runsWords, sharedWords, toldFailure } from '@/lib/words';
import { DeleteButton } from '@/components/app/delete-button';
import { RunStatusMark } from '@/components/app/run-status';
import { OriginBadge } from '@/components/app/origin-badge';
import { ProgressStrip } from '@/components/app/progress-strip';
import { strategyWords } from '@/components/strategies/looks-of';
import { Ago } from '@/components/ui/ago';
import { formatCount } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

interface ExperimentRowProps {
  readonly experiment: ExperimentSummary;
  readonly onDelete: () => void;
}

/** One experiment: what its grid spans, how far it has come, and deleting it where its page does. */
export function ExperimentRow({ experiment, onDelete }: ExperimentRowProps) {
  const say = useSay();
  const language = useLanguage();
  const comma = say(fateWords.comma);
  const { id, spec, status, problems, createdAt, failure, standsBecause } = experiment;
  const strategies = spec.strategies.map(({ strategy: name, budgets }) => {
    const strategy = strategyWords(name, language).title;
    const [least, most] = [Math.min(...budgets), Math.max(...budgets)];
    return budgets.length === 1
      ? say(experimentsWords.setting, { strategy, n: least })
      : say(experimentsWords.settingRange, { strategy, least, most });
  });
  return (
    <li
      data-testid="experiment-row"
      data-experiment-id={id}
      className="relative grid wrap-anywhere gap-x-6 gap-y-2 px-4 py-3.5 hover:bg-ink/4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
    >
      <div className="min-w-0">
        {/* The whole row opens the experiment; the button lies above this link. */}
        <Link
          href={`/experiments/${encodeURIComponent(id)}`}
          className="line-clamp-2 text-lg font-medium after:absolute after:inset-0"
        >
          {spec.name}
        </Link>
        <p className="mt-0.5 text-sm text-mute">{strategies.join(comma)}</p>
        <p className="mt-0.5 text-sm text-mute">
          {say(experimentsWords.grid, {
            problems: formatCount(problems),
            set: spec.problems.set,
            seeds: formatCount(spec.seeds.length),
            policies: spec.policies.join(comma),
          })}
          {spec.verifiers.length === 0
            ? ''
            : say(experimentsWords.withVerifiers, { verifiers: spec.verifiers.join(comma) })}
          {spec.baselines.length === 0
            ? ''
            : say(experimentsWords.againstBaselines, { baselines: spec.baselines.join(comma) })}
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-mute">
          <RunStatusMark status={status} />
          <OriginBadge experiment={experiment} />
          <Ago at={createdAt} />
          {isDeletable(experiment) ? (
            <span className="relative ml-auto">
              <DeleteButton
                label={say(sharedWords.removeOf, { what: spec.name })}
                title={say(sharedWords.remove)}
                onDelete={onDelete}
              />
            </span>
          ) : null}
        </p>
        <ProgressStrip experiment={experiment} />
        {failure === undefined ? null : (
          <p className="text-sm text-bad">
            <Told what={toldFailure(failure)} />
          </p>
        )}
        {standsBecause === undefined ? null : (
          <p className="text-sm text-bad" data-testid="stands">
            {say(runsWords.stands, { why: standsBecause })}
          </p>
        )}
      </div>
    </li>
  );
}
