/** The curves of experiments, made once for the results they were made from: those of a finished experiment never change. */
import { curvesOf } from '@/lib/experiments/report';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { ExperimentData } from '@/lib/experiments/model';

/** Where results come from; refuses an id that it does not know. */
export interface ExperimentSource {
  experimentData(
    id: string,
  ): Promise<{ readonly data: ExperimentData; readonly origin: Curves['experiment']['origin'] }>;
}

/** Curves of so many references are kept beside each other. */
const maxReferences = 20;

export class ExperimentCurves {
  readonly source: ExperimentSource;
  readonly #made = new WeakMap<ExperimentData, Map<string, Curves>>();

  constructor(source: ExperimentSource) {
    this.source = source;
  }

  /** `reference`: the series or baseline that differences are taken against; absent: the majority vote. Throws as the source does. */
  async at(id: string, reference?: string): Promise<Curves> {
    const { data, origin } = await this.source.experimentData(id);
    const made = this.#made.get(data) ?? new Map<string, Curves>();
    this.#made.set(data, made);
    const key = reference ?? '';
    const curves = made.get(key) ?? curvesOf(data, { id, origin, reference });
    if (made.size < maxReferences) made.set(key, curves);
    return curves;
  }
}
