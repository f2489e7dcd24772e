/** The curves of experiments, made once for the results they were made from: those of a finished experiment never change. */
import type { CurvesQuery } from '@/lib/experiments/report';
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

/** From data to curves, in this thread or another. */
export type MakeCurves = (data: ExperimentData, query: CurvesQuery) => Curves | Promise<Curves>;

export class ExperimentCurves {
  readonly source: ExperimentSource;
  readonly #make: MakeCurves;
  readonly #made = new WeakMap<ExperimentData, Map<string, Promise<Curves>>>();

  constructor(source: ExperimentSource, make: MakeCurves) {
    this.source = source;
    this.#make = make;
  }

  /** `reference`: the series or baseline that differences are taken against; absent: the majority vote. Throws as the source does. */
  async at(id: string, reference?: string): Promise<Curves> {
    const { data, origin } = await this.source.experimentData(id);
    const made = this.#made.get(data) ?? new Map<string, Promise<Curves>>();
    this.#made.set(data, made);
    const key = reference ?? '';
    const known = made.get(key);
    if (known !== undefined) return known;
    const curves = Promise.resolve(this.#make(data, { id, origin, reference }));
    if (made.size < maxReferences) made.set(key, curves);
    try {
      return await curves;
    } catch (error) {
      // Whoever looks next may have more luck.
      if (made.get(key) === curves) made.delete(key);
      throw error;
    }
  }
}
