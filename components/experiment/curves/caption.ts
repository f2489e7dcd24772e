/** What a printed chart says under itself: data, n, seeds, method, sources. Pure. */
import type { ExperimentStatus } from '@/lib/experiments/model';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { PublishedRow } from '@/lib/experiments/report/curve-model';
import { formatCount, plural } from '@/components/ui/numbers';
import { originWords } from '@/components/app/origin-words';
import { sourceWords } from './published-source';

interface CaptionInput {
  readonly curves: Curves;
  readonly status: ExperimentStatus;
  /** First words of the sentences of the method that matter for this chart. */
  readonly about: readonly string[];
  readonly published?: readonly PublishedRow[];
}

export function captionOf({ curves, status, about, published = [] }: CaptionInput): readonly string[] {
  const { experiment, problems, seeds, results, missing, series, method } = curves;
  const budgets = [...new Set(series.flatMap(({ points }) => points.map(({ n }) => n)))].sort(
    (one, other) => one - other,
  );
  const models = [
    ...new Set(series.flatMap(({ policy, verifier }) => [policy, ...(verifier === undefined ? [] : [verifier])])),
  ];
  const lacking = missing === 0 ? '' : `, ${plural(missing, 'problem')} without all their runs left out of some points`;
  return [
    `${experiment.name}: ${plural(problems, 'problem')} of ${experiment.set}, ${plural(seeds, 'seed')}, n = ${budgets.join(', ')}; models ${models.join(', ')}; ${formatCount(results)} runs${lacking}. ${originWords({ origin: experiment.origin, status }).sentence.en}`,
    ...method.filter((sentence) => about.some((start) => sentence.startsWith(start))),
    ...(published.length === 0
      ? []
      : [
          `Faint: figures published elsewhere, on ${[...new Set(published.map(({ dataset }) => dataset))].join(', ')}. Sources: ${[...new Set(published.map(sourceWords))].join('; ')}.`,
        ]),
  ];
}

/** A file's name out of an experiment's. */
export function fileNameOf(name: string, chart: string): string {
  return `${
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'experiment'
  }-${chart}`;
}
