/**
 * What a room can bet on before it is decided: which steps of a round live on, or which answer is chosen. Found ahead of the
 * cursor in a log that is already here; what was decided and what is true is told with it. Knows no page and keeps no guess.
 */
import { gradeAnswer } from '@/lib/answers';
import {
  compareIds,
  selectAnswer,
  selectionOf,
  solutionsOf,
  type EventOf,
  type NodeId,
  type SearchState,
  type SelectionName,
} from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';
import type { Replay } from './replay';
import { solutionsIn } from './solutions';
import { pathTo } from './view';

/** As many as there are keys for; the others are not asked about. */
const mostOptions = 9;

export interface Option {
  /** Of the tree; for an answer the end of its first solution. */
  readonly node: NodeId;
  /** The step as written, or the answer as mathematics. */
  readonly text: string;
  /** Lives on, or is chosen. */
  readonly isChosen: boolean;
  /** A right answer, or one that it leads to; undefined where that is not known. */
  readonly isRight: boolean | undefined;
}

export interface Prediction {
  readonly kind: 'cut' | 'vote';
  /** Entry after which all options are there and nothing is decided. */
  readonly before: number;
  /** Entry that decides. */
  readonly decided: number;
  /** In the order of the keys. */
  readonly options: readonly Option[];
}

/** The next decision after entry `cursor` that leaves something to guess; undefined where none follows in what is here. */
export function predictionAfter(replay: Replay, cursor: number): Prediction | undefined {
  for (let seq = cursor + 1; seq <= replay.end; seq++) {
    const { event } = replay.entries[seq - 1]!;
    const found =
      event.type === 'round-decided'
        ? cutAt(replay, seq, event)
        : event.type === 'answer-selected'
          ? voteAt(replay, seq, event.selection)
          : undefined;
    if (found !== undefined && found.options.length > 1) return found;
  }
  return undefined;
}

function cutAt(replay: Replay, decided: number, { decisions }: EventOf<'round-decided'>): Prediction | undefined {
  const competing = decisions.filter(({ fate }) => fate === 'kept' || fate === 'finished' || fate === 'cut');
  const isChosen = (fate: string) => fate !== 'cut';
  if (!competing.some(({ fate }) => isChosen(fate)) || competing.every(({ fate }) => isChosen(fate))) return undefined;
  const state = replay.stateAt(decided);
  const ends = knownEnds(replay.stateAt(replay.end));
  const options = competing.slice(0, mostOptions).map(({ node, fate }): Option => ({
    node,
    text: state.nodes.get(node)?.text ?? '',
    isChosen: isChosen(fate),
    isRight: leadsRight(node, ends),
  }));
  return { kind: 'cut', before: decided - 1, decided, options };
}

function voteAt(replay: Replay, decided: number, selection: SelectionName): Prediction | undefined {
  const state = replay.stateAt(decided - 1);
  if (state.spec === undefined || selection !== selectionOf(state.spec)) return undefined;
  const reference = state.spec.problem.answer;
  const { votes } = selectAnswer(solutionsOf(state), selection);
  // In the order in which they were found: the strongest first would give it away.
  const options = votes
    .toSorted((one, other) => compareIds(one.nodes[0]!, other.nodes[0]!))
    .slice(0, mostOptions)
    .map(({ answer, nodes, isWinner }): Option => ({
      node: nodes[0]!,
      text: `$${answer}$`,
      isChosen: isWinner,
      isRight: reference === undefined ? undefined : gradeAnswer(answer, reference) === 'right',
    }));
  return { kind: 'vote', before: firstSelectionBefore(replay.entries, decided), decided, options };
}

/** Entry before the answers of that moment were selected, one selection after the other. */
function firstSelectionBefore(entries: readonly LogEntry[], decided: number): number {
  let before = decided - 1;
  while (before > 0 && entries[before - 1]!.event.type === 'answer-selected') before--;
  return before;
}

function knownEnds(state: SearchState): readonly (readonly [NodeId, boolean])[] {
  return [...solutionsIn(state, undefined)].flatMap(([node, { verdict }]) =>
    verdict === undefined ? [] : [[node, verdict === 'right'] as const],
  );
}

/** Does a right solution go through the step? Undefined where none that goes through it came to an end. */
function leadsRight(step: NodeId, ends: readonly (readonly [NodeId, boolean])[]): boolean | undefined {
  const through = ends.filter(([end]) => pathTo(end).has(step));
  return through.length === 0 ? undefined : through.some(([, isRight]) => isRight);
}

export interface Tally {
  /** Options told apart as the search, or the truth, does. */
  readonly right: number;
  readonly of: number;
}

/**
 * How many options `picked` (their places) told as the verifier decided, and as is true where that is known: for a vote one
 * of one, for a cut one for each step.
 */
export function tallyOf(
  { kind, options }: Prediction,
  picked: ReadonlySet<number>,
): { readonly verifier: Tally; readonly truth: Tally | undefined } {
  const told = (isIt: (option: Option) => boolean | undefined): Tally => {
    if (kind === 'vote') {
      const [only] = picked;
      const option = only === undefined ? undefined : options[only];
      return { right: option !== undefined && isIt(option) === true ? 1 : 0, of: 1 };
    }
    const known = options
      .map((option, i) => ({ is: isIt(option), isPicked: picked.has(i) }))
      .filter(({ is }) => is !== undefined);
    return { right: known.filter(({ is, isPicked }) => is === isPicked).length, of: known.length };
  };
  const truth = told(({ isRight }) => isRight);
  const isKnown = options.some(({ isRight }) => isRight !== undefined);
  return { verifier: told(({ isChosen }) => isChosen), truth: isKnown && truth.of > 0 ? truth : undefined };
}

/** The places with most hands, as many as live on; without hands none. Equal hands: the first. */
export function pickedByHands({ kind, options }: Prediction, hands: readonly number[]): ReadonlySet<number> {
  const places = kind === 'vote' ? 1 : options.filter(({ isChosen }) => isChosen).length;
  const order = options
    .map((_, i) => i)
    .filter((i) => (hands[i] ?? 0) > 0)
    .toSorted((one, other) => (hands[other] ?? 0) - (hands[one] ?? 0) || one - other);
  return new Set(order.slice(0, places));
}
