/**
 * Where in a view a run leaves others, and what is said of whose its steps are. Sentences for people; nothing computes with them.
 */
import type { Edit, Fork } from '@/lib/search';
import { editMarks, editTexts, fateWords, forkWords, sayIn, type Say } from '@/lib/words';
import { takenOverBy } from './origin';
import type { TreeNode, TreeView } from './view';

export interface Seam {
  readonly fork: Fork;
  /** Of several forks the last one: what comes after it is the run's own. */
  readonly isLast: boolean;
  /** The uppermost step behind it, and the lanes that it reaches over. */
  readonly first: TreeNode;
  readonly top: number;
  readonly bottom: number;
}

/** Where in `view` the run leaves others; none for a fork behind which nothing new stands. */
export function seamsIn({ state: { forks }, order }: TreeView): readonly Seam[] {
  if (forks.length === 0) return [];
  return forks.flatMap((fork, i): readonly Seam[] => {
    const [first, ...others] = order
      .flatMap((node) => (node?.seam === i ? [node] : []))
      .toSorted((a, b) => a.lane - b.lane);
    if (first === undefined) return [];
    const isLast = i === forks.length - 1;
    return [{ fork, isLast, first, top: first.lane, bottom: others.at(-1)?.lane ?? first.lane }];
  });
}

/** "step 0.2 kept by hand"; one line, no full stop. */
export function editWords({ type, node: step }: Edit, say: Say = sayIn('en')): string {
  return say(editTexts[type], { step });
}

/** Whose a step is in a run that left another, and what a person did to it; empty where there is nothing to say of it. */
export function originWords({ state }: TreeView, { id, parent, seam, edit }: TreeNode, say: Say = sayIn('en')): string {
  const fork = state.forks.at(-1);
  if (fork === undefined || parent === undefined) return '';
  const isTakenOver = takenOverBy(fork, state).has(id);
  const isFirst = seam === state.forks.length - 1;
  const parts = [
    ...(isTakenOver ? [say(forkWords.takenOver)] : isFirst ? [say(forkWords.firstOwn)] : []),
    ...(edit === undefined ? [] : [say(editMarks[edit])]),
  ];
  return parts.join(say(fateWords.comma));
}
