/**
 * One run of a race, read off its log as it grows: what it had spent and which answer it held after each entry. Knows no
 * other run, no screen and no server; whoever races lays lanes beside each other.
 */
import type { Fork, RunSpec, RunStatus } from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';
import { HeldAnswers, type HeldAnswer } from './held-answers';
import { SpendingLog, type Spending } from './spending';

export class Lane {
  readonly #spending = new SpendingLog();
  readonly #answers = new HeldAnswers();
  #end = 0;

  /** Last entry that was read; 0 for none. */
  get end(): number {
    return this.#end;
  }

  /** As the run goes by now; undefined before its first entry. */
  get spec(): RunSpec | undefined {
    return this.#answers.state.spec;
  }

  /** Where it left other runs, as far as it has been read. */
  get forks(): readonly Fork[] {
    return this.#answers.state.forks;
  }

  get status(): RunStatus {
    return this.#answers.state.status;
  }

  /** The first says what there was before the first entry. */
  get answers(): readonly HeldAnswer[] {
    return this.#answers.all;
  }

  answerAt(seq: number): HeldAnswer {
    return this.#answers.at(seq);
  }

  spendingAt(seq: number): Spending {
    return this.#spending.at(seq);
  }

  /**
   * Takes the log so far, `most` entries more at most; what it has read of it before is passed over. Throws LogError where it
   * does not fit together.
   */
  read(entries: readonly LogEntry[], most = Infinity): void {
    const last = Math.min(entries.length, this.#end + most);
    for (; this.#end < last; this.#end++) {
      const entry = entries[this.#end]!;
      this.#answers.read(entry);
      this.#spending.read(entry);
    }
  }
}
