import { Link } from '@/components/ui/link';
import { linkToSettings, logPath } from '@/lib/client';
import type { RunMarks, RunSummary } from '@/lib/runs/wire';
import { gistOf } from '@/lib/tree';
import { runsWords, sharedWords } from '@/lib/words';
import { DeleteButton } from '@/components/app/delete-button';
import { RunStatusMark } from '@/components/app/run-status';
import { StarButton } from '@/components/app/star-button';
import { Verdict } from '@/components/app/verdict';
import { MathText } from '@/components/math/math-text';
import { describeSetting, strategyWords } from '@/components/strategies/looks-of';
import { Ago } from '@/components/ui/ago';
import { Icon } from '@/components/ui/icon';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';

interface RunRowProps {
  readonly run: RunSummary;
  readonly marks: RunMarks;
  /** Undefined while the marks are not known. */
  readonly onStar: (() => void) | undefined;
  readonly onDelete: () => void;
}

/** One run: what was asked, how, what came out, what it cost, and what can be done with it. */
export function RunRow({ run, marks, onStar, onDelete }: RunRowProps) {
  const say = useSay();
  const language = useLanguage();
  const name = gistOf(run.problem.text);
  return (
    <li
      data-testid="run-row"
      data-run-id={run.id}
      className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-2 px-4 py-3 hover:bg-ink/4 md:grid-cols-[minmax(0,1fr)_11rem_9.5rem_9rem]"
    >
      <div className="col-span-2 min-w-0 md:col-span-1">
        {/* The whole row opens the run; the buttons lie above this link. */}
        <Link href={`/runs/${run.id}`} className="line-clamp-2 font-medium wrap-anywhere after:absolute after:inset-0">
          {name}
        </Link>
        <p className="mt-0.5 text-sm text-mute">
          {say(sharedWords.strategyWith, {
            strategy: strategyWords(run.strategy, language).title,
            setting: describeSetting(run.strategy, run.config, language),
          })}{' '}
          ·{' '}
          {run.verifier === undefined
            ? run.policy
            : say(sharedWords.aWithB, { policy: run.policy, verifier: run.verifier })}
          {marks.tags.map((tag) => (
            <span key={tag} className="ml-2 rounded border border-line px-1.5 text-xs">
              {tag}
            </span>
          ))}
        </p>
        {run.standsBecause === undefined ? null : (
          <p className="mt-0.5 text-sm">{say(runsWords.stands, { why: run.standsBecause })}</p>
        )}
        {marks.note === '' ? null : <p className="mt-0.5 line-clamp-1 text-sm italic">{marks.note}</p>}
      </div>
      <div className="col-span-2 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 md:col-span-1">
        {run.answer === undefined ? (
          run.status === 'finished' ? (
            <span className="text-sm text-mute">{say(sharedWords.noAnswer)}</span>
          ) : null
        ) : (
          <span className="max-w-full truncate text-lg font-semibold">
            <MathText text={`$${run.answer}$`} />
          </span>
        )}
        {run.isCorrect === undefined ? <RunStatusMark status={run.status} /> : <Verdict isCorrect={run.isCorrect} />}
      </div>
      <p className="text-sm text-mute">
        <Ago at={run.createdAt} />
        <br />
        <span className="whitespace-nowrap">
          {say(runsWords.tokensAndTime, {
            tokens: formatCount(run.policyTokens + run.verifierTokens),
            time: formatSeconds(run.seconds),
          })}
        </span>
      </p>
      <div className="relative flex items-center justify-end gap-0.5">
        <StarButton
          isStarred={marks.isStarred}
          isDisabled={onStar === undefined}
          label={name}
          onToggle={() => onStar?.()}
        />
        <Link
          href={linkToSettings({ ...run, verifier: run.verifier })}
          className="button button-quiet button-square"
          aria-label={say(runsWords.changeOf, { what: name })}
          title={say(runsWords.change)}
        >
          <Icon name="sliders" />
        </Link>
        <a
          href={logPath(run.id)}
          download={`longthink-${run.id}.ndjson`}
          className="button button-quiet button-square"
          aria-label={say(sharedWords.downloadLogOf, { what: name })}
          title={say(sharedWords.downloadLog)}
        >
          <Icon name="download" />
        </a>
        <DeleteButton
          label={say(sharedWords.removeOf, { what: name })}
          title={say(sharedWords.remove)}
          onDelete={onDelete}
        />
      </div>
    </li>
  );
}
