'use client';

import { useEffectEvent, useLayoutEffect, useState, type RefObject } from 'react';
import { sheet } from '@/components/ui/use-printing';

/** Heights between which a tree can be read and does not seem lost. */
const leastTree = 300;
const mostTree = 560;
/** Answers on a sheet; fewer where the problem is long. */
const mostRows = 16;
const fewestRows = 4;
/** Height of the line that stands for the answers left out. */
const restLine = 24;

export interface PaperSheet {
  /** Of the tree. */
  readonly width: number;
  readonly height: number;
  /** How many answers are listed at most. */
  readonly rows: number;
}

interface PaperParts {
  /** The page: what stands in it before the tree is the head of the sheet. */
  readonly page: RefObject<HTMLElement | null>;
  readonly tree: RefObject<HTMLElement | null>;
  /** Answers and votes, with a row each of them; empty where they are not shown. */
  readonly votes: RefObject<HTMLElement | null>;
}

/**
 * How the parts of a run share one sheet while it is printed: the words and the votes take what they need, the tree has what is
 * left, and where that would be too little the weakest answers are not listed. Undefined on a screen.
 */
export function usePaperSheet({ page, tree, votes }: PaperParts, isPrinting: boolean): PaperSheet | undefined {
  const [plan, setPlan] = useState<PaperSheet>();
  const measure = useEffectEvent(() => {
    if (page.current === null || tree.current === null) return;
    const head = tree.current.getBoundingClientRect().top - page.current.getBoundingClientRect().top;
    const heights = [...(votes.current?.querySelectorAll('[data-testid="vote"]') ?? [])].map(
      (row) => row.getBoundingClientRect().height,
    );
    setPlan(planOf(sheet.height - head - (votes.current?.offsetHeight ?? 0), heights));
  });
  // In layout: paper waits for nothing that comes later.
  useLayoutEffect(() => {
    if (!isPrinting) return undefined;
    // oxlint-disable-next-line react/set-state-in-effect -- heights are known only once the parts are laid out
    measure();
    return () => setPlan(undefined);
  }, [isPrinting]);
  return isPrinting ? (plan ?? { width: sheet.width, height: leastTree, rows: mostRows }) : undefined;
}

/** `room`: what is left for the tree with all of the rows, whose heights are given. */
function planOf(room: number, heights: readonly number[]): PaperSheet {
  let left = room;
  let rows = heights.length;
  while (left < leastTree && rows > fewestRows) {
    if (rows === heights.length) left -= restLine;
    rows -= 1;
    left += heights[rows]!;
  }
  return {
    width: sheet.width,
    height: Math.floor(Math.max(leastTree, Math.min(mostTree, left))),
    rows: Math.max(1, rows),
  };
}
