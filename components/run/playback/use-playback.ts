'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { advance, timeOfSeq, type Replay, type ReplayStep, type Timeline } from '@/lib/tree';

/** Where in its log a run is looked at, and everything that moves that place. */
export interface Playback {
  readonly timeline: Timeline;
  /** Sequence number of the last entry that is shown. */
  readonly cursor: number;
  /** Last sequence number read; 0 before the first entry. */
  readonly end: number;
  readonly isAtEnd: boolean;
  readonly isPlaying: boolean;
  /** A multiple of what happened. */
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  /** Puts the cursor after an entry; the end is the end, wherever it moves to. */
  readonly seek: (seq: number) => void;
  readonly step: (jump: ReplayStep) => void;
  readonly togglePlay: () => void;
}

interface PlaybackOptions {
  readonly replay: Replay;
  readonly end: number;
  /** Cursor as a sequence number; undefined: the right-hand end. */
  readonly at: number | undefined;
  /** More entries may come. */
  readonly isUnderWay: boolean;
  readonly onMove: (at: number | undefined) => void;
}

/** The cursor of one run, and the loop that moves it while it plays. */
export function usePlayback({ replay, end, at, isUnderWay, onMove }: PlaybackOptions): Playback {
  const [speed, setSpeed] = useState(1);
  const [isPlaying, setIsPlaying] = useState(false);
  const cursor = Math.min(at ?? end, end);
  const isAtEnd = cursor === end;

  // The loop outlives every entry that arrives while it plays.
  const startMs = useEffectEvent(() => timeOfSeq(replay.timeline, cursor));
  const show = useEffectEvent((next: ReturnType<typeof advance>) => {
    if (next.isAtEnd) {
      onMove(undefined);
      setIsPlaying(false);
    } else if (next.seq !== cursor) onMove(next.seq);
  });
  useEffect(() => {
    if (!isPlaying) return undefined;
    let frame = 0;
    let before = performance.now();
    let ms = startMs();
    const tick = (now: number) => {
      const next = advance(replay.timeline, ms, now - before, speed);
      before = now;
      ms = next.ms;
      show(next);
      if (!next.isAtEnd) frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed, replay]);

  const seek = (seq: number) => {
    setIsPlaying(false);
    onMove(seq >= end ? undefined : Math.max(1, seq));
  };
  return {
    timeline: replay.timeline,
    cursor,
    end,
    isAtEnd,
    isPlaying,
    speed,
    setSpeed,
    seek,
    step: (jump) => seek(replay.step(cursor, jump)),
    togglePlay: () => {
      // At the end of what is over, playing begins again; at the live end there is nothing to play yet.
      if (!isPlaying && isAtEnd && !isUnderWay) onMove(1);
      setIsPlaying(!isPlaying && !(isAtEnd && isUnderWay));
    },
  };
}
