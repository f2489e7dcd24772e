'use client';

import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import { RunFrame } from './run-frame';
import { RunHeader } from './run-header';
import type { RecordedRun } from './use-recorded-run';
import { useRunKeys } from './use-run-keys';
import { useRunView } from './use-run-view';

const noCommands = { togglePause: undefined, stepOnce: undefined };

/** A run from a file: everything a run page has, but nothing to command. */
export function RecordedView({ recorded }: { readonly recorded: RecordedRun }) {
  const { log, reading, keep } = recorded;
  const run = useRunView(log);
  useRunKeys(run, noCommands);
  const notices = (
    <>
      {reading.type === 'reading' && reading.share < 1 ? <Notice tone="busy" title={`Reading ${reading.name}: ${Math.round(reading.share * 100)} %`} testId="file-progress" /> : null}
      {reading.type === 'broken' ? <Notice tone="bad" title={`Only ${plural(reading.entries, 'entry', 'entries')} of ${reading.name} could be read`} testId="file-error">{reading.message}</Notice> : null}
      {keep.error === null ? null : <Notice tone="bad" title="It could not be kept">{keep.error.message}</Notice>}
    </>
  );
  const isQuiet = reading.type === 'read' && keep.error === null;
  return (
    <RunFrame
      run={run}
      header={(
        <RunHeader
          run={run}
          origin={<span data-testid="origin">recorded, from {reading.type === 'none' ? 'a file' : reading.name}</span>}
          actions={(
            <button type="button" className="button" disabled={keep.isPending || reading.type !== 'read'} onClick={() => keep.mutate()}>
              <Icon name="download" /> {keep.isPending ? 'Keeping …' : 'Keep it on this server'}
            </button>
          )}
        />
      )}
      notices={isQuiet ? undefined : <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2">{notices}</div>}
    />
  );
}
