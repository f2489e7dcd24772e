/** Curves and verdicts made in a thread of their own: those of thousands of problems take seconds. */
import type { CurvesQuery, VerdictQuery } from '@/lib/experiments/report';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import type { ExperimentData } from '@/lib/experiments/model';
import { SideWork } from '../side-work/side-work';
import type { CurvesQuestion } from './curves-worker';

export class CurvesThread {
  readonly #thread: SideWork<CurvesQuestion, Curves | Verdict>;

  /** `entry`: the path of `curves-entry.mjs`. Nothing is started yet. */
  constructor(entry: string) {
    this.#thread = new SideWork({ entry, does: 'makes curves' });
  }

  /** As `curvesOf`. Rejects with what it throws, and where the thread ends meanwhile. */
  curves(data: ExperimentData, query: CurvesQuery): Promise<Curves> {
    // The answer is what was asked for, which a message does not say to the compiler.
    return this.#thread.ask({ type: 'curves', data, query }) as Promise<Curves>;
  }

  /** As `verdictOf`; rejects in the same way. */
  verdict(data: ExperimentData, query: VerdictQuery): Promise<Verdict> {
    return this.#thread.ask({ type: 'verdict', data, query }) as Promise<Verdict>;
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
