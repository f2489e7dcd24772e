/** Why a search paused by itself, in a sentence. Knows no screen. */
import { assertUnreachable } from '@/lib/base';
import type { Break, SearchState } from '@/lib/search';
import { breakpointWords, type Text } from '@/lib/words';

/** The breakpoint at which a paused search stands: its round is not decided yet. Undefined: somebody paused it. */
export function breakIn({ breaks, groups, status }: SearchState): Break | undefined {
  const last = breaks.at(-1);
  if (last === undefined || status !== 'paused') return undefined;
  return groups[last.group]?.rounds[last.round]?.isDecided === false ? last : undefined;
}

interface Reason {
  /** Speaks of its nodes as `first` and `second`. */
  readonly text: Text;
  readonly amount?: number | string;
}

/** “the score falls by 0.42 at step 0.1” */
export function reasonOf({ kind, amount = 0 }: Break): Reason {
  switch (kind) {
    case 'close':
      return amount === 0
        ? { text: breakpointWords.tied }
        : { text: breakpointWords.apart, amount: Number(amount.toPrecision(2)) };
    case 'fall':
      return { text: breakpointWords.falls, amount: amount.toFixed(2) };
    case 'reference':
      return { text: breakpointWords.losesReference };
    case 'answer':
      return { text: breakpointWords.holdsAnswer };
    default:
      return assertUnreachable(kind);
  }
}
