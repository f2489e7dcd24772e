'use client';

import Link from 'next/link';
import { useState } from 'react';
import { readRaceFiles, type RecordedRace } from '@/lib/client';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';

/** Where a race begins that has no lanes yet: from a run's page, or out of files. */
export function RaceFiles({ onOpen }: { readonly onOpen: (race: RecordedRace) => void }) {
  const [problem, setProblem] = useState<string | undefined>();
  const read = async (files: readonly File[]) => {
    try {
      setProblem(undefined);
      onOpen(await readRaceFiles(files));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <main id="main" className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-5 px-4 py-12 sm:px-6">
      <h1 className="text-2xl sm:text-3xl">Race</h1>
      <p className="max-w-[62ch] text-mute">
        Two to four runs of one problem on one clock: their trees, what each has spent, the answer that each holds at
        every moment. “Against …” on the{' '}
        <Link href="/" className="link text-ink">
          start page
        </Link>{' '}
        starts several at once; on the page of{' '}
        <Link href="/runs" className="link text-ink">
          any run
        </Link>{' '}
        it races that run against another. Or open a race that was downloaded, or the logs of several runs.
      </p>
      {problem === undefined ? null : (
        <Notice tone="bad" title="That is no race" testId="file-error">
          {problem}
        </Notice>
      )}
      <label className="panel flex min-h-40 cursor-pointer flex-col items-center justify-center gap-3 border-dashed border-dim p-8 text-center hover:border-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        <Icon name="flag" size={32} />
        <span className="text-lg font-medium">Choose files</span>
        <span className="text-sm text-mute">one race, or up to four logs (.ndjson); nothing is sent anywhere</span>
        <input
          type="file"
          multiple
          accept=".ndjson,.jsonl,.json,application/x-ndjson"
          className="sr-only"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) void read(files);
          }}
        />
      </label>
    </main>
  );
}
