import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import type { Reading } from './use-recorded-run';

/** How far a file has been read; what is read so far can be looked at meanwhile. */
export function FileProgress({ reading }: { readonly reading: Extract<Reading, { type: 'reading' }> }) {
  return (
    <Notice tone="busy" title={`Reading ${reading.name}`} testId="file-progress">
      <span className="flex items-center gap-3">
        <progress
          value={reading.share}
          max={1}
          aria-label="Part of the file that is read"
          className="h-1.5 w-48 accent-ink"
        />
        <span aria-hidden="true" className="tabular-nums">
          {Math.round(reading.share * 100)} %, {plural(reading.entries, 'entry', 'entries')}
        </span>
      </span>
    </Notice>
  );
}
