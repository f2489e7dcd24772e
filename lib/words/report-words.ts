/** How the numbers of an experiment were made, and what an estimate rests on: whole sentences, for the page and for captions. */
import type { Text } from './text';

/** By what each is about. */
export const methodTexts = {
  accuracy: {
    en: 'Accuracy is the mean over {problems} {problems:problem|problems} of the chance of the right answer, each problem’s mean over {seeds} {seeds:seed|seeds}. A problem that lacks a run is left out of the point and counted.',
    zh: '准确率是 {problems} 道题答对概率的平均，每道题先对 {seeds} 个随机种子取平均。缺少运行的题目不计入该点，但会计数。',
  },
  exact: {
    en: 'Exact: the best of a pool by rank, ties shared, and the oracle by the unbiased pass@n formula, over all subsets without replacement; a pool of subtrees by whole subtrees.',
    zh: '精确：解答池中的最佳者按名次计算，并列者均分；oracle 按无偏的 pass@n 公式计算，二者都取全部不放回子集；由子树组成的解答池以整棵子树为单位。',
  },
  resampled: {
    en: 'Resampled: votes over {subsets} seeded orders of each pool, drawn without replacement; their Monte-Carlo error is given. Measured: a search run at that n.',
    zh: '重采样：对每个解答池按种子取 {subsets} 种次序，不放回抽取后投票，并给出蒙特卡洛误差。实测：以该 n 实际运行的搜索。',
  },
  bands: {
    en: 'Bands are 95 % percentile intervals of a bootstrap over problems ({resamples} resamples shared by all curves, all seeds of a problem together; 200 in the small charts by level and subject); Wilson’s interval where resamples cannot differ: where no problem, or every problem, is solved, all have the same chance, or there is one only.',
    zh: '误差带是对题目做自助法（bootstrap）得到的 95 % 百分位区间（{resamples} 次重采样为所有曲线共用，一道题的全部种子一起抽取；按难度和科目的小图为 200 次）；重采样不会有差别时用 Wilson 区间：没有题目或每道题都解出、各题概率相同，或只有一道题。',
  },
  differences: {
    en: 'Differences are paired by problem: McNemar’s exact test where each problem has one answer, else a sign-flip permutation test; tied means that the interval holds 0 or the test does not reach 5 %.',
    zh: '差按题目配对：每道题只有一个答案时用 McNemar 精确检验，否则用符号翻转置换检验；“无显著差异”指区间包含 0，或检验未达到 5 %。',
  },
  crossings: {
    en: 'Crossing points are interpolated linearly in accuracy and logarithmically along the axis; their interval comes from the same resamples.',
    zh: '交点对准确率线性插值，沿横轴对数插值；其区间来自相同的重采样。',
  },
  flops: {
    en: 'FLOPs are 2 x parameters x tokens of policy and verifier; with reuse, what the server’s prefix cache held is not counted again. A smaller budget costs its share of the pool, of the policy never less than reading the prompt once. A vote over a pool is not charged for the verifier.',
    zh: 'FLOPs 为 2 × 参数量 × 策略模型和验证器的 token 数；计复用时，服务器前缀缓存中已有的部分不再计入。较小的预算承担解答池中相应的份额，策略模型至少计一次读取提示。对解答池投票不计验证器的开销。',
  },
  seconds: {
    en: 'Seconds are those of whole searches, where it is known how many were under way together; a part of a pool has none.',
    zh: '秒数取完整搜索的秒数，并且须知道当时有多少搜索同时进行；解答池的一部分没有秒数。',
  },
  computeOptimal: {
    en: 'Compute-optimal: the best method of each bin is chosen on one half of the problems and measured on the other, and the pool that difficulty was estimated from is charged. Methods of a bin are tied when the normal 95 % interval of their paired difference holds 0. Oracle difficulty knows the answers.',
    zh: '计算最优：每个分箱的最佳方法在一半题目上选出，在另一半上测量，并计入用来估计难度的解答池。配对差的正态 95 % 区间包含 0 的方法视为无显著差异。oracle 难度需要知道答案。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Where the numbers of an estimate come from. */
export const basisTexts = {
  measured: {
    en: 'From the last {runs} finished {runs:run|runs} of these models on this installation.',
    zh: '根据这些模型在本安装上最近完成的 {runs} 次运行。',
  },
  measuredAt: {
    en: 'From the last {runs} finished {runs:run|runs} of these models on this installation ({speed} tokens/s).',
    zh: '根据这些模型在本安装上最近完成的 {runs} 次运行（每秒 {speed} 个 token）。',
  },
  assumed: {
    en: 'Assumed for {policies}: {tokens} tokens a solution; nothing was measured yet.',
    zh: '对 {policies} 假定每个解答 {tokens} 个 token；尚无测量数据。',
  },
  agreement: {
    en: 'Votes that stop early are reckoned as if {percent} % of all solutions agreed.',
    zh: '提前停止的投票按 {percent} % 的解答一致来估算。',
  },
} as const satisfies Readonly<Record<string, Text>>;
