/** What is said where a page is not what was asked for, how tabs of the browser are called, and what texts lack. */
import type { Text } from './text';

/** Titles of tabs, where what is on the page gives no better one. */
export const tabWords = {
  backends: { en: 'Backends', zh: '模型服务' },
  experiments: { en: 'Experiments', zh: '实验' },
  experiment: { en: 'Experiment', zh: '实验' },
  compareExperiments: { en: 'Compare experiments', zh: '比较实验' },
  newExperiment: { en: 'New experiment', zh: '新建实验' },
  glossary: { en: 'Glossary', zh: '术语表' },
  lessons: { en: 'Lessons', zh: '课程' },
  lesson: { en: 'Lesson', zh: '课程' },
  notes: { en: 'Speaker notes', zh: '讲者备注' },
  race: { en: 'Race', zh: '比赛' },
  replay: { en: 'Replay', zh: '回放' },
  run: { en: 'Run', zh: '运行' },
  runs: { en: 'Runs', zh: '运行记录' },
  verifiers: { en: 'Verifiers', zh: '验证器' },
} as const satisfies Readonly<Record<string, Text>>;

export const siteWords = {
  description: {
    en: 'Watch a small language model think longer: live search trees and process reward scores.',
    zh: '看小语言模型多想一会儿：实时的搜索树和过程奖励得分。',
  },
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
  moreCharacters: { en: '({count} more characters)', zh: '（还有 {count} 个字符）' },
  noText: { en: 'No text.', zh: '没有文字。' },
  pageUnreadable: { en: 'This page cannot be shown', zh: '无法显示本页' },
} as const satisfies Readonly<Record<string, Text>>;
