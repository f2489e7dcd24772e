'use client';

import { useEffect, useMemo, useRef } from 'react';
import type { NodeId } from '@/lib/search';
import { gistOf, scoresIn, type TreeNode, type TreeView } from '@/lib/tree';
import { scoreInk } from '@/components/ui/score';
import type { CameraControl } from './camera-control';
import { cardShare, cardWidth, columnWidth, laneHeight, type Camera } from './canvas/camera';

/** Around a dot, and around a card, in pixels. */
const dotRadius = 13;
const cardGap = 5;
/** Height of a card with three lines, in tree units. */
const cardHeight = 76;
/** A label that nothing stands beside is as wide at most. */
const widestLabel = '28rem';
/** Room that words below a dot need, and that a score needs, in ems of their letters. */
const leastWords = 6;
const leastScore = 3;
/** Height of a line of a label, in lines of the page's text. */
const labelLine = 1.15;

interface TreeSpotlightProps {
  readonly view: TreeView;
  readonly control: CameraControl;
  readonly nodes: readonly NodeId[];
}

/**
 * Rings around the steps that somebody points at, all else dimmed; where the steps are dots, with the words of each beside it.
 * Moves with the camera without React, as cards do.
 */
export function TreeSpotlight({ view, control, nodes }: TreeSpotlightProps) {
  const shade = useRef<SVGPathElement>(null);
  const rings = useRef<SVGPathElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const lit = useMemo(() => nodes.flatMap((id) => view.nodes.get(id) ?? []), [view, nodes]);
  useEffect(() => {
    const onCamera = () => {
      const { camera, frame } = control;
      const holes = lit.map((node) => outlineOf(node, camera)).join('');
      rings.current?.setAttribute('d', holes);
      shade.current?.setAttribute('d', lit.length === 0 ? '' : `M0 0H${frame.width}V${frame.height}H0Z${holes}`);
      const room = roomBeside(lit, camera);
      labels.current?.style.setProperty('--lines', String(room.lines));
      lit.forEach((node, i) => {
        const label = labels.current?.children[i];
        if (label instanceof HTMLElement) placeLabel(label, node, camera, { lit, room, width: frame.width });
      });
    };
    onCamera();
    return control.subscribe(onCamera);
  }, [lit, control]);
  return (
    <div
      aria-hidden="true"
      data-testid="spotlight"
      data-nodes={nodes.join(' ')}
      className="pointer-events-none absolute inset-0 overflow-hidden"
    >
      <svg className="absolute inset-0 h-full w-full">
        <path ref={shade} fill="var(--bg)" fillOpacity="0.62" fillRule="evenodd" />
        <path ref={rings} fill="none" stroke="var(--ramp-3)" strokeWidth="2.5" />
      </svg>
      <div ref={labels}>
        {lit.map(({ id, source, score, group, round }) => (
          <p
            key={id}
            style={{ visibility: 'hidden' }}
            className="absolute top-0 left-0 flex w-max gap-x-2 rounded-md bg-bg/85 px-1.5 py-0.5 text-sm leading-tight"
          >
            {score === undefined ? null : (
              <span className="font-semibold tabular-nums" style={{ color: scoreInk(score) }}>
                {scoresIn(view, { group, round })(score)}
              </span>
            )}
            <span className="line-clamp-(--lines) min-w-0">{gistOf(source?.text ?? '')}</span>
          </p>
        ))}
      </div>
    </div>
  );
}

interface LabelRoom {
  /** That have a place beside their dots. */
  readonly nodes: ReadonlySet<TreeNode>;
  /** That each of them may take, 1 or 2. */
  readonly lines: number;
}

/** Which of the steps that stand above each other have room for their words: the best first, each a line of its own at least. */
function roomBeside(lit: readonly TreeNode[], camera: Camera): LabelRoom {
  const line = labelLine * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const laneGap = laneHeight * camera.ky;
  const nodes = new Set<TreeNode>();
  let least = Infinity;
  for (const node of lit.toSorted((one, other) => (other.score ?? -1) - (one.score ?? -1))) {
    const gap = Math.min(...[...nodes].map(({ lane }) => Math.abs(lane - node.lane) * laneGap));
    if (gap < line) continue;
    nodes.add(node);
    least = Math.min(least, gap);
  }
  return { nodes, lines: least < 2 * line ? 1 : 2 };
}

interface Surroundings {
  readonly lit: readonly TreeNode[];
  readonly room: LabelRoom;
  /** Of the frame. */
  readonly width: number;
}

/** To the right of the dot; below it, up to the next that is pointed at, where there is one in its row. Gone while there are cards. */
function placeLabel(label: HTMLElement, node: TreeNode, camera: Camera, { lit, room, width }: Surroundings): void {
  const isRow = lit.some((other) => other.column !== node.column);
  const isWanted = cardShare(camera) < 0.5 && node.parentIndex >= 0 && (isRow || room.nodes.has(node));
  label.style.visibility = isWanted ? 'visible' : 'hidden';
  if (!isWanted) return;
  const x = camera.tx + node.column * columnWidth * camera.kx;
  const y = camera.ty + node.lane * laneHeight * camera.ky;
  label.style.flexDirection = isRow ? 'column' : 'row';
  if (isRow) {
    const next = Math.min(...lit.map(({ column }) => column).filter((column) => column > node.column));
    const left = x - dotRadius;
    const beside = Math.min((next - node.column) * columnWidth * camera.kx - 4, width - left);
    const em = Number.parseFloat(getComputedStyle(label).fontSize);
    const [score, words] = label.children.length === 2 ? [...label.children] : [undefined, ...label.children];
    const hasWords = beside >= leastWords * em;
    words?.toggleAttribute('hidden', !hasWords);
    if (!hasWords && (score === undefined || beside < leastScore * em)) label.style.visibility = 'hidden';
    label.style.setProperty('--lines', '2');
    label.style.maxWidth = `min(${widestLabel}, ${beside}px)`;
    label.style.transform = `translate(${left}px, ${y + dotRadius + 4}px)`;
  } else {
    label.style.maxWidth = `min(${widestLabel}, ${Math.max(0, width - x - dotRadius - 12)}px)`;
    label.style.transform = `translate(${x + dotRadius + 5}px, ${y}px) translateY(-50%)`;
  }
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
