'use client';

import { Link } from '@/components/ui/link';
import { recordedWords } from '@/lib/words';
import { useRunMarks } from '@/components/app/use-marks';
import { Said } from '@/components/ui/said';
import { useSay, useTold } from '@/components/ui/use-language';
import { hasMarks } from '@/lib/runs/wire';
import { breakIn } from './break-words';
import { ForkOrigin } from '../fork-origin';
import { RunActions } from './run-actions';
import { RunFrame } from '../run-frame';
import { RunHeader } from '../run-header';
import { RunNotices } from './run-notices';
import { SearchCommands } from './search-commands';
import { StandIn } from './stand-in';
import { TreeMessage } from './tree-message';
import { UnreadableRun } from './unreadable-run';
import { useLiveRun } from './use-live-run';
import { isLost, useRecordedStandIn } from './use-recorded-stand-in';
import { useOpenRun } from '../playback/use-open-run';

interface RunPageProps {
  readonly runId: string;
  /** Its last entry, where it was over before the page was made. */
  readonly endsAt: number | undefined;
}

/** A run of this server, live or over. */
export function RunPage({ runId, endsAt }: RunPageProps) {
  const say = useSay();
  const told = useTold();
  const live = useLiveRun(runId, endsAt);
  const held = useRunMarks(runId);
  const run = useOpenRun(live.log, live.sourceOf);
  const { playback, standing, view } = run;
  const { status, isUnderWay } = standing;
  const { mutate } = live.command;
  const standIn = useRecordedStandIn({
    strategy: view.state.spec?.strategy,
    isReady: run.presenting.isOn,
    isNeeded: run.presenting.isOn && (standing.failure !== undefined || isLost(live.connection)),
  });
  if (standIn !== undefined) return <StandIn log={standIn} onPresent={run.presenting.toggle} />;
  if (live.connection.type === 'broken' && live.connection.isMissing && playback.end === 0) {
    return (
      <main
        id="main"
        data-testid="no-run"
        className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-3 px-6 py-24"
      >
        <h1 className="text-3xl">{say(recordedWords.noRun)}</h1>
        <p className="text-mute">
          <Said
            text={recordedWords.noRunHint}
            parts={{
              open: (
                <Link href="/replay" className="link text-ink">
                  {say(recordedWords.openHere)}
                </Link>
              ),
              runs: (
                <Link href="/runs" className="link text-ink">
                  {say(recordedWords.allRuns)}
                </Link>
              ),
            }}
          />
        </p>
        <p className="font-mono text-sm break-all text-mute">{runId}</p>
      </main>
    );
  }
  if (live.unreadable !== undefined && live.connection.type === 'broken' && playback.end === 0)
    return <UnreadableRun runId={runId} reason={told(live.unreadable)} />;
  const isArriving =
    live.connection.type !== 'broken' && (playback.end === 0 || live.sourceOf(playback.end) === 'arriving');
  const { importedAt, experiment } = live.summary ?? {};
  const origin = (
    <>
      <ForkOrigin state={view.state} isHere />
      {importedAt === undefined ? null : <span data-testid="origin">{say(recordedWords.elsewhere)}</span>}
      {experiment === undefined ? null : (
        <Link href={`/experiments/${encodeURIComponent(experiment.id)}`} className="link" title={experiment.cell}>
          {say(recordedWords.ofExperiment)}
        </Link>
      )}
    </>
  );
  return (
    <RunFrame
      run={run}
      runId={runId}
      isArriving={isArriving}
      held={held}
      searchKeys={{
        togglePause: isUnderWay ? () => mutate(status === 'paused' ? 'resume' : 'pause') : undefined,
        stepOnce: isUnderWay && status === 'paused' ? () => mutate('step') : undefined,
      }}
      header={
        <RunHeader
          state={view.state}
          isOpening={playback.end === 0}
          isArriving={standing.isArriving}
          arrived={live.arrivedShare(playback.end)}
          isCutShort={standing.isCutShort}
          origin={origin}
          controls={
            isUnderWay ? (
              <SearchCommands command={live.command} isPaused={status === 'paused'} isStepping={standing.isStepping} />
            ) : null
          }
          actions={
            <RunActions
              runId={runId}
              spec={view.state.spec}
              isUnderWay={isUnderWay}
              command={live.command}
              hasMarks={held.marks !== undefined && hasMarks(held.marks)}
            />
          }
        />
      }
      notices={
        <RunNotices
          connection={live.connection}
          unreadable={live.unreadable}
          onReconnect={live.reconnect}
          failure={standing.failure}
          command={live.command}
          refusal={live.command.error}
        />
      }
      message={
        <TreeMessage
          standing={standing}
          end={playback.end}
          isAtEnd={playback.isAtEnd}
          steps={view.nodes.size - 1}
          isOpening={live.connection.type === 'opening'}
          queuePosition={live.summary?.queuePosition}
          standsBecause={live.summary?.standsBecause}
          stop={breakIn(view.state)}
          onNodeSelect={run.selection.selectNode}
        />
      }
    />
  );
}
