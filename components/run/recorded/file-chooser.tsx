import { Told } from '@/components/ui/told';
import { Link } from '@/components/ui/link';
import { recordedWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { FileInput } from './file-input';
import { FileProgress } from './file-progress';
import type { Reading } from './use-recorded-run';

/** Where a file is chosen, and what was wrong with the last one. */
export function FileChooser({
  reading,
  onChoose,
}: {
  readonly reading: Reading;
  readonly onChoose: (files: readonly File[]) => void;
}) {
  const say = useSay();
  return (
    <main id="main" className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-5 px-4 py-12 sm:px-6">
      <h1 className="text-2xl sm:text-3xl">{say(recordedWords.heading)}</h1>
      <p className="max-w-[62ch] text-mute">{say(recordedWords.about)}</p>
      {reading.type === 'broken' ? (
        <Notice tone="bad" title={say(recordedWords.notALog, { name: reading.name })} testId="file-error">
          <Told what={reading.why} />
        </Notice>
      ) : null}
      {reading.type === 'reading' ? <FileProgress reading={reading} /> : null}
      <FileInput
        className="panel flex min-h-52 flex-col items-center justify-center gap-3 border-dashed border-dim p-8 text-center hover:border-ink"
        onChoose={onChoose}
      >
        <Icon name="file" size={32} />
        <span className="text-lg font-medium">{say(recordedWords.choose)}</span>
        <span className="text-sm text-mute">{say(recordedWords.orDrop)}</span>
      </FileInput>
      <p className="text-sm text-mute">
        <Said
          text={recordedWords.whereFrom}
          parts={{
            icon: (
              <span className="inline-block align-[-0.1em]">
                <Icon name="download" size={14} />
              </span>
            ),
            runs: (
              <Link href="/runs" className="link text-ink">
                {say(recordedWords.listOfRuns)}
              </Link>
            ),
          }}
        />
      </p>
    </main>
  );
}
