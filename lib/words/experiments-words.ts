/** What the list of experiments says, and what is said of an experiment wherever it stands: origin, progress, deletion. */
import type { Text } from './text';

export const experimentsWords = {
  experiments: { en: 'Experiments', zh: '实验' },
  about: {
    en: 'Strategies × budgets × models over a problem set: accuracy against what it cost, with error bars, beside baselines and published figures.',
    zh: '搜索策略 × 预算 × 模型，在一个题集上：准确率与成本的关系，带误差线，并与基线和已发表的数据对照。',
  },
  compare: { en: 'Compare', zh: '比较' },
  newOne: { en: 'New experiment', zh: '新建实验' },
  notDeleted: { en: 'The experiment could not be deleted', zh: '无法删除这个实验' },
  unread: { en: 'The experiments could not be read', zh: '无法读取实验' },
  reading: { en: 'Reading the experiments', zh: '正在读取实验' },
  noneYet: { en: 'No experiments yet', zh: '还没有实验' },
  startFirst: {
    en: '{link}: a small grid on the bundled models takes minutes.',
    zh: '{link}：用自带模型跑一个小网格只要几分钟。',
  },
  startFirstLink: { en: 'Start the first one', zh: '开始第一个实验' },
  count: { en: '{count} {count:experiment|experiments}', zh: '{count} 个实验' },
  cannotBeRead: { en: 'An experiment that cannot be read', zh: '一个无法读取的实验' },
  setting: { en: '{strategy} n {n}', zh: '{strategy} n {n}' },
  settingRange: { en: '{strategy} n {least} to {most}', zh: '{strategy} n {least} 至 {most}' },
  grid: {
    en: '{problems} {problems:problem|problems} of {set}, {seeds} {seeds:seed|seeds} · {policies}',
    zh: '{set} 的 {problems} 道题，{seeds} 个随机种子 · {policies}',
  },
  problemsOf: { en: '{problems} {problems:problem|problems} of {set}', zh: '{set} 的 {problems} 道题' },
  seeds: { en: '{seeds} {seeds:seed|seeds}', zh: '{seeds} 个随机种子' },
  withVerifiers: { en: ' with {verifiers}', zh: '，验证器 {verifiers}' },
  againstBaselines: { en: ' · against {baselines}', zh: ' · 基线 {baselines}' },

  runsIn: { en: 'Runs that are in', zh: '已完成的运行' },
  finishedOf: { en: '{finished} of {planned} {planned:run|runs}', zh: '{planned} 次运行中完成 {finished} 次' },
  failed: { en: '{count} failed', zh: '{count} 次失败' },
  begun: { en: '{count} begun', zh: '{count} 次已开始' },
  underWay: { en: '{count} under way', zh: '{count} 次进行中' },
  tokens: { en: '{count} tokens', zh: '{count} 个 token' },
  runsAMinute: { en: '{count} runs a minute', zh: '每分钟 {count} 次运行' },
  tokensASecond: { en: '{count} tokens a second', zh: '每秒 {count} 个 token' },
  left: { en: 'about {time} left, estimated', zh: '预计还需约 {time}' },
} as const satisfies Readonly<Record<string, Text>>;

/** Where an experiment's numbers come from, in a word and in a sentence. */
export const originTexts = {
  shipped: {
    word: { en: 'shipped', zh: '随附' },
    sentence: {
      en: 'Shipped: measured when this version of Longthink was made, and came with it.',
      zh: '随附：在制作这一版 Longthink 时测得，随软件提供。',
    },
  },
  imported: {
    word: { en: 'imported', zh: '导入' },
    sentence: {
      en: 'Imported from a file of another tool. What that file does not hold (tokens read, verifier tokens, time) is unknown here, not free.',
      zh: '从其他工具的文件导入。文件里没有的数据（读入的 token、验证器 token、用时）在这里是未知，而不是零。',
    },
  },
  live: {
    word: { en: 'live', zh: '实时' },
    sentence: {
      en: 'Live: measured here and still running; every number moves as runs come in.',
      zh: '实时：正在这里测量，尚未结束；每有运行完成，数字都会变化。',
    },
  },
  measured: {
    word: { en: 'measured here', zh: '本机测得' },
    sentence: { en: 'Measured by this installation.', zh: '由本安装测得。' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'word' | 'sentence', Text>>>>;

/** What the page of one experiment says at its head, and what can be told to it. */
export const experimentWords = {
  stands: { en: 'The experiment stands, and goes on by itself', zh: '实验停着，会自动继续' },
  unread: { en: 'The experiment could not be read', zh: '无法读取这个实验' },
  curvesUnread: { en: 'The curves could not be read', zh: '无法读取曲线' },
  readingCurves: { en: 'Reading the curves', zh: '正在读取曲线' },
  anExperiment: { en: 'An experiment', zh: '一个实验' },
  opening: { en: 'Opening the experiment …', zh: '正在打开实验……' },
  models: { en: '{policies} with {verifiers}', zh: '{policies}，验证器 {verifiers}' },
  notReached: { en: 'The command did not reach the experiment', zh: '命令没有送达实验' },
  pausedByItself: { en: 'It paused by itself: run after run failed', zh: '它自动暂停了：运行接连失败' },
  resumeWhenMended: { en: '{failure} Resume it when that is mended.', zh: '{failure} 排除故障后可继续。' },
  pause: { en: 'Pause', zh: '暂停' },
  pauseHint: { en: 'Runs under way pause where they are', zh: '进行中的运行就地暂停' },
  resume: { en: 'Resume', zh: '继续' },
  retryFailed: { en: 'Retry {count} failed', zh: '重试 {count} 次失败' },
  cancel: { en: 'Cancel the experiment', zh: '取消实验' },
  askCancel: { en: 'Cancel this experiment?', zh: '取消这个实验？' },
  cancels: {
    en: 'What is measured stays, with its curves. Runs that have not begun will not be made.',
    zh: '已测得的数据和曲线会保留。尚未开始的运行不再进行。',
  },
  cancelIt: { en: 'Cancel it', zh: '取消' },
  remove: { en: 'Delete the experiment', zh: '删除实验' },
  noSuch: { en: 'There is no such experiment', zh: '没有这个实验' },
  noSuchHint: {
    en: 'It may have been deleted, or it belongs to another installation of Longthink.',
    zh: '它可能已被删除，或者属于另一处安装的 Longthink。',
  },
  all: { en: 'All experiments', zh: '全部实验' },
  startOne: { en: 'Start one', zh: '开始一个' },
  cannotBeRead: { en: 'This experiment cannot be read', zh: '无法读取这个实验' },
} as const satisfies Readonly<Record<string, Text>>;
