import type { LogMark } from '@/lib/client';
import type { Failure } from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';
import { factWords, toldFailure } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { Facts } from '../facts';
import { Section } from '../section';

interface LogSectionProps {
  readonly entries: readonly LogEntry[];
  readonly marks: readonly LogMark[];
  /** What ended the run, where a failure did. */
  readonly failure: Failure | undefined;
}

/** How the whole run went, whatever the cursor: when, how long the log is, what interrupted it. */
export function LogSection({ entries, marks, failure }: LogSectionProps) {
  const say = useSay();
  const first = entries[0];
  const last = entries.at(-1);
  const count = (kind: LogMark['kind']) => marks.filter((mark) => mark.kind === kind).length;
  return (
    <Section title={say(factWords.log)}>
      <Facts
        facts={[
          [say(factWords.began), first === undefined ? undefined : new Date(first.at).toLocaleString()],
          [say(factWords.latest), last === undefined ? undefined : new Date(last.at).toLocaleString()],
          [say(factWords.entries), formatCount(entries.length)],
          [say(factWords.rounds), formatCount(count('round'))],
          [
            say(factWords.paused),
            count('paused') === 0 ? undefined : say(factWords.times, { count: formatCount(count('paused')) }),
          ],
          [
            say(factWords.takenOver),
            count('recovered') === 0 ? undefined : say(factWords.times, { count: formatCount(count('recovered')) }),
          ],
        ]}
      />
      {failure === undefined ? null : (
        <p className="mt-2 text-sm break-words text-bad" data-testid="failure">
          <Told what={toldFailure(failure)} />
        </p>
      )}
    </Section>
  );
}
