/**
 * How each strategy shows itself: its names, its words, its silhouette, its line in charts, one record a strategy, in the
 * order of the start page. Whatever a page says or draws of a strategy it reads here; what a strategy does stands in lib/search.
 */
import type { SearchConfig, StrategyName } from '@/lib/search';
import { percentSign, type Language } from '@/lib/words';
import type { Look } from '@/components/charts/chart-types';
import { plural } from '@/components/ui/numbers';

/** Of a config, the numbers that the words of strategies are about. */
export type Spoken = Pick<
  SearchConfig,
  'n' | 'beamWidth' | 'lookahead' | 'revisions' | 'loops' | 'aggregated' | 'window' | 'confidence'
>;

/** The numbers that its words are about. */
export interface Numbers extends Spoken {
  /** Prefixes that live on after a round, or subtrees: n / M rounded up (B-4, D-2). */
  readonly kept: number;
}

/**
 * Where it stands on the start page: `classic` is the story as it is told first; the others are kept together by what they
 * do with the budget.
 */
export type Shelf = 'classic' | 'steps' | 'revise' | 'stop' | 'auto';

/** What is said of it, in one language. */
export interface StrategyWords {
  /** At the beginning of a line. */
  readonly title: string;
  /** In the glossary: what it is in one sentence without numbers. */
  readonly means: string;
  /** What it would do with these numbers, and what that costs: whole sentences. */
  readonly does: (numbers: Numbers) => string;
  readonly costs: (numbers: Numbers) => string;
  /** With its numbers, after its title: `16 tries, 4 places`. */
  readonly setting: (numbers: Numbers) => string;
  /** What a beam width comes to; absent where it is not read. */
  readonly width?: (numbers: Numbers) => string;
}

/** Its own words are English, as in figures and files that leave the page; the other languages stand beside them. */
export interface StrategyLook extends StrategyWords, Readonly<Record<Exclude<Language, 'en'>, StrategyWords>> {
  /** Within a sentence. */
  readonly noun: string;
  /** Who says so where. */
  readonly follows: string;
  readonly shelf: Shelf;
  readonly sketch: Sketch;
  /** Of its curves. Families share a hue; no two strategies share hue, dash and mark. */
  readonly line: Look;
}

/** Lines as they would be drawn in the tree, in a box of 44 x 40 with the problem at (4, 20). */
export interface Sketch {
  /** Where a branch lives, and where it was cut. */
  readonly alive: string;
  readonly cut: string;
  /** Drawn dashed: what is written only to be scored, what is read again, what was never begun. */
  readonly faint?: string;
  /** Points, as lines without length: particles. */
  readonly dots?: string;
}

/** Marks and dashes of the first, second and third of a hue. */
const first = { dash: undefined, shape: 'circle' } as const;
const second = { dash: '12 6', shape: 'square' } as const;
const third = { dash: '12 5 1 5', shape: 'triangle' } as const;

export const strategyLooks: Readonly<Record<StrategyName, StrategyLook>> = {
  greedy: {
    title: 'Greedy',
    noun: 'greedy',
    means: 'The model’s likeliest next token, each time: one answer without thinking longer.',
    follows: 'Snell et al. 2024, 7: the larger model it is compared with answers so',
    shelf: 'classic',
    does: () => 'One solution, always the likeliest next word: the model without thinking longer.',
    costs: () => 'The cheapest.',
    setting: () => 'one solution, no sampling',
    zh: {
      title: '贪心解码',
      means: '每次都取模型认为最可能的下一个 token：不多想，只给一个答案。',
      does: () => '只写一个解答，每次取最可能的下一个词：模型不多想时的样子。',
      costs: () => '最省。',
      setting: () => '一个解答，不采样',
    },
    sketch: { alive: 'M4 20H40', cut: '' },
    line: { colour: 'var(--mute)', ...first },
  },
  majority: {
    title: 'Majority vote',
    noun: 'majority',
    means: 'Many solutions are written on their own, and the answer that most of them reach wins.',
    follows: 'Wang et al. 2022, Self-consistency',
    shelf: 'classic',
    does: ({ n }) => `${plural(n, 'solution')}, each on its own; the answer that most of them reach wins.`,
    costs: () => 'No verifier needed.',
    setting: ({ n }) => `${n} solutions, one vote each`,
    zh: {
      title: '多数投票',
      means: '各自独立地写出许多解答，得出最多的那个答案胜出。',
      does: ({ n }) => `${n} 个解答，各自独立；得出最多的答案胜出。`,
      costs: () => '不需要验证器。',
      setting: ({ n }) => `${n} 个解答，每个一票`,
    },
    sketch: {
      alive: 'M4 20C12 20 10 6 16 6H40M4 20C12 20 10 15 16 15H40M4 20C12 20 10 25 16 25H40M4 20C12 20 10 34 16 34H40',
      cut: '',
    },
    line: { colour: 'var(--series-5)', ...first },
  },
  'best-of-n': {
    title: 'Best-of-N',
    noun: 'best-of-N',
    means: 'Many solutions are written on their own and scored; the scores decide which answer wins.',
    follows: 'Snell et al. 2024, 5.1',
    shelf: 'classic',
    does: ({ n }) =>
      `${plural(n, 'solution')}, each on its own and every step scored; the scores decide which answer wins.`,
    costs: () => 'Majority, plus the scoring.',
    setting: ({ n }) => `${n} whole solutions`,
    zh: {
      title: 'Best-of-N',
      means: '各自独立地写出许多解答并打分，由得分决定哪个答案胜出。',
      does: ({ n }) => `${n} 个解答，各自独立，每一步都打分；由得分决定哪个答案胜出。`,
      costs: () => '多数投票的开销，再加打分。',
      setting: ({ n }) => `${n} 个完整解答`,
    },
    sketch: {
      alive: 'M4 20C12 20 10 15 16 15H40',
      cut: 'M4 20C12 20 10 6 16 6H40M4 20C12 20 10 25 16 25H40M4 20C12 20 10 34 16 34H40',
    },
    line: { colour: 'var(--series-1)', ...first },
  },
  'beam-search': {
    title: 'Beam search',
    noun: 'beam search',
    means: 'Of n proposed steps the best n / M live on, with M children each, until the solutions are complete.',
    follows: 'Snell et al. 2024, 5.2',
    shelf: 'classic',
    does: ({ n, beamWidth, kept }) =>
      `Step by step: of ${plural(n, 'proposal')} the best ${kept} stay, and each is carried on ${beamWidth === 1 ? 'one way' : `${beamWidth} ways`}.`,
    costs: ({ n }) => `${plural(n, 'step')} a round, all scored.`,
    setting: ({ n, kept }) => `${n} tries, ${plural(kept, 'place')}`,
    width: ({ kept }) => `keeps ${kept}`,
    zh: {
      title: '束搜索',
      means: '在 n 个候选步骤中，最好的 n / M 个活下来，各生 M 个后续，直到解答完成。',
      does: ({ n, beamWidth, kept }) => `逐步进行：${n} 个候选中最好的 ${kept} 个留下，每个续写 ${beamWidth} 种。`,
      costs: ({ n }) => `每轮 ${n} 步，全部打分。`,
      setting: ({ n, kept }) => `${n} 次尝试，${kept} 个名额`,
      width: ({ kept }) => `保留 ${kept} 个`,
    },
    sketch: {
      alive: 'M4 20C10 20 9 12 15 12C21 12 21 18 27 18C33 18 33 13 40 13M27 18C33 18 33 23 40 23',
      cut: 'M4 20C10 20 9 5 15 5M4 20C10 20 9 26 15 26M4 20C10 20 9 34 15 34M15 12C21 12 21 7 27 7M15 12C21 12 21 26 27 26M27 18C33 18 33 31 40 31',
    },
    line: { colour: 'var(--series-2)', ...first },
  },
  dvts: {
    title: 'DVTS',
    noun: 'DVTS',
    means:
      'Diverse Verifier Tree Search: n / M separate trees, each of which keeps its own best step, so that one early favourite cannot take all places.',
    follows: 'Beeching, Tunstall and Rush 2024, Diverse Verifier Tree Search',
    shelf: 'classic',
    does: ({ beamWidth, kept }) =>
      `${plural(kept, 'separate tree')}, each of which keeps its own best of ${plural(beamWidth, 'step')}: more varied ideas survive.`,
    costs: () => 'As beam search, trees side by side.',
    setting: ({ beamWidth, kept }) =>
      kept === 1 ? `1 tree of ${beamWidth} tries` : `${kept} trees of ${beamWidth} tries`,
    width: ({ kept }) => `${kept} trees`,
    zh: {
      title: 'DVTS',
      means:
        '多样化验证器树搜索（Diverse Verifier Tree Search）：n / M 棵互不相干的树，各自留下自己最好的一步，避免早早领先的一支占满名额。',
      does: ({ beamWidth, kept }) => `${kept} 棵独立的树，各自从 ${beamWidth} 个步骤中留下最好的一个：思路更多样。`,
      costs: () => '与束搜索相同，各树并行。',
      setting: ({ beamWidth, kept }) => `${kept} 棵树，各试 ${beamWidth} 次`,
      width: ({ kept }) => `${kept} 棵树`,
    },
    sketch: {
      alive:
        'M4 20C10 20 9 7 15 7C21 7 21 11 27 11H40M4 20C10 20 9 20 15 20C21 20 21 17 27 17H40M4 20C10 20 9 33 15 33C21 33 21 30 27 30H40',
      cut: 'M4 20C10 20 9 12 15 12M4 20C10 20 9 26 15 26M15 7C21 7 21 4 27 4M15 20C21 20 21 23 27 23M15 33C21 33 21 36 27 36M27 11C33 11 34 7 40 7M27 30C33 30 34 34 40 34',
    },
    line: { colour: 'var(--series-3)', ...first },
  },
  lookahead: {
    title: 'Lookahead search',
    noun: 'lookahead search',
    means: 'Beam search that judges a step by the score of where k further steps lead.',
    follows: 'Snell et al. 2024, 5.2',
    shelf: 'steps',
    does: ({ n, kept, lookahead }) =>
      lookahead === 0
        ? 'Looks no step ahead, and is beam search.'
        : `Beam search that judges each of ${plural(n, 'proposal')} by what it leads to, ${plural(lookahead, 'step')} further on; the best ${kept} stay.`,
    costs: ({ lookahead }) =>
      lookahead === 0
        ? 'As beam search.'
        : `Beam search, and ${lookahead === 1 ? 'one step' : `up to ${lookahead} steps`} more for each proposal, written only to be scored.`,
    setting: ({ n, kept, lookahead }) => `${n} tries, ${plural(kept, 'place')}, looks ${lookahead} ahead`,
    width: ({ kept }) => `keeps ${kept}`,
    zh: {
      title: '前瞻搜索',
      means: '一种束搜索：按往后 k 步所到之处的得分来评判一步。',
      does: ({ n, kept, lookahead }) =>
        lookahead === 0
          ? '一步也不往前看，就是束搜索。'
          : `束搜索，但 ${n} 个候选都按往后 ${lookahead} 步的结果来评判；最好的 ${kept} 个留下。`,
      costs: ({ lookahead }) =>
        lookahead === 0 ? '与束搜索相同。' : `束搜索的开销，另为每个候选多写至多 ${lookahead} 步，只用来打分。`,
      setting: ({ n, kept, lookahead }) => `${n} 次尝试，${kept} 个名额，往前看 ${lookahead} 步`,
      width: ({ kept }) => `保留 ${kept} 个`,
    },
    sketch: {
      alive: 'M4 20C9 20 8 13 14 13C21 13 20 21 27 21H40',
      cut: 'M4 20C9 20 8 5 14 5M4 20C9 20 8 27 14 27M4 20C9 20 8 35 14 35',
      faint: 'M15 5H27M15 13H27M15 27H27M15 35H27M28 21H40',
    },
    line: { colour: 'var(--series-2)', ...second },
  },
  rebase: {
    title: 'REBASE',
    noun: 'REBASE',
    means:
      'Every prefix gets as many of the n next steps as the softmax of its score says, so that no one is cut for being second.',
    follows: 'Wu et al. 2024, REBASE',
    shelf: 'steps',
    does: ({ n }) =>
      `Step by step: ${plural(n, 'continuation')} are shared out among all prefixes by how well they score; the best get most of them, the worst none.`,
    costs: ({ n }) => `At most ${plural(n, 'step')} a round, all scored.`,
    setting: ({ n }) => `${n} continuations, shared by score`,
    zh: {
      title: 'REBASE',
      means: '按得分的 softmax 把 n 个后续步骤分给各个前缀，不会因为排第二就被剪掉。',
      does: ({ n }) => `逐步进行：${n} 个后续按得分高低分给所有前缀；最好的分得最多，最差的分不到。`,
      costs: ({ n }) => `每轮最多 ${n} 步，全部打分。`,
      setting: ({ n }) => `${n} 个后续，按得分分配`,
    },
    sketch: {
      alive:
        'M4 20C10 20 9 10 15 10C22 10 21 4 28 4H40M15 10H40M15 10C22 10 21 16 28 16H40M4 20C10 20 9 25 15 25C22 25 21 26 28 26H40',
      cut: 'M4 20C10 20 9 35 15 35M28 4C34 4 34 1 40 1M28 16C34 16 34 20 40 20',
    },
    line: { colour: 'var(--series-6)', ...first },
  },
  'particle-filter': {
    title: 'Particle filtering',
    noun: 'particle filtering',
    means:
      'n particles are drawn again after every step by the odds of their scores, so that chance keeps some of the unlikely ones.',
    follows: 'Puri et al. 2025',
    shelf: 'steps',
    does: ({ n }) =>
      `${plural(n, 'particle')} write a step each, and ${n} are drawn again by the odds of their scores: good ones multiply, weak ones may live on.`,
    costs: ({ n }) => `At most ${plural(n, 'step')} a round, all scored.`,
    setting: ({ n }) => plural(n, 'particle'),
    zh: {
      title: '粒子滤波',
      means: '每一步之后按得分的概率重新抽取 n 个粒子，一些希望不大的也可能碰巧留下。',
      does: ({ n }) => `${n} 个粒子各写一步，再按得分的概率重新抽取 ${n} 个：好的变多，弱的也可能活下来。`,
      costs: ({ n }) => `每轮最多 ${n} 步，全部打分。`,
      setting: ({ n }) => `${n} 个粒子`,
    },
    sketch: {
      alive:
        'M4 20C9 20 9 7 14 7C20 7 20 5 26 5C32 5 32 8 39 8M14 7C20 7 20 13 26 13M4 20C9 20 9 26 14 26C20 26 20 24 26 24C32 24 32 20 39 20M26 24C32 24 32 28 39 28M4 20C9 20 9 35 14 35H39',
      cut: 'M4 20C9 20 9 16 14 16',
      dots: 'M14 7h0M14 26h0M14 35h0M26 5h0M26 13h0M26 24h0M26 35h0M39 8h0M39 20h0M39 28h0M39 35h0',
    },
    line: { colour: 'var(--series-4)', ...first },
  },
  'entropic-particles': {
    title: 'Entropic particles',
    noun: 'entropic particle filtering',
    means:
      'Particle filtering that flattens the odds while few particles hold most of the weight, so that early mistakes of the verifier do less harm.',
    follows: 'Puri et al. 2025',
    shelf: 'steps',
    does: ({ n }) =>
      `Particle filtering that distrusts first scores: while a few of ${plural(n, 'particle')} carry most of the weight, it is spread out.`,
    costs: () => 'As particle filtering.',
    setting: ({ n }) => plural(n, 'particle'),
    zh: {
      title: '熵调节粒子滤波',
      means: '一种粒子滤波：权重集中在少数粒子上时把概率摊平，减轻验证器早期失误的危害。',
      does: ({ n }) => `不轻信最初得分的粒子滤波：${n} 个粒子中少数几个占据大部分权重时，就把权重摊开。`,
      costs: () => '与粒子滤波相同。',
      setting: ({ n }) => `${n} 个粒子`,
    },
    sketch: {
      alive:
        'M4 20C9 20 9 5 14 5H26M4 20C9 20 9 15 14 15H26C32 15 32 10 39 10M26 15C32 15 32 20 39 20M4 20C9 20 9 25 14 25H26M4 20C9 20 9 35 14 35H26C32 35 32 30 39 30',
      cut: '',
      dots: 'M14 5h0M14 15h0M14 25h0M14 35h0M26 5h0M26 15h0M26 25h0M26 35h0M39 10h0M39 20h0M39 30h0',
    },
    line: { colour: 'var(--series-4)', ...second },
  },
  revisions: {
    title: 'Revisions',
    noun: 'revisions',
    means: 'Chains of whole attempts, each written in sight of those before it.',
    follows: 'Snell et al. 2024, 6',
    shelf: 'revise',
    does: (numbers) =>
      `${plural(chainsOf(numbers), 'chain')} of ${plural(numbers.revisions, 'attempt')}: each sees up to four before it and tries to do better; the scores choose within each chain, then between chains.`,
    costs: () => 'As best-of-N with longer prompts, and a chain is written one attempt after the other.',
    setting: (numbers) => `${plural(chainsOf(numbers), 'chain')} of ${numbers.revisions}`,
    zh: {
      title: '连续修改',
      means: '由完整的尝试组成的链，每次尝试都参照前面的尝试来写。',
      does: (numbers) =>
        `${chainsOf(numbers)} 条链，每条 ${numbers.revisions} 次尝试：每次最多参照前面四次，力求更好；得分先在链内、再在链间选出答案。`,
      costs: () => '与 best-of-N 相同但提示更长，而且一条链上的尝试只能依次写。',
      setting: (numbers) => `${chainsOf(numbers)} 条链，每条 ${numbers.revisions} 次`,
    },
    sketch: {
      alive: 'M8 12H15M20 12H27M32 12H40M8 31H15M20 31H27M32 31H40',
      cut: 'M4 20C7 20 5 12 8 12M4 20C7 20 5 31 8 31',
      faint: 'M12 9C15 4 20 4 23 9M24 9C27 4 32 4 35 9M12 28C15 23 20 23 23 28M24 28C27 23 32 23 35 28',
    },
    line: { colour: 'var(--series-1)', ...second },
  },
  'self-aggregation': {
    title: 'Self-aggregation',
    noun: 'recursive self-aggregation',
    means: 'A population of solutions is replaced, loop by loop, by solutions written in sight of some of it.',
    follows: 'Venkatraman et al. 2025',
    shelf: 'revise',
    does: (numbers) =>
      `${plural(numbers.loops, 'loop')} of ${plural(populationOf(numbers), 'solution')}: each new one is written in sight of ${numbers.aggregated} of the loop before; the last loop votes.`,
    costs: () => 'No verifier needed; prompts are as long as the solutions they show.',
    setting: (numbers) => `${plural(numbers.loops, 'loop')} of ${populationOf(numbers)}`,
    zh: {
      title: '递归自聚合',
      means: '一组解答一轮一轮地被新解答取代，新解答参照其中一部分来写。',
      does: (numbers) =>
        `${numbers.loops} 轮，每轮 ${populationOf(numbers)} 个解答：每个新解答参照上一轮的 ${numbers.aggregated} 个来写；最后一轮投票。`,
      costs: () => '不需要验证器；提示的长度取决于其中展示的解答。',
      setting: (numbers) => `${numbers.loops} 轮，每轮 ${populationOf(numbers)} 个`,
    },
    sketch: {
      alive: 'M35 8H40M35 20H40M35 32H40',
      cut: 'M4 20C7 20 6 8 9 8H13M4 20H13M4 20C7 20 6 32 9 32H13M22 8H26M22 20H26M22 32H26',
      faint:
        'M14 8H21M14 20L21 8M14 8L21 20M14 32L21 20M14 20L21 32M14 32H21M27 8H34M27 20L34 8M27 20H34M27 32L34 20M27 8L34 32M27 32H34',
    },
    line: { colour: 'var(--series-1)', ...third },
  },
  'window-vote': {
    title: 'Window vote',
    noun: 'the window vote',
    means: 'A majority vote that stops as soon as all solutions of one window agree.',
    follows: 'Li et al. 2024, Early-stopping self-consistency',
    shelf: 'stop',
    does: ({ n, window }) =>
      `Up to ${plural(n, 'solution')}, ${window} at a time: as soon as all ${window} of one window agree, their answer stands; else all of them vote.`,
    costs: () => 'Majority or less. No verifier needed.',
    setting: ({ n, window }) => `at most ${n}, ${window} at a time`,
    zh: {
      title: '窗口投票',
      means: '一种多数投票：只要一个窗口内的解答全部一致就停止。',
      does: ({ n, window }) =>
        `最多 ${n} 个解答，每次 ${window} 个：只要一个窗口的 ${window} 个全部一致，就以其答案为准；否则全体投票。`,
      costs: () => '不超过多数投票。不需要验证器。',
      setting: ({ n, window }) => `最多 ${n} 个，每次 ${window} 个`,
    },
    sketch: {
      alive: 'M4 20C12 20 10 18 16 18H36M4 20C12 20 10 23 16 23H36M40 16V25',
      cut: 'M4 20C12 20 10 5 16 5H36M4 20C12 20 10 10 16 10H36',
      faint: 'M16 31H36M16 36H36',
    },
    line: { colour: 'var(--series-5)', ...second },
  },
  'adaptive-vote': {
    title: 'Adaptive vote',
    noun: 'the adaptive vote',
    means: 'A majority vote that stops as soon as the leading answer is sure enough to stay ahead.',
    follows: 'Aggarwal et al. 2023, Adaptive-Consistency',
    shelf: 'stop',
    does: ({ n, window, confidence }) =>
      confidence === 1
        ? `Never sure enough to stop: a majority vote over ${plural(n, 'solution')}.`
        : `Up to ${plural(n, 'solution')}, ${window} at a time: stops as soon as it is ${percent(confidence)} sure that the leading answer stays ahead.`,
    costs: () => 'Majority or less. No verifier needed.',
    setting: ({ n, confidence }) => `at most ${n}, until ${percent(confidence)} sure`,
    zh: {
      title: '自适应投票',
      means: '一种多数投票：只要有足够把握领先的答案会一直领先就停止。',
      does: ({ n, window, confidence }) =>
        confidence === 1
          ? `永远不够有把握，不会提前停止：对 ${n} 个解答多数投票。`
          : `最多 ${n} 个解答，每次 ${window} 个：有 ${percent(confidence)} 的把握领先答案会一直领先时停止。`,
      costs: () => '不超过多数投票。不需要验证器。',
      setting: ({ n, confidence }) => `最多 ${n} 个，直到有 ${percent(confidence)} 的把握`,
    },
    sketch: {
      alive: 'M4 20C12 20 10 5 16 5H40M4 20C12 20 10 11 16 11H40M4 20C12 20 10 23 16 23H40',
      cut: 'M4 20C12 20 10 17 16 17H40M4 20C12 20 10 30 16 30H25M25 28V32M4 20C12 20 10 36 16 36H22M22 34V38',
    },
    line: { colour: 'var(--series-5)', ...third },
  },
  auto: {
    title: 'Auto',
    noun: 'auto',
    means:
      'A first share of solutions shows how hard the problem is; a strategy map then says what suits such problems.',
    follows: 'Snell et al. 2024, 3.2: the compute-optimal strategy',
    shelf: 'auto',
    does: ({ n }) =>
      `A few solutions first, to see how hard the problem is; then what suits such problems best, with more than ${plural(n, 'solution')} for some and fewer for others.`,
    costs: ({ n }) => `About what ${n} would cost over many problems, the first look included.`,
    setting: ({ n }) => `around ${n}, by difficulty`,
    width: ({ kept }) => `keeps ${kept}, where it searches by steps`,
    zh: {
      title: '自动',
      means: '先用一部分解答看出题目有多难，再由策略图给出最适合这类题目的策略。',
      does: ({ n }) => `先写几个解答，看题目有多难；再用最适合这类题目的办法，有的题多于 ${n} 个解答，有的题更少。`,
      costs: ({ n }) => `许多题目平均下来约为 ${n} 个解答的开销，含最初的试探。`,
      setting: ({ n }) => `约 ${n} 个，视难度而定`,
      width: ({ kept }) => `逐步搜索时保留 ${kept} 个`,
    },
    sketch: {
      alive: 'M4 20C10 20 9 14 15 14H22M4 20C10 20 9 26 15 26H22M22 20C28 20 27 10 33 10H40M33 10C36 10 36 5 40 5',
      cut: 'M22 20C28 20 27 30 33 30M22 16V24',
    },
    line: { colour: 'var(--series-6)', ...third },
  },
};

function chainsOf({ n, revisions }: Numbers): number {
  return Math.ceil(n / revisions);
}

/** Solutions of one loop. */
function populationOf({ n, loops }: Numbers): number {
  return Math.max(1, Math.floor(n / loops));
}

/** `95 %`. */
function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))}${percentSign}`;
}
