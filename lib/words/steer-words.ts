/** What can be done at a step of a run, in words: going on otherwise, reviving, pausing, notes, what was sent over the wire. */
import type { Text } from './text';

export const steerWords = {
  otherwise: { en: 'Go on from here otherwise', zh: '从这里换一种方式继续' },
  cut: { en: 'Cut it', zh: '剪掉它' },
  cutHint: { en: 'A run of its own in which this step is cut', zh: '另起一次运行，在其中剪掉这一步' },
  cutAllHint: {
    en: 'A run of its own in which no solution through this step votes',
    zh: '另起一次运行，经过这一步的解答都不参与投票',
  },
  keep: { en: 'Keep it', zh: '保留它' },
  keepHint: {
    en: 'A run of its own that goes on from this step {width} ways, against the line',
    zh: '另起一次运行，不顾分数线，从这一步展开 {width} 个后续',
  },
  moreChildren: { en: 'More children', zh: '更多后续' },
  moreChildrenHint: {
    en: 'A run of its own in which it gets {width} more',
    zh: '另起一次运行，在其中给它再加 {width} 个后续',
  },
  goOnHint: {
    en: 'A run of its own in which {width} {width:solution|solutions} more {width:is|are} written on from here to the end',
    zh: '另起一次运行，从这里另写 {width} 个解答，一直写到结尾',
  },
  children: { en: 'How many', zh: '数量' },
  childrenHint: { en: 'children, of what is kept or given more', zh: '保留或追加时的后续个数' },
  hint: { en: 'Add a hint …', zh: '加提示……' },
  theHint: { en: 'Hint', zh: '提示' },
  theHintHint: {
    en: 'stands behind this step as if the model had written it, and the search goes on from it',
    zh: '接在这一步后面，如同模型自己所写，搜索从那里继续',
  },
  goOnWithHint: { en: 'Go on with this hint', zh: '带着这条提示继续' },
  rewrite: { en: 'Rewrite …', zh: '改写……' },
  otherSettings: { en: 'Other settings …', zh: '其他设置……' },
  keepsFirst: {
    en: 'This keeps the log on this server first, and goes on from it in a run of its own.',
    zh: '这会先把日志保存到本服务器，再从那里另起一次运行。',
  },
  cannot: { en: 'It cannot go on like that.', zh: '不能这样继续。' },
  strategy: { en: 'Strategy', zh: '搜索策略' },
  strategyHint: { en: 'can go on with what there is', zh: '可以在已有内容上继续' },
  strategyAnew: { en: 'begins its solutions otherwise, so it begins again', zh: '开始解答的方式不同，因此从头开始' },
  from: { en: 'From', zh: '起点' },
  fromHere: { en: 'this step', zh: '这一步' },
  fromAll: { en: 'all that was written', zh: '已写出的全部内容' },
  fromBeginning: { en: 'the beginning', zh: '开头' },
  seedHint: { en: 'of what is written from here', zh: '用于从这里往后所写的内容' },
  verifier: { en: 'Verifier', zh: '验证器' },
  verifierHint: { en: 'scores that there are stay', zh: '已有的得分不变' },
  verifierReads: { en: 'reads what was written before, too', zh: '之前写出的内容也由它打分' },
  goOn: { en: 'Go on from here', zh: '从这里继续' },
  goOnWithAll: { en: 'Go on with all of it', zh: '带着全部内容继续' },
  beginAgain: { en: 'Begin again', zh: '从头开始' },
  whatItSays: { en: 'What this step says', zh: '这一步的文字' },
  whatItSaysHint: {
    en: 'as the model would write it',
    zh: '按模型的写法来写',
  },
  oneStep: { en: 'One step: leave out blank lines.', zh: '只能写一步：请去掉空行。' },
  goOnWithWords: { en: 'Go on with these words', zh: '用这段文字继续' },

  comeRight: { en: 'Would it have come right?', zh: '它本来能得到正确答案吗？' },
  times: { en: 'Times', zh: '次数' },
  tokensEach: { en: 'Tokens each, at most', zh: '每次最多 token 数' },
  reviving: { en: 'Writing it to its end …', zh: '正在写到结尾……' },
  revive: { en: 'Revive it', zh: '让它复活' },
  reviveHint: {
    en: 'Written on by the run’s own policy, as it sampled there; no verifier is asked, and the run stays as it is.',
    zh: '由本次运行自己的策略模型按当时的采样方式续写；不使用验证器，运行本身保持不变。',
  },
  notRevived: { en: 'It could not be written on', zh: '无法续写' },
  revivedUnknown: {
    en: '{times} {times:continuation|continuations}; the right answer is not known.',
    zh: '{times} 次续写；没有参考答案，无法判断对错。',
  },
  revived: {
    en: '{right} of {times} came right (95 %: {low} to {high}).',
    zh: '{times} 次中 {right} 次正确（95 % 区间：{low} 至 {high}）。',
  },
  unanswered: { en: '{count} without an answer', zh: '{count} 次没有答案' },
  tokens: { en: '{count} tokens.', zh: '{count} 个 token。' },
  first: { en: 'The first', zh: '第一个' },
  firstRight: { en: 'The first right one', zh: '第一个正确的' },
} as const satisfies Readonly<Record<string, Text>>;

export const breakpointWords = {
  pauseWhen: { en: 'Pause before a decision when …', zh: '决定之前，遇到以下情形就暂停……' },
  set: { en: 'Set', zh: '设定' },
  setHint: { en: 'From now on it pauses there by itself', zh: '此后遇到这些情形会自动暂停' },
  notSet: { en: 'It was not set', zh: '没有设定成功' },
  about: { en: 'It is about to decide round {round}: {why}.', zh: '即将决定第 {round} 轮：{why}。' },
  aboutInGroup: {
    en: 'It is about to decide round {round} of group {group}: {why}.',
    zh: '即将决定第 {group} 组第 {round} 轮：{why}。',
  },
  tied: { en: 'the two best, {first} and {second}, are tied', zh: '最好的两个 {first} 和 {second} 打平' },
  apart: {
    en: 'the two best, {first} and {second}, lie {amount} apart',
    zh: '最好的两个 {first} 和 {second} 只差 {amount}',
  },
  falls: { en: 'the score falls by {amount} at step {first}', zh: '步骤 {first} 的得分下降了 {amount}' },
  losesReference: {
    en: 'step {first}, in which the reference answer stands, is to be cut',
    zh: '含有参考答案的步骤 {first} 将被剪掉',
  },
  holdsAnswer: { en: 'step {first} holds the wanted answer', zh: '步骤 {first} 包含所要的答案' },
} as const satisfies Readonly<Record<string, Text>>;

export const markWords = {
  keepInMind: { en: 'Keep in mind', zh: '标记' },
  thisRun: { en: 'this run', zh: '本次运行' },
  tags: { en: 'Tags', zh: '标签' },
  tagsHint: { en: 'Separated by commas', zh: '用逗号分隔' },
  note: { en: 'Note', zh: '备注' },
  onStep: { en: 'Keep this step in mind', zh: '标记这一步' },
  thisStep: { en: 'this step', zh: '这一步' },
  markedSteps: { en: 'Marked steps', zh: '已标记的步骤' },
  step: { en: 'Step {step}', zh: '步骤 {step}' },
  starred: { en: 'starred', zh: '已加星标' },
  beside: {
    en: 'Kept beside the log, which stays what happened. {download} to send them with it, or {add}.',
    zh: '与日志分开保存，日志只记录发生过的事。可以{download}，随日志一起发送，或者{add}。',
  },
  download: { en: 'Download them', zh: '下载标记' },
  add: { en: 'add those of a file', zh: '从文件添加标记' },
  added: { en: '{file} was added.', zh: '已添加 {file}。' },
  notAdded: { en: 'Nothing was added', zh: '什么也没有添加' },
  notKept: { en: 'It could not be kept', zh: '无法保存' },
} as const satisfies Readonly<Record<string, Text>>;

export const attemptWords = {
  attempts: { en: 'Attempts', zh: '尝试' },
  writtenInSight: {
    en: 'Solution {solution} was written in sight of {seen}.',
    zh: '解答 {solution} 是参照 {seen} 写出的。',
  },
  compareWith: { en: 'Compare with', zh: '与之对照' },
  against: { en: 'against {solution}', zh: '对照 {solution}' },
  seenBy: { en: 'Seen by {later}.', zh: '供 {later} 参照。' },
  difference: { en: 'Difference, word by word', zh: '逐词差异' },
  legend: { en: 'Struck out: gone; underlined: new.', zh: '删除线：去掉的；下划线：新增的。' },
} as const satisfies Readonly<Record<string, Text>>;

export const callWords = {
  calls: { en: 'Calls', zh: '调用' },
  none: { en: 'None is logged for this step.', zh: '这一步没有记录调用。' },
  textAsItCame: { en: 'Text as it came', zh: '原始文字' },
  characters: { en: '{count} characters', zh: '{count} 个字符' },
  byPolicy: { en: 'Written by the policy', zh: '由策略模型写出' },
  byVerifier: { en: 'Scored by the verifier', zh: '由验证器打分' },
  said: { en: 'It said (log-probability): {tokens}', zh: '它的回答（对数概率）：{tokens}' },
  leastLikely: {
    en: 'The least likely tokens of the step (log-probability): {tokens}',
    zh: '这一步中最不可能的 token（对数概率）：{tokens}',
  },
  logprobsNotAsked: { en: 'Log-probabilities were not asked for.', zh: '没有请求对数概率。' },
  logprobsNotKept: {
    en: 'Log-probabilities were asked for; this log does not have them.',
    zh: '请求过对数概率，但这份日志里没有。',
  },
  token: { en: '“{token}” {logprob}', zh: '“{token}” {logprob}' },
  underWay: { en: 'under way', zh: '进行中' },
  tries: { en: '{count} tries', zh: '试了 {count} 次' },
  request: { en: 'Request', zh: '请求' },
  copy: { en: 'Copy', zh: '复制' },
  copyAsText: { en: 'Copy the step as text', zh: '复制为纯文本' },
  copyAsLatex: { en: 'As LaTeX', zh: '复制为 LaTeX' },
  copyAsCurl: { en: 'Copy as curl', zh: '复制为 curl 命令' },
  forThis: { en: 'for this step', zh: '为这一步' },
  forSteps: { en: 'for {count} steps', zh: '为 {count} 个步骤' },
  used: {
    en: '{prompt} prompt tokens, {generated} generated, {steps}',
    zh: '提示 {prompt} 个 token，生成 {generated} 个，{steps}',
  },
  usedCached: {
    en: '{prompt} prompt tokens ({cached} cached), {generated} generated, {steps}',
    zh: '提示 {prompt} 个 token（{cached} 个命中缓存），生成 {generated} 个，{steps}',
  },
  triedAgain: { en: 'Tried again because: {why}', zh: '重试原因：{why}' },
  moreCharacters: { en: '… {count} more characters', zh: '……还有 {count} 个字符' },
} as const satisfies Readonly<Record<string, Text>>;

/** By how a call ended, where it did not end well. */
export const callStates = {
  failed: { en: 'failed', zh: '失败' },
  lost: { en: 'lost', zh: '丢失' },
} as const satisfies Readonly<Record<string, Text>>;
