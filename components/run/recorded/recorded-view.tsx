'use client';

import { Told } from '@/components/ui/told';
import { useRouter } from 'next/navigation';
import { linkToRace } from '@/lib/client';
import { markWords, recordedWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { CommandButton } from '@/components/ui/command-button';
import { useSay } from '@/components/ui/use-language';
import { FailureNotice } from '../failure-notice';
import { FileInput } from './file-input';
import { FileProgress } from './file-progress';
import { ForkOrigin } from '../fork-origin';
import { Against } from '../race/against';
import { RunFrame } from '../run-frame';
import { RunHeader } from '../run-header';
import { useModelsAtHand } from '../use-models-at-hand';
import type { RecordedRun } from './use-recorded-run';
import { recordedSource } from '../playback/standing';
import { useOpenRun } from '../playback/use-open-run';

/** It is none of this server's until it is kept. */
const none: readonly string[] = [];

/** A run from a file: everything a run page has, but nothing to command; it can be left where its models are at hand. */
export function RecordedView({ recorded }: { readonly recorded: RecordedRun }) {
  const say = useSay();
  const { log, marks, addMarks, reading, keep, keepOnce, open, save } = recorded;
  const run = useOpenRun(log, recordedSource);
  const { spec } = run.view.state;
  const isAtHand = useModelsAtHand(spec);
  const router = useRouter();
  return (
    <RunFrame
      run={run}
      held={marks && { marks, error: null }}
      keep={reading.type === 'read' && isAtHand ? keepOnce : undefined}
      header={
        <RunHeader
          state={run.view.state}
          isOpening={run.playback.end === 0}
          isCutShort={run.standing.isCutShort}
          origin={
            <>
              <ForkOrigin state={run.view.state} isHere={false} />
              <span data-testid="origin">
                {say(recordedWords.from, {
                  name: reading.type === 'none' || reading.type === 'race' ? say(recordedWords.aFile) : reading.name,
                })}
              </span>
            </>
          }
          actions={
            <>
              {reading.type === 'read' && spec !== undefined ? (
                <Against spec={spec} runs={none} keep={keepOnce} onRace={(runs) => router.push(linkToRace(runs))} />
              ) : null}
              {reading.type === 'read' ? (
                <CommandButton
                  icon="download"
                  label={say(recordedWords.keep)}
                  isPending={keep.isPending}
                  onPress={() => keep.mutate()}
                />
              ) : null}
              <CommandButton
                icon="download"
                label={say(recordedWords.save)}
                isPending={save.isPending}
                hint={say(recordedWords.saveHint)}
                onPress={() => save.mutate()}
              />
              <FileInput className="button" onChoose={(files) => void open(files)}>
                <Icon name="file" /> {say(recordedWords.openAnother)}
              </FileInput>
            </>
          }
        />
      }
      notices={
        <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2 empty:hidden">
          {reading.type === 'reading' ? <FileProgress reading={reading} /> : null}
          {reading.type === 'broken' ? (
            <Notice
              tone="bad"
              title={say(recordedWords.breaksOff, { name: reading.name, count: formatCount(reading.entries) })}
              testId="file-error"
            >
              <Told what={reading.why} /> {say(recordedWords.shownBefore)}
            </Notice>
          ) : null}
          <FailureNotice failure={run.standing.failure} />
          {addMarks.error === null ? null : (
            <Notice tone="bad" title={say(markWords.notAdded)} testId="marks-file-error">
              <Told what={addMarks.error} />
            </Notice>
          )}
          {save.error === null ? null : (
            <Notice tone="bad" title={say(recordedWords.notSaved)} testId="save-error">
              <Told what={save.error} />
            </Notice>
          )}
          {keep.error === null ? null : (
            <Notice tone="bad" title={say(recordedWords.notKept)} testId="keep-error">
              <Told what={keep.error} />
            </Notice>
          )}
        </div>
      }
    />
  );
}
