'use client';

import { useCallback, useEffect, useEffectEvent, useRef, useState, type PointerEvent } from 'react';
import { strategyOf, type NodeId } from '@/lib/search';
import type { TreeView } from '@/lib/tree';
import { isReadable } from './is-readable';
import { pick } from './pick';
import { TreeButtons } from './tree-buttons';
import { TreeCards } from './tree-cards';
import { TreeHeadings } from './tree-headings';
import { TreeLegend } from './tree-legend';
import { TreeMinimap } from './tree-minimap';
import { TreeSeams } from './tree-seams';
import { TreeNotice } from './tree-notice';
import { TreeOutline } from './tree-outline';
import { TreeSpotlight } from './tree-spotlight';
import { TreeTooltip } from './tree-tooltip';
import { useFolding } from './use-folding';
import { useHold } from './use-hold';
import { usePaperPicture, type PaperRoom } from './use-paper-picture';
import { usePointing } from './use-pointing';
import { useTreeKeys } from './use-tree-keys';
import { useTreePicture } from './use-tree-picture';

export interface SearchTreeProps {
  readonly view: TreeView;
  /** The newest entries are on the screen and more may come. */
  readonly isLive: boolean;
  /** Part of it is on its way: what is said of all of it would not be so. */
  readonly isArriving?: boolean;
  readonly selected: NodeId | undefined;
  readonly onSelect: (node: NodeId | undefined) => void;
  /** A second node was pointed at, to be laid beside the first. */
  readonly onBeside: (node: NodeId) => void;
  /** By depth, a step whose round's decision can be looked at; undefined: none can be. */
  readonly decided?: ReadonlyMap<number, NodeId> | undefined;
  readonly onDecisionSelect?: (node: NodeId) => void;
  /** Steps that somebody points at, none of them: the tree as a whole; undefined where nobody points. */
  readonly pointed?: readonly NodeId[] | undefined;
  /** Steps that somebody holds on to. */
  readonly marked?: readonly NodeId[];
  /** Its place on the sheet while it is printed. */
  readonly paper?: PaperRoom | undefined;
}

const none: readonly NodeId[] = [];

/** The tree of a run at one cursor. Fills its parent, which must be positioned. */
export function SearchTree({
  view,
  isLive,
  isArriving = false,
  selected,
  onSelect,
  onBeside,
  decided,
  onDecisionSelect,
  pointed,
  marked = none,
  paper,
}: SearchTreeProps) {
  const host = useRef<HTMLDivElement>(null);
  /** Takes wheels and fingers, over a card as beside it. */
  const hands = useRef<HTMLDivElement>(null);
  const outline = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<{ readonly index: number; readonly x: number; readonly y: number } | undefined>();
  // Until the reader says or does otherwise, what is small enough to be read is shown so that it can be.
  const [wish, setIsFollowing] = useState<boolean>();
  const isFollowing = wish ?? (pointed === undefined && isReadable(view.state.spec));
  const { shown, isFolded, toggle, open } = useFolding(view, {
    isLive,
    held: [...(selected === undefined ? [] : [selected]), ...(pointed ?? []), ...marked],
    mayFold: pointed === undefined,
  });
  const indexOf = (id: NodeId | undefined) => (id === undefined ? -1 : (view.layout.indexOf.get(id) ?? -1));
  const { control, painter } = useTreePicture(host, shown, {
    selected: indexOf(selected),
    hovered: hover?.index ?? -1,
    marked: marked.map(indexOf).join(' '),
    isLive,
    hands,
    paper,
    isFollowing,
  });
  const paperStyle = usePaperPicture(control, paper, isFollowing);

  usePointing(control, shown, pointed);
  useHold(control, shown);
  const follow = useCallback(() => setIsFollowing(!isFollowing), [isFollowing]);
  const [sought, setSought] = useState<{ readonly id: NodeId }>();
  const [told, setTold] = useState<{ readonly words: string; readonly node: NodeId | undefined }>();
  useTreeKeys({
    view,
    selected,
    onSelect,
    onSeek: (id) => setSought({ id }),
    onTell: (words, node) => setTold({ words, node }),
    onFollow: follow,
    onFold: toggle,
    control,
    outline,
  });

  // Follows until the reader takes hold of the view; moves when the leader changes, not whenever anything does.
  const target = view.chosen ?? view.leader;
  const show = useEffectEvent((id: NodeId, isClose: boolean) => {
    const node = shown.nodes.get(id);
    if (node !== undefined) control.show(node.column, node.lane, isClose);
  });
  useEffect(() => {
    if (isFollowing && target !== undefined) show(target, true);
  }, [isFollowing, target]);
  // What was folded away has its place only once it is shown.
  useEffect(() => {
    if (sought !== undefined) show(sought.id, false);
  }, [sought]);

  const at = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const scene = painter.current?.scene;
    return { index: scene === undefined ? -1 : pick(scene, control.camera, { x, y }), x, y };
  };
  const pressedAt = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const { spec } = view.state;
  // Where later attempts stand after earlier ones a column is no step.
  const showsTurns = spec !== undefined && strategyOf(spec.strategy).asks !== undefined;
  const hovered = hover === undefined || hover.index < 0 ? undefined : shown.order[hover.index];
  return (
    <div
      data-testid="search-tree"
      data-nodes={view.nodes.size - 1}
      data-bundles={shown.bundles.size}
      data-depth={view.depth}
      data-status={view.status}
      data-marked={marked.length}
      className="absolute inset-0 overflow-hidden"
      style={paperStyle}
    >
      {/* The edge may lie between two pixels of the screen: there the headings begin with the next one, and what moves below them would show in this one. */}
      <div
        ref={hands}
        className="absolute inset-0 touch-none [clip-path:inset(1px_0_0)]"
        onPointerDown={() => setIsFollowing(false)}
        // On its way down: the zoom lets no wheel up again.
        onWheelCapture={() => {
          setIsFollowing(false);
          // What it is about moves away from under it.
          setHover(undefined);
        }}
      >
        <div
          ref={host}
          className="absolute inset-0"
          style={{ cursor: hovered === undefined ? 'grab' : 'pointer' }}
          onPointerDown={(event) => {
            pressedAt.current = { x: event.clientX, y: event.clientY };
            // Arrow keys go on from where the pointer was.
            outline.current?.focus({ preventScroll: true });
          }}
          onPointerMove={(event) => {
            if (event.pointerType === 'mouse') setHover(event.buttons === 0 ? at(event) : undefined);
          }}
          onPointerLeave={() => setHover(undefined)}
          onPointerUp={(event) => {
            const from = pressedAt.current;
            if (
              from === undefined ||
              Math.hypot(event.clientX - from.x, event.clientY - from.y) > 5 ||
              event.button !== 0
            )
              return;
            const { index } = at(event);
            const hit = index < 0 ? undefined : shown.order[index]?.id;
            const bundle = shown.bundles.get(index);
            if (bundle !== undefined) open(bundle.id);
            else if (event.shiftKey && hit !== undefined) onBeside(hit);
            else onSelect(hit);
          }}
        />
        <TreeCards
          view={shown}
          control={control}
          selected={selected}
          marked={marked}
          isAtOnce={paper !== undefined}
          onSelect={onSelect}
          onBeside={onBeside}
          onOpen={open}
        />
        {pointed === undefined ? null : <TreeSpotlight view={shown} control={control} nodes={pointed} />}
        <TreeSeams view={shown} control={control} />
      </div>
      {showsTurns ? null : <TreeHeadings view={view} control={control} decided={decided} onSelect={onDecisionSelect} />}
      <div className="pointer-events-none absolute inset-x-0 bottom-0 flex flex-col items-end">
        <TreeMinimap view={shown} control={control} />
        {spec === undefined ? null : <TreeLegend view={shown} spec={spec} isArriving={isArriving} />}
      </div>
      <TreeOutline ref={outline} view={view} selected={selected} marked={marked} />
      <TreeNotice words={told !== undefined && told.node === selected ? told.words : undefined} />
      <TreeButtons control={control} isFollowing={isFollowing} onFollow={follow} isFolded={isFolded} onFold={toggle} />
      {hovered === undefined || hover === undefined ? null : (
        <TreeTooltip view={shown} node={hovered} x={hover.x} y={hover.y} frame={control.frame} />
      )}
    </div>
  );
}
