import { Link } from '@/components/ui/link';
import type { SearchState } from '@/lib/search';
import { editWords } from '@/lib/tree';
import { fateWords, recordedWords } from '@/lib/words';
import { changesBetween } from '@/components/strategies/told-apart';
import { Said } from '@/components/ui/said';
import { useLanguage, useSay } from '@/components/ui/use-language';

interface ForkOriginProps {
  /** At the cursor. */
  readonly state: SearchState;
  /** The run that was left is on this server. */
  readonly isHere: boolean;
}

/** Where a run left another, what was done there and what is another from there; nothing for a run that left none. */
export function ForkOrigin({ state: { forks, spec }, isHere }: ForkOriginProps) {
  const say = useSay();
  const language = useLanguage();
  const fork = forks.at(-1);
  if (fork === undefined) return null;
  const { parent, seq, edit, specBefore } = fork;
  const why = [
    ...(edit === undefined ? [] : [editWords(edit, say)]),
    ...(specBefore === undefined || spec === undefined ? [] : changesBetween(specBefore, spec, language)),
  ].join(say(fateWords.comma));
  const link = isHere ? (
    <Link href={`/runs/${encodeURIComponent(parent)}?at=${seq}`} className="link">
      {say(recordedWords.forkedLink)}
    </Link>
  ) : (
    say(recordedWords.forkedLink)
  );
  return (
    <span data-testid="fork-origin">
      {why === '' ? (
        <Said text={recordedWords.forked} parts={{ link, entry: seq }} />
      ) : (
        <Said text={recordedWords.forkedBecause} parts={{ link, entry: seq, edit: why }} />
      )}
      {forks.length === 1 ? null : ` ${say(recordedWords.forkedBefore, { count: forks.length - 1 })}`}
    </span>
  );
}
