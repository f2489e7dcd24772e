/**
 * The answer that a run holds at every moment: what its own selection would choose of the solutions that there are, and
 * what it did choose once it has. Follows the log event by event: an event changes the solutions that it touches and no
 * others. Knows no screen and no other run.
 */
import {
  compareIds,
  Draft,
  foldInto,
  initialState,
  selectAnswer,
  selectionOf,
  solutionAt,
  type NodeId,
  type SearchEvent,
  type SearchState,
  type Solution,
} from '@/lib/search';
import { pathTo, verdictOf, type Verdict } from '@/lib/tree';
import type { LogEntry } from '@/lib/runs/wire';

export interface HeldAnswer {
  /** From this entry on. */
  readonly seq: number;
  /** Undefined: none could be chosen. */
  readonly answer: string | undefined;
  readonly verdict: Verdict | undefined;
}

export class HeldAnswers {
  readonly #state = new Draft(initialState);
  readonly #held: HeldAnswer[] = [{ seq: 0, answer: undefined, verdict: undefined }];
  /** Ends of all solutions in id order, those that vote, and which of them pass through a node. */
  readonly #ends: NodeId[] = [];
  readonly #solutions = new Map<NodeId, Solution>();
  readonly #endsThrough = new Map<NodeId, NodeId[]>();

  /** As far as it has been read; with nothing of a tree's that can be kept. */
  get state(): Pick<SearchState, 'spec' | 'status' | 'failure' | 'totals' | 'forks'> {
    return this.#state;
  }

  /** In the order of the log; each holds until the next. The first is from before it began. */
  get all(): readonly HeldAnswer[] {
    return this.#held;
  }

  at(seq: number): HeldAnswer {
    return this.#held.findLast((each) => each.seq <= seq) ?? this.#held[0]!;
  }

  /** Throws LogError when the event cannot follow. */
  read({ seq, event }: LogEntry): void {
    foldInto(this.#state, event);
    const touched = this.#touchedBy(event);
    for (const end of touched) this.#readSolution(end);
    if (touched.length > 0 || event.type === 'answer-selected' || event.type === 'run-forked') this.#hold(seq);
  }

  /** Ends of solutions about which the event says something. */
  #touchedBy(event: SearchEvent): readonly NodeId[] {
    switch (event.type) {
      case 'node-closed': {
        if (solutionAt(this.#state, event.node) === undefined) return [];
        this.#ends.splice(this.#ends.findLastIndex((end) => compareIds(end, event.node) < 0) + 1, 0, event.node);
        for (const at of pathTo(event.node)) {
          const ends = this.#endsThrough.get(at);
          if (ends === undefined) this.#endsThrough.set(at, [event.node]);
          else ends.push(event.node);
        }
        return [event.node];
      }
      case 'node-scored':
      case 'node-unscored':
      case 'node-rewritten':
      case 'node-excluded':
        return this.#endsThrough.get(event.node) ?? [];
      case 'round-decided':
        return [...event.decisions, ...(event.weights ?? [])]
          .map(({ node }) => node)
          .filter((node) => this.#endsThrough.get(node)?.includes(node) === true);
      case 'run-forked':
        // By another spec its solutions may be worth something else.
        return [...this.#endsThrough].flatMap(([node, ends]) => (ends.includes(node) ? [node] : []));
      default:
        return [];
    }
  }

  #readSolution(end: NodeId): void {
    const solution = solutionAt(this.#state, end);
    if (solution === undefined) this.#solutions.delete(end);
    else this.#solutions.set(end, solution);
  }

  #hold(seq: number): void {
    const { spec, selected } = this.#state;
    if (spec === undefined) return;
    const selection = selectionOf(spec);
    const inOrder = this.#ends.flatMap((end) => this.#solutions.get(end) ?? []);
    const { answer } = selected[selection] ?? selectAnswer(inOrder, selection);
    const before = this.#held.at(-1)!;
    if (answer === before.answer) return;
    this.#held.push({ seq, answer, verdict: verdictOf(answer, spec.problem.answer) });
  }
}
