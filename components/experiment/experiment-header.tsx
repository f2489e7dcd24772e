'use client';

import Link from 'next/link';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { experimentPagePath } from '@/lib/client';
import { RunStatusMark } from '@/components/app/run-status';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import { ExperimentCommands } from './experiment-commands';
import { OriginBadge } from '@/components/app/origin-badge';
import { ProgressStrip } from '@/components/app/progress-strip';
import { useSay } from '@/components/ui/use-language';
import type { Removal, SendCommand } from './view/use-experiment';
import { originWords } from '@/components/app/origin-words';

interface ExperimentHeaderProps {
  /** Undefined until it is read. */
  readonly experiment: ExperimentDetail | undefined;
  readonly isUnreadable: boolean;
  readonly command: SendCommand;
  readonly remove: Removal;
}

/** What is measured, how far it has come, and what can be told to it. */
export function ExperimentHeader({ experiment, isUnreadable, command, remove }: ExperimentHeaderProps) {
  const say = useSay();
  if (experiment === undefined)
    return <h1 className="text-2xl text-mute">{isUnreadable ? 'An experiment' : 'Opening the experiment …'}</h1>;
  const { spec } = experiment;
  const models = [
    spec.policies.join(', '),
    spec.verifiers.length === 0 ? undefined : `with ${spec.verifiers.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <header className="flex flex-col gap-3 wrap-anywhere">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_24rem]">
          <h1 className="text-2xl text-balance">{spec.name}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-mute">
            <RunStatusMark status={experiment.status} />
            <OriginBadge experiment={experiment} />
            <span>
              {plural(experiment.problems, 'problem')} of <span className="text-ink">{spec.problems.set}</span>
            </span>
            <span>{plural(spec.seeds.length, 'seed')}</span>
            <span>{models}</span>
          </p>
          {experiment.origin === 'imported' ? (
            <p className="mt-1 max-w-[80ch] text-sm text-mute">{say(originWords(experiment).sentence)}</p>
          ) : null}
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          <ExperimentCommands experiment={experiment} command={command} remove={remove} />
          <Link href={`/experiments/compare?id=${encodeURIComponent(experiment.id)}`} className="button">
            Compare
          </Link>
          <a
            className="button"
            href={experimentPagePath(experiment.id)}
            download
            title="Save as a page that opens anywhere, without Longthink"
          >
            <Icon name="file" /> Save as a page
          </a>
          <CopyButton
            icon="link"
            label="Copy link"
            text={() => window.location.href}
            refusal="Copy it from the address bar"
          />
        </div>
      </div>
      {command.error === null ? null : (
        <Notice tone="bad" title="The command did not reach the experiment" testId="command-error">
          {command.error.message}
        </Notice>
      )}
      {remove.error === null ? null : (
        <Notice tone="bad" title="The experiment could not be deleted" testId="remove-error">
          {remove.error.message}
        </Notice>
      )}
      {experiment.failure === undefined ? null : (
        <Notice tone="bad" title="It paused by itself: run after run failed" testId="paused-by-failure">
          {experiment.failure.message} Resume it when that is mended.
        </Notice>
      )}
      <ProgressStrip experiment={experiment} />
    </header>
  );
}
