/** What is said of runs that race on one clock: lanes, clock, budgets, who was first, rivals. */
import type { Text } from './text';

export const raceWords = {
  race: { en: 'Race', zh: '比赛' },
  raceOf: { en: 'Race: {problem}', zh: '比赛：{problem}' },
  opening: { en: 'Opening the race …', zh: '正在打开比赛……' },
  openingRuns: { en: 'Opening the runs …', zh: '正在打开各次运行……' },
  lane: { en: 'Lane {lane}', zh: '第 {lane} 道' },
  withLane: { en: '{name} (lane {lane})', zh: '{name}（第 {lane} 道）' },
  seed: { en: 'seed {seed}', zh: '随机种子 {seed}' },
  forkedAt: { en: 'forked at entry {entry}', zh: '从第 {entry} 条分叉' },
  settingAndSeed: { en: '{setting}, seed {seed}', zh: '{setting}，随机种子 {seed}' },
  models: { en: '{setting} · {policy} · seed {seed}', zh: '{setting} · {policy} · 随机种子 {seed}' },
  modelsOf: {
    en: '{setting} · {policy} with {verifier} · seed {seed}',
    zh: '{setting} · {policy}，验证器 {verifier} · 随机种子 {seed}',
  },

  noReference: { en: 'No reference answer: who is right is not known.', zh: '没有参考答案：无法判断谁对。' },
  atOnce: { en: ' Up to {count} of them ran at the same time.', zh: '其中最多 {count} 个同时运行。' },
  noSize: { en: 'The size of {model} is not known', zh: '不知道 {model} 的参数规模' },
  noPrice: { en: 'The price of {model} is not known', zh: '不知道 {model} 的价格' },
  nobody: { en: 'Nobody came to the right answer.', zh: '没有一个得到正确答案。' },
  nobodyYet: { en: 'Nobody holds the right answer yet.', zh: '还没有谁得到正确答案。' },
  tied: { en: 'Tied for the right answer at {at}: {lanes}', zh: '在 {at} 处并列得到正确答案：{lanes}' },
  first: { en: 'First at the right answer: {lane}, at {at}', zh: '最先得到正确答案：{lane}，在 {at} 处' },
  allGaveUp: { en: ', which then gave it up', zh: '，随后又放弃' },
  gaveUp: { en: '; {lanes} gave it up', zh: '；{lanes} 后来放弃' },
  otherNever: { en: '{lane} never', zh: '{lane} 始终没有' },
  otherNotYet: { en: '{lane} not yet', zh: '{lane} 尚未得到' },
  otherAt: { en: '{lane} at {at}', zh: '{lane} 在 {at} 处' },
  others: { en: '; {others}', zh: '；{others}' },
  stop: { en: '.', zh: '。' },

  isFirst: { en: 'first', zh: '第一' },
  isTiedFirst: { en: 'tied first', zh: '并列第一' },
  openRun: { en: 'Open this run', zh: '打开这次运行' },
  noAnswer: { en: 'no answer', zh: '没有答案' },
  noAnswerYet: { en: 'no answer yet', zh: '还没有答案' },
  takeOut: { en: 'Take {name} out of the race', zh: '让 {name} 退出比赛' },
  takeOutHint: { en: 'Take it out of the race; the run stays', zh: '退出比赛；运行本身保留' },
  isGone: { en: 'There is no such run any more.', zh: '这次运行已不存在。' },
  retrying: { en: 'No connection to the server. Try {attempt} …', zh: '与服务器失去连接。第 {attempt} 次尝试……' },
  spent: { en: 'Its budget is spent; its own page has the rest.', zh: '预算已用完；其余部分见它自己的页面。' },
  waiting: { en: 'Waiting for a place to search …', zh: '等待轮到搜索……' },
  failed: { en: 'The search failed.', zh: '搜索失败。' },
  cancelled: { en: 'The search was cancelled.', zh: '搜索已取消。' },
  cutShort: { en: 'The log ends here; the run was not over.', zh: '日志到此为止；运行尚未结束。' },
  tree: {
    en: 'Tree of {name}: {steps} {steps:step|steps}, {solutions} {solutions:solution|solutions}',
    zh: '{name} 的搜索树：{steps} 步，{solutions} 个解答',
  },
  noneHeld: { en: 'No answer was held', zh: '没有得到过答案' },
  held: { en: '{answer}, from {from} to {to}', zh: '{answer}，从 {from} 到 {to}' },
  heldRight: { en: '{answer}, right, from {from} to {to}', zh: '{answer}，正确，从 {from} 到 {to}' },
  heldWrong: { en: '{answer}, wrong, from {from} to {to}', zh: '{answer}，错误，从 {from} 到 {to}' },

  budgets: { en: 'Budgets', zh: '预算' },
  budgetsHint: {
    en: 'A lane ends when its budget is spent; the run itself goes on',
    zh: '预算用完，该道即止；运行本身继续',
  },
  noBudgets: { en: 'No budgets', zh: '不设预算' },
  budgetsIn: { en: 'Budgets in {measure}', zh: '按{measure}设预算' },
  maySpend: { en: 'may spend', zh: '可用' },
  maySpendOf: { en: '{measure} that {name} may spend', zh: '{name} 可用的{measure}' },
  amountOf: { en: '{amount} of {budget}', zh: '{amount}／{budget}' },

  keyChange: { en: 'Previous, next change of an answer', zh: '上一次、下一次答案变化' },
  keySame: { en: 'The same (the clock must have the focus)', zh: '同上（焦点须在时钟上）' },
  keyCount: { en: 'Count otherwise', zh: '换一种计量' },
  previousChange: { en: 'Back to the previous change of an answer', zh: '回到上一次答案变化' },
  nextChange: { en: 'On to the next change of an answer', zh: '前往下一次答案变化' },
  position: { en: 'Position in the race', zh: '比赛中的位置' },
  timeOf: { en: '{at} of {total}', zh: '{at}／{total}' },
  ofTotal: { en: 'of {total}', zh: '共 {total}' },
  whatCounts: { en: 'What the clock counts', zh: '时钟计量什么' },
  isOpening: { en: 'Opening', zh: '正在打开' },
  over: { en: 'Over', zh: '已结束' },

  against: { en: 'Against', zh: '对手' },
  againstDots: { en: 'Against …', zh: '与……比赛' },
  againstHint: { en: 'Race it against another run of the same problem', zh: '与同一道题的另一次运行比赛' },
  newRival: { en: 'A new run', zh: '新的运行' },
  newRivalOf: { en: 'A new run of the same problem', zh: '同一道题的一次新运行' },
  notStarted: { en: 'The run could not be started', zh: '无法启动运行' },
  startAndRace: { en: 'Start and race', zh: '启动并比赛' },
  keepsFirst: { en: 'This keeps the log on this server first.', zh: '这会先把日志保存到本服务器。' },
  knownRival: { en: 'A run that there is', zh: '已有的运行' },
  orKnownRival: { en: 'Or a run that there is', zh: '或者选一次已有的运行' },
  noKnownRival: { en: 'No other run of this problem is kept here.', zh: '这里没有这道题的其他运行。' },
  download: { en: 'Download the race', zh: '下载比赛' },
  downloadHint: { en: 'Download the race as one file', zh: '把比赛下载为一个文件' },
  otherProblem: { en: 'Not the same problem', zh: '不是同一道题' },
  strangers: {
    en: '{names}: of another problem than the first lane. Take {count:it|them} out to compare like with like.',
    zh: '{names}：与第一道的题目不同。请将其移出，才有可比性。',
  },
  oneLane: {
    en: 'One lane is no race: add another with “Against …”, or go back to {runs}.',
    zh: '只有一道不成比赛：用“与……比赛”再加一道，或者回到{runs}。',
  },
  allRuns: { en: 'all runs', zh: '全部运行' },

  about: {
    en: 'Two to four runs of one problem on one clock: their trees, what each has spent, the answer that each holds at every moment. “Against …” on the {start} starts several at once; on the page of {run} it races that run against another. Or open a race that was downloaded, or the logs of several runs.',
    zh: '同一道题的两到四次运行，用同一个时钟对照：各自的搜索树、已有的花费、每一刻手里的答案。{start}上的“与……比赛”可同时启动几次运行；在{run}的页面上，它让那次运行与另一次比赛。也可以打开下载过的比赛，或几次运行的日志。',
  },
  startPage: { en: 'start page', zh: '首页' },
  anyRun: { en: 'any run', zh: '任意一次运行' },
  noRace: { en: 'That is no race', zh: '这不是比赛' },
  chooseFiles: { en: 'Choose files', zh: '选择文件' },
  filesHint: {
    en: 'one race, or up to four logs (.ndjson); nothing is sent anywhere',
    zh: '一场比赛，或最多四份日志（.ndjson）；不会发送到任何地方',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** By what a clock counts: its name, its name within a sentence, what it is of, and an amount of it. */
export const raceMeasures = {
  seconds: {
    title: { en: 'Seconds', zh: '秒数' },
    noun: { en: 'seconds', zh: '秒数' },
    hint: { en: 'of work, without pauses', zh: '工作时间，不含暂停' },
    unit: { en: 's', zh: '秒' },
  },
  tokens: {
    title: { en: 'Tokens', zh: 'Token 数' },
    noun: { en: 'tokens', zh: ' token 数' },
    hint: { en: 'written by the policy', zh: '由策略模型写出' },
    unit: { en: 'tokens', zh: '个 token' },
  },
  flops: {
    title: { en: 'FLOPs', zh: 'FLOPs' },
    noun: { en: 'FLOPs', zh: ' FLOPs' },
    hint: { en: 'of policy and verifier', zh: '策略模型与验证器合计' },
    unit: { en: 'GFLOPs', zh: 'GFLOPs' },
  },
  price: {
    title: { en: 'Price', zh: '价格' },
    noun: { en: 'price', zh: '价格' },
    hint: {
      en: 'of policy and verifier, in the currency of the configuration',
      zh: '策略模型与验证器合计，货币以配置为准',
    },
    unit: undefined,
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<'title' | 'noun' | 'hint', Text> & { readonly unit: Text | undefined }>>
>;

export const raceAmounts = {
  tokens: { en: '{count} {count:token|tokens}', zh: '{count} 个 token' },
  flops: { en: '{amount} FLOPs', zh: '{amount} FLOPs' },
} as const satisfies Readonly<Record<string, Text>>;
