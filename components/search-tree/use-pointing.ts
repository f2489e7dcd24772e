'use client';

import { useEffect, useEffectEvent } from 'react';
import type { NodeId } from '@/lib/search';
import type { TreeView } from '@/lib/tree';
import type { CameraControl } from './camera-control';

/** Shows the steps that somebody points at; a new pointing is a new place to look at, whoever held the view before. */
export function usePointing(control: CameraControl, view: TreeView, nodes: readonly NodeId[] | undefined): void {
  const pointed = nodes?.join(' ');
  const isThere = nodes !== undefined && nodes.some((id) => view.nodes.has(id));
  const frame = useEffectEvent(() => {
    const found = (nodes ?? []).flatMap((id) => view.nodes.get(id) ?? []);
    control.frameOn(
      found.length === 0
        ? undefined
        : {
            left: Math.min(...found.map(({ column }) => column)),
            right: Math.max(...found.map(({ column }) => column)),
            top: Math.min(...found.map(({ lane }) => lane)),
            bottom: Math.max(...found.map(({ lane }) => lane)),
          },
    );
  });
  useEffect(() => {
    // Nobody points: the view is the reader's, or the tree's own.
    if (pointed !== undefined) frame();
  }, [control, pointed, isThere]);
}
