/**
 * Why settings do not go together: with a strategy, and in the grid of an experiment. Each begins with the name of its field, in
 * English as configs and scripts write it.
 */
import type { Text } from './text';

/** Of a config with a strategy. */
export const configComplaints = {
  sameSamples: {
    en: 'temperature: at 0 all {n} samples are the same; choose a temperature above 0, or the {baseline} strategy.',
    zh: '温度：为 0 时全部 {n} 个采样都相同；请选择大于 0 的温度，或改用 {baseline} 策略。',
  },
  tooWide: {
    en: 'beamWidth: {width} children per prefix are more than the budget of n = {n}; lower beamWidth or raise n.',
    zh: '宽度 M：每个前缀 {width} 个后续超过预算 n = {n}；请减小宽度 M 或增大 n。',
  },
  nothingScored: {
    en: 'selection: {selection} needs scores, and the strategy {strategy} scores nothing; choose {majority}.',
    zh: '选择方式：{selection} 需要得分，而策略 {strategy} 不打分；请选择 {majority}。',
  },
  roundsFall: {
    en: 'schedule: its rounds have to rise; put the changes in order, one for each round.',
    zh: '调度：轮次必须递增；请按顺序排列各处改动，每轮至多一处。',
  },
  sameProposals: {
    en: 'schedule: at temperature 0 all proposals of a prefix are the same; choose one above 0.',
    zh: '调度：温度为 0 时一个前缀的所有候选都相同；请选择大于 0 的温度。',
  },
  scheduledTooWide: {
    en: 'schedule: {width} children per prefix are more than the budget of n = {n}.',
    zh: '调度：每个前缀 {width} 个后续超过预算 n = {n}。',
  },
  chainTooLong: {
    en: 'revisions: a chain of {length} attempts is more than the budget of n = {n}; lower revisions or raise n.',
    zh: '链长 R：一条链 {length} 次尝试超过预算 n = {n}；请减小链长 R 或增大 n。',
  },
  unevenLoops: {
    en: 'loops: n = {n} is no whole number of populations over {loops} loops; choose n as a multiple of loops.',
    zh: '循环数：n = {n} 无法平分给 {loops} 轮循环；请让 n 为循环数的倍数。',
  },
  shareTooLarge: {
    en: 'share: the first {share} solutions are more than the budget of n = {n}; lower share or raise n.',
    zh: '首批份额：首批 {share} 个解答超过预算 n = {n}；请减小首批份额或增大 n。',
  },
  otherShare: {
    en: 'share: the map “{map}” was made with a first share of {share}; set share to {share}.',
    zh: '首批份额：策略图“{map}”以首批 {share} 个解答制成；请把首批份额设为 {share}。',
  },
  mapTooSmall: {
    en: 'map: “{map}” has nothing for a budget of n = {n}; raise n, or make it from smaller budgets too.',
    zh: '策略图：“{map}”没有适用于预算 n = {n} 的方法；请增大 n，或制作时也包含较小的预算。',
  },
  inMap: { en: 'map: in “{map}” {problem}.', zh: '策略图：“{map}”中{problem}。' },
} as const satisfies Readonly<Record<string, Text>>;

/** Of a method of a strategy map; parts of `inMap`, without a stop. */
export const mapComplaints = {
  noStrategy: {
    en: 'there is no strategy {strategy}; make the map again',
    zh: '没有策略 {strategy}；请重新制作',
  },
  choosesItself: {
    en: '{strategy} cannot choose itself; leave it out',
    zh: '{strategy} 不能选择自己；请去掉它',
  },
  scoresNothing: {
    en: '{strategy} scores nothing, so that its solutions cannot be weighed with the first; leave it out',
    zh: '{strategy} 不打分，它的解答无法与首批一起加权；请去掉它',
  },
  method: { en: '{strategy} with n = {n}: {problem}', zh: '{strategy}（n = {n}）：{problem}' },
} as const satisfies Readonly<Record<string, Text>>;

/** Of the grid of an experiment, by what it asks for. */
export const gridComplaintTexts = {
  repeated: { en: '{name} is there twice; name it once.', zh: '{name} 出现了两次；请只写一次。' },
  otherPolicy: {
    en: '{name} is none of the policies; name it there too, or leave it out here.',
    zh: '{name} 不在策略模型之列；请在那里也写上，或在这里去掉。',
  },
  needsVerifier: {
    en: '{strategy} scores its steps, so it needs a verifier; name one under verifiers, or leave this strategy out.',
    zh: '{strategy} 要给步骤打分，需要验证器；请在验证器中写上一个，或去掉这个策略。',
  },
  cutsSubtree: {
    en: '{strategy} searches whole subtrees of {width} proposals; {budgets} would cut one. Leave out what is no multiple of {width}, or change its config.',
    zh: '{strategy} 按完整的子树搜索，每棵 {width} 个候选；{budgets} 会切断一棵。请去掉不是 {width} 的倍数的预算，或改变它的配置。',
  },
  sameSearch: {
    en: 'asks for what {other} asks for already; put their budgets together, or change its config.',
    zh: '与 {other} 所要的相同；请把预算合在一起，或改变它的配置。',
  },
  tooManyRuns: {
    en: '{problems} problems make {runs} runs, more than the {most} of one experiment; set every or limit, or ask for less.',
    zh: '{problems} 道题共需 {runs} 次运行，超过一个实验的上限 {most} 次；请设置间隔或上限，或减少所要的内容。',
  },
  ofStrategy: { en: '{strategy}: {reason}', zh: '{strategy}：{reason}' },
} as const satisfies Readonly<Record<string, Text>>;
