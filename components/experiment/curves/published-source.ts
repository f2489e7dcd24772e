/** Where a published figure comes from, in words that say it without a detour; the source itself stands in the table. Pure. */
import type { PublishedRow } from '@/lib/experiments/report/curve-model';
import { fateWords, publishedTexts, type Say, type Text } from '@/lib/words';

/** By what the source begins with or holds. */
const works: readonly (readonly [string, string | Text])[] = [
  ['2506.15707', 'Wang et al. 2025, DORA'],
  ['2502.06703', 'Liu et al. 2025, Can 1B LLM Surpass 405B LLM?'],
  ['2502.01618', 'Puri et al. 2025, Rollout Roulette'],
  ['2506.09338', 'Park et al. 2025, Know What You Don’t Know'],
  ['know-what-you-dont-know', 'Park et al. 2025, Know What You Don’t Know'],
  ['2408.00724', 'Wu et al. 2024, REBASE'],
  ['ahxt', publishedTexts.hanReproduction],
  ['HF blog', 'Hugging Face, Scaling test-time compute with open models'],
  ['llama-models', publishedTexts.metaCard],
  ['nvidia', publishedTexts.nvidiaCard],
];

/** `Wang et al. 2025, DORA, Figure 3a, read off a figure` */
export function sourceWords({ source, kind }: Pick<PublishedRow, 'source' | 'kind'>, say: Say): string {
  const work = works.find(([mark]) => source.includes(mark))?.[1];
  if (work === undefined) return source;
  const place = /\b(?:Table|Figure) \w+/.exec(source)?.[0];
  const how = /digitised|figure/.test(kind) ? say(publishedTexts.readOff) : undefined;
  return [typeof work === 'string' ? work : say(work), place, how]
    .filter((part) => part !== undefined)
    .join(say(fateWords.comma));
}

/** The last name of a PRM, without what every one has: `Qwen2.5-Math-PRM-7B`, `RLHFlow 8B`. */
export function shortPrm(prm: string): string {
  if (prm.startsWith('RLHFlow/')) return 'RLHFlow 8B PRM';
  if (prm.startsWith('Skywork')) return 'Skywork 7B PRM';
  return /^Qwen2\.5-Math-PRM-(\d+B)/.exec(prm)?.[1]?.replace(/^/, 'Qwen PRM ') ?? prm;
}
