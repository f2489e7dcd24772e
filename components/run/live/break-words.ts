/** Why a search paused by itself, in a sentence. Knows no screen. */
import { assertUnreachable } from '@/lib/base';
import type { Break, SearchState } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { breakpointWords, type Say } from '@/lib/words';

/** The breakpoint at which a paused search stands: its round is not decided yet. Undefined: somebody paused it. */
export function breakIn({ breaks, groups, status }: SearchState): Break | undefined {
  const last = breaks.at(-1);
  if (last === undefined || status !== 'paused') return undefined;
  return groups[last.group]?.rounds[last.round]?.isDecided === false ? last : undefined;
}

/** “It is about to decide round 3: step 0.1 falls by 0.42.” */
export function breakWords(at: Break, say: Say): string {
  const why = reasonOf(at, say);
  return at.group === 0
    ? say(breakpointWords.about, { round: at.round + 1, why })
    : say(breakpointWords.aboutInGroup, { round: at.round + 1, group: at.group + 1, why });
}

function reasonOf({ kind, nodes, amount = 0 }: Break, say: Say): string {
  const [first = '', second = ''] = nodes.map(nodeLabel);
  switch (kind) {
    case 'close':
      return amount === 0
        ? say(breakpointWords.tied, { first, second })
        : say(breakpointWords.apart, { first, second, amount: Number(amount.toPrecision(2)) });
    case 'fall':
      return say(breakpointWords.falls, { amount: amount.toFixed(2), first });
    case 'reference':
      return say(breakpointWords.losesReference, { first });
    case 'answer':
      return say(breakpointWords.holdsAnswer, { first });
    default:
      return assertUnreachable(kind);
  }
}
