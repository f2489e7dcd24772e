import { gistOf } from '@/lib/tree';
import { formatScore } from '@/components/ui/numbers';
import { scoreInk } from '@/components/ui/score';
import type { RunView } from '../playback/use-run-view';

/** The leader while nothing is chosen yet, and the way to it; nothing where nothing is scored. */
export function BestSoFar({ run }: { readonly run: RunView }) {
  const leader = run.view.leader === undefined ? undefined : run.view.nodes.get(run.view.leader);
  if (leader?.value === undefined) return null;
  return (
    <button
      type="button"
      data-testid="best-so-far"
      onClick={() => run.selectNode(leader.id)}
      className="-mx-2 flex w-[calc(100%+1rem)] items-center gap-4 rounded-md px-2 py-1 text-left hover:bg-ink/5"
    >
      <span className="text-4xl leading-none font-semibold tabular-nums" style={{ color: scoreInk(leader.value) }}>
        {formatScore(leader.value)}
      </span>
      <span className="min-w-0 text-sm">
        <span className="block text-mute">best so far, at step {leader.depth}</span>
        <span className="block truncate">{gistOf(leader.source?.text ?? '')}</span>
      </span>
    </button>
  );
}
