/** The tries from one parent, those that say the same told as one. Pure; knows no screen. */
import type { TreeNode } from '@/lib/tree';

export interface Try {
  /** Whoever stands for it: the chosen step, else the one that lives, else the first. */
  readonly node: TreeNode;
  /** All that say the same, in lane order. */
  readonly nodes: readonly TreeNode[];
}

/** Best first; of equal scores the one that was said first. What is still being written stands alone. */
export function triesOf(nodes: readonly TreeNode[], chosen: TreeNode): readonly Try[] {
  const byText = new Map<string, TreeNode[]>();
  for (const node of nodes) {
    const { id, source } = node;
    const key = source?.finish === undefined ? id : `${source.finish} ${source.text.trim()}`;
    byText.set(key, [...(byText.get(key) ?? []), node]);
  }
  return [...byText.values()]
    .map((alike) => ({ node: spokesman(alike, chosen), nodes: alike }))
    .toSorted((one, other) => (other.node.score ?? -1) - (one.node.score ?? -1));
}

function spokesman(alike: readonly TreeNode[], chosen: TreeNode): TreeNode {
  const lives = alike.find(({ source }) => source?.duplicateOf === undefined);
  return alike.includes(chosen) ? chosen : (lives ?? alike[0]!);
}
