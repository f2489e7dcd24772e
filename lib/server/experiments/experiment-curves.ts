/** The curves of experiments and the verdicts on them, made once for the results they were made from: those of a finished experiment never change. */
import type { CurvesQuery, VerdictQuery } from '@/lib/experiments/report';
import type { Curves, PublishedRow } from '@/lib/experiments/report/curve-model';
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import type { ExperimentData } from '@/lib/experiments/model';

/** Where results come from; refuses an id that it does not know. */
export interface ExperimentSource {
  experimentData(
    id: string,
  ): Promise<{ readonly data: ExperimentData; readonly origin: Curves['experiment']['origin'] }>;
}

/** Curves of so many references, and verdicts on so many baselines, are kept beside each other. */
const maxReferences = 20;

/** From data to curves and verdicts, in this thread or another. */
export interface ExperimentCurvesOptions {
  readonly curves: (data: ExperimentData, query: CurvesQuery) => Curves | Promise<Curves>;
  readonly verdict: (data: ExperimentData, query: VerdictQuery) => Verdict | Promise<Verdict>;
  /** Figures of others, as baselines of verdicts. */
  readonly published?: () => Promise<readonly PublishedRow[]>;
}

export class ExperimentCurves {
  readonly source: ExperimentSource;
  readonly #options: ExperimentCurvesOptions;
  readonly #made = new WeakMap<ExperimentData, Map<string, Promise<Curves>>>();
  readonly #judged = new WeakMap<ExperimentData, Map<string, Promise<Verdict>>>();

  constructor(source: ExperimentSource, options: ExperimentCurvesOptions) {
    this.source = source;
    this.#options = options;
  }

  /** `reference`: the series or baseline that differences are taken against; absent: the majority vote. Throws as the source does. */
  async at(id: string, reference?: string): Promise<Curves> {
    const { data, origin } = await this.source.experimentData(id);
    return once(kept(this.#made, data), reference, () => this.#options.curves(data, { id, origin, reference }));
  }

  /** `against`: the baseline; absent: the first there is. Throws as the source does. */
  async verdict(id: string, against?: string): Promise<Verdict> {
    const { data, origin } = await this.source.experimentData(id);
    const published = (await this.#options.published?.()) ?? [];
    return once(kept(this.#judged, data), against, () => this.#options.verdict(data, { origin, against, published }));
  }
}

function kept<T>(all: WeakMap<ExperimentData, Map<string, T>>, data: ExperimentData): Map<string, T> {
  const made = all.get(data) ?? new Map<string, T>();
  all.set(data, made);
  return made;
}

async function once<T>(made: Map<string, Promise<T>>, key: string | undefined, make: () => T | Promise<T>): Promise<T> {
  const known = made.get(key ?? '');
  if (known !== undefined) return known;
  const making = Promise.resolve(make());
  if (made.size < maxReferences) made.set(key ?? '', making);
  try {
    return await making;
  } catch (error) {
    // Whoever looks next may have more luck.
    if (made.get(key ?? '') === making) made.delete(key ?? '');
    throw error;
  }
}
