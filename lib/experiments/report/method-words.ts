/** How the numbers were made, in sentences for the page and for captions, in every language. */
import { fillText, methodTexts, type Text } from '@/lib/words';
import type { ExperimentData } from '../model';
import { methodNames, type MethodSentence } from './curve-model';
import { subsets } from './pools';

export function methodWords({ problems, spec }: ExperimentData, resamples: number): MethodSentence[] {
  const { accuracy, resampled, bands, ...others } = methodTexts;
  const said: Readonly<Record<MethodSentence['about'], Text>> = {
    accuracy: fillText(accuracy, { problems: problems.length, seeds: spec.seeds.length }),
    exact: others.exact,
    resampled: fillText(resampled, { subsets }),
    bands: fillText(bands, { resamples }),
    differences: others.differences,
    crossings: others.crossings,
    flops: others.flops,
    seconds: others.seconds,
    computeOptimal: others.computeOptimal,
  };
  return methodNames.map((about) => ({ about, ...said[about] }));
}
