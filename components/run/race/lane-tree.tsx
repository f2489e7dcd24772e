'use client';

import { useRef } from 'react';
import { raceWords } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import type { TreeView } from '@/lib/tree';
import { useTreePicture } from '@/components/search-tree/use-tree-picture';

interface LaneTreeProps {
  readonly name: string;
  readonly view: TreeView;
  /** More of it may come, and the newest is on the screen. */
  readonly isLive: boolean;
}

/** The tree of a lane as one picture, always whole; the run's own page is where one walks in it. Fills its parent, which must be positioned. */
export function LaneTree({ name, view, isLive }: LaneTreeProps) {
  const say = useSay();
  const host = useRef<HTMLDivElement>(null);
  useTreePicture(host, view, { selected: -1, hovered: -1, isLive });
  const solutions = view.nodes.values().filter(({ state }) => state === 'finished').length;
  return (
    <div
      ref={host}
      role="img"
      aria-label={say(raceWords.tree, {
        name,
        steps: formatCount(Math.max(0, view.nodes.size - 1)),
        solutions: formatCount(solutions),
      })}
      data-testid="lane-tree"
      data-nodes={view.nodes.size - 1}
      className="absolute inset-0 overflow-hidden"
    />
  );
}
