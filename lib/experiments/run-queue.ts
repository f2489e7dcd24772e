/**
 * Which run of an experiment is next, where one process makes them all: from what the store says of its runs at first, and
 * from what happened to them since. Every run is begun once. Knows no store and no server; forgets nothing and decides
 * nothing else.
 */
import { assertDefined } from '@/lib/base';
import type { PlannedRun, RunPlan } from './plan';
import type { StoredRun } from './store';

export type NextRun =
  | { readonly type: 'begin'; readonly run: PlannedRun }
  /** Begun earlier and left by its owner, or paused; to be gone on with. */
  | { readonly type: 'take-up'; readonly runId: string }
  /** Failed, and asked for again. */
  | { readonly type: 'retry'; readonly runId: string };

/** How it went with a run that `next` gave: `left`: given back before its end; `unclear`: the store has to be asked again. */
export type Settlement = 'ended' | 'left' | 'unclear';

export class RunQueue {
  readonly #plan: RunPlan;
  /** By place in the plan: 1 once it was begun. */
  readonly #isBegun: Uint8Array;
  #cursor = 0;
  #waiting: string[] = [];
  #retries: string[] = [];
  /** Given out by `next` and not settled. */
  readonly #underWay = new Set<string>();
  /** Some of it went otherwise than this queue knows. */
  #isStale = false;
  /** Runs that finished before their result was kept. */
  #withoutResult: StoredRun[] = [];

  /** `retries`: failed runs to be taken up again, with the last entry of their failure. */
  constructor(plan: RunPlan, stored: readonly StoredRun[], retries: ReadonlyMap<string, number>) {
    this.#plan = plan;
    this.#isBegun = new Uint8Array(plan.count);
    this.refresh(stored, retries);
  }

  /** Takes what the store says now; runs under way here are left as they are. */
  refresh(stored: readonly StoredRun[], retries: ReadonlyMap<string, number>): void {
    this.#waiting = [];
    this.#retries = [];
    this.#withoutResult = [];
    this.#isStale = false;
    for (const run of stored) {
      const place = this.#plan.indexOf(run);
      if (place !== undefined) this.#isBegun[place] = 1;
      if (this.#underWay.has(run.runId)) continue;
      switch (run.status) {
        case 'finished':
          if (!run.hasResult) this.#withoutResult.push(run);
          break;
        case 'failed':
        case 'cancelled':
          if (run.status === 'failed' && (retries.get(run.runId) ?? 0) >= run.lastSeq) this.#retries.push(run.runId);
          break;
        default:
          this.#waiting.push(run.runId);
      }
    }
  }

  /** Undefined when nothing is left to begin or to take up. What was left goes first, so that few runs are half done. */
  next(): NextRun | undefined {
    const left = this.#waiting.shift();
    if (left !== undefined) return { type: 'take-up', runId: left };
    const failed = this.#retries.shift();
    if (failed !== undefined) return { type: 'retry', runId: failed };
    while (this.#cursor < this.#plan.count && this.#isBegun[this.#cursor] === 1) this.#cursor++;
    if (this.#cursor >= this.#plan.count) return undefined;
    this.#isBegun[this.#cursor] = 1;
    return { type: 'begin', run: this.#plan.at(this.#cursor) };
  }

  /** A run that `next` gave could not be begun: it may be asked for again. */
  putBack(next: NextRun): void {
    switch (next.type) {
      case 'take-up':
        this.#waiting.push(next.runId);
        break;
      case 'retry':
        this.#retries.push(next.runId);
        break;
      case 'begin': {
        const place = assertDefined(
          this.#plan.indexOf({ ...next.run, cell: next.run.cell.id }),
          'a run that was given is planned',
        );
        this.#isBegun[place] = 0;
        this.#cursor = Math.min(this.#cursor, place);
      }
    }
  }

  /** Something was begun that is not known here. */
  markStale(): void {
    this.#isStale = true;
  }

  started(runId: string): void {
    this.#underWay.add(runId);
  }

  settle(runId: string, how: Settlement): void {
    this.#underWay.delete(runId);
    if (how === 'left') this.#waiting.push(runId);
    if (how === 'unclear') this.#isStale = true;
  }

  /** Takes the runs whose result is still to be made from their log. */
  takeWithoutResult(): readonly StoredRun[] {
    const taken = this.#withoutResult;
    this.#withoutResult = [];
    return taken;
  }

  /** The store has to be asked again: a process that is silent by now may still have some of it. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** Every run has ended. */
  get isDone(): boolean {
    while (this.#cursor < this.#plan.count && this.#isBegun[this.#cursor] === 1) this.#cursor++;
    return (
      !this.#isStale &&
      this.#cursor >= this.#plan.count &&
      this.#waiting.length + this.#retries.length + this.#underWay.size + this.#withoutResult.length === 0
    );
  }
}
