import { editMarks, runWords, treeWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { memo, type MouseEvent } from 'react';
import { bundleWords, gistOf, isDead, stateName, type Bundle, type TreeNode } from '@/lib/tree';
import { MathText } from '@/components/math/math-text';
import { scoreColor, scoreInk } from '@/components/ui/score';
import { cardWidth, columnWidth, laneHeight } from './canvas/camera';

interface TreeNodeCardProps {
  readonly node: TreeNode;
  /** Its score as it is written; undefined where it has none. */
  readonly score: string | undefined;
  readonly isSelected: boolean;
  /** Somebody holds on to it. */
  readonly isMarked: boolean;
  /** Formulas are typeset; few cards at a time. */
  readonly isTypeset: boolean;
  /** It stands for several. */
  readonly bundle: Bundle | undefined;
  readonly onSelect: (id: string) => void;
  readonly onBeside: (id: string) => void;
}

/** A node at card zoom, in tree units: a card where it lives, a line where it was cut. The tree itself is the keyboard's way. */
export const TreeNodeCard = memo(function TreeNodeCard({
  node,
  score,
  isSelected,
  isMarked,
  isTypeset,
  bundle,
  onSelect,
  onBeside,
}: TreeNodeCardProps) {
  const isCut = isDead(node.state);
  const onClick = ({ shiftKey }: MouseEvent) => (shiftKey && bundle === undefined ? onBeside : onSelect)(node.id);
  const text = node.source?.text ?? '';
  const isGrowing = node.state === 'growing';
  const place = { left: node.column * columnWidth, top: node.lane * laneHeight, width: cardWidth };
  const say = useSay();
  const rim = isSelected
    ? 'outline-3 outline-ink'
    : node.isChosen
      ? 'outline-3 outline-gold'
      : node.isLeader
        ? 'outline-2 outline-dashed outline-gold'
        : '';
  if (isCut) {
    return (
      <button
        type="button"
        tabIndex={-1}
        data-node={node.id}
        style={place}
        onClick={onClick}
        className={`pointer-events-auto absolute flex -translate-y-1/2 items-baseline gap-2 rounded-md bg-bg px-2 py-0.5 text-left text-[13px] text-mute ${rim}`}
      >
        <Score node={node} written={score} isFaded />
        {bundle === undefined ? null : <Count bundle={bundle} />}
        {isMarked ? <Flag /> : null}
        {bundle === undefined ? <Edited edit={node.edit} /> : null}
        <span className="truncate">
          {bundle === undefined ? gistOf(text) || stateName(node, say) : bundleWords(bundle, say)}
        </span>
      </button>
    );
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      data-node={node.id}
      style={{ ...place, borderLeftColor: node.score === undefined ? 'var(--dim)' : scoreColor(node.score) }}
      onClick={onClick}
      className={`pointer-events-auto absolute flex max-h-[92px] -translate-y-1/2 gap-2 overflow-hidden rounded-lg border border-l-4 border-line bg-card px-2.5 py-1.5 text-left text-[14px] leading-snug ${rim}`}
    >
      <span className="line-clamp-3 min-w-0 flex-1">
        {isMarked ? <Flag /> : null}
        <Edited edit={node.edit} />
        {node.state === 'reserved' ? (
          <span className="text-mute">…</span>
        ) : isTypeset && !isGrowing ? (
          <MathText text={titleless(text)} />
        ) : (
          gistOf(titleless(text))
        )}
        {isGrowing ? <span aria-hidden="true" className="caret" /> : null}
      </span>
      <span className="shrink-0 text-right">
        {isGrowing ? (
          <span className="text-[12px] text-mute">{say(treeWords.tokens, { tokens: node.source?.tokens ?? 0 })}</span>
        ) : (
          <Score node={node} written={score} />
        )}
        {bundle === undefined ? null : <Count bundle={bundle} />}
        {node.weight === 1 ? null : <span className="block text-[12px] tabular-nums">×{node.weight}</span>}
        {node.verdict === undefined ? null : (
          <span className={`block text-[12px] ${node.verdict === 'right' ? 'text-good' : 'text-bad'}`}>
            {say(runWords[node.verdict])}
          </span>
        )}
      </span>
    </button>
  );
});

function Count({ bundle: { nodes } }: { readonly bundle: Bundle }) {
  return <span className="block font-semibold whitespace-nowrap text-ink tabular-nums">× {nodes.length}</span>;
}

/** As on the canvas. */
function Flag() {
  return (
    <svg width={9} height={12} viewBox="0 0 9 12" className="mr-1.5 inline-block shrink-0 text-ink" data-testid="flag">
      <path d="M1 11.5V1l7 3-7 3" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
    </svg>
  );
}

function Edited({ edit }: Pick<TreeNode, 'edit'>) {
  const say = useSay();
  if (edit === undefined) return null;
  return <span className="mr-1.5 text-[12px] font-medium whitespace-nowrap text-ink">◇ {say(editMarks[edit])}</span>;
}

interface ScoreProps {
  readonly node: TreeNode;
  readonly written: TreeNodeCardProps['score'];
  readonly isFaded?: boolean;
}

function Score({ node: { score }, written, isFaded = false }: ScoreProps) {
  if (score === undefined) return null;
  return (
    <span className={`font-semibold tabular-nums ${isFaded ? 'opacity-80' : ''}`} style={{ color: scoreInk(score) }}>
      {written}
    </span>
  );
}

/** Without the “## Step 3:” that the column already says. */
function titleless(text: string): string {
  return text.replace(/^\s*#+\s*Step\s+\d+\s*:?\s*/i, '').trim();
}
