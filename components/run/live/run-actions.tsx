'use client';

import { Link } from '@/components/ui/link';
import { useRouter } from 'next/navigation';
import type { RunSpec } from '@/lib/search';
import { linkToRace, linkToSettings, logPath, pagePath } from '@/lib/client';
import { liveWords, sharedWords } from '@/lib/words';
import { DeleteButton } from '@/components/app/delete-button';
import { leaveBehind } from '@/components/app/left-behind';
import { CommandButton } from '@/components/ui/command-button';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { Against } from '../race/against';
import { DownloadChoice } from './download-choice';
import type { SearchCommand } from './use-live-run';

interface RunActionsProps {
  readonly runId: string;
  readonly spec: RunSpec | undefined;
  readonly isUnderWay: boolean;
  readonly command: SearchCommand;
  /** Somebody keeps something beside its log. */
  readonly hasMarks: boolean;
}

/** What is done to a run of this server but once: to its search while it goes on, and to its log at any time. */
export function RunActions({ runId, spec, isUnderWay, command, hasMarks }: RunActionsProps) {
  const router = useRouter();
  const say = useSay();
  return (
    <>
      {isUnderWay ? (
        <CommandButton
          icon="stop"
          label={say(liveWords.cancel)}
          isPending={command.isPending && command.variables === 'cancel'}
          hint={say(liveWords.cancelHint)}
          onPress={() => command.mutate('cancel')}
        />
      ) : null}
      {spec === undefined ? null : (
        <Link
          className="button button-terse"
          title={say(liveWords.runAgainHint)}
          href={linkToSettings({ ...spec, policy: spec.policy.name, verifier: spec.verifier?.name })}
        >
          <Icon name="sliders" /> <span className="words">{say(liveWords.runAgain)}</span>
        </Link>
      )}
      {spec === undefined ? null : (
        <Against spec={spec} runs={[runId]} onRace={(runs) => router.push(linkToRace(runs))} />
      )}
      <DownloadChoice
        icon="download"
        label={say(sharedWords.downloadLog)}
        hint={say(sharedWords.downloadLog)}
        path={logPath(runId)}
        file={`longthink-${runId}.ndjson`}
        hasMarks={hasMarks}
      />
      <DownloadChoice
        icon="file"
        label={say(liveWords.savePage)}
        hint={say(liveWords.savePageHint)}
        path={pagePath(runId)}
        file={`longthink-${runId}.html`}
        hasMarks={hasMarks}
      />
      <CopyButton
        isSign
        icon="link"
        label={say(sharedWords.copyLink)}
        text={() => window.location.href}
        refusal={say(sharedWords.copyByHand)}
      />
      <DeleteButton
        label={say(liveWords.deleteRun)}
        onDelete={() => {
          leaveBehind('run', runId);
          router.push('/runs');
        }}
      />
    </>
  );
}
