/** What the page of an experiment begins with: how far it has come, and the verdict on it. Knows neither the page nor how long it waits. */
import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import type { ExperimentCurves } from './experiment-curves';
import type { ExperimentReader } from './experiment-reader';

export interface FirstLook {
  readonly experiment: ExperimentDetail;
  readonly verdict: Verdict;
  /** The baseline that was asked for; absent: the first there is. */
  readonly against: string | undefined;
  /** When it was so, in milliseconds since the epoch. */
  readonly at: number;
}

interface FirstLookSources {
  readonly experimentReader: Pick<ExperimentReader, 'detail'>;
  readonly experimentCurves: Pick<ExperimentCurves, 'verdict'>;
}

/** Throws as calls for the same do. */
export async function firstLook(
  { experimentReader, experimentCurves }: FirstLookSources,
  id: string,
  against: string | undefined,
): Promise<FirstLook> {
  const at = Date.now();
  const [experiment, verdict] = await Promise.all([experimentReader.detail(id), experimentCurves.verdict(id, against)]);
  return { experiment, verdict, against, at };
}
