'use client';

import type { RefObject } from 'react';
import type { NodeId } from '@/lib/search';
import { moveFrom, type TreeMove, type TreeView } from '@/lib/tree';
import { runWords, treeWords } from '@/lib/words';
import { useKeys } from '@/components/ui/keys-overlay';
import { useSay } from '@/components/ui/use-language';
import type { CameraControl } from './camera-control';

interface TreeKeysOptions {
  readonly control: CameraControl;
  readonly view: TreeView;
  readonly selected: NodeId | undefined;
  readonly onSelect: (node: NodeId | undefined) => void;
  /** Brings a step into sight that may have been out of it. */
  readonly onSeek: (node: NodeId) => void;
  readonly onFollow: () => void;
  readonly onFold: () => void;
  /** What has the focus while one walks in the tree. */
  readonly outline: RefObject<HTMLElement | null>;
}

/** The keys of the tree: to walk in it while it has the focus, and those of the view. */
export function useTreeKeys({
  control,
  view,
  selected,
  onSelect,
  onSeek,
  onFollow,
  onFold,
  outline,
}: TreeKeysOptions): void {
  const say = useSay();
  const move = (to: TreeMove) => () => {
    const target = moveFrom(view, selected, to);
    if (target === undefined) return;
    onSelect(target);
    onSeek(target);
  };
  const zoomIn = () => control.zoomIn();
  useKeys({
    title: say(runWords.tree),
    lines: [
      {
        does: say(treeWords.keyParent),
        keys: { ArrowLeft: move('parent'), ArrowRight: move('best-child') },
        within: outline,
      },
      {
        does: say(treeWords.keyAbove),
        keys: { ArrowUp: move('previous-in-column'), ArrowDown: move('next-in-column') },
        within: outline,
      },
      {
        does: say(treeWords.keyFirst),
        keys: { PageUp: move('first-sibling'), PageDown: move('last-sibling') },
        within: outline,
      },
      {
        does: say(treeWords.keyEnds),
        keys: { Home: move('root'), End: move('leader') },
        within: outline,
      },
      {
        does: say(treeWords.keyLeave),
        keys: { Escape: selected === undefined ? undefined : () => onSelect(undefined) },
        within: outline,
      },
      { does: say(treeWords.keyFall), keys: { e: move('next-fall') } },
      { does: say(treeWords.keyLowest), keys: { w: move('lowest') } },
      { does: say(treeWords.keyLost), keys: { r: move('first-lost') } },
      { does: say(treeWords.zoom), keys: { '+': zoomIn, '=': zoomIn, '-': () => control.zoomOut() } },
      { does: say(treeWords.whole), keys: { 0: () => control.fit() } },
      { does: say(treeWords.follow), keys: { f: onFollow } },
      { does: say(treeWords.keyFold), keys: { x: onFold } },
    ],
  });
}
