'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import type { TreeView } from '@/lib/tree';
import type { CameraControl } from './camera-control';

/**
 * Keeps what the reader looks at where it is when steps are folded or shown: of the steps that are there before and after, the
 * one nearest to the middle of the picture stays in its place. Where the tree is shown whole anyway nothing is to be held.
 */
export function useHold(control: CameraControl, view: TreeView): void {
  const before = useRef(view);
  const hold = useEffectEvent((from: TreeView, to: TreeView) => {
    const middle = control.middle();
    let nearest: { readonly from: number; readonly to: number; readonly distance: number } | undefined;
    for (const [index, node] of from.order.entries()) {
      const next = to.order[index];
      if (node === undefined || next === undefined) continue;
      const distance = Math.hypot((node.column - middle.column) * middle.lanesPerColumn, node.lane - middle.lane);
      if (nearest === undefined || distance < nearest.distance) nearest = { from: node.lane, to: next.lane, distance };
    }
    if (nearest !== undefined) control.moveLanes(nearest.to - nearest.from);
  });
  useEffect(() => {
    const from = before.current;
    before.current = view;
    // Another run, or the same places.
    if (from.layout === view.layout || from.layout.spec !== view.layout.spec || !control.isOwn) return;
    hold(from, view);
  }, [control, view]);
}
