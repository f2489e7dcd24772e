'use client';

import { useMemo, useState } from 'react';
import { hasEnded, type NodeId } from '@/lib/search';
import { foldView, type Folding, type TreeView } from '@/lib/tree';

/** Lanes up to which a whole tree can be read. */
const readableLanes = 40;

interface FoldingOptions {
  /** More may come: nothing moves by itself. */
  readonly isLive: boolean;
  /** Steps that are looked at, which are never folded away. */
  readonly held: readonly NodeId[];
  /** False where somebody points at steps: the tree is shown as it is. */
  readonly mayFold: boolean;
}

interface TreeFolding {
  /** What is drawn: the view with its bulk folded away, or the view itself. */
  readonly shown: TreeView;
  readonly isFolded: boolean;
  /** Folds all that can be, or shows all. */
  readonly toggle: () => void;
  readonly open: (bundle: NodeId) => void;
}

const nothing: ReadonlySet<NodeId> = new Set();

/**
 * What of a tree is folded. A large run that was over when it was opened is folded until the reader says otherwise or goes back
 * in it; what grows before the reader's eyes is folded only when asked for, for whatever is folded moves the rest.
 */
export function useFolding(view: TreeView, { isLive, held, mayFold }: FoldingOptions): TreeFolding {
  const [wish, setWish] = useState<boolean>();
  const [opened, setOpened] = useState(nothing);
  const isOver = hasEnded(view.status);
  const [wasOver, setWasOver] = useState(isOver);
  if (wasOver !== isOver) setWasOver(isOver);
  // It was seen whole: it stays so.
  if (wish === undefined && (isLive || (wasOver && !isOver))) setWish(false);
  const isLarge = view.layout.bottom - view.layout.top > readableLanes;
  const isFolded = wish ?? (mayFold && isOver && isLarge);
  const [folder] = useState(() => new Folder());
  const names = held.join(' ');
  const shown = useMemo(() => {
    if (!isFolded) return view;
    return folder.fold(view, { opened, held: names.split(' ') });
  }, [folder, view, isFolded, opened, names]);
  return {
    shown,
    isFolded,
    toggle: () => {
      setWish(!isFolded);
      setOpened(nothing);
    },
    open: (bundle) => setOpened((old) => new Set([...old, bundle])),
  };
}

/** Remembers what was folded last, so that what looks the same stays the same. */
class Folder {
  #last: TreeView | undefined;
  fold(view: TreeView, folding: Folding): TreeView {
    this.#last = foldView(view, folding, this.#last);
    return this.#last;
  }
}
