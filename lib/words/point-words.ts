/** What is said beside the curves: their axis, their lines, a point that is open, what it cost, its problems. */
import type { Text } from './text';

export const pointWords = {
  accuracyAgainst: { en: 'Accuracy against {axis}', zh: '准确率与{axis}的关系' },
  accuracyTitle: {
    en: '{experiment}: accuracy against {axis}',
    zh: '{experiment}：准确率与{axis}的关系',
  },
  about: {
    en: '{problems} {problems:problem|problems}, {seeds} {seeds:seed|seeds}, 95 % {bands} over problems. Filled marks are exact or measured, hollow ones resampled.',
    zh: '{problems} 道题，{seeds} 个随机种子，按题目计的 95 % {bands}。实心标记为精确或实测，空心为重采样。',
  },
  bands: { en: 'bands', zh: '误差带' },
  lacking: {
    en: ' {problems} {problems:problem|problems} still {problems:lacks|lack} runs and {problems:is|are} left out of some points.',
    zh: '还有 {problems} 道题缺少运行，未计入某些点。',
  },
  nothingMeasured: {
    en: 'Nothing is measured yet. The faint lines are figures that others published, for orientation.',
    zh: '还没有测得数据。浅色的线是他人发表的数据，仅供参考。',
  },
  endsOf: { en: '{line}: from {first} to {last}', zh: '{line}：从 {first} 到 {last}' },
  nAlone: {
    en: 'Published figures give n alone, so on this axis only single greedy answers are drawn.',
    zh: '已发表的数据只给出 n，因此在这个轴上只画出单个贪心答案。',
  },
  horizontalAxis: { en: 'Horizontal axis', zh: '横轴' },
  notKnownHere: { en: '{axis} (not known here)', zh: '{axis}（这里未知）' },
  scale: { en: 'Scale of the horizontal axis', zh: '横轴的刻度' },
  log: { en: 'Log', zh: '对数' },
  linear: { en: 'Linear', zh: '线性' },
  resampledBy: { en: 'resampled ± {error}', zh: '重采样 ± {error}' },

  whereItPasses: { en: 'Where each line passes each baseline', zh: '各条线在何处超过各个基线' },
  onAxis: {
    en: 'Large without search is the {baseline}. On the axis {axis}; intervals are 95 %, from the same resamples as the bands.',
    zh: '不搜索的大模型即{baseline}。横轴为 {axis}；区间为 95 %，与误差带来自相同的重采样。',
  },
  baseline: { en: 'baseline', zh: '基线' },
  baselineAt: {
    en: '(95 %: {low} to {high}){cost}',
    zh: '（95 % 区间：{low} 至 {high}）{cost}',
  },
  itselfAt: { en: ', itself at {amount}', zh: '，自身成本 {amount}' },
  noneOnAxis: {
    en: 'No line that is shown can be placed on this axis.',
    zh: '显示的线中没有一条能放到这个轴上。',
  },
  passesAt: { en: 'passes it at {at} (95 %: {interval})', zh: '在 {at} 处超过它（95 % 区间：{interval}）' },
  notReached: { en: 'does not reach it', zh: '没有达到它' },
  upTo: { en: ', up to {last}', zh: '，直到 {last}' },
  notBefore: {
    en: '; if it does, 95 % sure not before {low}',
    zh: '；即使能达到，也有 95 % 的把握不早于 {low}',
  },
  aboveAlready: {
    en: 'is at or above it already at its first point',
    zh: '从第一个点起就达到或高于它',
  },
  firstAt: { en: ', {first}', zh: '，{first}' },
  atTheLatest: {
    en: ' (95 %: passes it at {high} at the latest)',
    zh: '（95 % 区间：最迟在 {high} 处超过它）',
  },

  whatItCosts: { en: 'What a problem costs, on the mean', zh: '每道题的平均开销' },
  notAtThisN: { en: 'not measured at this n', zh: '没有以这个 n 测量' },
  timeAmong: { en: '{time}, about {count} searches at once', zh: '{time}，约 {count} 次搜索同时进行' },
  modelAndSize: { en: 'Model, parameters', zh: '模型，参数量' },
  together: { en: 'together', zh: '合计' },
  secondsOfSearch: { en: 'Seconds of search', zh: '搜索用时' },
  price: { en: 'Price', zh: '价格' },
  flopsAre: {
    en: 'FLOPs = 2 × parameters × (read − cached + written); without reuse nothing is taken off.',
    zh: 'FLOPs = 2 × 参数量 ×（读入 − 缓存 + 写出）；不计复用时不减去缓存。',
  },
  doesNotAddUp: {
    en: ' These lines do not add up to the curve’s own amounts: several methods share this point.',
    zh: '这些行加起来不等于曲线上的数值：这个点由多种方法共有。',
  },

  lines: { en: 'Lines', zh: '线' },
  usualOnes: { en: 'The usual ones', zh: '恢复默认' },
  strategy: { en: 'Strategy', zh: '搜索策略' },
  toggleSelection: { en: 'Show or hide every line of this selection', zh: '显示或隐藏这种选择方式的所有线' },
  toggleStrategy: { en: 'Show or hide every line of this strategy', zh: '显示或隐藏这种策略的所有线' },
  doesNotApply: { en: 'does not apply', zh: '不适用' },
  aboutAnyOfN: {
    en: '{anyOfN}: is any of the n answers right (pass@n)? It knows the right answers; no selection can do better.',
    zh: '{anyOfN}：n 个答案中是否有正确的（pass@n）？它知道正确答案；任何选择方式都不可能更好。',
  },

  choose: {
    en: 'Choose a point on a line (click, or Enter on the keyboard) to see what it cost.',
    zh: '在线上选一个点（点击，或按 Enter），查看它的开销。',
  },
  chooseForProblems: {
    en: 'Choose a point on a line (click, or Enter on the keyboard) to see what it cost and which problems it solved.',
    zh: '在线上选一个点（点击，或按 Enter），查看它的开销和解出的题目。',
  },
  counts: {
    en: '{problems} {problems:problem|problems}, {seeds} {seeds:seed|seeds}',
    zh: '{problems} 道题，{seeds} 个随机种子',
  },
  bySeed: { en: '{low} to {high} by seed', zh: '各种子 {low} 至 {high}' },
  afterSeeds: { en: ': {range}', zh: '：{range}' },
  hairlines: {
    en: ' Hairlines: each seed of the line that stands out, alone.',
    zh: '细线：突出的那条线的每个随机种子各自的结果。',
  },
  closePoint: { en: 'Close the point', zh: '关闭该点' },
  problemsOfChosen: {
    en: 'Its problems are those of the methods it chose: open a point of one of them.',
    zh: '它的题目就是所选各方法的题目：请打开其中一种方法的点。',
  },
  itsProblems: { en: 'Its problems', zh: '它的题目' },
  problemsUnread: { en: 'Its problems could not be read', zh: '无法读取它的题目' },
  readingProblems: { en: 'Reading its problems', zh: '正在读取它的题目' },
  withoutTrees: {
    en: 'Recorded without its trees; the same search with the same seed grows them again.',
    zh: '录制时没有保存搜索树；用相同种子再做同样的搜索，就能重新长出来。',
  },
  whichProblems: { en: 'Which problems', zh: '哪些题目' },
  all: { en: 'All', zh: '全部' },
  solved: { en: 'Solved', zh: '已解决' },
  notSolved: { en: 'Not solved', zh: '未解决' },
  problemsOfPoint: { en: 'Problems of the point', zh: '该点的题目' },
  showMore: { en: 'Show more of {count}', zh: '显示更多（共 {count} 道）' },
  level: { en: 'level {level}', zh: '难度 {level}' },
  chance: { en: 'Chance of the right answer, over subsets and seeds', zh: '答对的概率，按子集和种子计' },
  tree: { en: 'tree', zh: '搜索树' },
  treeOf: { en: 'tree {place}', zh: '搜索树 {place}' },
  again: { en: 'search it again', zh: '重新搜索' },

  asTable: { en: 'As a table', zh: '显示为表格' },
  pointsAsTable: { en: 'Points as a table', zh: '各点的表格' },
  line: { en: 'Line', zh: '线' },
  interval: { en: '95 % interval', zh: '95 % 区间' },
  estimate: { en: 'Estimate', zh: '得出方式' },

  withEstimation: {
    en: ', {amount} with the estimation of difficulty',
    zh: '，连同难度估计为 {amount}',
  },
  atAmount: { en: ', {amount}', zh: '，{amount}' },
  amongSearches: { en: ' among about {count} searches at once', zh: '，约 {count} 次搜索同时进行' },
  clickFor: { en: 'Click or Enter: what it cost, and its problems', zh: '点击或按 Enter：开销和题目' },
  publishedFigure: { en: '{method}, n = {n}: {share} on {set}', zh: '{method}，n = {n}：{set} 上 {share}' },
  publishedBy: {
    en: 'Published by {source}; confidence {confidence}',
    zh: '发表于 {source}；可信度{confidence}',
  },

  publishedFigures: { en: 'Published figures', zh: '已发表的数据' },
  publishedUnread: {
    en: 'The published figures could not be read: {why}',
    zh: '无法读取已发表的数据：{why}',
  },
  noneDrawn: { en: 'none drawn', zh: '没有画出' },
  drawnOf: { en: '{drawn} of {of} drawn', zh: '{of} 个中画出 {drawn} 个' },
  publishedAbout: {
    en: 'What others measured elsewhere, mostly on MATH-500: for orientation, drawn faintly. Another problem set or another prompt gives other numbers.',
    zh: '他人在别处测得，多为 MATH-500：仅供参考，以浅色画出。换一个题库或提示，数字就会不同。',
  },
  models: { en: 'Models', zh: '模型' },
  methods: {
    en: 'Methods; curves and greedy answers when none is chosen',
    zh: '方法；不选时画出曲线和贪心答案',
  },
  drawNone: { en: 'Draw none', zh: '全部不画' },
} as const satisfies Readonly<Record<string, Text>>;

/** By row of a ledger. */
export const ledgerWords = {
  prompt: { en: 'Tokens read', zh: '读入的 token' },
  cached: { en: 'of those cached', zh: '其中来自缓存' },
  completion: { en: 'Tokens written', zh: '写出的 token' },
  tokens: { en: 'All tokens', zh: '全部 token' },
  flops: { en: 'FLOPs', zh: 'FLOPs' },
  flopsWithoutReuse: { en: 'FLOPs without reuse', zh: '不计复用的 FLOPs' },
  calls: { en: 'Calls', zh: '调用次数' },
} as const satisfies Readonly<Record<string, Text>>;
