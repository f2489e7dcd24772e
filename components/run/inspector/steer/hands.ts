/** What can be done at a step by hand, as the edits that do it. Reads the folded state; knows no screen, and not what is refused later. */
import { pendingDecisionOn, rootId, type Edit, type NodeState, type SearchState } from '@/lib/search';

type Widening = (children: number) => Edit;

export interface Hands {
  readonly cut: Edit | undefined;
  /** What was cut, or is about to be, with so many children. */
  readonly keep: Widening | undefined;
  /** So many children more than it has. */
  readonly more: Widening | undefined;
  /** Other words, or a hint behind them. */
  readonly canBeWritten: boolean;
}

const none: Hands = { cut: undefined, keep: undefined, more: undefined, canBeWritten: false };

/** Of a step that is decided on, or about to be, what its decision allows; of any other, what can be done beside the search. */
export function handsAt(state: SearchState, source: NodeState): Hands {
  const { id: node, finish, weight, isExcluded, isRollout } = source;
  if (finish === undefined || isRollout) return none;
  const canBeWritten = node !== rootId;
  const decision = source.decision ?? pendingDecisionOn(state, node);
  const goesOn = finish === 'step' && !isExcluded;
  switch (decision?.fate) {
    case 'kept': {
      const { children: granted = 0 } = decision;
      return {
        cut: { type: 'cut', node },
        keep: undefined,
        more: (children) => ({ type: 'keep', node, children: granted + children }),
        canBeWritten,
      };
    }
    case undefined:
      return {
        cut: goesOn && canBeWritten ? { type: 'exclude', node } : undefined,
        keep: undefined,
        more: goesOn ? (children) => ({ type: 'continue', node, children }) : undefined,
        canBeWritten,
      };
    case 'finished':
      return {
        ...none,
        cut: weight > 0 && source.decision !== undefined ? { type: 'exclude', node } : undefined,
        canBeWritten,
      };
    default:
      return { ...none, keep: goesOn ? (children) => ({ type: 'keep', node, children }) : undefined, canBeWritten };
  }
}
