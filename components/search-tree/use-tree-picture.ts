'use client';

import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import { hasEnded, isUnderWay } from '@/lib/search';
import type { TreeView } from '@/lib/tree';
import { CameraControl } from './camera-control';
import { longestLabel } from './canvas/scene-change';
import { TreePainter } from './tree-painter';
import type { PaperRoom } from './use-paper-picture';

/** Room around a fitted tree for the headings, the legend, the buttons and the answers beside the last nodes, in lines of text of 16 px. */
const wide = { top: 3, right: 9.9, bottom: 5.6, left: 3.9 };
const narrow = { top: 2.6, right: 5.3, bottom: 4, left: 1.3 };
/** In front of others there is neither legend nor button. */
const presented = { top: 2.2, right: 5.3, bottom: 1.2, left: 1.6 };
/** On paper there are no buttons, and the legend has a line of its own below what it tells. */
const printed = { top: 2.8, right: 5.3, bottom: 6.6, left: 1.2 };
/** Of a picture without headings and legend. */
const bare = { top: 1, right: 5.3, bottom: 1, left: 1.3 };

/** In pixels. */
const usualLine = 16;

function lineHeight(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Beside the ends of solutions: a gap, the longest answer, and a mark; in lines of text. */
function answerRoom(view: TreeView): number {
  return 2.6 + 0.52 * longestLabel(view);
}

interface Place {
  readonly isFixed: boolean;
  readonly isOnPaper: boolean;
}

function marginsFor(width: number, line: number, { isFixed, isOnPaper }: Place) {
  const isPresented = document.documentElement.dataset['present'] !== undefined;
  const onScreen = isPresented ? presented : width < 640 ? narrow : wide;
  const { top, right, bottom, left } = isFixed ? bare : isOnPaper ? printed : onScreen;
  return { top: top * line, right: right * line, bottom: bottom * line, left: left * line };
}

interface Marked {
  readonly selected: number;
  readonly hovered: number;
  /** Indices, with blanks between them; a text, for it is compared. */
  readonly marked?: string;
  readonly isLive: boolean;
  /** What takes wheels and fingers. Without it the picture is looked at as a whole, and they go to the page. Must not change. */
  readonly hands?: RefObject<HTMLDivElement | null>;
  /** Its place on the sheet while it is printed. */
  readonly paper?: PaperRoom | undefined;
  /** The view goes by itself to what is best; paper does not move, and shows all of it. */
  readonly isFollowing?: boolean;
}

/** Pixels of a screen and of paper to one of CSS, and how wide a picture for paper is at most. */
const densest = 3;
const widestPixels = 5_000;

function densityOf(width: number, isOnPaper: boolean): number {
  const own = Math.min(densest, window.devicePixelRatio);
  return isOnPaper ? Math.max(own, Math.min(densest, widestPixels / width)) : own;
}

/** Canvas and camera of one tree, tied to the element that `host` is; frames are drawn outside React. */
export function useTreePicture(host: RefObject<HTMLDivElement | null>, view: TreeView, marked: Marked) {
  const [control] = useState(() => new CameraControl());
  const painter = useRef<TreePainter | undefined>(undefined);
  const { selected, hovered, marked: flags = '', isLive, hands, isFollowing = false, paper } = marked;
  const isFixed = hands === undefined;
  const isOnPaper = paper !== undefined;
  const isLent = isOnPaper && isFollowing;
  const isStill = usePrefersStillness();

  const onResize = useEffectEvent(() => {
    const element = host.current;
    // The page may be laid out for paper before it is told so: what the tree has then is neither of the two.
    if (element === null || (!isOnPaper && matchMedia('print').matches)) return;
    const { clientWidth: width, clientHeight: height } = element;
    const line = lineHeight();
    const words = Math.max(1, line / usualLine);
    painter.current?.resize({ width, height, dpr: densityOf(width, isOnPaper), words });
    control.setFrame({ width, height }, marginsFor(width, line, { isFixed, isOnPaper }), words);
    if (isOnPaper) painter.current?.drawNow();
  });
  // Paper waits for no observer. The view is lent before there is another frame for it, and given back before the old one is there again.
  useLayoutEffect(() => (isLent ? control.lend() : undefined), [control, isLent]);
  useLayoutEffect(() => onResize(), [paper]);

  useEffect(() => {
    const element = host.current;
    const taking = hands?.current ?? undefined;
    if (element === null) return undefined;
    const made = new TreePainter(element, control);
    painter.current = made;
    const detach = taking === undefined ? undefined : control.attach(taking, isStill);
    const sizes = new ResizeObserver(() => onResize());
    sizes.observe(element);
    const themes = new MutationObserver(() => made.retheme());
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const onPrint = () => made.drawNow();
    window.addEventListener('beforeprint', onPrint);
    onResize();
    return () => {
      window.removeEventListener('beforeprint', onPrint);
      sizes.disconnect();
      themes.disconnect();
      detach?.();
      made.close();
      painter.current = undefined;
    };
  }, [host, hands, control, isStill]);

  const extent = useMemo(
    () => ({ depth: plannedColumns(view), top: view.layout.top, bottom: view.layout.bottom }),
    [view],
  );
  // While a run goes on its answers come and go; the view is not to follow each of them.
  const room = isFixed || hasEnded(view.status) ? answerRoom(view) : 0;
  useEffect(() => {
    control.setRoom(room * lineHeight());
    control.setExtent(extent, painter.current?.showsSome === true);
    painter.current?.show(view);
  }, [control, view, extent, room, isStill]);

  useEffect(() => {
    const flagged = flags === '' ? [] : flags.split(' ').map(Number);
    painter.current?.setMarks({ selected, hovered, flagged, isLive, isMoving: !isStill });
  }, [selected, hovered, flags, isLive, isStill]);

  return { control, painter };
}

/** Columns to make room for: some more than there are while the run goes on, in steps, so that the view seldom follows. */
function plannedColumns(view: TreeView): number {
  if (!isUnderWay(view.status)) return view.layout.slots.reduce((last, { column }) => Math.max(last, column), 1);
  const most = view.columns > view.depth ? Infinity : (view.state.spec?.config.maxSteps ?? Infinity);
  return Math.max(1, Math.min(most, Math.max(6, Math.ceil((view.columns + 1) / 4) * 4)));
}

const stillness = '(prefers-reduced-motion: reduce)';

function usePrefersStillness(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(stillness);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia(stillness).matches,
    () => false,
  );
}
