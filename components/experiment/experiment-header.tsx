'use client';

import { Link } from '@/components/ui/link';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { experimentPagePath } from '@/lib/client';
import { RunStatusMark } from '@/components/app/run-status';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { useSay, useTold } from '@/components/ui/use-language';
import { ExperimentCommands } from './experiment-commands';
import { OriginBadge } from '@/components/app/origin-badge';
import { ProgressStrip } from '@/components/app/progress-strip';
import type { SendCommand } from './view/use-experiment';
import { Said } from '@/components/ui/said';
import { Told } from '@/components/ui/told';
import { experimentsWords, experimentWords, fateWords, liveWords, sharedWords, toldFailure } from '@/lib/words';
import { originWords } from '@/components/app/origin-words';

interface ExperimentHeaderProps {
  /** Undefined until it is read. */
  readonly experiment: ExperimentDetail | undefined;
  readonly isUnreadable: boolean;
  readonly command: SendCommand;
  readonly onDelete: () => void;
}

/** What is measured, how far it has come, and what can be told to it. */
export function ExperimentHeader({ experiment, isUnreadable, command, onDelete }: ExperimentHeaderProps) {
  const say = useSay();
  const told = useTold();
  if (experiment === undefined)
    return (
      <h1 className="text-2xl text-mute">
        {say(isUnreadable ? experimentWords.anExperiment : experimentWords.opening)}
      </h1>
    );
  const { spec } = experiment;
  const policies = spec.policies.join(say(fateWords.comma));
  const models =
    spec.verifiers.length === 0
      ? policies
      : say(experimentWords.models, { policies, verifiers: spec.verifiers.join(say(fateWords.comma)) });
  return (
    <header className="flex flex-col gap-3 wrap-anywhere">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_24rem]">
          <h1 className="text-2xl text-balance">{spec.name}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-mute">
            <RunStatusMark status={experiment.status} />
            <OriginBadge experiment={experiment} />
            <span>
              <Said
                text={experimentsWords.problemsOf}
                parts={{
                  problems: formatCount(experiment.problems),
                  set: <span className="text-ink">{spec.problems.set}</span>,
                }}
              />
            </span>
            <span>{say(experimentsWords.seeds, { seeds: formatCount(spec.seeds.length) })}</span>
            <span>{models}</span>
          </p>
          {experiment.origin === 'imported' ? (
            <p className="mt-1 max-w-[80ch] text-sm text-mute">{say(originWords(experiment).sentence)}</p>
          ) : null}
        </div>
        <div className="flex flex-wrap items-center gap-1.5 print:hidden">
          <ExperimentCommands experiment={experiment} command={command} onDelete={onDelete} />
          <Link href={`/experiments/compare?id=${encodeURIComponent(experiment.id)}`} className="button">
            {say(experimentsWords.compare)}
          </Link>
          <a className="button" href={experimentPagePath(experiment.id)} download title={say(liveWords.savePageHint)}>
            <Icon name="file" /> {say(liveWords.savePage)}
          </a>
          <CopyButton
            icon="link"
            label={say(sharedWords.copyLink)}
            text={() => window.location.href}
            refusal={say(sharedWords.copyByHand)}
          />
        </div>
      </div>
      {command.error === null ? null : (
        <Notice tone="bad" title={say(experimentWords.notReached)} testId="command-error">
          <Told what={command.error} />
        </Notice>
      )}
      {experiment.failure === undefined ? null : (
        <Notice tone="bad" title={say(experimentWords.pausedByItself)} testId="paused-by-failure">
          {say(experimentWords.resumeWhenMended, { failure: told(toldFailure(experiment.failure)) })}
        </Notice>
      )}
      {experiment.standsBecause === undefined ? null : (
        <Notice tone="bad" title={say(experimentWords.stands)} testId="stands">
          {experiment.standsBecause}
        </Notice>
      )}
      <ProgressStrip experiment={experiment} />
    </header>
  );
}
