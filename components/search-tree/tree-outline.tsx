'use client';

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import type { NodeId } from '@/lib/search';
import {
  announce,
  bestChild,
  explain,
  gistOf,
  moveFrom,
  nodeLabel,
  siblingsOf,
  stateName,
  type TreeMove,
  type TreeNode,
  type TreeView,
} from '@/lib/tree';

/** Siblings told around the node in hand; the whole of a large tree would be slow to build and hopeless to listen to. */
const around = 8;
const announceEveryMs = 4_000;

const moves: Readonly<Record<string, TreeMove>> = {
  ArrowLeft: 'parent',
  ArrowRight: 'best-child',
  ArrowUp: 'previous-in-column',
  ArrowDown: 'next-in-column',
  Home: 'root',
  End: 'leader',
  PageUp: 'first-sibling',
  PageDown: 'last-sibling',
};

interface TreeOutlineProps {
  readonly ref?: Ref<HTMLDivElement>;
  readonly view: TreeView;
  readonly selected: NodeId | undefined;
  readonly onSelect: (id: NodeId | undefined) => void;
  /** The keyboard moved the selection: bring it into sight. */
  readonly onMove: (node: TreeNode) => void;
}

/** The tree for keyboard and screen reader: the path to the node in hand and its siblings, one tab stop for all. */
export function TreeOutline({ ref, view, selected, onSelect, onMove }: TreeOutlineProps) {
  const id = useId();
  const active = (selected === undefined ? undefined : view.nodes.get(selected)) ?? view.order[0];
  const items = useMemo(() => (active === undefined ? [] : itemsAround(view, active)), [view, active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && selected !== undefined) {
      event.preventDefault();
      onSelect(undefined);
      return;
    }
    const move = moves[event.key];
    const target =
      move === undefined || event.altKey || event.ctrlKey || event.metaKey ? undefined : moveFrom(view, selected, move);
    if (move === undefined || target === undefined) return;
    event.preventDefault();
    onSelect(target);
    const node = view.nodes.get(target);
    if (node !== undefined) onMove(node);
  };
  return (
    <>
      <div
        ref={ref}
        role="tree"
        tabIndex={0}
        aria-label="Search tree"
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
        data-testid="tree-outline"
        onKeyDown={onKeyDown}
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
              {labelOf(view, node)}
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

function labelOf(view: TreeView, node: TreeNode): string {
  if (node.parentIndex < 0) return `The problem: ${gistOf(view.state.spec?.problem.text ?? '')}`;
  return `Step ${node.depth}, node ${nodeLabel(node.id)}, ${stateName(node)}. ${explain(view, node)}. ${gistOf(node.source?.text ?? '')}`;
}

/** One sentence on what was decided, now and then. */
function Announcements({ view }: { readonly view: TreeView }) {
  const [words, setWords] = useState('');
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  }, [view]);
  useEffect(() => {
    let told: TreeView | undefined;
    const timer = setInterval(() => {
      const now = latest.current;
      const sentence = told === undefined ? undefined : announce(told, now);
      told = now;
      if (sentence !== undefined) setWords(sentence);
    }, announceEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
