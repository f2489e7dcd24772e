/** What is said of the decision on a round: its candidates, the numbers it went by, other rules, two candidates side by side. */
import type { Text } from './text';

export const decisionWords = {
  heading: {
    en: 'Round {round}: {kept} of {of} {of:candidate|candidates} {kept:lives|live} on',
    zh: '第 {round} 轮：{of} 个候选中 {kept} 个存活',
  },
  headingInGroup: {
    en: 'Round {round} of group {group}: {kept} of {of} {of:candidate|candidates} {kept:lives|live} on',
    zh: '第 {group} 组第 {round} 轮：{of} 个候选中 {kept} 个存活',
  },
  rank: { en: 'rank', zh: '名次' },
  step: { en: 'step', zh: '步骤' },
  stepTitle: { en: 'Step', zh: '步骤' },
  score: { en: 'score', zh: '得分' },
  share: { en: 'share', zh: '份额' },
  got: { en: 'got', zh: '结果' },
  says: { en: 'says', zh: '内容' },
  duplicatesOf: { en: '{count} {count:duplicate|duplicates} of it', zh: '它的 {count} 个重复项' },
  sameText: { en: 'The same text: {steps}', zh: '文字相同：{steps}' },
  lastScore: { en: 'Score of its last step', zh: '最后一步的得分' },
  last: { en: 'last {score}', zh: '末步 {score}' },
  line: { en: 'the line, at {score}', zh: '分数线：{score}' },
  byHand: { en: ', by hand', zh: '，人工' },
  withContinuations: {
    en: '{fate}, {count} {count:continuation|continuations}',
    zh: '{fate}，{count} 个后续',
  },
  placesToo: { en: ', the places of its duplicates too', zh: '，含重复项的名额' },
  withVotes: { en: '{fate}, {count} {count:vote|votes}', zh: '{fate}，{count} 票' },
  tiedLastScore: { en: 'tied; lower last score', zh: '打平；最后一步得分较低' },
  tiedTurn: { en: 'tied; its parent had its turn', zh: '打平；其父步骤已轮到过' },
  tiedLot: { en: 'tied; drawn by lot', zh: '打平；抽签决定' },

  sharedOut: { en: 'How round {round} was shared out', zh: '第 {round} 轮的名额怎样分配' },
  decidedBy: { en: 'What decided round {round}', zh: '第 {round} 轮的决定依据' },
  largestShown: { en: 'largest {most} shown', zh: '显示份额最大的 {most} 个' },
  toEarlier: { en: '{percent} % went to solutions of earlier rounds.', zh: '{percent} % 分给了此前各轮的解答。' },

  byOtherRule: { en: 'By another rule, on the same candidates', zh: '同样的候选，换一种规则' },
  anotherWidth: { en: 'Another M', zh: '另一个 M' },
  otherVerifier: {
    en: 'Whom another verifier would have kept cannot be told from this log, which holds one score a step. A run that leaves it here may go on with another one.',
    zh: '换一个验证器会保留哪些，从这份日志看不出来，因为每步只记一个得分。从这里分叉的运行可以换用另一个验证器。',
  },
  byOtherVerifier: { en: 'By another verifier', zh: '换一个验证器' },
  readAgainHint: {
    en: 'It reads the same steps, and the same strategy goes by what it says. Nothing is generated, and the run stays as it is.',
    zh: '由它再读一遍同样的步骤，仍用原来的策略按它的得分决定。不生成任何内容，运行保持不变。',
  },
  readAgain: { en: 'Ask {verifier}', zh: '询问 {verifier}' },
  readingAgain: {
    en: '{verifier} reads {count} {count:path|paths} …',
    zh: '{verifier} 正在读 {count} 条路径……',
  },
  notReadAgain: { en: '{verifier} could not be asked', zh: '无法询问 {verifier}' },
  unreadSteps: {
    en: '{count} {count:step|steps} it could not read.',
    zh: '有 {count} 步它读不了。',
  },
  sameOtherNumbers: {
    en: 'The same live, with other numbers of continuations.',
    zh: '存活的相同，但后续个数不同。',
  },
  same: { en: 'The same.', zh: '结果相同。' },
  wouldLive: { en: '{steps} would live.', zh: '{steps} 会存活。' },
  wouldDie: { en: '{steps} would not.', zh: '{steps} 不会存活。' },
  wouldLiveAndDie: { en: '{lives} would live, {dies} would not.', zh: '{lives} 会存活，{dies} 不会。' },
  andMore: { en: ' and {count} more', zh: ' 等，另有 {count} 个' },

  twoCandidates: { en: 'Two candidates', zh: '两个候选' },
  inCommon: { en: '{count} {count:step|steps} in common', zh: '前 {count} 步相同' },
  wordForWord: { en: 'Word for word the same.', zh: '逐字相同。' },
  keyBeside: {
    en: 'Lay it beside another: on this step, then on the other (or Shift-click)',
    zh: '与另一步并排对照：先在这一步上按，再在另一步上按（或 Shift 加点击）',
  },
  held: {
    en: 'Step {step} is held. Choose another and press {key}.',
    zh: '已记住步骤 {step}。再选一个，然后按 {key}。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** By fate, in a word or two. */
export const fateTitles = {
  kept: { en: 'kept', zh: '保留' },
  finished: { en: 'finished', zh: '完成' },
  cut: { en: 'cut', zh: '剪掉' },
  duplicate: { en: 'duplicate', zh: '重复' },
  empty: { en: 'ended: no text', zh: '结束：没有文字' },
  truncated: { en: 'ended: token limit', zh: '结束：达到 token 上限' },
  dropped: { en: 'lost', zh: '丢失' },
  waiting: { en: 'waits', zh: '等待' },
  stopped: { en: 'stopped', zh: '停止' },
  unscored: { en: 'unscored', zh: '没有得分' },
} as const satisfies Readonly<Record<string, Text>>;

/** By the name that a rule gives its number. */
export const measureTitles = {
  effectiveSize: { en: 'Effective size', zh: '有效样本数' },
  temperature: { en: 'Temperature', zh: '温度' },
  leader: { en: 'Leader', zh: '领先者票数' },
  second: { en: 'Second', zh: '第二名票数' },
  window: { en: 'Window', zh: '窗口' },
  confidence: { en: 'Confidence', zh: '置信度' },
  estimate: { en: 'Estimate', zh: '估计' },
  score: { en: 'Score', zh: '得分' },
  agreement: { en: 'Agreement', zh: '一致率' },
  bin: { en: 'Bin', zh: '难度分档' },
  bins: { en: 'Bins', zh: '分档数' },
  n: { en: 'N', zh: 'n' },
} as const satisfies Readonly<Record<string, Text>>;
