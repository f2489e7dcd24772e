/** Where a published figure comes from, in words that say it without a detour; the source itself stands in the table. Pure. */
import type { PublishedRow } from '@/lib/experiments/report/curve-model';
import { fateWords, publishedTexts, type Say, type Text } from '@/lib/words';

interface Paper {
  /** Of the first author. */
  readonly name: string;
  readonly year: number;
  readonly work: string;
}

/** By what the source begins with or holds. */
const works: readonly (readonly [string, Paper | Text | string])[] = [
  ['2506.15707', { name: 'Wang', year: 2025, work: 'DORA' }],
  ['2502.06703', { name: 'Liu', year: 2025, work: 'Can 1B LLM Surpass 405B LLM?' }],
  ['2502.01618', { name: 'Puri', year: 2025, work: 'Rollout Roulette' }],
  ['2506.09338', { name: 'Park', year: 2025, work: 'Know What You Don’t Know' }],
  ['know-what-you-dont-know', { name: 'Park', year: 2025, work: 'Know What You Don’t Know' }],
  ['2408.00724', { name: 'Wu', year: 2024, work: 'REBASE' }],
  ['ahxt', publishedTexts.hanReproduction],
  ['HF blog', 'Hugging Face, Scaling test-time compute with open models'],
  ['llama-models', publishedTexts.metaCard],
  ['nvidia', publishedTexts.nvidiaCard],
];

/** `Wang et al. 2025, DORA, Figure 3a, read off a figure` */
export function sourceWords({ source, kind }: Pick<PublishedRow, 'source' | 'kind'>, say: Say): string {
  const work = works.find(([mark]) => source.includes(mark))?.[1];
  if (work === undefined) return source;
  const how = /digitised|figure/.test(kind) ? say(publishedTexts.readOff) : undefined;
  return [workWords(work, say), placeWords(source, say), how]
    .filter((part) => part !== undefined)
    .join(say(fateWords.comma));
}

function workWords(found: Paper | Text | string, say: Say): string {
  if (typeof found === 'string') return found;
  if ('en' in found) return say(found);
  const { name, year, work } = found;
  return say(publishedTexts.authors, { name, year, title: work });
}

/** The table or figure of the work that it stands in, where the source names one. */
function placeWords(source: string, say: Say): string | undefined {
  const [, kind, number] = /\b(Table|Figure) (\w+)/.exec(source) ?? [];
  if (number === undefined) return undefined;
  return say(kind === 'Table' ? publishedTexts.table : publishedTexts.figurePlace, { number });
}

/** The last name of a PRM, without what every one has: `Qwen2.5-Math-PRM-7B`, `RLHFlow 8B`. */
export function shortPrm(prm: string): string {
  if (prm.startsWith('RLHFlow/')) return 'RLHFlow 8B PRM';
  if (prm.startsWith('Skywork')) return 'Skywork 7B PRM';
  return /^Qwen2\.5-Math-PRM-(\d+B)/.exec(prm)?.[1]?.replace(/^/, 'Qwen PRM ') ?? prm;
}
