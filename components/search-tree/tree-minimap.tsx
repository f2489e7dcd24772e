'use client';

import { useEffect, useRef, useState } from 'react';
import { isDead, type TreeView } from '@/lib/tree';
import { scoreColor } from '@/components/ui/score';
import type { CameraControl } from './camera-control';
import { columnWidth, laneHeight } from './canvas/camera';

const size = { width: 176, height: 92 };
const pad = 8;

/** Where in the tree one is; shown only when part of it is out of sight. */
export function TreeMinimap({ view, control }: { readonly view: TreeView; readonly control: CameraControl }) {
  const frame = useRef<SVGRectElement>(null);
  const [isShown, setIsShown] = useState(false);
  const { top, bottom } = view.layout;
  const depth = Math.max(1, view.columns);
  const x = (column: number) => pad + (column / depth) * (size.width - 2 * pad);
  const y = (lane: number) => pad + ((lane - top) / Math.max(1, bottom - top)) * (size.height - 2 * pad);

  useEffect(() => {
    const onCamera = () => {
      const { camera, frame: screen } = control;
      const left = -camera.tx / (columnWidth * camera.kx);
      const right = left + screen.width / (columnWidth * camera.kx);
      const high = -camera.ty / (laneHeight * camera.ky);
      const low = high + screen.height / (laneHeight * camera.ky);
      setIsShown(control.isOwn && (left > 0.2 || right < depth || high > top + 0.2 || low < bottom - 0.2));
      const box = frame.current;
      if (box === null) return;
      const x0 = Math.max(1, x(left));
      const y0 = Math.max(1, y(high));
      box.setAttribute('x', String(x0));
      box.setAttribute('y', String(y0));
      box.setAttribute('width', String(Math.max(6, Math.min(size.width - 1, x(right)) - x0)));
      box.setAttribute('height', String(Math.max(6, Math.min(size.height - 1, y(low)) - y0)));
    };
    onCamera();
    return control.subscribe(onCamera);
  });

  if (!isShown) return null;
  const lines = view.order.flatMap((node) => {
    if (node === undefined || node.parentIndex < 0 || node.state === 'reserved' || node.isRollout) return [];
    const parent = view.layout.slots[node.parentIndex]!;
    return [
      {
        node,
        d: `M${x(Math.max(parent.column, node.column - 1)).toFixed(1)} ${y(node.depth === 1 && node.column > 1 ? node.lane : parent.lane).toFixed(1)}L${x(node.column).toFixed(1)} ${y(node.lane).toFixed(1)}`,
      },
    ];
  });
  const path = (test: (node: (typeof lines)[number]['node']) => boolean) =>
    lines
      .filter(({ node }) => test(node))
      .map(({ d }) => d)
      .join('');
  return (
    <svg
      aria-hidden="true"
      data-testid="minimap"
      {...size}
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="panel pointer-events-auto relative z-10 mr-3 hidden low:max-lg:mb-3 md:block presented:mb-3"
    >
      <path d={path((node) => isDead(node.state))} stroke="var(--line)" fill="none" />
      <path
        d={path((node) => !isDead(node.state) && !node.isChosen)}
        stroke={scoreColor(0.7)}
        strokeOpacity="0.7"
        fill="none"
      />
      <path d={path((node) => node.isChosen)} stroke="var(--gold)" strokeWidth="1.6" fill="none" />
      <rect ref={frame} fill="var(--ink)" fillOpacity="0.06" stroke="var(--ink)" rx="3" />
    </svg>
  );
}
