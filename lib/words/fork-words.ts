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
  hint: { en: 'a hint behind step {step}', zh: '步骤 {step} 后加了提示' },
  continue: { en: 'more children of step {step}', zh: '步骤 {step} 加了后续' },
  exclude: { en: 'step {step} cut by hand, with all behind it', zh: '人工剪掉步骤 {step} 及其后续' },
} as const satisfies Readonly<Record<string, Text>>;

export const editMarks = {
  cut: { en: 'cut by hand', zh: '人工剪掉' },
  keep: { en: 'kept by hand', zh: '人工保留' },
  rewrite: { en: 'in other words', zh: '换了写法' },
  hint: { en: 'with a hint', zh: '加了提示' },
  continue: { en: 'more children', zh: '加了后续' },
  exclude: { en: 'cut by hand', zh: '人工剪掉' },
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
    en: 'What was begun in {mine} cannot go on as {strategy} with n = {n}, which begins its solutions otherwise; choose a strategy that begins them alike or a larger n, or leave the run at its beginning, after entry 1.',
    zh: '以 {mine} 开始的搜索不能改用 {strategy}（n = {n}）继续，因为后者开始解答的方式不同；请选择开始方式相同的策略或更大的 n，或者在运行的开头（第 1 条之后）离开它。',
  },
  groups: { en: '{groups} {groups:group|groups}', zh: '{groups} 个分组' },
  nobodyScores: {
    en: 'Some of what was begun is to be scored, and {strategy} has no verifier; choose a strategy that scores.',
    zh: '已开始的内容中有一部分需要打分，而 {strategy} 不使用验证器；请选择会打分的策略。',
  },
  unwritten: {
    en: 'Step {step} is not there, or not written to its end.',
    zh: '步骤 {step} 不存在，或还没有写完。',
  },
  lookedAhead: {
    en: 'Step {step} was only written to look ahead; it is part of no solution.',
    zh: '步骤 {step} 只是为前瞻而写，不属于任何解答。',
  },
  undecided: {
    en: 'Nothing was decided on step {step}, nor is about to be: it lies within a whole solution, or its round is not all written and scored. It can be given more children (continue) or be excluded from the vote (exclude).',
    zh: '步骤 {step} 既未经裁决，也不在即将裁决之列：它处在一个完整解答之中，或所在的一轮尚未全部写完并打分。可以给它加后续（continue），或将它排除在投票之外（exclude）。',
  },
  problem: {
    en: 'Step {step} is the problem, which nobody wrote here; begin a new run for another one.',
    zh: '步骤 {step} 是题目本身，并非在此写出；若要换题，请新建一次运行。',
  },
  tooLong: {
    en: 'A step has at most {most} characters, a hint behind it included.',
    zh: '一步连同其后的提示最多 {most} 个字符。',
  },
  separated: {
    en: 'A step is one step: leave out the separator, the blank line between steps.',
    zh: '一步只是一步：请去掉分隔符，即步骤之间的空行。',
  },
  notKept: { en: 'Step {step} was not kept, so it cannot be cut.', zh: '步骤 {step} 未被保留，无法剪掉。' },
  ended: {
    en: 'Step {step} ended its solution; nothing can follow it.',
    zh: '步骤 {step} 已结束其解答，后面不能再接。',
  },
  brokenOff: {
    en: 'Step {step} was broken off, by a limit or on the way; nothing can follow it.',
    zh: '步骤 {step} 因达到上限或中途丢失而中断，后面不能再接。',
  },
  spent: {
    en: 'The solution has no tokens left after step {step}.',
    zh: '步骤 {step} 之后，该解答已没有剩余的 token。',
  },
  excluded: {
    en: 'Step {step} was cut by hand, with all behind it.',
    zh: '步骤 {step} 及其后续已被人工剪掉。',
  },
  noVotes: {
    en: 'No solution through step {step} votes, so there is nothing to cut.',
    zh: '没有经过步骤 {step} 的解答参与投票，因此没有可剪的内容。',
  },
  unread: {
    en: 'The verifier has not read all of the way to step {step} yet; wait until it has.',
    zh: '验证器还没有读完通向步骤 {step} 的路径；请等它读完。',
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

/** Why a step cannot be gone on from to see how often that comes out right. */
export const reviveRefusals = {
  noStep: { en: 'There is no step {step} in this run.', zh: '这次运行中没有步骤 {step}。' },
  nothingFollows: {
    en: 'Nothing can follow step {step}: only a step that was written to its end, and ended no solution, can be gone on from.',
    zh: '步骤 {step} 之后不能再接：只能从写完且没有结束解答的步骤继续。',
  },
  notShown: {
    en: 'The log does not say what the model was shown before step {step}.',
    zh: '日志没有记录步骤 {step} 之前模型看到的内容。',
  },
  noTokens: { en: 'The run had no tokens left after step {step}.', zh: '步骤 {step} 之后这次运行已没有剩余 token。' },
} as const satisfies Readonly<Record<string, Text>>;
