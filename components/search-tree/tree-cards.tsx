'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { NodeId } from '@/lib/search';
import { isDead, scoresIn, type TreeNode, type TreeView } from '@/lib/tree';
import type { CameraControl } from './camera-control';
import { cardShare, cardWidth, columnWidth, laneHeight, type Camera } from './canvas/camera';
import { TreeNodeCard } from './tree-node-card';

/** More than fit on a 4K screen at card zoom. */
const mostCards = 240;
const mostTypeset = 14;
/** Cards that a frame has the time to lay out. */
const portion = 16;

interface TreeCardsProps {
  readonly view: TreeView;
  readonly control: CameraControl;
  readonly selected: NodeId | undefined;
  /** Steps that somebody holds on to. */
  readonly marked: readonly NodeId[];
  /** Paper waits for no frame. */
  readonly isAtOnce: boolean;
  readonly onSelect: (id: NodeId) => void;
  readonly onBeside: (id: NodeId) => void;
  /** Shows what a bundle holds. */
  readonly onOpen: (bundle: NodeId) => void;
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * HTML cards over the canvas, only at card zoom and only for nodes in sight; they move with the camera without React. All of a
 * screen at once would be several frames, so that they come a portion a frame, while they are still faint.
 */
export function TreeCards({ view, control, selected, marked, isAtOnce, onSelect, onBeside, onOpen }: TreeCardsProps) {
  const layer = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState<Window | undefined>();
  const [laidOut, setLaidOut] = useState(portion);

  useEffect(() => {
    const onCamera = () => {
      const { camera, frame } = control;
      const share = cardShare(camera);
      if (layer.current !== null) {
        layer.current.style.transform = `translate(${camera.tx}px, ${camera.ty}px) scale(${camera.kx}, ${camera.ky})`;
        layer.current.style.opacity = String(share);
        layer.current.style.visibility = share < 0.02 ? 'hidden' : 'visible';
      }
      const isInSight = share >= 0.02;
      setSight((old) => (isInSight ? same(old, windowOf(camera, frame)) : undefined));
      if (!isInSight) setLaidOut(portion);
    };
    onCamera();
    return control.subscribe(onCamera);
  }, [control]);

  const shown = useMemo(() => (sight === undefined ? [] : nodesIn(view, sight)), [view, sight]);
  const isPart = !isAtOnce && laidOut < shown.length;
  useEffect(() => {
    if (!isPart) return undefined;
    const frame = requestAnimationFrame(() => setLaidOut(laidOut + portion));
    return () => cancelAnimationFrame(frame);
  }, [isPart, laidOut]);
  const typeset = useMemo(
    () =>
      new Set(
        shown
          .filter((node) => !isDead(node.state) && node.source !== undefined)
          .slice(0, mostTypeset)
          .map((node) => node.id),
      ),
    [shown],
  );
  return (
    <div
      ref={layer}
      aria-hidden="true"
      className="pointer-events-none absolute top-0 left-0 origin-top-left"
      style={{ visibility: 'hidden' }}
    >
      {(isPart ? shown.slice(0, laidOut) : shown).map((node) => (
        <TreeNodeCard
          key={node.id}
          node={node}
          score={node.score === undefined ? undefined : scoresIn(view, node)(node.score)}
          isSelected={node.id === selected}
          isMarked={marked.includes(node.id)}
          isTypeset={typeset.has(node.id)}
          bundle={view.bundles.get(node.index)}
          onSelect={view.bundles.has(node.index) ? onOpen : onSelect}
          onBeside={onBeside}
        />
      ))}
    </div>
  );
}

function windowOf(camera: Camera, frame: { readonly width: number; readonly height: number }): Window {
  return {
    from: Math.floor((-camera.tx - cardWidth * camera.kx) / (columnWidth * camera.kx)),
    to: Math.ceil((frame.width - camera.tx) / (columnWidth * camera.kx)),
    top: Math.floor(-camera.ty / (laneHeight * camera.ky)) - 1,
    bottom: Math.ceil((frame.height - camera.ty) / (laneHeight * camera.ky)) + 1,
  };
}

function same(old: Window | undefined, next: Window): Window {
  return old !== undefined &&
    old.from === next.from &&
    old.to === next.to &&
    old.top === next.top &&
    old.bottom === next.bottom
    ? old
    : next;
}

function nodesIn(view: TreeView, sight: Window): readonly TreeNode[] {
  const found: TreeNode[] = [];
  for (const node of view.order) {
    if (
      node === undefined ||
      node.parentIndex < 0 ||
      // They stand in the gap between the cards.
      node.isRollout ||
      node.column < sight.from ||
      node.column > sight.to ||
      node.lane < sight.top ||
      node.lane > sight.bottom
    )
      continue;
    found.push(node);
    if (found.length === mostCards) break;
  }
  return found;
}
