'use client';

import { Link } from '@/components/ui/link';
import { useState } from 'react';
import { readRaceFiles, type RecordedRace } from '@/lib/client';
import { raceWords, toldBy, type Told as Telling } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Said } from '@/components/ui/said';
import { Told } from '@/components/ui/told';
import { useSay } from '@/components/ui/use-language';

/** Where a race begins that has no lanes yet: from a run's page, or out of files. */
export function RaceFiles({ onOpen }: { readonly onOpen: (race: RecordedRace) => void }) {
  const say = useSay();
  const [problem, setProblem] = useState<Telling | undefined>();
  const read = async (files: readonly File[]) => {
    try {
      setProblem(undefined);
      onOpen(await readRaceFiles(files));
    } catch (error) {
      setProblem(toldBy(error));
    }
  };
  return (
    <main id="main" className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-5 px-4 py-12 sm:px-6">
      <h1 className="text-2xl sm:text-3xl">{say(raceWords.race)}</h1>
      <p className="max-w-[62ch] text-mute">
        <Said
          text={raceWords.about}
          parts={{
            start: (
              <Link href="/" className="link text-ink">
                {say(raceWords.startPage)}
              </Link>
            ),
            run: (
              <Link href="/runs" className="link text-ink">
                {say(raceWords.anyRun)}
              </Link>
            ),
          }}
        />
      </p>
      {problem === undefined ? null : (
        <Notice tone="bad" title={say(raceWords.noRace)} testId="file-error">
          <Told what={problem} />
        </Notice>
      )}
      <label className="panel flex min-h-40 cursor-pointer flex-col items-center justify-center gap-3 border-dashed border-dim p-8 text-center hover:border-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        <Icon name="flag" size={32} />
        <span className="text-lg font-medium">{say(raceWords.chooseFiles)}</span>
        <span className="text-sm text-mute">{say(raceWords.filesHint)}</span>
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
