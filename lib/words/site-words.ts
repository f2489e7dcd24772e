/** What is said where a page is not what was asked for, and what texts lack. */
import type { Text } from './text';

export const siteWords = {
  bug: { en: 'Longthink met a bug', zh: 'Longthink 遇到了程序错误' },
  bugHint: {
    en: 'This page broke. Runs go on without it, and their logs are safe on the server.',
    zh: '本页出错了。运行不受影响，日志都安全地保存在服务器上。',
  },
  bugReport: {
    en: 'If it happens again, this text and the run’s downloaded log are all that a bug report needs.',
    zh: '如果再次发生，报告问题时只需附上这段文字和下载的运行日志。',
  },
  tryAgain: { en: 'Try again', zh: '重试' },
  allRuns: { en: 'All runs', zh: '全部运行' },
  noPage: { en: 'There is no such page', zh: '没有这个页面' },
  noPageHint: {
    en: 'The address leads nowhere. Runs are at {address}, and a run that was deleted says so on its own page.',
    zh: '这个地址没有内容。运行位于 {address}；已删除的运行会在自己的页面上说明。',
  },
  startRun: { en: 'Start a run', zh: '开始一次运行' },
  openRecorded: { en: 'Open a recorded one', zh: '打开一次录制的运行' },
  notPossible: { en: 'That was not possible', zh: '无法执行' },
  moreCharacters: { en: '({count} more characters)', zh: '（还有 {count} 个字符）' },
  noText: { en: 'No text.', zh: '没有文字。' },
  pageUnreadable: { en: 'This page cannot be shown', zh: '无法显示本页' },
} as const satisfies Readonly<Record<string, Text>>;
