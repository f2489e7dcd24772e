/** What a printed chart says under itself: data, n, seeds, method, sources. Pure. */
import type { ExperimentStatus } from '@/lib/experiments/model';
import type { Curves, MethodSentence, PublishedRow } from '@/lib/experiments/report/curve-model';
import { curveWords, type Say } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { originWords } from '@/components/app/origin-words';
import { sourceWords } from './published-source';

interface CaptionInput {
  readonly curves: Curves;
  readonly status: ExperimentStatus;
  /** What sentences of the method matter for this chart. */
  readonly about: readonly MethodSentence['about'][];
  readonly published?: readonly PublishedRow[];
  /** The line of which each seed is drawn, by name. */
  readonly seedsOf?: string | undefined;
  readonly say: Say;
}

export function captionOf({ curves, status, about, published = [], seedsOf, say }: CaptionInput): readonly string[] {
  const { experiment, problems, seeds, results, missing, series, method } = curves;
  const listed = (all: readonly (string | number)[]) => [...new Set(all)].join(say(curveWords.listComma));
  const budgets = series.flatMap(({ points }) => points.map(({ n }) => n)).sort((one, other) => one - other);
  const models = series.flatMap(({ policy, verifier }) => [policy, ...(verifier === undefined ? [] : [verifier])]);
  return [
    say(curveWords.captionOfData, {
      name: experiment.name,
      problems: formatCount(problems),
      set: experiment.set,
      seeds: formatCount(seeds),
      budgets: listed(budgets),
      models: listed(models),
      runs: formatCount(results),
      lacking: missing === 0 ? '' : say(curveWords.lacking, { problems: formatCount(missing) }),
      origin: say(originWords({ origin: experiment.origin, status }).sentence),
    }),
    ...method.filter((sentence) => about.includes(sentence.about)).map((sentence) => say(sentence)),
    ...(seedsOf === undefined ? [] : [say(curveWords.captionOfSeeds, { line: seedsOf })]),
    ...(published.length === 0
      ? []
      : [
          say(curveWords.captionOfPublished, {
            sets: listed(published.map(({ dataset }) => dataset)),
            sources: [...new Set(published.map((row) => sourceWords(row, say)))].join(say(curveWords.semicolon)),
          }),
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
