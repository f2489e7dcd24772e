/**
 * The words of the field as the pages explain them: one sentence each, and where a paper says so. Strategies explain
 * themselves (components/strategies/looks.ts). Knows no page.
 */
import type { Language } from '@/lib/words';

/** In one language. */
export interface EntryWords {
  /** As the glossary lists it. */
  readonly title: string;
  /** One sentence. */
  readonly means: string;
}

/** Its own words are English, the language of the works; the other languages stand beside them. */
export interface Entry extends EntryWords, Readonly<Record<Exclude<Language, 'en'>, EntryWords>> {
  /** Work and place; the product's own words have none. */
  readonly follows: string | undefined;
}

const snell = 'Snell et al. 2024';
const lightman = 'Lightman et al. 2023';

export const glossary = {
  policy: {
    title: 'Policy',
    means: 'The model that writes: it proposes the steps of solutions.',
    zh: { title: '策略模型（policy）', means: '写解答的模型：由它提出解答的各个步骤。' },
    follows: `${snell}, 2`,
  },
  verifier: {
    title: 'Verifier',
    means: 'What judges what the policy wrote, with a score from 0 (surely wrong) to 1 (surely right).',
    zh: { title: '验证器（verifier）', means: '评判策略模型所写内容的模型，给出 0（肯定错）到 1（肯定对）的分数。' },
    follows: 'Cobbe et al. 2021',
  },
  prm: {
    title: 'PRM, process reward model',
    means: 'A verifier that scores every step, not the finished solution alone.',
    zh: { title: '过程奖励模型（PRM）', means: '给每一步打分的验证器，而不只看完成的解答。' },
    follows: `${lightman}; ${snell}, 5.1`,
  },
  'outcome-model': {
    title: 'Outcome reward model',
    means: 'A verifier that was trained to judge whole solutions.',
    zh: { title: '结果奖励模型（ORM）', means: '训练来评判完整解答的验证器。' },
    follows: `Cobbe et al. 2021; ${lightman}`,
  },
  step: {
    title: 'Step',
    means:
      'One piece of reasoning, up to the blank line that ends it; steps are what is proposed, scored, kept and cut.',
    zh: { title: '步骤（step）', means: '一段推理，到结束它的空行为止；提出、打分、保留和剪枝都以步骤为单位。' },
    follows: lightman,
  },
  strategy: {
    title: 'Strategy',
    means: 'The rule that turns scores into how many ways each beginning is carried on.',
    zh: { title: '搜索策略（strategy）', means: '把得分变成“每个开头续写几种”的规则。' },
    follows: `${snell}, 5.2`,
  },
  candidate: {
    title: 'Candidate',
    means: 'A step that was proposed in this round and may be kept.',
    zh: { title: '候选（candidate）', means: '本轮提出、可能被保留的步骤。' },
    follows: undefined,
  },
  beam: {
    title: 'Beam',
    means: 'One of the beginnings that live side by side while a search goes on.',
    zh: { title: '束（beam）', means: '搜索过程中同时存活的若干开头之一。' },
    follows: `${snell}, 5.2`,
  },
  group: {
    title: 'Group',
    means:
      'The candidates that compete with each other and with no others: all of a beam search, one tree of DVTS, one chain of revisions.',
    zh: {
      title: '组（group）',
      means: '只在彼此之间竞争的候选：整个束搜索、DVTS 的一棵树、修改的一条链。',
    },
    follows: 'Beeching, Tunstall and Rush 2024: the subtrees of DVTS',
  },
  round: {
    title: 'Round',
    means: 'Propose, score and decide, once, among the candidates that compete with each other.',
    zh: { title: '轮（round）', means: '在互相竞争的候选之间提出、打分、决定各一次。' },
    follows: undefined,
  },
  n: {
    title: 'n, the budget',
    means:
      'How much may be tried: whole solutions where each is written on its own, proposed steps a round where steps are searched; equal n is not equal work.',
    zh: {
      title: 'n，预算',
      means: '可以尝试多少：各自独立写作时指完整解答数，逐步搜索时指每轮候选步骤数；n 相同并不等于工作量相同。',
    },
    follows: `${snell}, 5.1 and 5.2: the generation budget N`,
  },
  m: {
    title: 'M, the width',
    means: 'How many ways a beginning that is kept is carried on; n / M beginnings are kept.',
    zh: { title: 'M，宽度', means: '每个被保留的开头续写几种；共保留 n / M 个开头。' },
    follows: `${snell}, 5.2: the beam width M`,
  },
  temperature: {
    title: 'Temperature',
    means: 'How freely the policy draws its words: 0 always takes the likeliest, higher is more varied.',
    zh: { title: '温度（temperature）', means: '策略模型选词的自由程度：0 总取最可能的词，越高越多样。' },
    follows: undefined,
  },
  seed: {
    title: 'Seed',
    means: 'The number from which all chance of a run follows: the same seed on the same models gives the same run.',
    zh: { title: '随机种子（seed）', means: '一次运行的全部随机性都由它决定：同样的模型和种子给出同样的运行。' },
    follows: undefined,
  },
  aggregation: {
    title: 'Aggregation',
    means:
      'How the scores of the steps become one number for the whole: the last, the lowest, their product or their mean.',
    zh: { title: '聚合方式（aggregation）', means: '怎样把各步得分合成一个总分：取最后一步、最低分、乘积或平均。' },
    follows: `${snell}, 5.1`,
  },
  selection: {
    title: 'Selection',
    means: 'The rule that picks the answer among finished solutions: majority, best score or weighted.',
    zh: { title: '选择方式（selection）', means: '在完成的解答中选出答案的规则：多数、最高分或加权。' },
    follows: `${snell}, 5.1`,
  },
  'majority-selection': {
    title: 'Majority (selection)',
    means: 'Every finished solution has one vote, and the answer with most votes wins.',
    zh: { title: '多数投票（选择方式）', means: '每个完成的解答一票，票数最多的答案胜出。' },
    follows: 'Wang et al. 2022, Self-consistency',
  },
  best: {
    title: 'Best score (selection)',
    means: 'The answer of the single solution with the highest score wins.',
    zh: { title: '最高分（选择方式）', means: '得分最高的那一个解答的答案胜出。' },
    follows: 'Cobbe et al. 2021',
  },
  weighted: {
    title: 'Weighted (selection)',
    means: 'The scores of solutions with the same answer are added up, and the answer with the highest sum wins.',
    zh: { title: '加权投票（选择方式）', means: '把答案相同的解答的得分相加，总分最高的答案胜出。' },
    follows: `Li et al. 2023, DiVeRSe; ${snell}, 5.1: best-of-N weighted`,
  },
  'false-consensus': {
    title: 'False consensus',
    means: 'A mistake so common among samples that it wins the vote.',
    zh: { title: '虚假共识（false consensus）', means: '某个错误在采样中太常见，以致赢得投票。' },
    follows: undefined,
  },
  weight: {
    title: 'Weight of an answer',
    means: 'What an answer has in the weighted vote: the scores of all solutions that give it, added up.',
    zh: { title: '答案的权重（weight）', means: '一个答案在加权投票中所得：给出它的全部解答的得分之和。' },
    follows: `Li et al. 2023, DiVeRSe; ${snell}, 5.1`,
  },
  line: {
    title: 'Line',
    means: 'The lowest score that was kept in a round; what lies below it was cut.',
    zh: { title: '分数线（line）', means: '一轮中被保留的最低分；低于它的都被剪掉。' },
    follows: undefined,
  },
  duplicate: {
    title: 'Duplicate',
    means: 'A step that says the same as an earlier one from the same beginning, which then stands for both.',
    zh: { title: '重复（duplicate）', means: '与同一开头下较早的一步内容相同的步骤，由较早者代表两者。' },
    follows: undefined,
  },
  rollout: {
    title: 'Rollout',
    means: 'Steps that are written only to see where a candidate leads, and are part of no solution.',
    zh: { title: '推演（rollout）', means: '只为看候选会走到哪里而写的步骤，不属于任何解答。' },
    follows: `${snell}, 5.2: lookahead`,
  },
  attempt: {
    title: 'Attempt',
    means: 'A whole solution that a later one of its chain is written in sight of.',
    zh: { title: '尝试（attempt）', means: '一个完整的解答，同一条链上后来的解答参照它写出。' },
    follows: `${snell}, 6`,
  },
  revision: {
    title: 'Revision',
    means: 'A solution that is written in sight of earlier attempts.',
    zh: { title: '修改（revision）', means: '参照先前尝试写出的解答。' },
    follows: `${snell}, 6`,
  },
  particle: {
    title: 'Particle',
    means:
      'One of n solutions in the making that are copied or dropped after each step by chance, in proportion to how likely their scores make them.',
    zh: { title: '粒子（particle）', means: 'n 个正在写的解答之一；每步之后按得分所示的可能性随机复制或丢弃。' },
    follows: 'Puri et al. 2025',
  },
  'reference-answer': {
    title: 'Reference answer',
    means: 'The right answer as the problem set gives it; the models never see it.',
    zh: { title: '参考答案', means: '题库给出的正确答案；模型看不到它。' },
    follows: undefined,
  },
  'any-of-n': {
    title: 'Any of n, oracle, pass@n',
    means:
      'The share of problems for which at least one of n answers is right: what a perfect selection, which knows the answers, would reach.',
    zh: {
      title: 'n 中任一，oracle，pass@n',
      means: 'n 个答案中至少一个正确的题目所占比例：知道答案的完美选择所能达到的水平。',
    },
    follows: 'Chen et al. 2021, 2.1: pass@k',
  },
  baseline: {
    title: 'Baseline',
    means:
      'A model’s one greedy answer without search, often of a larger model, that a small one with search is compared with.',
    zh: {
      title: '基线（baseline）',
      means: '不搜索、只用贪心解码的一个答案，往往来自更大的模型，用来与加了搜索的小模型比较。',
    },
    follows: `${snell}, 7`,
  },
  token: {
    title: 'Token',
    means: 'A piece of a word, a digit or a sign, the unit in which models read, write and are paid.',
    zh: { title: 'Token', means: '词的片段、数字或符号，是模型读写和计费的单位。' },
    follows: undefined,
  },
  'token-budget': {
    title: 'Token budget',
    means: 'How many tokens, the pieces of words that models read and write, a solution or a step may take at most.',
    zh: { title: 'Token 预算', means: '一个解答或一步最多可用多少 token（模型读写的词片）。' },
    follows: undefined,
  },
  flops: {
    title: 'FLOPs',
    means:
      'Arithmetic operations spent, reckoned as 2 × parameters × tokens read or written, policy and verifier both.',
    zh: { title: 'FLOPs', means: '算术运算量，按 2 × 参数量 × 读写的 token 数计算，策略模型和验证器都算在内。' },
    follows: `${snell}, 7: 2 N D for inference, where the verifier is left out`,
  },
  'prefix-reuse': {
    title: 'Reuse of prefixes',
    means: 'What a server still remembers of a text that it has read before need not be computed again.',
    zh: { title: '前缀复用', means: '服务器还记得的、之前读过的文本不必重新计算。' },
    follows: undefined,
  },
  'compute-optimal': {
    title: 'Compute-optimal',
    means: 'Always the strategy that does best for this difficulty at this budget.',
    zh: { title: '计算最优', means: '总是采用在该难度、该预算下表现最好的策略。' },
    follows: `${snell}, 3.1 and 3.2`,
  },
  difficulty: {
    title: 'Difficulty',
    means:
      'How rarely the policy is right on a problem: by the share of right answers among many samples, or, where no right answer is known, by their mean score.',
    zh: {
      title: '难度',
      means: '策略模型在一道题上有多难得答对：按大量采样中正确答案的比例计，不知道正确答案时按平均得分计。',
    },
    follows: `${snell}, 3.2: oracle and predicted difficulty`,
  },
  band: {
    title: 'Band, 95 % interval',
    means:
      'A range that is made so that in 95 of 100 such experiments it holds the true number; it is one over problems.',
    zh: {
      title: '误差带，95 % 区间',
      means: '按此法得到的区间，在 100 次这样的实验中有 95 次包含真实值；这里以题目为抽样单位。',
    },
    follows: undefined,
  },
  fork: {
    title: 'Fork',
    means: 'A run that leaves another one at one of its steps and goes on otherwise, while that one stays as it is.',
    zh: { title: '分叉（fork）', means: '从另一次运行的某一步离开、换一种方式继续的运行；原来的运行保持不变。' },
    follows: undefined,
  },
  race: {
    title: 'Race',
    means: 'Several runs of one problem, side by side on a common clock.',
    zh: { title: '比赛（race）', means: '同一道题的几次运行，按共同的时钟并排显示。' },
    follows: undefined,
  },
  log: {
    title: 'Log',
    means: 'Everything that happened in a run, in order; all that is shown is computed from it.',
    zh: { title: '日志（log）', means: '一次运行中按顺序发生的一切；显示的内容全部由它计算得出。' },
    follows: undefined,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type TermName = keyof typeof glossary;

/** An entry in one language. */
export function entryWords(entry: Entry, language: Language): EntryWords {
  return language === 'en' ? entry : entry[language];
}
