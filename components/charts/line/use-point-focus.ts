'use client';

import { Delaunay } from 'd3';
import { useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { isSamePoint, type ChartSeries, type PointRef } from '../chart-types';
import type { LineLayout } from './layout-line-chart';
import { moveFocus } from './move-focus';
import { pointActOf } from '../point-keys';

interface PointFocusOptions {
  readonly layout: LineLayout;
  readonly pinned: PointRef | undefined;
  readonly onPin: ((ref: PointRef | undefined) => void) | undefined;
}

/** Farther than this, in rem, the pointer is at no point. */
const reach = 4;

/** Which point is looked at: under the pointer, or in focus; arrows move it, Enter and clicks pin it, Escape lets go. */
export function usePointFocus({ layout, pinned, onPin }: PointFocusOptions) {
  const [hovered, setHovered] = useState<PointRef | undefined>();
  const [focused, setFocused] = useState<PointRef | undefined>();
  const spots = useMemo(() => spotsOf(layout), [layout]);
  const walkable = layout.series.map(({ series }) => series);

  const pointAt = (event: MouseEvent): PointRef | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    if (spots.refs.length === 0) return undefined;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const found = spots.delaunay.find(x, y);
    const far = Math.hypot((spots.places[found]?.[0] ?? Infinity) - x, (spots.places[found]?.[1] ?? Infinity) - y);
    return far > reach * layout.size.rem ? undefined : spots.refs[found];
  };

  const onKeyDown = (event: KeyboardEvent<SVGElement>, ref: PointRef) => {
    const act = pointActOf(event.key);
    if (act === 'let-go') {
      onPin?.(undefined);
      setHovered(undefined);
      return;
    }
    if (act === 'open') {
      event.preventDefault();
      onPin?.(isSamePoint(pinned, ref) ? undefined : ref);
      return;
    }
    const next = moveFocus(walkable, ref, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setHovered(undefined);
    event.currentTarget.ownerSVGElement
      ?.querySelector<SVGGElement>(`[data-point="${CSS.escape(pointId(next))}"]`)
      ?.focus();
  };

  /** The one point that the Tab key reaches. */
  const entrance = focused ?? pinned ?? lastOf(walkable);
  return {
    active: hovered ?? focused ?? pinned,
    /** What is looked at now; what is pinned alone is told of elsewhere. */
    looked: hovered ?? focused,
    isEntrance: (ref: PointRef) => isSamePoint(ref, entrance),
    setFocused,
    onKeyDown,
    onPointerMove: (event: MouseEvent) => {
      const next = pointAt(event);
      setHovered((old) => (isSamePoint(old, next) ? old : next));
    },
    onPointerLeave: () => setHovered(undefined),
    onClick: (event: MouseEvent) => {
      const ref = pointAt(event);
      if (ref === undefined) return;
      // A finger has left by now; what it touched is looked at until it touches something else.
      setHovered(ref);
      onPin?.(isSamePoint(pinned, ref) ? undefined : ref);
    },
  };
}

export function pointId({ series, key }: PointRef): string {
  return `${series} @ ${key}`;
}

function lastOf(series: readonly ChartSeries[]): PointRef | undefined {
  const own = series.find(({ points }) => points.length > 0);
  const point = own?.points.at(-1);
  return own === undefined || point === undefined ? undefined : { series: own.id, key: point.key };
}

function spotsOf({ series, references }: LineLayout) {
  const all = [
    ...series.flatMap((each) =>
      each.points.map(({ point, x, y }) => ({
        ref: { series: each.series.id, key: point.key },
        place: [x, y] as const,
      })),
    ),
    ...references.flatMap((each) =>
      each.points.map(({ point, x, y }) => ({
        ref: { series: each.curve.id, key: point.key },
        place: [x, y] as const,
      })),
    ),
  ];
  return {
    refs: all.map(({ ref }) => ref),
    places: all.map(({ place }) => place),
    delaunay: Delaunay.from(all.map(({ place }) => [place[0], place[1]])),
  };
}
