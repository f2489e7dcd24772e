/** The curves of experiments and the verdicts on them, made once for the results they were made from: those of a finished experiment never change. */
import { curvesOf, verdictOf } from '@/lib/experiments/report';
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

export interface ExperimentCurvesOptions {
  /** Figures of others, as baselines of verdicts. */
  readonly published?: () => Promise<readonly PublishedRow[]>;
}

export class ExperimentCurves {
  readonly source: ExperimentSource;
  readonly #published: () => Promise<readonly PublishedRow[]>;
  readonly #made = new WeakMap<ExperimentData, Map<string, Curves>>();
  readonly #judged = new WeakMap<ExperimentData, Map<string, Verdict>>();

  constructor(source: ExperimentSource, { published = () => Promise.resolve([]) }: ExperimentCurvesOptions = {}) {
    this.source = source;
    this.#published = published;
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

  /** `against`: the baseline; absent: the first there is. Throws as the source does. */
  async verdict(id: string, against?: string): Promise<Verdict> {
    const { data, origin } = await this.source.experimentData(id);
    const judged = this.#judged.get(data) ?? new Map<string, Verdict>();
    this.#judged.set(data, judged);
    const key = against ?? '';
    const verdict = judged.get(key) ?? verdictOf(data, { origin, against, published: await this.#published() });
    if (judged.size < maxReferences) judged.set(key, verdict);
    return verdict;
  }
}
