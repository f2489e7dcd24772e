'use client';

import { useState, type RefObject } from 'react';
import type { NodeId } from '@/lib/search';
import { contradictionOn, lowestOn, moveFrom, nodeLabel, type TreeMove, type TreeView } from '@/lib/tree';
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
  /** Words on the step that stands chosen from now on. */
  readonly onTell: (words: string, node: NodeId | undefined) => void;
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
  onTell,
  onFollow,
  onFold,
  outline,
}: TreeKeysOptions): void {
  const say = useSay();
  const goTo = (target: NodeId | undefined) => {
    if (target === undefined) return;
    onSelect(target);
    onSeek(target);
  };
  const move = (to: TreeMove) => () => goTo(moveFrom(view, selected, to));
  /** The path that is walked by its lowest scores, and where that led last. */
  const [walk, setWalk] = useState<{ readonly from: NodeId | undefined; readonly last: NodeId | undefined }>();
  const goToLowest = () => {
    const { from, last } = walk !== undefined && walk.last === selected ? walk : { from: selected, last: undefined };
    const target = lowestOn(view, { from, last });
    setWalk({ from, last: target });
    goTo(target);
  };
  const goToContradicted = () => {
    const found = contradictionOn(view, selected);
    if (found === undefined) {
      onTell(say(treeWords.nothingContradicts), selected);
      return;
    }
    const { node, equation } = found;
    goTo(node);
    const step = nodeLabel(node);
    onTell(
      equation === undefined
        ? say(treeWords.partsFromRight, { step })
        : say(treeWords.doesNotHold, { step, equation: `$${equation.left} = ${equation.right}$` }),
      node,
    );
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
      { does: say(treeWords.keyLowest), keys: { w: goToLowest } },
      { does: say(treeWords.keyContradicted), keys: { r: goToContradicted } },
      { does: say(treeWords.zoom), keys: { '+': zoomIn, '=': zoomIn, '-': () => control.zoomOut() } },
      { does: say(treeWords.whole), keys: { 0: () => control.fit() } },
      { does: say(treeWords.follow), keys: { f: onFollow } },
      { does: say(treeWords.keyFold), keys: { x: onFold } },
    ],
  });
}
