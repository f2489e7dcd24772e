import Link from 'next/link';
import type { Fork } from '@/lib/search';
import { editWords } from '@/lib/tree';
import { recordedWords } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';

/** Where a run left another, and what was done there; nothing for a run that left none. */
export function ForkOrigin({ forks }: { readonly forks: readonly Fork[] }) {
  const say = useSay();
  const fork = forks.at(-1);
  if (fork === undefined) return null;
  const link = (
    <Link href={`/runs/${encodeURIComponent(fork.parent)}?at=${fork.seq}`} className="link">
      {say(recordedWords.forkedLink)}
    </Link>
  );
  return (
    <span data-testid="fork-origin">
      {fork.edit === undefined ? (
        <Said text={recordedWords.forked} parts={{ link, entry: fork.seq }} />
      ) : (
        <Said text={recordedWords.forkedBecause} parts={{ link, entry: fork.seq, edit: editWords(fork.edit, say) }} />
      )}
    </span>
  );
}
