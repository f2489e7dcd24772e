import type { NodeId } from '@/lib/search';
import { gistOf, type TreeNode } from '@/lib/tree';
import { runWords } from '@/lib/words';
import { formatScore } from '@/components/ui/numbers';
import { scoreInk } from '@/components/ui/score';
import { useSay } from '@/components/ui/use-language';

interface BestSoFarProps {
  readonly leader: TreeNode | undefined;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** The leader while nothing is chosen yet, and the way to it; nothing where nothing is scored. */
export function BestSoFar({ leader, onNodeSelect }: BestSoFarProps) {
  const say = useSay();
  if (leader?.value === undefined) return null;
  return (
    <button
      type="button"
      data-testid="best-so-far"
      onClick={() => onNodeSelect(leader.id)}
      className="-mx-2 flex w-[calc(100%+1rem)] items-center gap-4 rounded-md px-2 py-1 text-left hover:bg-ink/5"
    >
      <span className="text-4xl leading-none font-semibold tabular-nums" style={{ color: scoreInk(leader.value) }}>
        {formatScore(leader.value)}
      </span>
      <span className="min-w-0 text-sm">
        <span className="block text-mute">{say(runWords.bestSoFar, { step: leader.depth })}</span>
        <span className="block truncate">{gistOf(leader.source?.text ?? '')}</span>
      </span>
    </button>
  );
}
