import Link from 'next/link';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { FileInput } from './file-input';
import { FileProgress } from './file-progress';
import type { Reading } from './use-recorded-run';

/** Where a file is chosen, and what was wrong with the last one. */
export function FileChooser({
  reading,
  onChoose,
}: {
  readonly reading: Reading;
  readonly onChoose: (file: File) => void;
}) {
  return (
    <main id="main" className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-5 px-4 py-12 sm:px-6">
      <h1 className="text-2xl sm:text-3xl">Replay a recorded run</h1>
      <p className="max-w-[62ch] text-mute">
        A run is a file: its log, one JSON object a line. Open one from any machine and scrub, inspect and count its
        votes. It is read in this browser; nothing is sent anywhere.
      </p>
      {reading.type === 'broken' ? (
        <Notice tone="bad" title={`${reading.name} is not a run log`} testId="file-error">
          {reading.message}
        </Notice>
      ) : null}
      {reading.type === 'reading' ? <FileProgress reading={reading} /> : null}
      <FileInput
        className="panel flex min-h-52 flex-col items-center justify-center gap-3 border-dashed border-dim p-8 text-center hover:border-ink"
        onChoose={onChoose}
      >
        <Icon name="file" size={32} />
        <span className="text-lg font-medium">Choose a log file</span>
        <span className="text-sm text-mute">or drop it anywhere on this page (.ndjson)</span>
      </FileInput>
      <p className="text-sm text-mute">
        Where from? Every run’s page has a button{' '}
        <span className="inline-block align-[-0.1em]">
          <Icon name="download" size={14} />
        </span>{' '}
        for its log; see the{' '}
        <Link href="/runs" className="link text-ink">
          list of runs
        </Link>
        . A file that breaks off is shown up to the line that is wrong.
      </p>
    </main>
  );
}
