/** What the lab of verifiers says: how far scores can be trusted, where they erred, two verifiers on one pool. */
import type { Text } from './text';

export const labWords = {
  verifiers: { en: 'Verifiers', zh: '验证器' },
  about: {
    en: 'How far a verifier’s scores can be trusted, where, and where not: from the logs of runs whose right answers are known.',
    zh: '验证器的得分在多大程度上可信，哪里可信、哪里不可信：依据已知正确答案的运行日志。',
  },
  notListed: { en: 'The verifiers could not be listed', zh: '无法列出验证器' },
  looking: { en: 'Looking for verifiers', zh: '正在查找验证器' },
  nothingScored: { en: 'No verifier has scored anything yet', zh: '还没有验证器打过分' },
  startRun: { en: '{link} with a strategy that scores.', zh: '{link}，选一个使用打分的策略。' },
  startRunLink: { en: 'Start a run', zh: '开始一次运行' },
  readingLogs: { en: 'Reading logs', zh: '正在读取日志' },
  notMade: { en: 'The report could not be made', zh: '无法生成报告' },
  notMadeAnew: { en: 'The report could not be made anew', zh: '无法重新生成报告' },
  howMade: { en: 'How the numbers were made', zh: '数字是怎样得出的' },
  isReading: { en: 'Reading', zh: '正在读取' },
  readingOf: {
    en: '{read} {read:log|logs} of {of}; the numbers below sharpen meanwhile.',
    zh: '{of} 份日志中已读 {read} 份；下面的数字会随之变得更准。',
  },
  readingOfExperiments: {
    en: '{read} {read:log|logs} of {of}, and {experiments} {experiments:experiment|experiments} to measure; the numbers below sharpen meanwhile.',
    zh: '{of} 份日志中已读 {read} 份，还有 {experiments} 个实验待测；下面的数字会随之变得更准。',
  },
  inShort: { en: 'In short', zh: '概要' },

  interval: { en: '{low} to {high}', zh: '{low} 至 {high}' },
  noInterval: { en: 'not known', zh: '未知' },
  noSolution: {
    en: 'No log holds a solution that {verifier} scored and whose right answer is known.',
    zh: '没有哪份日志含有 {verifier} 打过分且已知正确答案的解答。',
  },
  digestsOnly: {
    en: 'The logs of these runs are not kept, so single solutions and steps of {verifier} cannot be told; what their digests say stands below.',
    zh: '这些运行的日志没有保留，因此无法给出 {verifier} 的单个解答和步骤；下面是摘要里的数据。',
  },
  noPairs: {
    en: 'No problem has right and wrong solutions, so nobody can say whether {verifier} tells them apart.',
    zh: '没有哪道题同时有正确和错误的解答，因此无从知道 {verifier} 能否区分。',
  },
  pairs: {
    en: 'Of a right and a wrong solution of the same problem, {verifier} scores the right one higher in {share} of pairs (95 %: {interval}; chance: 50 %).',
    zh: '同一道题的一个正确解答和一个错误解答中，{verifier} 在 {share} 的配对里给正确者更高分（95 % 区间：{interval}；随机为 50 %）。',
  },
  offBy: {
    en: '{order} Its scores of solutions are off by {points} points on the mean. {count} solutions of {problems} {problems:problem|problems}, {right} of them right.',
    zh: '{order}它给解答的得分平均偏差 {points} 个百分点。共 {problems} 道题的 {count} 个解答，其中 {right} 正确。',
  },
  read: { en: '{count} {count:log|logs} read', zh: '读取了 {count} 份日志' },
  leftOut: {
    en: '{count} more left out, as only so many are read (drawn evenly)',
    zh: '另有 {count} 份未读，因为读取数量有上限（均匀抽取）',
  },
  withoutReference: { en: '{count} without a reference answer', zh: '{count} 份没有参考答案' },
  withoutScores: { en: '{count} without a scored solution', zh: '{count} 份没有打过分的解答' },
  unreadable: { en: '{count} cannot be read', zh: '{count} 份无法读取' },
  semicolon: { en: '; ', zh: '；' },
  stop: { en: '.', zh: '。' },

  verifier: { en: 'Verifier', zh: '验证器' },
  where: { en: 'Where', zh: '范围' },
  everywhere: { en: 'All runs and experiments', zh: '全部运行和实验' },
  singleRuns: { en: 'Single runs ({count})', zh: '单次运行（{count}）' },
  recordedSource: { en: '{name} (recorded, no logs)', zh: '{name}（录制的，没有日志）' },
  runsSource: { en: '{name} ({count} {count:run|runs})', zh: '{name}（{count} 次运行）' },
  scoreOfSolution: { en: 'Score of a solution', zh: '解答的得分' },
  asSelected: { en: 'as each run selected', zh: '按各次运行所用' },

  tellsApart: { en: 'Does it tell right from wrong?', zh: '它能区分对错吗？' },
  areaNote: {
    en: 'AUC: the chance that a right one scores above a wrong one. The dashed line is chance, the bar the 95 % interval over problems.',
    zh: 'AUC：正确者得分高于错误者的概率。虚线为随机水平，横条为按题目计的 95 % 区间。',
  },
  all: { en: 'All', zh: '全部' },
  of: { en: 'Of', zh: '对象' },
  within: { en: 'within {count} {count:problem|problems}', zh: '同题之内，{count} 道题' },
  solutionsPooled: { en: 'solutions, pooled', zh: '解答，合并' },
  stepsPooled: { en: 'steps, pooled', zh: '步骤，合并' },
  byAggregation: { en: 'By aggregation', zh: '按聚合方式' },
  byPart: { en: 'By part of the solution', zh: '按解答的部分' },
  byPosition: { en: 'By step position', zh: '按步骤位置' },
  byLength: { en: 'By length', zh: '按长度' },
  byLevel: { en: 'By level', zh: '按难度' },
  stepsHead: { en: 'Steps', zh: '步骤' },
  stepHead: { en: 'Step', zh: '步骤' },
  lengthHead: { en: 'Steps of the solution', zh: '解答的步数' },
  levelHead: { en: 'Level', zh: '难度' },
  strip: { en: 'Strip', zh: '区间条' },
  auc: { en: 'AUC', zh: 'AUC' },
  rightWrong: { en: 'Right : wrong', zh: '正确 : 错误' },
  area: {
    en: '{name}: {value} ({low} to {high}), {right} right, {wrong} wrong',
    zh: '{name}：{value}（{low} 至 {high}），正确 {right}，错误 {wrong}',
  },
  areaUnknown: {
    en: '{name}: not known, {right} right, {wrong} wrong',
    zh: '{name}：未知，正确 {right}，错误 {wrong}',
  },
  longerHigher: {
    en: 'Of two wrong solutions of one run that differ in length, the longer scored higher in {share} of pairs (95 %: {interval}; 50 % is no preference), over {problems} {problems:problem|problems}.',
    zh: '同一次运行中两个长度不同的错误解答，较长者在 {share} 的配对中得分更高（95 % 区间：{interval}；50 % 表示无偏好），共 {problems} 道题。',
  },

  atItsWord: { en: 'Can a score be taken at its word?', zh: '得分可以直接当作概率吗？' },
  solutions: { en: 'Solutions', zh: '解答' },
  steps: { en: 'Steps', zh: '步骤' },
  calibrationOfSolutions: {
    en: 'Of {count} solutions: expected calibration error {error} (95 %: {interval}). Numbers beneath count what is in each bin.',
    zh: '{count} 个解答：期望校准误差 {error}（95 % 区间：{interval}）。下方数字为各分箱的个数。',
  },
  calibrationOfSteps: {
    en: 'Of {count} steps: expected calibration error {error} (95 %: {interval}). A step’s label is what its solution came to. Numbers beneath count what is in each bin.',
    zh: '{count} 个步骤：期望校准误差 {error}（95 % 区间：{interval}）。步骤的标签取其解答的对错。下方数字为各分箱的个数。',
  },
  diagramOfSolutions: { en: 'Reliability diagram of solutions', zh: '解答的可靠性图' },
  diagramOfSteps: { en: 'Reliability diagram of steps', zh: '步骤的可靠性图' },
  diagramOfRuns: { en: 'Reliability diagram of runs', zh: '运行的可靠性图' },
  meanOfBin: { en: 'mean score of the bin', zh: '分箱内平均得分' },
  shareRight: { en: 'share that is right', zh: '正确的比例' },
  scoresOfSolutions: { en: 'Scores of right and of wrong solutions', zh: '正确与错误解答的得分' },
  scoresOfSteps: { en: 'Scores of right and of wrong steps', zh: '正确与错误步骤的得分' },
  rightSolutions: { en: 'right solutions', zh: '正确的解答' },
  wrongSolutions: { en: 'wrong solutions', zh: '错误的解答' },
  rightSteps: { en: 'right steps', zh: '正确的步骤' },
  wrongSteps: { en: 'wrong steps', zh: '错误的步骤' },
  scoreAxis: { en: 'score; each side as parts of its own', zh: '得分；两侧各按自身比例' },
  byRun: { en: 'Mean score of a run against the share that is right', zh: '一次运行的平均得分与正确比例' },
  byRunNote: {
    en: 'Recorded experiments ship without logs: of {runs} runs only the mean score of their solutions and the share that is right are known. Error {error} (95 %: {interval}), counted by solutions. Means hide what single solutions are off by.',
    zh: '录制的实验不附日志：{runs} 次运行只知道解答的平均得分和正确比例。误差 {error}（95 % 区间：{interval}），按解答计。平均值会掩盖单个解答的偏差。',
  },
  meanOfRun: { en: 'mean score of the run’s solutions', zh: '该次运行解答的平均得分' },
  bin: {
    en: 'scores of {from} to {to}: {said} said, {found} right ({interval}), {count} of them',
    zh: '得分 {from} 至 {to}：所说 {said}，正确 {found}（{interval}），共 {count} 个',
  },

  policyOrVerifier: { en: 'Is it the policy or the verifier?', zh: '是策略模型的问题，还是验证器的问题？' },
  gapNote: {
    en: 'Generation gap: nothing right was written, and no verifier could have helped. Selection gap: something right was written and another answer selected. With what was solved they make all; each row is over the same problems.',
    zh: '生成缺口：没有写出正确答案，任何验证器都无济于事。选择缺口：写出了正确答案，却选了别的。两者与已解决的合计为全部；每行都基于同样的题目。',
  },
  weightedVote: { en: 'Weighted vote', zh: '加权投票' },
  allBudgets: { en: 'All budgets', zh: '全部预算' },
  gapsByMethod: { en: 'Gaps by method', zh: '各方法的缺口' },
  method: { en: 'Method', zh: '方法' },
  n: { en: 'n', zh: 'n' },
  problems: { en: 'Problems', zh: '题数' },
  parts: { en: 'Parts', zh: '构成' },
  solved: { en: 'Solved', zh: '已解决' },
  selectionGap: { en: 'Selection gap', zh: '选择缺口' },
  generationGap: { en: 'Generation gap', zh: '生成缺口' },
  aSingleRuns: { en: 'single runs', zh: '单次运行' },
  partsOf: {
    en: '{solved} solved, {passed} passed over, {never} never written',
    zh: '{solved} 已解决，{passed} 写出未选，{never} 未写出',
  },

  erred: { en: 'Where it erred', zh: '它错在哪里' },
  erredNote: { en: 'Each row opens its tree at the node.', zh: '点击任一行，打开搜索树中的该节点。' },
  sureFrom: { en: 'Sure from a score of', zh: '得分达到此值视为确信' },
  cliffFrom: { en: 'A cliff from a fall of', zh: '下降达到此值视为陡降' },
  kinds: { en: 'Kinds of failure', zh: '错误类别' },
  noneFound: { en: 'None was found.', zh: '没有发现。' },
  failures: { en: 'Failures', zh: '错误' },
  problem: { en: 'Problem', zh: '题目' },
  run: { en: 'Run', zh: '运行' },
  atNode: { en: 'At the node', zh: '节点处' },
  runOf: { en: '{strategy}, n {n}', zh: '{strategy}，n {n}' },
  runOfLevel: { en: '{strategy}, n {n}, level {level}', zh: '{strategy}，n {n}，难度 {level}' },
  worst: { en: 'The worst {count} of {of}.', zh: '{of} 个中最严重的 {count} 个。' },
  noneWritten: { en: 'none written', zh: '没有写出' },
  rankOf: { en: '{rank} of {of}', zh: '第 {rank}，共 {of}' },
  points: { en: '{points} points', zh: '{points} 个百分点' },
  holdsAnswer: { en: 'holds the answer', zh: '已含答案' },
  sameSteps: { en: 'same steps came right', zh: '相同步骤在别处得到正确答案' },
  roundOfGroup: { en: '{round} of group {group}', zh: '第 {group} 组第 {round} 轮' },
  toItsEnd: { en: 'Write it to its end', zh: '把它写到结尾' },
  cameTo: { en: '{right} right, {wrong} wrong', zh: '正确 {right}，错误 {wrong}' },
  saidTimes: { en: '{count} times', zh: '{count} 次' },

  against: { en: 'Against another verifier', zh: '与另一个验证器对照' },
  againstNote: {
    en: 'Solutions that are in the logs are read to another configured verifier. Nothing is generated and no log is changed; it costs that verifier’s calls.',
    zh: '把日志里的解答交给另一个已配置的验证器。不生成任何内容，也不改动日志；只花费那个验证器的调用。',
  },
  noOther: {
    en: 'No other verifier is configured: add one on the Backends page.',
    zh: '没有配置其他验证器：请在“模型服务”页添加。',
  },
  scoreAgainWith: { en: 'Score again with', zh: '改用此验证器重新打分' },
  runs: { en: 'Runs', zh: '运行次数' },
  scoreAgain: { en: 'Score again', zh: '重新打分' },
  notScoredAgain: { en: 'It could not be scored again', zh: '无法重新打分' },
  scoringAgain: { en: 'Scoring again …', zh: '正在重新打分……' },
  isScoringAgain: { en: 'Scoring again', zh: '正在重新打分' },
  runsNotScored: {
    en: '{count} {count:run|runs} could not be scored again',
    zh: '{count} 次运行无法重新打分',
  },
  tryAgain: { en: 'Try again', zh: '重试' },
  scoredOf: {
    en: '{count} {count:run|runs} of {of}; the numbers below sharpen meanwhile.',
    zh: '{of} 次运行中已完成 {count} 次；下面的数字会随之变得更准。',
  },
  scoresByBoth: {
    en: 'Scores of {count} {count:solution|solutions} by both: {words}',
    zh: '两者对 {count} 个解答的打分：{words}',
  },
  rightDot: { en: 'right', zh: '正确' },
  wrongDot: { en: 'wrong', zh: '错误' },
  scoreBy: { en: 'score by {verifier}', zh: '{verifier} 的得分' },
  pickOtherwise: { en: 'Where they pick otherwise', zh: '两者所选不同之处' },
  nowhere: { en: 'Nowhere in these runs.', zh: '这些运行中没有。' },
  differentPicks: { en: 'Different picks', zh: '不同的选择' },
  pickedBy: { en: 'Picked by {verifier}', zh: '{verifier} 所选' },
  countOf: { en: '{count} of {of}.', zh: '{of} 个中的 {count} 个。' },
  inItsTree: { en: '{answer}, in its tree', zh: '{answer}，在其搜索树中' },
  scoreAndScore: { en: '{mine} and {theirs}', zh: '{mine} 和 {theirs}' },
  noneScoredAgain: {
    en: 'No solution of these runs could be scored again.',
    zh: '这些运行没有一个解答能重新打分。',
  },
  onSolutions: {
    en: 'On {solutions} {solutions:solution|solutions} of {runs} {runs:run|runs}, {correlation}.',
    zh: '在 {runs} 次运行的 {solutions} 个解答上，{correlation}。',
  },
  sameAnswer: { en: 'They pick the same answer in every run.', zh: '两者在每次运行中都选出相同的答案。' },
  differentAnswers: {
    en: 'They pick different answers in {differing} of {runs} {runs:run|runs}.',
    zh: '{runs} 次运行中有 {differing} 次两者选出不同的答案。',
  },
  picksRight: {
    en: 'The pick is right in {mine} of {of} by {verifier}, in {theirs} by {against}.',
    zh: '{of} 次中，{verifier} 选对 {mine} 次，{against} 选对 {theirs} 次。',
  },
  aucs: {
    en: 'Within runs, AUC {mine} by {verifier}, {theirs} by {against}.',
    zh: '同一次运行之内，{verifier} 的 AUC 为 {mine}，{against} 为 {theirs}。',
  },
  couldNotScore: {
    en: '{count} {count:solution|solutions} {against} could not score.',
    zh: '{count} 个解答 {against} 无法打分。',
  },
  allAlike: {
    en: 'one of both scores all alike, so that nothing can be said of their order',
    zh: '其中一个给所有解答同样的分，因此无法比较排序',
  },
  correlation: {
    en: 'the rank correlation of their scores is {all} (1: the same order, 0: none)',
    zh: '两者得分的秩相关为 {all}（1 表示排序相同，0 表示无关）',
  },
  correlationWithin: {
    en: 'the rank correlation of their scores is {all}, within runs {within} on the mean of {runs} {runs:run|runs} (1: the same order, 0: none)',
    zh: '两者得分的秩相关为 {all}，同一次运行之内平均为 {within}，共 {runs} 次运行（1 表示排序相同，0 表示无关）',
  },

  train: { en: 'Train with them', zh: '用它们训练' },
  trainNote: {
    en: 'One finished solution a line, of the runs read here. A step’s label is whether any finished solution through it came out right (Math-Shepherd’s hard estimate); shares and scores go with it. Stepwise: prompt, completions, labels, as TRL’s PRMTrainer reads them. PRM800K: question and label.steps with ratings 1 and −1.',
    zh: '每行一个完成的解答，来自这里读取的运行。步骤的标签表示经过它的完成解答是否有正确的（Math-Shepherd 的硬估计）；并附比例和得分。Stepwise：prompt、completions、labels，即 TRL 的 PRMTrainer 所读的格式。PRM800K：question 和 label.steps，评分为 1 与 −1。',
  },
  stepwise: { en: 'Stepwise JSONL', zh: 'Stepwise JSONL' },
  prm800k: { en: 'PRM800K JSONL', zh: 'PRM800K JSONL' },
} as const satisfies Readonly<Record<string, Text>>;

/** How steps make the score of a solution, within a list. */
export const labAggregations = {
  last: { en: 'last step', zh: '最后一步' },
  min: { en: 'lowest step', zh: '最低一步' },
  prod: { en: 'product of steps', zh: '各步之积' },
  mean: { en: 'mean of steps', zh: '各步平均' },
} as const satisfies Readonly<Record<string, Text>>;

/** Parts of a solution, as reports name them. */
export const labParts = {
  'first quarter': { en: 'first quarter', zh: '第一个四分之一' },
  'second quarter': { en: 'second quarter', zh: '第二个四分之一' },
  'third quarter': { en: 'third quarter', zh: '第三个四分之一' },
  'last quarter': { en: 'last quarter', zh: '最后四分之一' },
} as const satisfies Readonly<Record<string, Text>>;

/** What a list of positions and one of lengths end with; reports name all before by their number alone. */
export const labEnds = {
  later: { en: '{count} and later', zh: '{count} 及以后' },
  more: { en: '{count} and more', zh: '{count} 及以上' },
} as const satisfies Readonly<Record<string, Text>>;

/** By kind of failure: its name, what is counted, the heads of its own columns. */
export const failureTexts = {
  'wrong-winner': {
    title: { en: 'Sure and wrong', zh: '确信而错' },
    note: {
      en: 'Runs whose selected answer is wrong although its best solution scored high.',
      zh: '所选答案错误，但其最好的解答得分很高的运行。',
    },
    heads: [
      { en: 'Answer', zh: '答案' },
      { en: 'Its score', zh: '得分' },
      { en: 'Of the vote', zh: '得票比例' },
      { en: 'Best right one', zh: '最好的正确解答' },
    ],
  },
  'passed-over': {
    title: { en: 'Right, not selected', zh: '正确但未选' },
    note: {
      en: 'Runs that had the right answer and selected another. Margin: the winner’s share of the vote less that of the right answer.',
      zh: '已有正确答案却选了别的运行。差距：胜出者的得票比例减去正确答案的得票比例。',
    },
    heads: [
      { en: 'Right answer', zh: '正确答案' },
      { en: 'Its score', zh: '得分' },
      { en: 'Rank', zh: '名次' },
      { en: 'Margin', zh: '差距' },
    ],
  },
  'right-cut': {
    title: { en: 'Right, cut', zh: '正确却被剪' },
    note: {
      en: 'Candidates that were cut although they held the right answer already, or although the same steps, word for word, came to it elsewhere in the run. Margin: how far below the line. Others that would have come right cannot be told from a log; revive one to see.',
      zh: '已含正确答案却被剪掉的候选，或者逐字相同的步骤在同一次运行别处得到了正确答案的候选。差距：低于分数线多少。其他本可得到正确答案的，从日志看不出来；可以让它复活看看。',
    },
    heads: [
      { en: 'Why', zh: '依据' },
      { en: 'Value', zh: '值' },
      { en: 'Rank', zh: '名次' },
      { en: 'Margin', zh: '差距' },
      { en: 'Round', zh: '轮次' },
      { en: 'Revive', zh: '复活' },
    ],
  },
  cliff: {
    title: { en: 'Cliffs', zh: '陡降' },
    note: {
      en: 'Steps whose score is far below that of the step before, and what the solutions through them came to.',
      zh: '得分远低于上一步的步骤，以及经过它们的解答的结果。',
    },
    heads: [
      { en: 'Before', zh: '之前' },
      { en: 'After', zh: '之后' },
      { en: 'Fall', zh: '下降' },
      { en: 'Came to', zh: '结果' },
    ],
  },
  long: {
    title: { en: 'Long', zh: '冗长' },
    note: {
      en: 'Wrong solutions that scored above the best right one of their run, and are at least half as long again.',
      zh: '得分高于本次运行最好的正确解答、且至少长出一半的错误解答。',
    },
    heads: [
      { en: 'Its score', zh: '得分' },
      { en: 'Tokens', zh: 'Token 数' },
      { en: 'Best right one', zh: '最好的正确解答' },
      { en: 'Its tokens', zh: '其 token 数' },
    ],
  },
  repeated: {
    title: { en: 'Repeated', zh: '重复' },
    note: {
      en: 'Wrong solutions that say a step again word for word, and scored above every right one of their run, or high where there is none.',
      zh: '逐字重复某一步、且得分高于本次运行所有正确解答（没有正确解答时则为高分）的错误解答。',
    },
    heads: [
      { en: 'Its score', zh: '得分' },
      { en: 'Said', zh: '重复次数' },
      { en: 'Best right one', zh: '最好的正确解答' },
    ],
  },
} as const satisfies Readonly<
  Record<string, { readonly title: Text; readonly note: Text; readonly heads: readonly Text[] }>
>;

/** How the numbers are made, a sentence or two each. */
export const labMethod = [
  {
    en: 'A solution is right when its answer is the reference’s; finished solutions without a readable answer count as wrong, truncated ones are left out.',
    zh: '答案与参考答案一致的解答为正确；已完成但读不出答案的计为错误，被截断的不计。',
  },
  {
    en: 'A step’s label is what its solution came to: a good step of a wrong solution counts as wrong, so steps look less certain than they are. Blank steps are not scored and count nowhere. A step that several solutions share counts once for each.',
    zh: '步骤的标签取其解答的对错：错误解答中的好步骤也计为错误，因此步骤看起来不如实际可靠。空步骤不打分，也不计入。多个解答共有的步骤，每个解答各计一次。',
  },
  {
    en: 'AUC: chance that a right one scores above a wrong one, ties half. Pooled over problems it also rewards knowing which problems are easy; within problems it does not, and that is what a selection needs.',
    zh: 'AUC：正确者得分高于错误者的概率，打平算一半。跨题合并时，知道哪些题容易也会加分；同题之内则不会，而这才是选择所需要的。',
  },
  {
    en: 'Reliability: ten bins of equal width; the error is the mean distance of said from found, bins weighted by their counts.',
    zh: '可靠性：十个等宽分箱；误差为所说与实际之差的平均，按各箱个数加权。',
  },
  {
    en: 'Intervals are 95 %, by 300 resamples of problems with all their runs together; of gaps by 500.',
    zh: '区间为 95 %，对题目（连同其全部运行）重采样 300 次得出；缺口为 500 次。',
  },
] as const satisfies readonly Text[];
