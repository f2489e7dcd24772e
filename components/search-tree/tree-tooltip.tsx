import { bundleWords, explain, gistOf, originWords, type Bundle, type TreeNode, type TreeView } from '@/lib/tree';
import { treeWords, type Say } from '@/lib/words';
import { formatScore } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';

interface TreeTooltipProps {
  readonly view: TreeView;
  readonly node: TreeNode;
  /** Of the pointer, within the tree's frame. */
  readonly x: number;
  readonly y: number;
  readonly frame: { readonly width: number; readonly height: number };
}

const width = 320;

/** What the node under the pointer says, and what became of it. */
export function TreeTooltip({ view, node, x, y, frame }: TreeTooltipProps) {
  const say = useSay();
  const text = gistOf(node.parentIndex < 0 ? (view.state.spec?.problem.text ?? '') : (node.source?.text ?? ''));
  const origin = originWords(view, node, say);
  const bundle = view.bundles.get(node.index);
  const isLeft = x + width + 24 > frame.width;
  const isAbove = y > frame.height - 130;
  return (
    <div
      aria-hidden="true"
      data-testid="tree-tooltip"
      className="panel pointer-events-none absolute top-0 left-0 z-10 max-w-80 px-3 py-2 text-sm shadow-lg"
      style={{
        transform: `translate(${isLeft ? x - 16 : x + 16}px, ${isAbove ? y - 14 : y + 14}px) translate(${isLeft ? '-100%' : '0'}, ${isAbove ? '-100%' : '0'})`,
      }}
    >
      <p className="text-xs text-mute">
        {bundle === undefined
          ? explain(view, node, say)
          : say(treeWords.clickShows, { bundle: wordsOf(bundle, node, say) })}
      </p>
      {origin === '' || bundle !== undefined ? null : <p className="text-xs text-mute">{origin}</p>}
      {text === '' ? null : <p className="mt-1 line-clamp-3">{text}</p>}
    </div>
  );
}

function wordsOf(bundle: Bundle, { score }: TreeNode, say: Say): string {
  const words = bundleWords(bundle, say);
  return score === undefined ? words : say(treeWords.bestScores, { bundle: words, score: formatScore(score) });
}
