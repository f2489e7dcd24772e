/** What is said of figures that others published. What their sources call themselves stays as it is. */
import type { Text } from './text';

export const publishedTexts = {
  greedyLevel: { en: '{model} greedy, published', zh: '{model} 贪心，已发表' },
  greedyLevelOn: { en: '{model} greedy, published on {set}', zh: '{model} 贪心，在 {set} 上发表' },
  sources: { en: '{level} ({count} sources)', zh: '{level}（{count} 个来源）' },
  otherProblems: {
    en: 'Grey: published on {sets}, other problems than these',
    zh: '灰色：在 {sets} 上发表，题目与此不同',
  },
  allProblems: {
    en: 'Grey: published on all of {set}, of which these are a part',
    zh: '灰色：在整个 {set} 上发表，这里的题目只是其中一部分',
  },
  both: { en: '{one}; {other}', zh: '{one}；{other}' },
  policyNotNamed: { en: 'policy not named', zh: '未说明策略模型' },
  methodOf: { en: '{model} {method}', zh: '{model} {method}' },
  figure: { en: '{model}, {method}, n = {n}: {share} on {set}', zh: '{model}，{method}，n = {n}：{set} 上 {share}' },
  figureWithoutN: {
    en: '{model}, {method}, n not stated: {share} on {set}',
    zh: '{model}，{method}，未说明 n：{set} 上 {share}',
  },
  noPrm: { en: 'no PRM named', zh: '未说明 PRM' },
  prm: { en: 'PRM {prm}', zh: 'PRM {prm}' },
  temperature: { en: 'T = {temperature}', zh: 'T = {temperature}' },
  noTemperature: { en: 'T not stated', zh: '未说明 T' },
  kind: { en: '{kind}, confidence {confidence}', zh: '{kind}，可信度{confidence}' },
  authors: { en: '{name} et al. {year}, {title}', zh: '{name} 等，{year}，{title}' },
  table: { en: 'Table {number}', zh: '表 {number}' },
  figurePlace: { en: 'Figure {number}', zh: '图 {number}' },
  readOff: { en: 'read off a figure', zh: '从图中读出' },
  hanReproduction: {
    en: 'Xiaotian Han’s reproduction of the Hugging Face blog',
    zh: 'Xiaotian Han 对 Hugging Face 博客的复现',
  },
  metaCard: { en: 'Meta’s model card', zh: 'Meta 的模型卡' },
  nvidiaCard: { en: 'NVIDIA’s model card', zh: 'NVIDIA 的模型卡' },
} as const satisfies Readonly<Record<string, Text>>;

/** By the method of a published figure, within a sentence. */
export const publishedMethods: Readonly<Record<string, Text>> = {
  greedy_cot: { en: 'one greedy answer', zh: '单个贪心答案' },
  majority: { en: 'majority', zh: '多数投票' },
  bon: { en: 'best-of-N', zh: 'best-of-N' },
  bon_weighted: { en: 'best-of-N, weighted', zh: 'best-of-N（加权）' },
  beam_search: { en: 'beam search', zh: '束搜索' },
  dvts: { en: 'DVTS', zh: 'DVTS' },
  compute_optimal: { en: 'compute-optimal', zh: '计算最优' },
  rebase: { en: 'REBASE', zh: 'REBASE' },
  dora: { en: 'DORA', zh: 'DORA' },
  particle_filtering: { en: 'particle filtering', zh: '粒子滤波' },
  beam_search_instance_adaptive: { en: 'beam search, instance adaptive', zh: '束搜索（逐题自适应）' },
  bon_instance_adaptive: { en: 'best-of-N, instance adaptive', zh: 'best-of-N（逐题自适应）' },
  'final_selection:bon': { en: 'final selection, best-of-N', zh: '最终选择，best-of-N' },
  'final_selection:bon_weighted': { en: 'final selection, best-of-N weighted', zh: '最终选择，best-of-N（加权）' },
  'final_selection:majority': { en: 'final selection, majority', zh: '最终选择，多数投票' },
  'sampling (vote type not stated in source)': {
    en: 'sampling (vote not stated in the source)',
    zh: '采样（来源未说明投票方式）',
  },
};

/** By how far a published figure can be trusted. */
export const confidenceTexts: Readonly<Record<string, Text>> = {
  low: { en: 'low', zh: '低' },
  'low-medium': { en: 'low-medium', zh: '中低' },
  medium: { en: 'medium', zh: '中' },
  'medium-high': { en: 'medium-high', zh: '中高' },
  high: { en: 'high', zh: '高' },
};
