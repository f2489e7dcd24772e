/** What the page came with. Knows no server. */
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import type { ExperimentDetail } from '@/lib/experiments/wire';

export interface FirstLook {
  readonly experiment: ExperimentDetail;
  readonly verdict: Verdict;
  /** The baseline that the verdict was asked for; absent: the first there is. */
  readonly against: string | undefined;
  /** When it was so, in milliseconds since the epoch. */
  readonly at: number;
}
