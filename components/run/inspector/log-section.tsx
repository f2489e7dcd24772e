import type { LogMark } from '@/lib/client';
import type { Failure } from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';
import { formatCount, plural } from '@/components/ui/numbers';
import { Facts } from './facts';
import { Section } from './section';

interface LogSectionProps {
  readonly entries: readonly LogEntry[];
  readonly marks: readonly LogMark[];
  /** What ended the run, where a failure did. */
  readonly failure: Failure | undefined;
}

/** How the whole run went, whatever the cursor: when, how long the log is, what interrupted it. */
export function LogSection({ entries, marks, failure }: LogSectionProps) {
  const first = entries[0];
  const last = entries.at(-1);
  const count = (kind: LogMark['kind']) => marks.filter((mark) => mark.kind === kind).length;
  return (
    <Section title="Log">
      <Facts
        facts={[
          ['Began', first === undefined ? undefined : new Date(first.at).toLocaleString()],
          ['Latest entry', last === undefined ? undefined : new Date(last.at).toLocaleString()],
          ['Entries', formatCount(entries.length)],
          ['Rounds decided', formatCount(count('round'))],
          ['Paused', count('paused') === 0 ? undefined : plural(count('paused'), 'time')],
          ['Taken over after a crash', count('recovered') === 0 ? undefined : plural(count('recovered'), 'time')],
        ]}
      />
      {failure === undefined ? null : (
        <p className="mt-2 text-sm break-words text-bad" data-testid="failure">
          {failure.message}
        </p>
      )}
    </Section>
  );
}
