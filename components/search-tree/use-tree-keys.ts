'use client';

import type { RefObject } from 'react';
import type { NodeId } from '@/lib/search';
import { moveFrom, type TreeMove, type TreeView } from '@/lib/tree';
import { useKeys } from '@/components/ui/keys-overlay';
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
  const move = (to: TreeMove) => () => {
    const target = moveFrom(view, selected, to);
    if (target === undefined) return;
    onSelect(target);
    onSeek(target);
  };
  const zoomIn = () => control.zoomIn();
  useKeys({
    title: 'Tree',
    lines: [
      {
        does: 'Parent, best child (the tree must have the focus)',
        keys: { ArrowLeft: move('parent'), ArrowRight: move('best-child') },
        within: outline,
      },
      {
        does: 'The step above, below',
        keys: { ArrowUp: move('previous-in-column'), ArrowDown: move('next-in-column') },
        within: outline,
      },
      {
        does: 'The first, the last try from the same parent',
        keys: { PageUp: move('first-sibling'), PageDown: move('last-sibling') },
        within: outline,
      },
      {
        does: 'The problem, the leader or chosen answer',
        keys: { Home: move('root'), End: move('leader') },
        within: outline,
      },
      {
        does: 'Let go of the step',
        keys: { Escape: selected === undefined ? undefined : () => onSelect(undefined) },
        within: outline,
      },
      { does: 'The next step of the path whose score falls', keys: { e: move('next-fall') } },
      { does: 'The step of the path with the lowest score', keys: { w: move('lowest') } },
      { does: 'The first step of the path behind which nothing right was found', keys: { r: move('first-lost') } },
      { does: 'Zoom', keys: { '+': zoomIn, '=': zoomIn, '-': () => control.zoomOut() } },
      { does: 'Show the whole tree', keys: { 0: () => control.fit() } },
      { does: 'Follow the leader', keys: { f: onFollow } },
      { does: 'Fold duplicates and what was cut, or show all', keys: { x: onFold } },
    ],
  });
}
