import { recordedWords } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import type { Reading } from './use-recorded-run';

/** How far a file has been read; what is read so far can be looked at meanwhile. */
export function FileProgress({ reading }: { readonly reading: Extract<Reading, { type: 'reading' }> }) {
  const say = useSay();
  return (
    <Notice tone="busy" title={say(recordedWords.reading, { name: reading.name })} testId="file-progress">
      <span className="flex items-center gap-3">
        <progress
          value={reading.share}
          max={1}
          aria-label={say(recordedWords.partRead)}
          className="h-1.5 w-48 accent-ink"
        />
        <span aria-hidden="true" className="tabular-nums">
          {say(recordedWords.readSoFar, {
            percent: Math.round(reading.share * 100),
            count: formatCount(reading.entries),
          })}
        </span>
      </span>
    </Notice>
  );
}
