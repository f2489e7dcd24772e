/** Why a search paused by itself, in a sentence. Knows no screen. */
import { assertUnreachable } from '@/lib/base';
import type { Break, SearchState } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';

/** The breakpoint at which a paused search stands: its round is not decided yet. Undefined: somebody paused it. */
export function breakIn({ breaks, groups, status }: SearchState): Break | undefined {
  const last = breaks.at(-1);
  if (last === undefined || status !== 'paused') return undefined;
  return groups[last.group]?.rounds[last.round]?.isDecided === false ? last : undefined;
}

/** “It is about to decide round 3: step 0.1 falls by 0.42.” */
export function breakWords(at: Break): string {
  return `It is about to decide round ${at.round + 1}${at.group === 0 ? '' : ` of group ${at.group + 1}`}: ${reasonOf(at)}.`;
}

function reasonOf({ kind, nodes, amount = 0 }: Break): string {
  const [first = '', second = ''] = nodes.map(nodeLabel);
  switch (kind) {
    case 'close':
      return amount === 0
        ? `the two best, ${first} and ${second}, are tied`
        : `the two best, ${first} and ${second}, lie ${Number(amount.toPrecision(2))} apart`;
    case 'fall':
      return `the score falls by ${amount.toFixed(2)} at step ${first}`;
    case 'reference':
      return `step ${first}, in which the reference answer stands, is to be cut`;
    case 'answer':
      return `step ${first} holds the wanted answer`;
    default:
      return assertUnreachable(kind);
  }
}
