import { runWords } from '@/lib/words';
import type { Verdict } from '@/lib/tree';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

/** Beside an answer that got votes: whether it is right; nothing where that is not known or not told. */
export function VoteVerdict({ verdict }: { readonly verdict: Verdict | undefined }) {
  const say = useSay();
  if (verdict === undefined) return null;
  return (
    <span
      className={`inline-flex shrink-0 items-center gap-1 text-xs font-medium ${verdict === 'right' ? 'text-good' : 'text-bad'}`}
    >
      <Icon name={verdict === 'right' ? 'check' : 'cross'} size={12} />
      {say(runWords[verdict])}
    </span>
  );
}
