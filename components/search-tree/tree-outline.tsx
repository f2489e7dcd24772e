'use client';

import { useEffect, useEffectEvent, useId, useMemo, useState, type Ref } from 'react';
import type { NodeId } from '@/lib/search';
import {
  announce,
  bestChild,
  explain,
  gistOf,
  nodeLabel,
  originWords,
  siblingsOf,
  stateName,
  type TreeNode,
  type TreeView,
} from '@/lib/tree';
import { fateWords, stepWords, treeWords, type Say } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

/** Siblings told around the node in hand; the whole of a large tree would be slow to build and hopeless to listen to. */
const around = 8;
const announceEveryMs = 4_000;

interface TreeOutlineProps {
  readonly ref?: Ref<HTMLDivElement>;
  readonly view: TreeView;
  readonly selected: NodeId | undefined;
  /** Steps that somebody holds on to. */
  readonly marked: readonly NodeId[];
}

/** The tree for screen readers, and what has the focus while keys walk in it: the path to the node in hand and its siblings, one tab stop for all. */
export function TreeOutline({ ref, view, selected, marked }: TreeOutlineProps) {
  const id = useId();
  const say = useSay();
  const active = (selected === undefined ? undefined : view.nodes.get(selected)) ?? view.order[0];
  const items = useMemo(() => (active === undefined ? [] : itemsAround(view, active)), [view, active]);
  return (
    <>
      <div
        ref={ref}
        role="tree"
        tabIndex={0}
        aria-label={say(treeWords.tree)}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
        data-testid="tree-outline"
        className="pointer-events-none absolute inset-0 z-10 overflow-hidden rounded-none focus-visible:outline-offset-[-3px]"
      >
        <div className="sr-only">
          {items.map(({ node, level, position, size }) => (
            <div
              key={node.id}
              id={`${id}-${node.id}`}
              role="treeitem"
              aria-level={level}
              aria-posinset={position}
              aria-setsize={size}
              aria-selected={node.id === selected}
              aria-expanded={bestChild(view, node.id) === undefined ? undefined : true}
              tabIndex={-1}
            >
              {marked.includes(node.id)
                ? say(treeWords.marked, { step: labelOf(view, node, say) })
                : labelOf(view, node, say)}
            </div>
          ))}
        </div>
      </div>
      <Announcements view={view} />
    </>
  );
}

interface Item {
  readonly node: TreeNode;
  readonly level: number;
  readonly position: number;
  readonly size: number;
}

function itemsAround(view: TreeView, active: TreeNode): readonly Item[] {
  const path: TreeNode[] = [];
  for (
    let node: TreeNode | undefined = active;
    node !== undefined;
    node = node.parent === undefined ? undefined : view.nodes.get(node.parent)
  )
    path.unshift(node);
  return path.flatMap((node, i) => {
    const siblings = siblingsOf(view, node);
    const at = siblings.indexOf(node);
    const from = i === path.length - 1 ? Math.max(0, at - around) : at;
    const to = i === path.length - 1 ? at + around + 1 : at + 1;
    return siblings
      .slice(from, to)
      .map((sibling, k) => ({ node: sibling, level: i + 1, position: from + k + 1, size: siblings.length }));
  });
}

function labelOf(view: TreeView, node: TreeNode, say: Say): string {
  if (node.parentIndex < 0) return say(stepWords.theProblemIs, { text: gistOf(view.state.spec?.problem.text ?? '') });
  const origin = originWords(view, node, say);
  const why = explain(view, node, say);
  const told = {
    step: node.depth,
    node: nodeLabel(node.id),
    why: origin === '' ? why : `${why}${say(fateWords.comma)}${origin}`,
    text: gistOf(node.source?.text ?? ''),
  };
  return node.isRollout
    ? say(stepWords.label, told)
    : say(stepWords.labelState, { ...told, state: stateName(node, say) });
}

/** One sentence on what was decided, now and then. */
function Announcements({ view }: { readonly view: TreeView }) {
  const say = useSay();
  const [words, setWords] = useState('');
  const tell = useEffectEvent((told: TreeView | undefined): TreeView => {
    const sentence = told === undefined ? undefined : announce(told, view, say);
    if (sentence !== undefined) setWords(sentence);
    return view;
  });
  useEffect(() => {
    let told: TreeView | undefined;
    const timer = setInterval(() => {
      told = tell(told);
    }, announceEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
