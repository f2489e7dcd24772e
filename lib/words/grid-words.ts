/** What is said of problems down and methods across, and of experiments side by side. */
import type { Text } from './text';

export const gridWords = {
  title: { en: 'Problem by problem', zh: '逐题对照' },
  about: {
    en: 'The lines that are shown, each at its largest n, and the baselines. A number is the chance of the right answer in per cent, over subsets and seeds; ✓ is always, a dot never.',
    zh: '显示的各条线（取各自最大的 n）和基线。数字是答对的概率（百分数），按子集和种子计；✓ 表示总是答对，圆点表示从未答对。',
  },
  showAll: { en: 'Show all {problems} {problems:problem|problems}', zh: '显示全部 {problems} 道题' },
  hide: { en: 'Hide', zh: '收起' },
  inOrder: { en: 'In order', zh: '按题库顺序' },
  hardest: { en: 'Hardest first', zh: '最难的在前' },
  disagreement: { en: 'Where methods differ', zh: '方法分歧大的在前' },
  reading: { en: 'Reading the problems', zh: '正在读取题目' },
  unread: { en: 'The problems could not be read', zh: '无法读取题目' },
  grid: { en: 'Problems by methods', zh: '题目与方法对照' },
  problem: { en: 'Problem', zh: '题目' },
  atN: { en: 'n {n}: {share}', zh: 'n {n}：{share}' },
  sortBy: { en: 'Sort by {column}', zh: '按{column}排序' },
  cell: { en: '{problem}, {method}', zh: '{problem}，{method}' },
  cellIs: { en: '{cell}: {chance}', zh: '{cell}：{chance}' },
  cellLeads: { en: '{cell}: {chance}, {leads}', zh: '{cell}：{chance}，{leads}' },
  chanceLeads: { en: '{chance}; {leads}', zh: '{chance}；{leads}' },
  notMeasured: { en: 'not measured', zh: '未测量' },
  right: { en: '{percent} % right', zh: '{percent} % 答对' },
  again: { en: 'search it again', zh: '重新搜索' },
  openTree: { en: 'open its tree', zh: '打开搜索树' },
} as const satisfies Readonly<Record<string, Text>>;

export const compareWords = {
  title: { en: 'Compare experiments', zh: '比较实验' },
  about: {
    en: 'Two to six on one chart and in one table. Differences are paired on the problems that both answered.',
    zh: '把两到六个实验放在一张图和一张表里。差按双方都回答过的题目配对。',
  },
  unread: { en: 'An experiment could not be read', zh: '有一个实验无法读取' },
  experiments: { en: 'Experiments', zh: '实验' },
  onlyOne: { en: 'There is one experiment only. {link}.', zh: '只有一个实验。{link}。' },
  startAnother: { en: 'Start another', zh: '再开始一个' },
  reading: { en: 'Reading the experiments', zh: '正在读取实验' },
  aboutChart: {
    en: 'One line of each experiment; which one is chosen in the table. Bands are 95 %, each over its own problems.',
    zh: '每个实验一条线，在表中选择画哪一条。误差带为 95 %，各按自己的题目计。',
  },
  chart: { en: 'Experiments compared', zh: '实验比较' },
  point: { en: '{experiment}, {line}, n {n}: {share}', zh: '{experiment}，{line}，n {n}：{share}' },
  ofExperiment: { en: '{experiment}: {share}', zh: '{experiment}：{share}' },
  lineAt: { en: '{line}, n = {n}: {share}', zh: '{line}，n = {n}：{share}' },
  sideBySide: { en: 'Side by side', zh: '并排对照' },
  aboutTable: {
    en: 'Differences in percentage points to the first row: paired by problem where name and text of problems agree, else unpaired. p-values are corrected for all rows (Holm).',
    zh: '与第一行的百分点差：题目名称和文字一致时按题目配对，否则不配对。p 值按所有行校正（Holm）。',
  },
  largestN: { en: 'largest n of each', zh: '各自最大的 n' },
  table: { en: 'Experiments side by side', zh: '并排的实验' },
  experiment: { en: 'Experiment', zh: '实验' },
  flops: { en: 'FLOPs a problem', zh: '每题 FLOPs' },
  differenceHead: { en: 'Difference', zh: '差' },
  pairing: { en: 'Pairing', zh: '配对' },
  lineOf: { en: 'Line of {experiment}', zh: '{experiment} 的线' },
  ofSet: { en: 'of {set}', zh: '（{set}）' },
  difference: { en: '{difference} ({low} to {high}, {p})', zh: '{difference}（{low} 至 {high}，{p}）' },
  unpaired: { en: 'unpaired: no problem in common', zh: '不配对：没有共同的题目' },
  paired: {
    en: 'paired on {problems} {problems:problem|problems}',
    zh: '按 {problems} 道题配对',
  },
} as const satisfies Readonly<Record<string, Text>>;
