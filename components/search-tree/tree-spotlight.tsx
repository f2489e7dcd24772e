'use client';

import { useEffect, useRef } from 'react';
import type { NodeId } from '@/lib/search';
import type { TreeNode, TreeView } from '@/lib/tree';
import type { CameraControl } from './camera-control';
import { cardShare, cardWidth, columnWidth, laneHeight, type Camera } from './canvas/camera';

/** Around a dot, and around a card, in pixels. */
const dotRadius = 13;
const cardGap = 5;
/** Height of a card in tree units. */
const cardHeight = 92;

interface TreeSpotlightProps {
  readonly view: TreeView;
  readonly control: CameraControl;
  readonly nodes: readonly NodeId[];
}

/** Rings around the steps that somebody points at; all else is dimmed. Moves with the camera without React, as cards do. */
export function TreeSpotlight({ view, control, nodes }: TreeSpotlightProps) {
  const shade = useRef<SVGPathElement>(null);
  const rings = useRef<SVGPathElement>(null);
  useEffect(() => {
    const lit = nodes.flatMap((id) => view.nodes.get(id) ?? []);
    const onCamera = () => {
      const { camera, frame } = control;
      const holes = lit.map((node) => outlineOf(node, camera)).join('');
      rings.current?.setAttribute('d', holes);
      shade.current?.setAttribute('d', lit.length === 0 ? '' : `M0 0H${frame.width}V${frame.height}H0Z${holes}`);
    };
    onCamera();
    return control.subscribe(onCamera);
  }, [view, control, nodes]);
  return (
    <svg
      aria-hidden="true"
      data-testid="spotlight"
      data-nodes={nodes.join(' ')}
      className="pointer-events-none absolute inset-0 h-full w-full"
    >
      <path ref={shade} fill="var(--bg)" fillOpacity="0.62" fillRule="evenodd" />
      <path ref={rings} fill="none" stroke="var(--ramp-3)" strokeWidth="2.5" />
    </svg>
  );
}

/** A rounded outline of the dot, and of as much of the card as there is at this zoom. */
function outlineOf(node: TreeNode, camera: Camera): string {
  const share = cardShare(camera);
  const x = camera.tx + node.column * columnWidth * camera.kx;
  const y = camera.ty + node.lane * laneHeight * camera.ky;
  const isCard = share > 0.5 && node.parentIndex >= 0;
  const [left, right] = isCard ? [x - cardGap, x + cardWidth * camera.kx + cardGap] : [x - dotRadius, x + dotRadius];
  const half = isCard ? (cardHeight / 2) * camera.ky + 2 : dotRadius;
  const round = Math.min(half, isCard ? 12 : dotRadius);
  return [
    `M${left + round} ${y - half}H${right - round}`,
    `A${round} ${round} 0 0 1 ${right} ${y - half + round}V${y + half - round}`,
    `A${round} ${round} 0 0 1 ${right - round} ${y + half}H${left + round}`,
    `A${round} ${round} 0 0 1 ${left} ${y + half - round}V${y - half + round}`,
    `A${round} ${round} 0 0 1 ${left + round} ${y - half}Z`,
  ].join('');
}
