'use client';

import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { hasEnded, isUnderWay } from '@/lib/search';
import type { TreeView } from '@/lib/tree';
import { CameraControl } from './camera-control';
import { longestLabel } from './canvas/scene-change';
import { TreePainter } from './tree-painter';

/** Room around a fitted tree for the headings, the legend, the buttons and the answers beside the last nodes, in lines of text of 16 px. */
const wide = { top: 3, right: 9.9, bottom: 5.6, left: 3.9 };
const narrow = { top: 2.6, right: 5.3, bottom: 4, left: 1.3 };
/** In front of others there is neither legend nor button. */
const presented = { top: 2.2, right: 5.3, bottom: 1.2, left: 1.6 };
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

function marginsFor(width: number, line: number, isFixed: boolean) {
  const isPresented = document.documentElement.dataset['present'] !== undefined;
  const { top, right, bottom, left } = isFixed ? bare : isPresented ? presented : width < 640 ? narrow : wide;
  return { top: top * line, right: right * line, bottom: bottom * line, left: left * line };
}

interface Marked {
  readonly selected: number;
  readonly hovered: number;
  /** Indices, with blanks between them; a text, for it is compared. */
  readonly marked?: string;
  readonly isLive: boolean;
  /** A picture alone, looked at as a whole: wheels and fingers go to the page. Must not change. */
  readonly isFixed?: boolean;
}

/** Canvas and camera of one tree, tied to the element that `host` is; frames are drawn outside React. */
export function useTreePicture(host: RefObject<HTMLDivElement | null>, view: TreeView, marked: Marked) {
  const [control] = useState(() => new CameraControl());
  const painter = useRef<TreePainter | undefined>(undefined);
  const { selected, hovered, marked: flags = '', isLive, isFixed = false } = marked;
  const isStill = usePrefersStillness();

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const made = new TreePainter(element, control);
    painter.current = made;
    const detach = isFixed ? undefined : control.attach(element, isStill);
    const onResize = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const line = lineHeight();
      const words = Math.max(1, line / usualLine);
      made.resize({ width, height, dpr: Math.min(3, window.devicePixelRatio), words });
      control.setFrame({ width, height }, marginsFor(width, line, isFixed), words);
    };
    const sizes = new ResizeObserver(onResize);
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
  }, [host, control, isStill, isFixed]);

  const extent = useMemo(
    () => ({ depth: plannedColumns(view), top: view.layout.top, bottom: view.layout.bottom }),
    [view],
  );
  // While a run goes on its answers come and go; the view is not to follow each of them.
  const room = isFixed || hasEnded(view.status) ? answerRoom(view) : 0;
  useEffect(() => {
    control.setRoom(room * lineHeight());
    control.setExtent(extent);
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
