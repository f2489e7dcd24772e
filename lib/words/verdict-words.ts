/** The verdict on search against a baseline: one sentence to read from afar, what it rests on, its picture and its table. */
import type { Text } from './text';

export const verdictTexts = {
  sentence: { en: '{headline}.', zh: '{headline}。' },
  noBaseline: { en: 'There is no baseline to hold the search against', zh: '没有可与搜索对照的基线' },
  addBaseline: { en: 'Add a baseline or a greedy answer to the grid.', zh: '请在网格中加入基线或贪心答案。' },
  chooseFigure: {
    en: 'Choose a published figure beside this: none of them was measured on these problems.',
    zh: '请在旁边选择一个已发表的数据：它们都不是在这些题目上测得的。',
  },
  nothing: { en: 'Nothing is measured yet that could be compared', zh: '还没有测得可以比较的数据' },

  theBaseline: { en: 'the baseline', zh: '基线' },
  ownGreedy: { en: '{name}’s own greedy answer', zh: '{name} 自己的贪心答案' },
  isPublished: { en: '{name} (published)', zh: '{name}（已发表）' },
  /** Names stand apart from Han letters. */
  named: { en: '{name}', zh: ' {name} ' },
  search: { en: 'search', zh: '搜索' },
  elsewhere: { en: 'against a figure of other problems, {rest}', zh: '与其他题目上的数据相比，{rest}' },
  ofMore: { en: 'against a figure of all of {set}, {rest}', zh: '与整个 {set} 上的数据相比，{rest}' },
  cheaper: {
    en: 'search passes {baseline} for no more than its cost: {passing}',
    zh: '搜索以不高于{baseline}的成本超过了它：{passing}',
  },
  passes: { en: 'search passes {baseline}: {passing}', zh: '搜索超过了{baseline}：{passing}' },
  nothingAsCheap: {
    en: 'nothing here costs as little as {baseline}; {passing}',
    zh: '这里没有像{baseline}那样省的方法；{passing}',
  },
  worseThere: { en: 'at its own cost {baseline} wins; {passing}', zh: '成本相同时{baseline}胜出；{passing}' },
  tiedThere: {
    en: 'at its own cost {baseline} cannot be told from the best here; {passing}',
    zh: '成本相同时{baseline}与这里最好的方法无显著差异；{passing}',
  },
  betterThere: {
    en: 'at the cost of {baseline} search wins already; {passing}',
    zh: '与{baseline}成本相同时搜索已经胜出；{passing}',
  },
  above: {
    en: 'search comes out above {baseline}, but cannot be told from it{p}',
    zh: '搜索高于{baseline}，但两者无显著差异{p}',
  },
  below: {
    en: 'search does not pass {baseline}, and at its best cannot be told from it{p}',
    zh: '搜索没有超过{baseline}，最好时与它无显著差异{p}',
  },
  inBrackets: { en: ' ({p})', zh: '（{p}）' },
  notReached: { en: 'no search here reaches {baseline}', zh: '这里没有搜索达到{baseline}' },

  passesIt: { en: '{line} passes it', zh: '{line}超过了它' },
  passesFrom: {
    en: '{line} passes it from {amount} on (95 %: {place})',
    zh: '{line}从{amount}起超过它（95 % 区间：{place}）',
  },
  passesFromAtMost: {
    en: '{line} passes it from at most {amount} on (95 %: {place})',
    zh: '{line}最迟从{amount}起超过它（95 % 区间：{place}）',
  },
  /** Of a line that does not stay above. */
  passesAgain: {
    en: '{line} passes it at {amount} (95 %: {place})',
    zh: '{line}在{amount}处超过它（95 % 区间：{place}）',
  },
  passesAgainAtMost: {
    en: '{line} passes it at {amount} or before (95 %: {place})',
    zh: '{line}在不晚于{amount}处超过它（95 % 区间：{place}）',
  },
  untilAgain: { en: '{passing}, and falls below it again by {amount}', zh: '{passing}，到{amount}时又低于它' },
  withP: { en: '{passing}, {p}', zh: '{passing}，{p}' },
  beyondFrom: {
    en: '{passing}, beyond chance from {amount} ({p})',
    zh: '{passing}，从 {amount} 起可排除偶然（{p}）',
  },
  timesItsCost: { en: '{times} its cost', zh: '其成本的 {times} ' },
  inUnits: { en: '{amount}', zh: ' {amount} ' },
  times: { en: '{times} ×', zh: '{times}×' },

  difference: {
    en: '{difference} points (95 %: {low} to {high}, {p})',
    zh: '{difference} 个百分点（95 % 区间：{low} 至 {high}，{p}）',
  },
  fact: { en: '{term}: {text}', zh: '{term}：{text}' },
  atItsCost: { en: 'At its own cost, {amount}', zh: '成本相同时（{amount}）' },
  atItsCostReckoned: { en: 'At its own cost, {amount} (reckoned)', zh: '成本相同时（推算，{amount}）' },
  nothingSoCheap: {
    en: 'nothing was measured that costs so little; the cheapest takes {times} as much.',
    zh: '没有测过这么省的方法；最省的为它的 {times}。',
  },
  baselineWins: { en: '{baseline} wins', zh: '{baseline}胜出' },
  searchWins: { en: 'search wins', zh: '搜索胜出' },
  neitherWins: { en: 'neither can be told from the other', zh: '两者无显著差异' },
  bestOfPoints: {
    en: '{result}: {theirs} against {ours} of {line}, n = {n}, the best of {points} {points:point|points} that {points:costs|cost} no more; {difference}; {corrected}.',
    zh: '{result}：{theirs} 对 {ours}，后者为{line}，n = {n}，是成本不超过它的 {points} 个点中最好的；{difference}；{corrected}。',
  },
  onlyPoint: {
    en: '{result}: {theirs} against {ours} of {line}, n = {n}, the one point that costs no more; {difference}.',
    zh: '{result}：{theirs} 对 {ours}，后者为{line}，n = {n}，是唯一成本不超过它的点；{difference}。',
  },
  correctedThere: { en: 'p corrected for these {count} points (Holm)', zh: 'p 已按这 {count} 个点校正（Holm）' },
  atItsBest: { en: 'At its best', zh: '最好时' },
  bestIs: {
    en: '{line}, n = {n}: {ours} against {theirs}; {difference}; {corrected}.',
    zh: '{line}，n = {n}：{ours} 对 {theirs}；{difference}；{corrected}。',
  },
  corrected: { en: 'p corrected for all {count} points (Holm)', zh: 'p 已按全部 {count} 个点校正（Holm）' },
  whereTerm: { en: 'Where it is passed', zh: '在何处超过' },
  crosses: {
    en: '{line} crosses it at {amount}, read off between its points{back}.',
    zh: '{line}在{amount}处与它相交，由相邻两点插值{back}。',
  },
  aboveFromFirst: {
    en: '{line} is above it at its first point already, n = {n}; nothing cheaper of it was measured{back}.',
    zh: '{line}在第一个点 n = {n} 处就高于它；没有测过更省的点{back}。',
  },
  fallsBack: { en: ', and falls below it again by {amount}', zh: '，到{amount}时又低于它' },
  beyondTerm: { en: 'Beyond chance', zh: '可排除偶然' },
  beyond: {
    en: 'first at {amount}, n = {n}: {share}, {difference}; {corrected}.',
    zh: '最早在{amount}处，n = {n}：{share}，{difference}；{corrected}。',
  },
  cheapestTerm: { en: 'The cheapest', zh: '最省的' },
  onlyOne: {
    en: 'the only one of {methods} {methods:method|methods} that passes.',
    zh: '{methods} 种方法中唯一超过的。',
  },
  ofSeveral: {
    en: 'of the {passing} that pass beyond chance, of {methods} {methods:method|methods} compared; it was picked on these same problems.',
    zh: '比较的 {methods} 种方法中，{passing} 种超过且可排除偶然，它是其中最省的；它就是在这些题目上选出来的。',
  },

  figureElsewhere: {
    en: 'That figure is of {set}, these are other problems: the difference is one of problems as much as of models.',
    zh: '该数据来自 {set}，这里的题目不同：差别既来自模型，也来自题目。',
  },
  figureOfMore: {
    en: 'That figure is of all problems of {set}, these are {problems} of them, or of the same kind: the difference is one of problems as much as of models.',
    zh: '该数据来自 {set} 的全部题目，这里只有其中（或同类）的 {problems} 道：差别既来自模型，也来自题目。',
  },
  figureOfOthers: {
    en: 'That figure is of other problems, these are other problems: the difference is one of problems as much as of models.',
    zh: '该数据来自其他题目：差别既来自模型，也来自题目。',
  },
  paired: {
    en: 'Paired: both answered the same {problems} {problems:problem|problems}, {seeds} {seeds:seed|seeds}.',
    zh: '配对比较：双方回答了相同的 {problems} 道题，{seeds} 个随机种子。',
  },
  unpaired: {
    en: 'Unpaired: a published figure is one number ({share}), so that nothing is known problem by problem and less can be told apart.',
    zh: '未配对：已发表的数据只有一个数（{share}），无法逐题比较，因此更难区分。',
  },
  ownError: {
    en: 'The interval and p hold its own sampling error too, that of a share of {problems} independent {problems:problem|problems}.',
    zh: '区间和 p 也计入了它自身的抽样误差（按 {problems} 道独立题目的比例计）。',
  },
  takenAsExact: {
    en: 'How many problems it was measured on is not known: it is taken as exact, so that the interval is narrower and p smaller than they should be.',
    zh: '不知道它是在多少道题上测得的：按精确值对待，因此区间偏窄、p 偏小。',
  },
  reckoned: {
    en: 'Its cost is reckoned: 2 × its parameters × the tokens of one answer of the searching model.',
    zh: '它的成本为推算：2 × 其参数量 × 搜索所用模型一个答案的 token 数。',
  },
  costUnknown: {
    en: 'What one of its answers costs is not known here.',
    zh: '这里不知道它的一个答案要花多少。',
  },
  countedIn: {
    en: 'Cost is counted in {axis}, as the sizes of the models are not known; a token of a larger model costs more.',
    zh: '成本以{axis}计，因为不知道模型的规模；更大的模型，每个 token 更贵。',
  },

  lineElsewhere: { en: 'The line is of {name}, other problems than these', zh: '横线来自 {name}，题目与此不同' },
  lineOfMore: {
    en: 'The line is of all of {name}, of which these are a part',
    zh: '横线来自整个 {name}，这里的题目只是其中一部分',
  },

  reading: { en: 'Reading the verdict', zh: '正在读取结论' },
  unread: { en: 'The verdict could not be read', zh: '无法读取结论' },
  picture: { en: 'The verdict as a picture', zh: '结论的图示' },
  costInAnswers: {
    en: 'cost of a problem, in answers of {baseline} ({axis})',
    zh: '每题成本，以 {baseline} 的一个答案为单位（{axis}）',
  },
  flopsOfBoth: { en: 'FLOPs of policy and verifier', zh: '策略模型和验证器的 FLOPs' },
  pointTo: {
    en: '{line}, n {n}: {share}, {difference} points to {baseline}, {outcome}',
    zh: '{line}，n {n}：{share}，与 {baseline} 相差 {difference} 个百分点，{outcome}',
  },
  passesAt: { en: 'passes at {at}', zh: '在 {at} 处超过' },
  atTimesCost: { en: ' at {times} its cost', zh: '，为其成本的 {times}' },
  tip: { en: '{outcome}: {difference}', zh: '{outcome}：{difference}' },

  against: { en: 'Against', zh: '对照' },
  baselineOf: { en: 'Baseline of the verdict', zh: '结论所用的基线' },
  chooseOne: { en: 'Choose one …', zh: '请选择……' },
  measuredHere: { en: 'Measured here', zh: '本机测得' },
  sameBenchmark: { en: 'Published, of the same benchmark', zh: '已发表，同一基准' },
  otherBenchmark: { en: 'Published, of another benchmark', zh: '已发表，其他基准' },
  itsGreedy: { en: '{name}, its own greedy answer', zh: '{name}，自己的贪心答案' },
  optionOf: { en: '{name}: {share}', zh: '{name}：{share}' },
  optionOn: { en: '{name}: {share} on {set}', zh: '{name}：{set} 上 {share}' },

  everyMethod: { en: 'Every method against it', zh: '每种方法与它对照' },
  everyMethodTable: { en: 'Every method against the baseline', zh: '每种方法与基线对照' },
  method: { en: 'Method', zh: '方法' },
  aboveFrom: { en: 'Above it from ({axis})', zh: '高于它的起点（{axis}）' },
  aboveFromTimes: { en: 'Above it from, × its cost', zh: '高于它的起点，其成本的倍数' },
  placeInterval: { en: '95 % of that place', zh: '起点的 95 % 区间' },
  beyondHead: { en: 'Beyond chance from', zh: '可排除偶然的起点' },
  differenceHead: { en: 'Difference, points', zh: '差（百分点）' },
  interval: { en: '95 %', zh: '95 % 区间' },
  correctedHead: { en: 'p, corrected for {count}', zh: 'p，按 {count} 次校正' },
  outcome: { en: 'Outcome', zh: '结果' },
  amountAtN: { en: '{amount} (n = {n})', zh: '{amount}（n = {n}）' },
  notUpTo: { en: 'not up to {amount}', zh: '直到 {amount} 都没有' },
} as const satisfies Readonly<Record<string, Text>>;

/** By what the test says of a method beside the baseline: in a table, and in a sentence about it. */
export const verdictOutcomes = {
  better: { short: { en: 'better', zh: '更好' }, whole: { en: 'better than it', zh: '高于它' } },
  worse: { short: { en: 'worse', zh: '更差' }, whole: { en: 'worse than it', zh: '低于它' } },
  tied: {
    short: { en: 'not told apart', zh: '无显著差异' },
    whole: { en: 'not told apart from it', zh: '与它无显著差异' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'short' | 'whole', Text>>>>;
