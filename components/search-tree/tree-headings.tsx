'use client';

import { useEffect, useRef } from 'react';
import type { NodeId } from '@/lib/search';
import type { TreeView } from '@/lib/tree';
import { treeWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { CameraControl } from './camera-control';
import { screenX } from './canvas/camera';

/** Pixels a heading needs; where columns are closer only every second, fifth … is named. */
const room = 64;
/** Between a heading and the edge of the picture. */
const edge = 4;

interface TreeHeadingsProps {
  readonly view: TreeView;
  readonly control: CameraControl;
  /** By depth, a step whose round's decision can be looked at. */
  readonly decided: ReadonlyMap<number, NodeId> | undefined;
  readonly onSelect: ((node: NodeId) => void) | undefined;
}

/** “Step 1, 2, 3 …” over the columns, each the pointer's way to what was decided on it; they move with the camera without React. */
export function TreeHeadings({ view, control, decided, onSelect }: TreeHeadingsProps) {
  const row = useRef<HTMLDivElement>(null);
  const growing = useGrowingDepth(view);
  useEffect(() => {
    // To measure one costs a layout of the page.
    const widths = new Map<Element, number>();
    let frameWidth = 0;
    const widthOf = (heading: HTMLElement) => {
      const width = widths.get(heading) ?? heading.offsetWidth;
      widths.set(heading, width);
      return width;
    };
    const onCamera = () => {
      const { camera, frame } = control;
      // Words become larger only where the frame does, too.
      if (frame.width !== frameWidth) widths.clear();
      frameWidth = frame.width;
      const spacing = screenX(camera, 1) - screenX(camera, 0);
      const every = [1, 2, 5, 10, 20].find((step) => step * spacing >= room) ?? 50;
      for (const child of row.current?.children ?? []) {
        if (!(child instanceof HTMLElement)) continue;
        const depth = Number(child.dataset['depth']);
        const x = screenX(camera, depth);
        const isShown = (depth - 1) % every === 0 && x > -room && x < frame.width + room;
        child.style.display = isShown ? '' : 'none';
        // The last one is not cut where the tree reaches up to the edge.
        const isAtEdge = isShown && x <= frame.width && x > frame.width - room;
        const most = isAtEdge ? frame.width - widthOf(child) / 2 - edge : x;
        child.style.transform = `translateX(${Math.min(x, most)}px)`;
      }
    };
    onCamera();
    return control.subscribe(onCamera);
  }, [control, view.depth, growing]);
  return (
    <div
      ref={row}
      aria-hidden="true"
      className="pointer-events-none absolute inset-x-0 top-0 h-9 overflow-hidden bg-linear-to-b from-bg from-60% to-transparent text-xs text-mute"
    >
      {Array.from({ length: view.depth }, (_, i) => i + 1).map((depth) => (
        <span key={depth} data-depth={depth} className="absolute top-2.5 left-0 whitespace-nowrap">
          <span className={`inline-block -translate-x-1/2 ${depth === growing ? 'font-medium text-ink' : ''}`}>
            <Heading depth={depth} node={decided?.get(depth)} onSelect={onSelect} />
          </span>
        </span>
      ))}
    </div>
  );
}

interface HeadingProps extends Pick<TreeHeadingsProps, 'onSelect'> {
  readonly depth: number;
  /** Undefined: nothing was decided on it. */
  readonly node: NodeId | undefined;
}

/** Keys have the step in hand, and `D`. */
function Heading({ depth, node, onSelect }: HeadingProps) {
  const say = useSay();
  if (node === undefined || onSelect === undefined) return <>{say(treeWords.step, { step: depth })}</>;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-testid="decision-heading"
      title={say(treeWords.howDecided)}
      className="pointer-events-auto -my-1 rounded px-1.5 py-1 hover:bg-ink/7 hover:text-ink"
      onClick={() => onSelect(node)}
    >
      {say(treeWords.step, { step: depth })}
    </button>
  );
}

/** The deepest step that is being written now. */
function useGrowingDepth(view: TreeView): number | undefined {
  if (view.status !== 'running') return undefined;
  let deepest: number | undefined;
  for (const node of view.order) if (node?.state === 'growing') deepest = Math.max(deepest ?? 0, node.depth);
  return deepest;
}
