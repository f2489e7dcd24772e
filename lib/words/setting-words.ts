/** The settings of a search as forms ask for them and runs list them: names, hints, the words of choices, selections. */
import type { Text } from './text';

/** By setting. */
export const settingLabels = {
  n: { en: 'Budget n', zh: '预算 n' },
  beamWidth: { en: 'Width M', zh: '宽度 M' },
  temperature: { en: 'Temperature', zh: '温度' },
  topP: { en: 'Top-p', zh: 'Top-p' },
  topK: { en: 'Top-k', zh: 'Top-k' },
  maxSteps: { en: 'Rounds at most', zh: '最多轮数' },
  maxTokens: { en: 'Tokens a solution at most', zh: '每个解答最多 token 数' },
  maxStepTokens: { en: 'Tokens a step at most', zh: '每步最多 token 数' },
  stepsPerRound: { en: 'Steps a round g', zh: '每轮步数 g' },
  lookahead: { en: 'Steps ahead k', zh: '前瞻步数 k' },
  rebaseTemperature: { en: 'Balance temperature', zh: '平衡温度' },
  revisions: { en: 'Chain R', zh: '链长 R' },
  loops: { en: 'Loops', zh: '循环数' },
  aggregated: { en: 'Shown K', zh: '展示数 K' },
  window: { en: 'Window', zh: '窗口' },
  confidence: { en: 'Sure enough at', zh: '置信阈值' },
  share: { en: 'First share', zh: '首批份额' },
  seed: { en: 'Seed', zh: '随机种子' },
} as const satisfies Readonly<Record<string, Text>>;

/** By setting: its value in a few words, as it stands in the name of a run among others that differ in it. */
export const settingPhrases = {
  n: { en: 'n = {value}', zh: 'n = {value}' },
  beamWidth: { en: 'M = {value}', zh: 'M = {value}' },
  temperature: { en: 'temperature {value}', zh: '温度 {value}' },
  topP: { en: 'top-p {value}', zh: 'top-p {value}' },
  topK: { en: 'top-k {value}', zh: 'top-k {value}' },
  maxSteps: { en: 'at most {value} {value:round|rounds}', zh: '最多 {value} 轮' },
  maxTokens: { en: 'at most {value} tokens a solution', zh: '每个解答最多 {value} 个 token' },
  maxStepTokens: { en: 'at most {value} tokens a step', zh: '每步最多 {value} 个 token' },
  stepsPerRound: { en: '{value} {value:step|steps} a round', zh: '每轮 {value} 步' },
  lookahead: { en: 'looks {value} ahead', zh: '前瞻 {value} 步' },
  rebaseTemperature: { en: 'balance temperature {value}', zh: '平衡温度 {value}' },
  revisions: { en: 'chains of {value}', zh: '链长 {value}' },
  loops: { en: '{value} {value:loop|loops}', zh: '循环 {value} 次' },
  aggregated: { en: 'shows {value}', zh: '展示 {value} 个' },
  window: { en: 'window {value}', zh: '窗口 {value}' },
  confidence: { en: 'sure enough at {value}', zh: '置信阈值 {value}' },
  share: { en: 'first share {value}', zh: '首批 {value} 个' },
  separator: { en: 'separator {value}', zh: '分隔符 {value}' },
  aggregation: { en: 'aggregation: {value}', zh: '聚合方式：{value}' },
  selectionAggregation: { en: 'aggregation of selections: {value}', zh: '选择时的聚合方式：{value}' },
  selection: { en: 'selection: {value}', zh: '选择方式：{value}' },
  duplicates: { en: 'identical siblings: {value}', zh: '相同的兄弟步骤：{value}' },
  finished: { en: 'finished solutions: {value}', zh: '已完成的解答：{value}' },
  resampling: { en: 'resampling: {value}', zh: '重采样：{value}' },
  schedule: { en: 'later rounds {value}', zh: '后续轮次 {value}' },
  stopAtAnswer: { en: 'ends at an answer: {value}', zh: '出现答案即结束：{value}' },
  map: { en: 'map: {value}', zh: '策略图：{value}' },
} as const satisfies Readonly<Record<string, Text>>;

/** By setting, where it means the same to every strategy that reads it. */
export const settingHints = {
  stepsPerRound: { en: 'written before the verifier is asked', zh: '写完这么多步再交给验证器' },
  lookahead: { en: 'written beyond a step to judge it; 0: none', zh: '为评判一步而往后多写的步数；0 表示不写' },
  rebaseTemperature: {
    en: 'low: the best prefix gets all; high: all get the same',
    zh: '低：全给最好的前缀；高：平均分配',
  },
  revisions: { en: 'attempts of a chain, the first included', zh: '一条链的尝试次数，含第一次' },
  loops: { en: 'the first, which sees nothing, included', zh: '含第一轮（它什么也看不到）' },
  aggregated: { en: 'solutions that each prompt shows', zh: '每个提示里展示的解答数' },
  window: { en: 'solutions begun at once', zh: '同时开始的解答数' },
  confidence: {
    en: 'chance that the leader stays ahead; 1: never stops',
    zh: '领先者保持领先的概率；1 表示从不提前停止',
  },
  share: { en: 'solutions that show how hard it is', zh: '用来判断难度的解答数' },
} as const satisfies Readonly<Record<string, Text>>;

export const aggregationWords = {
  last: { en: 'Last step', zh: '最后一步' },
  min: { en: 'Worst step', zh: '最差一步' },
  prod: { en: 'Product of steps', zh: '各步之积' },
  mean: { en: 'Mean of steps', zh: '各步平均' },
} as const satisfies Readonly<Record<string, Text>>;

export const selectionTitles = {
  majority: { en: 'Majority', zh: '多数投票' },
  best: { en: 'Best score', zh: '最高分' },
  weighted: { en: 'Weighted', zh: '加权投票' },
} as const satisfies Readonly<Record<string, Text>>;

/** By selection, and what no selection can reach: over a narrow column, within the name of a line, and beside a number in a cell. */
export const readingTexts = {
  majority: {
    short: { en: 'Majority', zh: '多数' },
    noun: { en: 'majority', zh: '多数投票' },
    cell: { en: 'majority', zh: '多数' },
  },
  best: {
    short: { en: 'Best', zh: '最高分' },
    noun: { en: 'best score', zh: '最高分' },
    cell: { en: 'best score', zh: '最高分' },
  },
  weighted: {
    short: { en: 'Weighted', zh: '加权' },
    noun: { en: 'weighted', zh: '加权投票' },
    cell: { en: 'weighted', zh: '加权' },
  },
  oracle: {
    short: { en: 'Any of n', zh: 'n 中任一' },
    noun: { en: 'any of n', zh: 'n 中任一' },
    cell: { en: 'any of n', zh: 'n 中任一' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'short' | 'noun' | 'cell', Text>>>>;

export const selectionDoes = {
  majority: { en: 'one vote per solution', zh: '每个解答一票' },
  best: { en: 'the single best-scored solution', zh: '取得分最高的那一个解答' },
  weighted: { en: 'votes weighted by score', zh: '按得分加权计票' },
} as const satisfies Readonly<Record<string, Text>>;

export const choiceWords = {
  resampling: {
    label: { en: 'Resampling', zh: '重采样' },
    usual: { en: 'As published', zh: '按论文' },
    hint: { en: 'how particles are drawn again', zh: '粒子怎样重新抽取' },
  },
  duplicates: {
    label: { en: 'Identical siblings', zh: '相同的兄弟步骤' },
    usual: { en: 'Merged', zh: '合并' },
    hint: { en: 'steps of one prefix that say the same', zh: '同一前缀下内容相同的步骤' },
  },
  finished: {
    label: { en: 'Finished solutions', zh: '已完成的解答' },
    usual: { en: 'Take a place', zh: '占一个名额' },
    hint: { en: 'what they do to the proposals of the next round', zh: '它们对下一轮候选的影响' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'label' | 'usual' | 'hint', Text>>>>;

/** By choice and word. */
export const choiceOptions = {
  multinomial: {
    title: { en: 'Multinomial', zh: '多项式' },
    hint: { en: 'each particle is drawn by itself', zh: '每个粒子独立抽取' },
  },
  systematic: {
    title: { en: 'Systematic', zh: '系统式' },
    hint: { en: 'one comb draws all particles', zh: '用一把等距梳子抽取全部粒子' },
  },
  merged: {
    title: { en: 'Merged', zh: '合并' },
    hint: { en: 'one prefix with the places of all', zh: '合成一个前缀，占全部名额' },
  },
  kept: {
    title: { en: 'Kept', zh: '保留' },
    hint: { en: 'each for itself, written and scored', zh: '各自独立续写和打分' },
  },
  filtered: {
    title: { en: 'Filtered', zh: '过滤' },
    hint: { en: 'the first alone, with its own place', zh: '只留第一个，占它自己的名额' },
  },
  takes: {
    title: { en: 'Take a place', zh: '占一个名额' },
    hint: { en: 'each of them, whatever its score', zh: '不论得分，每个都占' },
  },
  competes: {
    title: { en: 'Compete', zh: '参与竞争' },
    hint: { en: 'they take a place where they rank above the line', zh: '排在分数线以上才占名额' },
  },
  refills: {
    title: { en: 'Refill', zh: '补足' },
    hint: { en: 'they take none; the best n vote at the end', zh: '不占名额；最后由最好的 n 个投票' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'title' | 'hint', Text>>>>;

export const settingWords = {
  off: { en: 'off', zh: '关闭' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  asRecommended: { en: 'as recommended', zh: '按建议' },
  asSearch: { en: 'as the search', zh: '与搜索相同' },
  asPublished: { en: 'as published', zh: '按已发表的结论' },
  asFirst: { en: 'as the first', zh: '与第一轮相同' },
  laterRounds: { en: 'Later rounds', zh: '后续轮次' },
  laterRoundsHint: {
    en: 'as 4: M 2, T 0.6; 8: T 0.4, where the fourth and the eighth change them',
    zh: '例如 4: M 2, T 0.6; 8: T 0.4，表示第四轮和第八轮起更改',
  },
  unreadableRounds: {
    en: 'Round, colon, M or T with its number; rounds apart with a semicolon.',
    zh: '写法：轮次、冒号、M 或 T 加数值；多个轮次用分号隔开。',
  },
  stopAtAnswer: { en: 'A step with an answer in it ends its solution', zh: '步骤中出现答案就结束该解答' },
  closerThan: { en: 'The two best closer than', zh: '最好的两个分差小于' },
  closerThanHint: { en: '0 to 1, in aggregated score', zh: '0 到 1，按聚合得分' },
  fallsBy: { en: 'A score falls by more than', zh: '得分下降超过' },
  fallsByHint: { en: '0 to 1, from one step to the next', zh: '0 到 1，相邻两步之间' },
  holdsAnswer: { en: 'A candidate holds the answer', zh: '某个候选包含答案' },
  holdsAnswerHint: { en: 'however it is written', zh: '不论写法' },
  losesReference: { en: 'The reference answer is about to be cut', zh: '参考答案即将被剪掉' },
  noneKnown: { en: 'none is known', zh: '没有参考答案' },
  zeroToOne: { en: 'From 0 to 1.', zh: '请输入 0 到 1 之间的数。' },
} as const satisfies Readonly<Record<string, Text>>;
