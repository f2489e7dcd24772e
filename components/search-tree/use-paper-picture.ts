'use client';

import { useSyncExternalStore, type CSSProperties } from 'react';
import type { CameraControl } from './camera-control';

/** What a picture has of the sheet, in CSS pixels. */
export interface PaperRoom {
  readonly width: number;
  readonly height: number;
}

/**
 * How a tree stands on paper: drawn for the room it has there, except for a view that the reader took hold of, which stays as it
 * was left and is made smaller as a whole. Scaled, not zoomed: Chromium prints a zoomed canvas smaller than what lies over it.
 */
export function usePaperPicture(
  control: CameraControl,
  paper: PaperRoom | undefined,
  isFollowing: boolean,
): CSSProperties | undefined {
  const isOwn = useSyncExternalStore(
    control.subscribe,
    () => control.isOwn,
    () => false,
  );
  if (paper === undefined || isFollowing || !isOwn) return undefined;
  const { width, height } = control.frame;
  const scale = Math.min(1, paper.width / width, paper.height / height);
  return {
    inset: 'unset',
    top: 0,
    left: (paper.width - width * scale) / 2,
    width,
    height,
    transform: `scale(${scale})`,
    transformOrigin: '0 0',
  };
}
