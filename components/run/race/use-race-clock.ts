'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { Race } from './race-model';

/** Where a race is looked at, and everything that moves that place. */
export interface RaceClock {
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  /** In what the clock counts; undefined: the end, wherever it moves to. */
  readonly seek: (at: number | undefined) => void;
  /** To the next or previous place where some lane takes to another answer. */
  readonly step: (direction: 1 | -1) => void;
  readonly togglePlay: () => void;
}

/** The one clock of a race. However it counts, playing takes as many seconds as the longest lane took. */
export function useRaceClock(race: Race, onMove: (at: number | undefined) => void): RaceClock {
  const [speed, setSpeed] = useState(1);
  const [isPlaying, setIsPlaying] = useState(false);
  const { at, total, isAtEnd, isGoingOn, most } = race;
  const perSecond = total / Math.max(0.001, most.seconds ?? total);

  const place = useEffectEvent(() => at);
  const advance = useEffectEvent((elapsedMs: number, from: number): number | undefined => {
    const next = from + (elapsedMs / 1000) * speed * perSecond;
    const isOver = next >= total;
    onMove(isOver ? undefined : next);
    if (isOver) setIsPlaying(false);
    return isOver ? undefined : next;
  });
  useEffect(() => {
    if (!isPlaying) return undefined;
    let frame = 0;
    let before = performance.now();
    let from = place();
    const tick = (now: number) => {
      const next = advance(now - before, from);
      before = now;
      if (next === undefined) return;
      from = next;
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);

  const seek = (to: number | undefined) => {
    setIsPlaying(false);
    // A place of nothing would be no place: the first moment is right after it.
    onMove(to === undefined || to >= total ? undefined : Math.max(total * 1e-6, to));
  };
  return {
    isPlaying,
    speed,
    setSpeed,
    seek,
    step: (direction) => {
      const places = race.lanes.flatMap(({ answers }) => answers.map(({ from }) => from)).toSorted((a, b) => a - b);
      seek(direction > 0 ? places.find((each) => each > at) : (places.findLast((each) => each < at) ?? 0));
    },
    togglePlay: () => {
      if (!isPlaying && isAtEnd && !isGoingOn) onMove(total * 1e-6);
      setIsPlaying(!isPlaying && !(isAtEnd && isGoingOn));
    },
  };
}
