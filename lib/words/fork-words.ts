/** What is said in the tree of a run that left another: whose the steps are, which of them a person changed; and why none can leave there. */
import type { Text } from './text';

export const forkWords = {
  ownFromHere: { en: 'own from here', zh: '自此为本次运行' },
  takenOver: { en: 'from the run it left', zh: '取自原运行' },
  firstOwn: { en: 'its own from here on', zh: '自此为本次运行自己的步骤' },
} as const satisfies Readonly<Record<string, Text>>;

/** By the kind of the edit; of a step that is named, and of one that is pointed at. */
export const editTexts = {
  cut: { en: 'step {step} cut by hand', zh: '人工剪掉步骤 {step}' },
  keep: { en: 'step {step} kept by hand', zh: '人工保留步骤 {step}' },
  rewrite: { en: 'step {step} in other words', zh: '步骤 {step} 换了写法' },
} as const satisfies Readonly<Record<string, Text>>;

export const editMarks = {
  cut: { en: 'cut by hand', zh: '人工剪掉' },
  keep: { en: 'kept by hand', zh: '人工保留' },
  rewrite: { en: 'in other words', zh: '换了写法' },
} as const satisfies Readonly<Record<string, Text>>;

/** Why a run cannot be left like that. */
export const forkRefusals = {
  noEntry: {
    en: 'There is no entry {entry} to begin after; the log has {entries}.',
    zh: '没有第 {entry} 条可供接续；日志共有 {entries} 条。',
  },
  answered: {
    en: 'Its answers were selected before that; choose an earlier place.',
    zh: '在那之前答案已经选出；请选择更早的位置。',
  },
  otherGroups: {
    en: 'What was begun in {mine} cannot go on as {strategy} with n = {n}, which has other ones; choose a strategy with the same groups, or begin a new run.',
    zh: '以 {mine} 开始的搜索不能改用 {strategy}（n = {n}）继续，因为两者的分组不同；请选择分组相同的策略，或新建一次运行。',
  },
  groups: { en: '{groups} {groups:group|groups}', zh: '{groups} 个分组' },
  unwritten: {
    en: 'Step {step} is not written to its end; there is nothing to rewrite yet.',
    zh: '步骤 {step} 还没有写完，暂时无法改写。',
  },
  undecided: {
    en: 'Nothing was decided on step {step}; choose the end of a round.',
    zh: '步骤 {step} 未经裁决；请选择一轮的结尾。',
  },
  separated: {
    en: 'A step is one step: leave out the separator, the blank line between steps.',
    zh: '一步只是一步：请去掉分隔符，即步骤之间的空行。',
  },
  nothingThere: { en: 'Nothing is decided there.', zh: '那里没有裁决。' },
  notKept: { en: 'Step {step} was not kept, so it cannot be cut.', zh: '步骤 {step} 未被保留，无法剪掉。' },
  ended: {
    en: 'Step {step} ended its solution; nothing can follow it.',
    zh: '步骤 {step} 已结束其解答，后面不能再接。',
  },
  unscored: {
    en: 'Step {step} is unscored, and so would be whatever follows it.',
    zh: '步骤 {step} 没有得分，其后续也不会有得分。',
  },
  tooMany: {
    en: 'The next round would have {children} proposals; {most} is the most.',
    zh: '下一轮将有 {children} 个候选；最多 {most} 个。',
  },
} as const satisfies Readonly<Record<string, Text>>;
