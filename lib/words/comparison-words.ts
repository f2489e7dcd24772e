/** What is said of lines compared and problems taken apart: differences, who solved what, parts, the best by difficulty, failures, files, methods. */
import type { Text } from './text';

export const comparisonWords = {
  differenceTo: { en: 'Difference to {reference}', zh: '与 {reference} 的差' },
  differenceTitle: { en: '{experiment}: difference to {reference}', zh: '{experiment}：与 {reference} 的差' },
  theReference: { en: 'the reference', zh: '参照' },
  about: {
    en: 'In percentage points at the same n, paired by problem. Hollow marks are ties: the test does not tell them from the reference.',
    zh: '同一 n 下的百分点差，按题目配对。空心标记表示无显著差异：检验无法把它与参照区分开。',
  },
  compareWith: { en: 'Compare with', zh: '与之比较' },
  budget: { en: 'Budget of the comparison', zh: '比较所用的预算' },
  atBudget: { en: 'At n = {n}: {lines}', zh: 'n = {n}：{lines}' },
  lineDiffers: { en: '{line} {difference} points, {outcome}', zh: '{line} {difference} 个百分点，{outcome}' },
  points: { en: '{difference} points', zh: '{difference} 个百分点' },
  outcomeAndP: { en: '{outcome}, {p}{corrected}', zh: '{outcome}，{p}{corrected}' },
  noneAtBudget: {
    en: 'None of the lines that are shown was measured at n = {n}. Show others in the list of lines, or choose another budget.',
    zh: '显示的线都没有在 n = {n} 处测量。请在线的列表中显示其他的线，或另选一个预算。',
  },
  comparedWith: { en: 'Compared with {reference} at n = {n}', zh: '在 n = {n} 处与 {reference} 比较' },
  lineIs: { en: '{line} is {verdict}', zh: '{line}{verdict}' },
  betterBy: {
    en: 'better by {points} ({interval}, {p}{corrected}){doubt}',
    zh: '高 {points}（{interval}，{p}{corrected}）{doubt}',
  },
  worseBy: {
    en: 'worse by {points} ({interval}, {p}{corrected}){doubt}',
    zh: '低 {points}（{interval}，{p}{corrected}）{doubt}',
  },
  corrected: { en: '; corrected for {count} lines {p}', zh: '；按 {count} 条线校正后 {p}' },
  doubt: {
    en: ', which as one of so many is no longer beyond chance',
    zh: '，但在这么多比较中已不能排除偶然',
  },
  notTold: {
    en: 'not told apart from it: {points}, but with {problems} {problems:problem|problems} that only one solved chance alone would do as much ({p}{corrected}; {interval} is too narrow for so few)',
    zh: '与它无显著差异：{points}，但只有 {problems} 道题仅由一方解出，单凭偶然也会如此（{p}{corrected}；题数这么少，{interval} 过窄）',
  },
  tied: {
    en: 'tied with it: {points} cannot be told from none ({interval}, {p}{corrected})',
    zh: '与它无显著差异：{points}与零无法区分（{interval}，{p}{corrected}）',
  },
  hideProblems: { en: 'Hide the problems', zh: '收起题目' },
  showProblems: { en: 'Which problems?', zh: '哪些题目？' },

  solvedBy: {
    en: 'Which problems: {line}, n = {n}, and {reference}, n = {referenceN}',
    zh: '哪些题目：{line}，n = {n}；{reference}，n = {referenceN}',
  },
  solvedMeans: {
    en: 'Solved means right more often than not, over subsets and seeds.',
    zh: '“解出”指按子集和种子计，答对多于答错。',
  },
  closeProblems: { en: 'Close the problems', zh: '关闭题目' },
  problemsUnread: { en: 'The problems could not be read', zh: '无法读取题目' },
  readingProblems: { en: 'Reading the problems', zh: '正在读取题目' },
  whoSolved: { en: 'Who solved them', zh: '谁解出了它们' },
  only: { en: 'Only {line}', zh: '仅 {line}' },
  both: { en: 'Both', zh: '都解出' },
  neither: { en: 'Neither', zh: '都没解出' },
  none: { en: 'There is none.', zh: '没有。' },

  byLevel: { en: 'By level', zh: '按难度' },
  bySubject: { en: 'By subject', zh: '按科目' },
  byLevelOf: { en: '{experiment}: by level', zh: '{experiment}：按难度' },
  bySubjectOf: { en: '{experiment}: by subject', zh: '{experiment}：按科目' },
  shareByLevel: { en: 'Share solved by level', zh: '按难度的解出比例' },
  shareBySubject: { en: 'Share solved by subject', zh: '按科目的解出比例' },
  sharesOfParts: {
    en: 'Share of problems solved against n, on the same axes everywhere.',
    zh: '解出的题目比例与 n 的关系，各图坐标轴相同。',
  },
  topNumber: {
    en: ' The number at the top is that of {line} at its largest n, or at the n under the pointer.',
    zh: '上方的数字是 {line} 在最大 n 处的值，或指针所在 n 处的值。',
  },
  lineAt: { en: '{line} {share}', zh: '{line} {share}' },
  partIs: { en: '{part}: {lines}', zh: '{part}：{lines}' },
  asTableAtLargest: { en: 'As a table, at the largest n', zh: '显示为表格（最大 n 处）' },
  tableOf: { en: '{title}, as a table', zh: '{title}的表格' },
  part: { en: 'Part', zh: '部分' },

  best: { en: 'The best method by difficulty and budget', zh: '按难度和预算的最佳方法' },
  bestTitle: {
    en: '{experiment}: the best method by difficulty and budget, difficulty {kind}',
    zh: '{experiment}：按难度和预算的最佳方法，难度{kind}',
  },
  difficultyTerm: { en: 'Difficulty', zh: '难度' },
  difficultyByAnswers: {
    en: '{difficulty} here is the share of right answers among many samples, which knows the reference answers: an upper bound on what choosing can win. Hatched: tied with others.',
    zh: '这里的{difficulty}是大量采样中正确答案的比例，需要知道参考答案：这是择优所能达到的上界。斜线：与其他方法无显著差异。',
  },
  difficultyByScores: {
    en: '{difficulty} here is the mean final score that the verifier gave to many samples, which anyone could compute before choosing. Hatched: tied with others.',
    zh: '这里的{difficulty}是验证器给大量采样的最终得分的平均值，选择之前谁都能算出。斜线：与其他方法无显著差异。',
  },
  kindOfDifficulty: { en: 'Difficulty', zh: '难度' },
  edgesOfBins: { en: 'Edges of the bins', zh: '分箱边界' },
  itsCurve: { en: 'Its curve above', zh: '在上方画出曲线' },
  noBins: {
    en: 'These problems cannot be put into such bins: too few are measured, or nothing was scored.',
    zh: '这些题目无法这样分箱：测得的太少，或没有打分。',
  },
  aboutChoice: {
    en: 'The number is the accuracy of the choice on the half of the problems it was not made on. The estimation of difficulty is charged to the curve.',
    zh: '数字是所选方法在未用于选择的那一半题目上的准确率。难度估计的成本计入曲线。',
  },

  failed: { en: '{count} failed {count:run|runs}', zh: '{count} 次失败的运行' },
  aboutFailed: {
    en: 'They count in no number above; a problem that lacks one of its runs is left out of that point.',
    zh: '它们不计入上面任何数字；缺少某次运行的题目不计入相应的点。',
  },
  retry: { en: 'Retry them', zh: '重试' },
  failedRuns: { en: 'Failed runs', zh: '失败的运行' },
  problem: { en: 'problem {problem}', zh: '题目 {problem}' },
  seed: { en: 'seed {seed}', zh: '随机种子 {seed}' },
  itsTree: { en: 'its tree', zh: '搜索树' },
  andOthers: { en: 'and {count} {count:other|others}', zh: '另有 {count} 个' },

  ownAnswers: { en: 'Its own answers against ours', zh: '文件中的答案与我们的答案' },
  allTheSame: {
    en: 'The file holds {count} {count:answer|answers} that its tool selected (pred_…@n). Selected again here, from the same solutions and scores, all are the same.',
    zh: '文件中有 {count} 个由其工具选出的答案（pred_…@n）。在这里用同样的解答和得分重新选择，全部相同。',
  },
  notTheSame: {
    en: 'The file holds {count} {count:answer|answers} that its tool selected (pred_…@n). Selected again here, from the same solutions and scores, {different} {different:is|are} not the same.',
    zh: '文件中有 {count} 个由其工具选出的答案（pred_…@n）。在这里用同样的解答和得分重新选择，有 {different} 个不同。',
  },
  differingAnswers: { en: 'Answers that differ', zh: '不同的答案' },
  problemHead: { en: 'Problem', zh: '题目' },
  selectionHead: { en: 'Selection', zh: '选择方式' },
  theirs: { en: 'In the file', zh: '文件中' },
  ours: { en: 'Ours', zh: '我们的' },
  noneReadable: { en: 'none that can be read', zh: '没有可读的答案' },

  howMade: { en: 'How the numbers were made', zh: '数字是怎样得出的' },
  pointsCsv: { en: 'Points CSV', zh: '各点 CSV' },
  pointsJsonl: { en: 'Points JSONL', zh: '各点 JSONL' },
  problemsCsv: { en: 'Problems CSV', zh: '题目 CSV' },
  problemsJsonl: { en: 'Problems JSONL', zh: '题目 JSONL' },
  everyPoint: { en: 'Every point of every line', zh: '每条线的每个点' },
  everyProblem: { en: 'Every problem of every point', zh: '每个点的每道题' },
  pointsLatex: { en: 'Points LaTeX', zh: '各点 LaTeX' },
  everyPointLatex: { en: 'Every point as a table for a paper', zh: '每个点，排成论文用的表格' },

  published: { en: 'Published figures', zh: '已发表的数据' },
  aboutPublished: {
    en: 'What others measured elsewhere, with other prompts, models and mostly on MATH-500. Figures without an n cannot be placed on the axis and stand here alone.',
    zh: '他人在别处测得，提示和模型不同，多为 MATH-500。没有给出 n 的数据无法放到轴上，只列在这里。',
  },
  publishedTable: { en: 'Published figures as a table', zh: '已发表数据的表格' },
  model: { en: 'Model', zh: '模型' },
  size: { en: 'Size', zh: '规模' },
  method: { en: 'Method', zh: '方法' },
  solved: { en: 'Solved', zh: '解出' },
  problems: { en: 'Problems', zh: '题目' },
  prm: { en: 'PRM', zh: 'PRM' },
  t: { en: 'T', zh: 'T' },
  readFrom: { en: 'Read from', zh: '读自' },
  confidence: { en: 'Confidence', zh: '可信度' },
  source: { en: 'Source', zh: '来源' },
  notStated: { en: 'not stated', zh: '未说明' },
} as const satisfies Readonly<Record<string, Text>>;

/** By part of the problems that two lines were asked: who solved it. */
export const solvedTexts = {
  onlySeries: { en: 'only this', zh: '仅此' },
  onlyReference: { en: 'only the reference', zh: '仅参照' },
  both: { en: 'both', zh: '都解出' },
  neither: { en: 'neither', zh: '都没解出' },
} as const satisfies Readonly<Record<string, Text>>;

/** By what difficulty is told from, and where its bins end: over a button, and within the title of a figure. */
export const difficultyTexts = {
  oracle: { title: { en: 'By right answers', zh: '按正确答案' }, noun: { en: 'by right answers', zh: '按正确答案' } },
  predicted: { title: { en: 'By scores', zh: '按得分' }, noun: { en: 'by scores', zh: '按得分' } },
} as const satisfies Readonly<Record<string, Readonly<Record<'title' | 'noun', Text>>>>;

export const edgeTexts = {
  quantile: { en: 'Quantile', zh: '分位数' },
  absolute: { en: 'Absolute', zh: '绝对' },
} as const satisfies Readonly<Record<string, Text>>;
