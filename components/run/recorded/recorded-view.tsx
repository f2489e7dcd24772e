'use client';

import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import { CommandButton } from '@/components/ui/command-button';
import { FailureNotice } from '../failure-notice';
import { FileInput } from './file-input';
import { FileProgress } from './file-progress';
import { RunFrame } from '../run-frame';
import { RunHeader } from '../run-header';
import type { RecordedRun } from './use-recorded-run';
import { recordedSource } from '../playback/standing';
import { useOpenRun } from '../playback/use-open-run';

/** A run from a file: everything a run page has, but nothing to command. */
export function RecordedView({ recorded }: { readonly recorded: RecordedRun }) {
  const { log, reading, keep, open, save } = recorded;
  const run = useOpenRun(log, recordedSource);
  return (
    <RunFrame
      run={run}
      header={
        <RunHeader
          state={run.view.state}
          isOpening={run.playback.end === 0}
          isCutShort={run.standing.isCutShort}
          origin={
            <span data-testid="origin">
              recorded, from {reading.type === 'none' || reading.type === 'race' ? 'a file' : reading.name}
            </span>
          }
          actions={
            <>
              {reading.type === 'read' ? (
                <CommandButton
                  icon="download"
                  label="Keep it on this server"
                  isPending={keep.isPending}
                  onPress={() => keep.mutate()}
                />
              ) : null}
              <CommandButton
                icon="download"
                label="Save as a page"
                isPending={save.isPending}
                hint="A page that opens anywhere, without Longthink"
                onPress={() => save.mutate()}
              />
              <FileInput className="button" onChoose={(file) => void open(file)}>
                <Icon name="file" /> Open another
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
              title={`${reading.name} breaks off after ${plural(reading.entries, 'entry', 'entries')}`}
              testId="file-error"
            >
              {reading.message} Shown is what stands before that line.
            </Notice>
          ) : null}
          <FailureNotice failure={run.standing.failure} />
          {save.error === null ? null : (
            <Notice tone="bad" title="It could not be saved" testId="save-error">
              {save.error.message}
            </Notice>
          )}
          {keep.error === null ? null : (
            <Notice tone="bad" title="It could not be kept" testId="keep-error">
              {keep.error.message}
            </Notice>
          )}
        </div>
      }
    />
  );
}
